"""The rooms of the package and the direction in which they may know one another."""

from pathlib import Path

import ast
import collective.socialgovernance as package
import pytest


ROOT = Path(package.__file__).parent
NAME = package.__name__

FACES = {"browser", "services", "commands", "demo", "setuphandlers", "testing", "upgrades"}
DOMAIN = {
    "ambassadors",
    "programme",
    "texts",
    "scopes",
    "pages",
    "editions",
    "transitions",
    "vocabularies",
    "controlpanel",
    "clock",
    "refreshing",
}
RECORDS = {"directory", "acknowledgments", "evidence"}
FOUNDATIONS = {
    "",
    "days",
    "days_in_words",
    "fields",
    "interfaces",
    "ownpage",
    "refusals",
    "unlisted",
    "wallclock",
}
LEVELS = [FOUNDATIONS, RECORDS, DOMAIN, FACES]


def level(room: str) -> int:
    return next(index for index, rooms in enumerate(LEVELS) if room in rooms)


def room_of(module: str) -> str:
    """The room of a dotted name inside the package; empty for the package itself."""
    inside = module.removeprefix(NAME).lstrip(".")
    return inside.split(".")[0]


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Dotted names of this package that a module imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(NAME):
            if node.module == NAME:
                names |= {
                    f"{NAME}.{alias.name}" for alias in node.names if alias.name not in ("_", "PACKAGE")
                }
            else:
                names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name.startswith(NAME)}
    return names


def room_of_path(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_room_knows_one_that_stands_above_it(path):
    own = level(room_of_path(path))
    wrong = {name for name in imported(path) if level(room_of(name)) > own}
    assert not wrong, f"{path.relative_to(ROOT)} must not import {', '.join(sorted(wrong))}"


def test_every_room_is_known_here_and_says_what_lives_in_it():
    for path in ROOT.iterdir():
        if path.is_dir() and (path / "__init__.py").exists():
            level(path.name)
            docstring = ast.get_docstring(ast.parse((path / "__init__.py").read_text(encoding="utf-8")))
            assert docstring, f"{path.name} does not say what lives there"


def test_only_one_module_reads_the_wall_clock():
    readers = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                spelled = ast.unparse(node.func)
                if spelled in (
                    "datetime.now",
                    "date.today",
                    "datetime.utcnow",
                    "time.time",
                    "datetime.today",
                ):
                    readers.add(str(path.relative_to(ROOT)))
    assert readers <= {"wallclock.py"}


def test_only_faces_take_a_request_for_granted_when_they_ask_for_the_language():
    """A run from the console has none; ``reader_language`` answers there too."""
    asking = {
        str(path.relative_to(ROOT))
        for path in modules()
        if room_of_path(path) not in ("browser", "services")
        and "get_current_language(" in path.read_text(encoding="utf-8")
    }
    assert asking == {"vocabularies/kept.py"}


def test_an_arrow_the_wrong_way_would_be_seen(tmp_path):
    module = tmp_path / "x.py"
    module.write_text(f"from {NAME}.services.base import GovernanceService\n", encoding="utf-8")
    assert {room_of(name) for name in imported(module)} == {"services"}
    assert level("services") > level("directory")
