"""Check that a wheel holds what a site needs beside the code.

python tools/wheel_content.py dist/collective_socialgovernance-1.0.0-py3-none-any.whl
"""

from pathlib import Path
from zipfile import ZipFile

import sys


TOP = Path(__file__).resolve().parent.parent
SOURCE = TOP / "src"
PACKAGE = SOURCE / "collective" / "socialgovernance"
KINDS = {
    ".css",
    ".js",
    ".json",
    ".md",
    ".mo",
    ".po",
    ".pot",
    ".pt",
    ".py",
    ".svg",
    ".csv",
    ".html",
    ".xml",
    ".zcml",
}
ESSENTIAL = (
    "configure.zcml",
    "profiles/default/metadata.xml",
    "profiles/uninstall",
    "profiles/demo",
    "locales/fr/LC_MESSAGES/collective.socialgovernance.mo",
)


def expected() -> set[str]:
    """Every file of the package that belongs into a wheel, by its path in the wheel."""
    return {
        path.relative_to(SOURCE).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix in KINDS and "__pycache__" not in path.parts
    }


def problems(wheel: Path) -> list[str]:
    """What is missing in a wheel, or should not be there; one sentence each."""
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    found = [f"missing: {name}" for name in sorted(expected() - held)]
    for name in ESSENTIAL:
        path = f"collective/socialgovernance/{name}"
        if not any(entry == path or entry.startswith(path + "/") for entry in held):
            found.append(f"missing: {path}")
    if "collective/__init__.py" in held:
        found.append("collective/__init__.py: the namespace `collective` belongs to nobody")
    strangers = {entry.split("/")[0] for entry in held} - {"collective"}
    found += [
        f"not part of the product: {name}" for name in sorted(strangers) if not name.endswith(".dist-info")
    ]
    return found


def main() -> int:
    """Name what is wrong with the wheel; 1 when anything is."""
    found = problems(Path(sys.argv[1]))
    print("\n".join(found) or f"{sys.argv[1]}: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
