"""Edition numbers: ``major.minor.editorial``, given on approval and never twice."""

from collections.abc import Iterable
from typing import NamedTuple


class Number(NamedTuple):
    """One edition number, ordered as people read it."""

    major: int
    minor: int
    editorial: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.editorial}"


def parsed(number: str) -> Number:
    """The number written ``1.2.0``. Raises ``ValueError`` for anything else."""
    parts = number.split(".")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"not an edition number: {number!r}")
    return Number(*(int(part) for part in parts))


def next_number(change_class: str | None, given: Iterable[str]) -> str:
    """The number after the highest one ever given at this address, withdrawn editions included.

    The first edition is 1.0.0 whatever its class. Raises ``ValueError`` for an unknown class.
    """
    highest = max((parsed(number) for number in given), default=None)
    if highest is None:
        return "1.0.0"
    if change_class == "major":
        return str(Number(highest.major + 1, 0, 0))
    if change_class == "minor":
        return str(Number(highest.major, highest.minor + 1, 0))
    if change_class == "editorial":
        return str(Number(highest.major, highest.minor, highest.editorial + 1))
    raise ValueError(f"not a change class: {change_class!r}")
