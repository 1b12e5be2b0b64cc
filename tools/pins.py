"""Resolve every version once and write it in the two forms that installers read.

    python tools/pins.py            resolve anew, write constraints.txt and versions.cfg
    python tools/pins.py --convert  write versions.cfg from constraints.txt as it is

`constraints.txt` is for pip and uv, `versions.cfg` for buildout. Both hold versions only, for Python 3.10 to
3.13; what differs between Python versions or systems carries an environment marker (PEP 508), which buildout
understands as the condition of a section.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import argparse
import re
import subprocess
import sys


TOP = Path(__file__).resolve().parent.parent
CONSTRAINTS = TOP / "constraints.txt"
VERSIONS = TOP / "versions.cfg"
SOURCES = ("setup.py", "tools/requirements.txt")
OLDEST_PYTHON = "3.10"
# Buildout compares names in their normalised form, but looks for its own recipe by this spelling.
BUILDOUT_SPELLING = {"zc-recipe-egg": "zc.recipe.egg"}

HEADER = """\
# Every version this product is developed and tested with, on Python 3.10 to 3.13.
# Written by `make pins`, which also writes {other} from the same resolution: change neither by hand.
"""


@dataclass(frozen=True, order=True)
class Pin:
    """One distribution, held at one version, wherever the marker holds (an empty marker: everywhere)."""

    name: str
    version: str
    marker: str = ""

    def as_version(self) -> str:
        """The line of versions.cfg."""
        return f"{BUILDOUT_SPELLING.get(self.name, self.name)} = {self.version}"

    def as_constraint(self) -> str:
        """The line of constraints.txt."""
        return f"{self.name}=={self.version}" + (f" ; {self.marker}" if self.marker else "")


def read_constraints(text: str) -> list[Pin]:
    """The pins of a constraints file.

    Raises ValueError, naming the line, when a line holds anything but one exact version.
    """
    pins = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==([^\s;]+)(?:\s*;\s*(.+))?", line)
        if match is None:
            raise ValueError(f"line {number}: not one exact version: {line}")
        name, version, marker = match.groups()
        pins.append(Pin(name, version, marker or ""))
    return pins


def write_constraints(pins: Iterable[Pin]) -> str:
    """The text of constraints.txt."""
    lines = [pin.as_constraint() for pin in sorted(pins)]
    return HEADER.format(other="versions.cfg") + "\n".join(lines) + "\n"


def write_versions(pins: Iterable[Pin]) -> str:
    """The text of versions.cfg: one section for what holds everywhere, one for each marker."""
    by_marker: dict[str, list[Pin]] = {}
    for pin in sorted(pins):
        by_marker.setdefault(pin.marker, []).append(pin)
    sections = []
    for marker in sorted(by_marker):
        title = f"[versions:{marker}]" if marker else "[versions]"
        sections.append("\n".join([title, *(pin.as_version() for pin in by_marker[marker])]))
    return HEADER.format(other="constraints.txt") + "\n" + "\n\n".join(sections) + "\n"


def resolve() -> list[Pin]:
    """Ask the resolver for one set of versions that suits every Python this product supports.

    Raises subprocess.CalledProcessError when there is none; the resolver has then said why.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", OLDEST_PYTHON]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--quiet", "--extra", "test", *SOURCES]
    done = subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE, text=True)
    return read_constraints(done.stdout)


def main() -> int:
    """Write both files, and say what was done."""
    parser = argparse.ArgumentParser(
        description="Write constraints.txt and versions.cfg from one resolution."
    )
    parser.add_argument("--convert", action="store_true", help="do not resolve: read constraints.txt")
    if parser.parse_args().convert:
        pins = read_constraints(CONSTRAINTS.read_text(encoding="utf-8"))
    else:
        print(f"Resolving versions for Python {OLDEST_PYTHON} and later ...", flush=True)
        pins = resolve()
        CONSTRAINTS.write_text(write_constraints(pins), encoding="utf-8")
    VERSIONS.write_text(write_versions(pins), encoding="utf-8")
    print(f"{len(pins)} versions: {CONSTRAINTS.name}, {VERSIONS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
