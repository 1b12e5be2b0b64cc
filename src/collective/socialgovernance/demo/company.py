"""The company's people and departments, and how its story is moved to the present.

The files tell the company as it was on ``REFERENCE_DAY``. Whoever loads it on another day sees it at the same
moment of its life: every date is moved by a whole number of weeks, so that working days remain working days.
"""

from datetime import date
from datetime import timedelta
from importlib.resources import files
from typing import Any

import csv
import io
import json


NAME = "Gabariers Réunis"
ZONE = "Europe/Paris"
REFERENCE_DAY = date(2026, 11, 20)
"""The Friday on which the files tell the company."""

DATED = ("joined", "left", "leave_from", "leave_until")

DIRECTORY_KNOWN = date(2026, 1, 5)
"""The directory is imported, the programme and its first texts are prepared."""
BODY_INFORMED = date(2025, 12, 18)
BODY_CONSULTED = date(2025, 12, 18)
CHARTER_SUBMITTED = date(2026, 1, 12)
CHARTER_READ_BY_LEGAL = date(2026, 1, 14)
CHARTER_STARTED = date(2026, 1, 19)
GUIDE_SUBMITTED = date(2026, 3, 5)
GUIDE_STARTED = date(2026, 3, 9)
UPDATE_PREPARED = date(2026, 8, 17)
UPDATE_READ_BY_LEGAL = date(2026, 8, 20)
UPDATE_STARTED = date(2026, 8, 24)
SCOPES_SUBMITTED = date(2026, 9, 7)
SCOPES_STARTED = date(2026, 9, 14)
PAGE_PUBLISHED = date(2026, 10, 26)
DRAFT_BEGUN = date(2026, 11, 16)
SCOPE_FROZEN = date(2026, 11, 18)


def weeks_since_reference(today: date) -> int:
    """By how many weeks the story is moved for somebody who looks at it today."""
    return (today - REFERENCE_DAY).days // 7


def moved(day: date, today: date) -> date:
    """A day of the story, as seen by somebody who looks at it today."""
    return day + timedelta(weeks=weeks_since_reference(today))


def read_json(name: str) -> Any:
    """The content of one of the data files."""
    return json.loads(_read(name))


def people() -> list[dict[str, str]]:
    """The rows of ``people.csv`` as they are on the reference day."""
    return list(csv.DictReader(io.StringIO(_read("people.csv"))))


def departments() -> list[dict[str, str]]:
    """The rows of ``departments.csv``."""
    return list(csv.DictReader(io.StringIO(_read("departments.csv"))))


def departments_csv() -> bytes:
    """``departments.csv``, for the directory import."""
    return read_file("departments.csv")


def people_csv(today: date) -> bytes:
    """``people.csv`` for the directory import, its dates moved to the present.

    Everyone has been where they are since they joined, hence a column ``since``.
    """
    rows = people()
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, [*rows[0], "since"], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        days = {name: moved(date.fromisoformat(row[name]), today).isoformat() for name in DATED if row[name]}
        writer.writerow({**row, **days, "since": days["joined"]})
    return sheet.getvalue().encode("utf-8")


def read_file(name: str) -> bytes:
    """The bytes of one of the data files."""
    return (files(__package__) / "data" / name).read_bytes()


def _read(name: str) -> str:
    return read_file(name).decode("utf-8")
