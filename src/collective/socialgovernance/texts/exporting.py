"""The register of an edition as a file, and the log of who took one along."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import Zone
from collective.socialgovernance.days import zone_at
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.register import Register
from collective.socialgovernance.texts.register import RegisterRow
from collective.socialgovernance.texts.sheets import Cell
from collective.socialgovernance.texts.sheets import CSV
from collective.socialgovernance.texts.sheets import write_csv
from collective.socialgovernance.texts.sheets import write_xlsx
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import IO
from zoneinfo import ZoneInfo
from zope.component import getUtility

import tempfile


EXPORT = "collective.socialgovernance: Export acknowledgments"
KIND = "export"

COLUMNS = (
    "userid",
    "name",
    "department",
    "department_title",
    "job_family",
    "site",
    "population",
    "status",
    "due",
    "days_left",
    "answer",
    "edition",
    "language",
    "answered_utc",
    "answered_local",
    "mode",
    "given_by",
)
"""The columns by their stable names, in order."""

Word = Callable[[str, str], str]
"""The word of a value for people, by the name of its column."""


@dataclass(frozen=True)
class Words:
    """A reader's words: ``header`` a title for each of ``COLUMNS``, ``title`` one for the sheet.

    ``word`` gives what a status, an answer, a mode or a population (by the name of the column) is called.
    """

    title: str
    header: tuple[str, ...]
    word: Word


def export(register: Register, format: str, actor: str, words: Words) -> IO[bytes]:
    """The register as an open temporary file, to be read from its beginning, and an event that says so.

    ``format`` is one of :data:`.sheets.TYPES`, ``actor`` the userid of who takes it along.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    rows = _cells(register, words.word)
    if format == CSV:
        count = write_csv(file, words.header, rows)
    else:
        count = write_xlsx(file, words.title, words.header, rows)
    facts = {**register.wanted.told, "format": format, "rows": count}
    event = Event(kind=KIND, action=KIND, actor=actor, at=wallclock.now(), facts=facts)
    getUtility(IEventLog).append(register.uid, event)
    file.seek(0)
    return file


def exports_of(uid: str) -> list[Event]:
    """Every export of an edition, newest first."""
    return [event for event in reversed(getUtility(IEventLog).of(uid)) if event.kind == KIND]


def _cells(register: Register, word: Word) -> Iterator[tuple[Cell, ...]]:
    zone = register.facts.timezone
    titles = {each.id: each.title for each in register.directory.departments(register.asked_on)}
    words: dict[tuple[str, str], str] = {}

    def said(column: str, value: str) -> str:
        if (column, value) not in words:
            words[column, value] = word(column, value)
        return words[column, value]

    for row in register.rows():
        yield (
            *_person(row, titles, said),
            *_standing(row, register.asked_on, said),
            *_answer(row, zone, said),
        )


def _person(row: RegisterRow, titles: dict[str, str], said: Word) -> tuple[Cell, ...]:
    userid, name, department, job_family, site, population = row.person
    shown = said("population", population) if population else ""
    return userid, name, department, titles.get(department, ""), job_family, site, shown


def _standing(row: RegisterRow, day: date, said: Word) -> tuple[Cell, ...]:
    status = said("status", row.status)
    if row.due is None:
        return status, None, None
    return status, row.due.isoformat(), (row.due - day).days


def _answer(row: RegisterRow, zone: Zone, said: Word) -> tuple[Cell, ...]:
    last = row.last
    if last is None:
        return (None,) * 7
    at = last.at
    return (
        said("answer", last.answer),
        last.number,
        last.language,
        _written(at),
        _written(at.astimezone(ZoneInfo(zone_at(at, zone)))),
        said("mode", last.mode),
        last.other or row.person.userid,
    )


def _written(instant: datetime) -> str:
    return str(instant)[:19]
