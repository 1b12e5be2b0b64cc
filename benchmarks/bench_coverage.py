"""Coverage of one edition by sixty departments, against the bare set operations."""

from benchmarks.acknowledging import BEGAN
from benchmarks.acknowledging import DIGEST
from benchmarks.acknowledging import EDITION
from benchmarks.acknowledging import FACTS
from benchmarks.acknowledging import file_storage
from BTrees.LLBTree import difference
from BTrees.LLBTree import intersection
from BTrees.LLBTree import LLTreeSet
from collections.abc import Callable
from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.coverage import Coverage
from collective.socialgovernance.acknowledgments.coverage import coverage
from collective.socialgovernance.acknowledgments.coverage import Group
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.ledger import Ledger
from collective.socialgovernance.acknowledgments.over_time import days_between
from collective.socialgovernance.acknowledgments.over_time import over_time
from collective.socialgovernance.acknowledgments.over_time import Point
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.store import Directory
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from typing import Any
from ZODB.Connection import Connection

import random
import secrets
import time
import transaction


NAME = "coverage"
DEPARTMENTS = 60
ROUNDS = 5
IMPORTED = date(2026, 2, 1)
ASKED = date(2026, 4, 5)
ACKNOWLEDGED = 0.8
AWAY = 0.02
JOINED_SINCE = 0.01
MOVED_SINCE = 0.01


def run(people: int) -> dict[str, object]:
    """Milliseconds for all figures of an edition, best of five rounds; four in five have acknowledged."""
    half = _measure(people // 2)
    whole = _measure(people)
    growth = (whole["coverage ms"] / half["coverage ms"]) / 2
    return {**whole, "growth from half as many people (1 is linear)": growth}


def _measure(people: int) -> dict[str, Any]:
    with file_storage() as (database, _path):
        connection = database.open()
        directory, ledger = company_of(people), answers_of(people)
        connection.root()["directory"], connection.root()["ledger"] = directory, ledger
        transaction.commit()
        cold, found = timed(lambda: _covered(connection))
        warm = min(timed(lambda: _covered(connection))[0] for _ in range(ROUNDS))
        line = min(timed(lambda: _over_time(connection))[0] for _ in range(ROUNDS))
        bare = _floor(directory, ledger)
        transaction.abort()
        connection.close()
    return {
        "audience": found.total.audience,
        "bare set operations ms": bare * 1000,
        "coverage ms": warm * 1000,
        "first time ms": cold * 1000,
        "ratio to bare": warm / bare,
        "twelve days over time ms": line * 1000,
        "ratio of twelve days to one": line / warm,
    }


def _covered(connection: Connection) -> Coverage:
    directory, ledger = connection.root()["directory"], connection.root()["ledger"]
    audience = audience_of(FACTS, directory, ASKED, directory.tree_days())
    statuses = statuses_on(FACTS, audience, directory, ledger, ASKED, EDITION)
    departments = directory.departments(ASKED)
    groups = [Group(each.id, each.title, directory.members(each.id, ASKED)) for each in departments]
    return coverage(statuses, groups, ASKED, 10)


def _over_time(connection: Connection) -> list[Point]:
    directory, ledger = connection.root()["directory"], connection.root()["ledger"]
    audience = audience_of(FACTS, directory, ASKED, directory.tree_days())
    return over_time(FACTS, audience, directory, ledger, days_between(BEGAN, ASKED), EDITION)


def _floor(directory: Directory, ledger: Ledger) -> float:
    everybody = LLTreeSet(directory.everybody(ASKED))
    answered = LLTreeSet(ledger.keys(EDITION))
    members = [LLTreeSet(directory.members(each.id, ASKED)) for each in directory.departments(ASKED)]

    def bare() -> None:
        difference(everybody, answered)
        for each in members:
            len(intersection(each, answered))

    return min(timed(bare)[0] for _ in range(ROUNDS))


def company_of(people: int) -> Directory:
    """A directory as an import fills it: some join or move after the edition began, some are away."""
    directory, chance = Directory(), random.Random(7)
    departments = [{"id": f"d{number:02}", "title": f"Department {number}"} for number in range(DEPARTMENTS)]
    told = [_row(number, chance) for number in range(people)]
    _tell(directory, IMPORTED, told, departments)
    moved = [
        {**row, "department": f"d{chance.randrange(DEPARTMENTS):02}", "since": "2026-03-15"}
        for row in chance.sample(told, int(people * MOVED_SINCE))
    ]
    moved += [
        {**_row(people + number, chance), "joined": "2026-03-20"}
        for number in range(int(people * JOINED_SINCE))
    ]
    _tell(directory, ASKED, moved, None, delta=True)
    return directory


def _row(number: int, chance: random.Random) -> dict[str, str]:
    row = {
        "userid": f"firstname.lastname{number}",
        "fullname": f"Firstname Lastname{number}",
        "department": f"d{chance.randrange(DEPARTMENTS):02}",
        "joined": "2020-01-01",
    }
    if chance.random() < AWAY:
        row |= {"leave_from": "2026-03-10", "leave_until": "2026-04-20"}
    return row


def _tell(
    directory: Directory, today: date, people: list[dict[str, str]], departments: Any, delta: bool = False
) -> None:
    plan = imports.plan(
        directory,
        today,
        rows.json_table(rows.PERSON_ROWS, people),
        None if departments is None else rows.json_table(rows.DEPARTMENT_ROWS, departments),
        delta=delta,
    )
    imports.apply(directory, plan, who="bench", when=datetime(2026, 4, 5, tzinfo=timezone.utc))


def answers_of(people: int) -> Ledger:
    ledger, chance = Ledger(), random.Random(11)
    ledger.open_edition(EDITION)
    began = datetime(BEGAN.year, BEGAN.month, BEGAN.day, 9, tzinfo=timezone.utc)
    for key in range(1, people + 1):
        if chance.random() < ACKNOWLEDGED:
            at = began + timedelta(minutes=chance.randrange(30 * 24 * 60))
            ledger.append(EDITION, key, _entry(key, at))
    return ledger


def _entry(key: int, at: datetime) -> Entry:
    userid, salt = f"firstname.lastname{key}", secrets.token_bytes(16)
    said = ("acknowledged", "self", at, at, "acknowledged", "1", "", salt)
    return Entry(EDITION, key, userid, userid, "1.0.0", DIGEST, "fr", *said)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that something takes, and what it gives."""
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result
