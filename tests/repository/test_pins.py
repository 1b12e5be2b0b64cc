"""One resolution feeds pip and buildout."""

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pathlib import Path
from tools import pins

import pytest


CONSTRAINTS = pins.CONSTRAINTS.read_text(encoding="utf-8")
VERSIONS = pins.VERSIONS.read_text(encoding="utf-8")
PYTHONS = ("3.10.12", "3.11.2", "3.11.9", "3.12.3", "3.13.1")


def environment(python: str) -> dict[str, str]:
    return {
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "platform_system": "Linux",
        "python_full_version": python,
        "python_version": ".".join(python.split(".")[:2]),
        "sys_platform": "linux",
    }


def holds(marker: str, python: str) -> bool:
    return not marker or Marker(marker).evaluate(environment(python))


def buildout_versions(python: str) -> dict[str, str]:
    """What buildout reads in versions.cfg, on one Python."""
    found: dict[str, str] = {}
    active = False
    for line in VERSIONS.splitlines():
        if line.startswith("[versions"):
            active = holds(line[1:-1].partition(":")[2], python)
        elif active and " = " in line:
            spelled, version = line.split(" = ")
            name = canonicalize_name(spelled)
            assert name not in found, f"{name} twice on Python {python}"
            found[name] = version
    return found


def pip_versions(python: str) -> dict[str, str]:
    """What pip and uv read in constraints.txt, on one Python."""
    found: dict[str, str] = {}
    for line in CONSTRAINTS.splitlines():
        if line and not line.startswith("#"):
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate(environment(python)):
                (specifier,) = requirement.specifier
                assert requirement.name not in found, f"{requirement.name} twice on Python {python}"
                found[requirement.name] = specifier.version
    return found


@pytest.mark.parametrize("python", PYTHONS)
def test_pip_and_buildout_read_the_same_versions(python):
    assert len(pip_versions(python)) > 250
    assert buildout_versions(python) == pip_versions(python)


def test_versions_cfg_is_what_the_script_writes_from_constraints_txt():
    assert pins.write_versions(pins.read_constraints(CONSTRAINTS)) == VERSIONS


@pytest.mark.parametrize("python", PYTHONS)
def test_plone_is_held_at_the_release_we_promise(python):
    assert pip_versions(python)["plone"].startswith("6.2.")
    assert pip_versions(python)["products-cmfplone"] == pip_versions(python)["plone"]


@pytest.mark.parametrize("python", PYTHONS)
def test_what_we_ask_for_is_pinned(python):
    lines = Path(pins.TOP / "tools/requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = {canonicalize_name(Requirement(line).name) for line in lines if line and not line.startswith("#")}
    assert asked <= set(pip_versions(python))
    assert {"pytest", "playwright", "rfc8785", "zeo"} <= set(pip_versions(python))


def test_a_line_that_is_not_one_version_is_refused_by_its_number():
    with pytest.raises(ValueError, match="line 2: not one exact version"):
        pins.read_constraints("plone==6.2.2\nzope>=6\n")


def test_a_marker_becomes_the_condition_of_a_section():
    text = pins.write_versions([pins.Pin("b", "2", "python_version < '3.11'"), pins.Pin("a", "1")])
    assert "[versions]\na = 1\n" in text
    assert "[versions:python_version < '3.11']\nb = 2\n" in text


@pytest.mark.parametrize(
    "name", ["constraints.txt", "versions.cfg", "buildout.cfg", "pyproject.toml", "tools/requirements.txt"]
)
def test_what_decides_versions_names_no_server(name):
    text = (pins.TOP / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "find-links" not in text and "index-url" not in text
