"""Imports: rows told from outside become the directory's records.

``plan`` checks every row against the others and against what is known, and says what would change without
writing anything; ``apply`` writes exactly that. A plan in which nothing changes writes nothing at all.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from collective.socialgovernance.directory.csv_files import csv_table
from collective.socialgovernance.directory.familiar import Familiar
from collective.socialgovernance.directory.interfaces import DirectoryChanged
from collective.socialgovernance.directory.planning import Correction
from collective.socialgovernance.directory.planning import CREATED
from collective.socialgovernance.directory.planning import DepartmentChange
from collective.socialgovernance.directory.planning import GONE
from collective.socialgovernance.directory.planning import LEAVERS_SHARE
from collective.socialgovernance.directory.planning import opened_departments
from collective.socialgovernance.directory.planning import PersonChange
from collective.socialgovernance.directory.planning import Plan
from collective.socialgovernance.directory.planning import plan
from collective.socialgovernance.directory.planning import too_many_leavers
from collective.socialgovernance.directory.planning import UPDATED
from collective.socialgovernance.directory.records import Steps
from collective.socialgovernance.directory.rows import DEPARTMENT_ROWS
from collective.socialgovernance.directory.rows import PERSON_ROWS
from collective.socialgovernance.directory.rows import Table
from collective.socialgovernance.directory.store import Directory
from datetime import date
from datetime import datetime
from itertools import islice
from typing import Any
from typing import NamedTuple
from zope.event import notify


__all__ = [
    "apply",
    "apply_in_batches",
    "BATCH",
    "Correction",
    "CREATED",
    "day_of_import",
    "DepartmentChange",
    "GONE",
    "history",
    "ImportRecord",
    "leadership",
    "LEAVERS_SHARE",
    "PersonChange",
    "Plan",
    "plan",
    "read_csv",
    "too_many_leavers",
    "UPDATED",
]

BATCH = 25_000
"""People written in one transaction by an import in batches."""


class ImportRecord(NamedTuple):
    """One import that changed something, for the history."""

    who: str
    when: datetime
    source: str
    delta: bool
    created: int
    updated: int
    left: int
    unchanged: int
    corrected: int


def read_csv(
    directory: Directory,
    people: tuple[str, bytes] | None,
    departments: tuple[str, bytes] | None = None,
    delta: bool = False,
) -> tuple[Table | None, Table | None]:
    """The tables of two CSV files, each a name and its content: people and departments, for ``plan``.

    Rows of people that were told before are recognised and not read again.
    """
    told_departments = (
        None if departments is None else csv_table(DEPARTMENT_ROWS, departments[1], departments[0])
    )
    if people is None:
        return None, told_departments
    familiar = Familiar(directory, delta, opened_departments(directory, told_departments, delta))
    return csv_table(PERSON_ROWS, people[1], people[0], familiar), told_departments


def apply(
    directory: Directory, plan: Plan, *, who: str, when: datetime, source: str = "import"
) -> dict[str, int]:
    """Do what the plan says, in the present transaction, and tell it by a ``DirectoryChanged`` event."""
    if not plan.is_empty:
        _write(directory, plan.day, plan.people, plan.department_steps)
        _remember(directory, plan, who, when, source)
    return plan.counts


def apply_in_batches(
    directory: Directory,
    plan: Plan,
    *,
    who: str,
    when: datetime,
    commit: Callable[[], None],
    fingerprint: str,
    source: str = "import",
    batch: int | None = None,
) -> Iterator[int]:
    """Do what the plan says in several transactions; gives the number of people written after each.

    Broken off, the same files (known by their ``fingerprint``) are imported again with the day that
    :func:`day_of_import` gives, and only the rest is done. Leavers come last.
    """
    if plan.is_empty and directory.unfinished is None:
        return
    directory.unfinished = (fingerprint, plan.day.toordinal())
    directory.assign_keys(
        {
            change.new.userid: change.key
            for change in plan.people
            if change.old is None and not directory.assigned_key(change.new.userid)
        }
    )
    _write(directory, plan.day, (), plan.department_steps)
    commit()
    changes = iter(plan.people)
    done = 0
    while chunk := tuple(islice(changes, batch or BATCH)):
        _write(directory, plan.day, chunk, {})
        commit()
        done += len(chunk)
        yield done
    directory.unfinished = None
    if not plan.is_empty:
        _remember(directory, plan, who, when, source)
    commit()


def day_of_import(directory: Directory, today: date, fingerprint: str) -> date:
    """Today, or the day on which an import of the same files was begun and not ended."""
    if directory.unfinished is not None and directory.unfinished[0] == fingerprint:
        return date.fromordinal(directory.unfinished[1])
    return today


def _write(
    directory: Directory,
    today: date,
    people: Sequence[PersonChange],
    departments: dict[str, Steps],
) -> None:
    before = leadership(directory, today)
    directory.write_departments(departments)
    directory.write_people((change.key, change.old, change.new, change.mark) for change in people)
    after = leadership(directory, today)
    notify(
        DirectoryChanged(
            departments=(id for id in before.keys() | after.keys() if before.get(id) != after.get(id)),
            people=(change.new.userid for change in people if _matters(change)),
            renamed={
                change.old.userid: change.new.userid
                for change in people
                if change.old is not None and change.old.userid != change.new.userid
            },
        )
    )


def leadership(directory: Directory, today: date) -> dict[str, tuple[Any, ...]]:
    """What roles on a department's objects depend on: who leads and deputises, and what is above."""
    return {
        department.id: (
            department.parent,
            directory.heads(department.id, today),
            directory.deputies(department.id, today),
        )
        for department in directory.departments(today)
    }


def _matters(change: PersonChange) -> bool:
    """Whether manager, department, population or status change, now or in the time to come."""
    old, new = change.old, change.new
    return old is None or any(
        getattr(old, name) != getattr(new, name)
        for name in ("manager", "department", "population", "employments", "leaves")
    )


def _remember(directory: Directory, plan: Plan, who: str, when: datetime, source: str) -> None:
    number = directory.imports.maxKey() + 1 if directory.imports else 1
    directory.imports[number] = tuple(
        ImportRecord(who, when, source, plan.delta, **plan.counts, corrected=len(plan.corrections))
    )
    if plan.corrections:
        directory.corrections[number] = tuple(tuple(correction) for correction in plan.corrections)


def history(directory: Directory) -> Iterator[tuple[int, ImportRecord]]:
    """The imports that changed something, newest first."""
    for number in reversed(directory.imports.keys()):
        yield number, ImportRecord._make(directory.imports[number])
