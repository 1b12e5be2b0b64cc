"""What one row of an import makes of what is known about a person. Pure functions; days are ordinals.

What a row says holds from the day of the import, or from the day told in its column ``since``. A ``since``
that was not told before rewrites the history from that day on; one told before says nothing about what else
changed meanwhile.
"""

from collections.abc import Callable
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.records import FOREVER
from collective.socialgovernance.directory.records import last_value
from collective.socialgovernance.directory.records import Record
from collective.socialgovernance.directory.records import set_from
from collective.socialgovernance.directory.records import Span
from collective.socialgovernance.directory.records import Spans
from collective.socialgovernance.directory.records import Steps
from collective.socialgovernance.directory.rows import PersonRow
from typing import Any


DEFAULT_POPULATION = "employee"
NOBODY = Record("", "", "", 0, (), (), (), (), (), (), (), ())
"""A person of whom nothing is known yet."""


def completed(row: PersonRow) -> PersonRow:
    """The row of a complete list: what is not told is told to be empty, the status to be active.

    ``joined`` and ``language`` stay untold: there the known value holds.
    """
    row.email = row.email or ""
    row.manager = row.manager or ""
    row.job_family = row.job_family or ""
    row.site = row.site or ""
    row.population = row.population or ""
    if row.status is None:
        row.status = ACTIVE
    if row.left is None:
        row.left = 0
    return row


def record(
    row: PersonRow,
    known: Record,
    day: int,
    manager: int | None,
    language: str,
    share: Callable[[tuple[Any, ...]], tuple[Any, ...]],
) -> Record:
    """The record after this row.

    ``manager`` is the manager's key, 0 for none and None for not told; ``language`` that of people of whom
    none is told; ``share`` gives back an equal tuple already in use, so that 250,000 people fit into
    memory.
    """
    department, start = _membership(row, known, day)
    employments = _employments(known.employments, row, day)
    rewriting = start == row.since

    def dated(steps: Steps, value: object | None) -> Steps:
        if value is None or (not rewriting and _holds(steps, value)):
            return steps
        return share(set_from(steps, start, value))

    return Record(
        userid=row.userid,
        fullname=row.fullname,
        email=known.email if row.email is None else row.email,
        since=row.since or known.since,
        department=department if department is known.department else share(department),
        manager=dated(known.manager, manager),
        population=dated(known.population, _population(row, known)),
        job_family=dated(known.job_family, row.job_family),
        site=dated(known.site, row.site),
        language=dated(known.language, row.language or _first(known, language)),
        employments=share(employments),
        leaves=share(_leaves(_left_behind(known, employments), row, day)),
    )


def departed(known: Record, day: int) -> Record:
    """The record of somebody who leaves on a day; who was to join later will not."""
    *earlier, (start, _end) = known.employments
    return known._replace(employments=(*earlier, (start, max(start, day))))


def without_department(known: Record, day: int) -> Record:
    """The record of somebody whose department closes on a day."""
    return known._replace(department=set_from(known.department, day, ""))


def has_left(known: Record, day: int) -> bool:
    """Whether the last employment is over."""
    return bool(known.employments) and _is_over(known.employments[-1], day)


def is_somebody_else(row: PersonRow, known: Record) -> bool:
    """Whether name and e-mail both differ from those of the person who had this userid."""
    return _differs(row.fullname, known.fullname) and _email_differs(row, known)


def might_be_somebody_else(row: PersonRow, known: Record) -> bool:
    """Whether name or e-mail differs, so that ``new_person`` can be believed."""
    return _differs(row.fullname, known.fullname) or _email_differs(row, known)


def _email_differs(row: PersonRow, known: Record) -> bool:
    return row.email is not None and _differs(row.email, known.email)


def rewrites(row: PersonRow, known: Record, new: Record) -> bool:
    """Whether the row changes a membership of days that were already told."""
    return bool(row.since) and bool(known.userid) and known.department != new.department


def _population(row: PersonRow, known: Record) -> str | None:
    """The population told; an empty one is that of employees."""
    if row.population is None:
        return _first(known, DEFAULT_POPULATION)
    return row.population or DEFAULT_POPULATION


def _first(known: Record, value: str) -> str | None:
    """The default of somebody new, nothing told for others."""
    return None if known.userid else value


def _differs(told: str, known: str) -> bool:
    return " ".join(told.split()).casefold() != " ".join(known.split()).casefold()


def _membership(row: PersonRow, known: Record, day: int) -> tuple[Steps, int]:
    """The department's history after this row, and the day from which the rest of the row holds."""
    steps = known.department
    moved = row.department != last_value(steps)
    if not row.since:
        return (set_from(steps, day, row.department) if moved else steps), day
    if row.since == known.since and not moved:
        return steps, day
    if not moved and steps and row.since > steps[-1][0]:
        steps = steps[:-1]
    return set_from(steps, row.since, row.department), row.since


def _holds(steps: Steps, value: object) -> bool:
    """Whether this is the value already."""
    return steps[-1][1] == value if steps else not value


def _employments(known: Spans, row: PersonRow, day: int) -> Spans:
    gone = _gone(known, row, day)
    if not known:
        return ((row.joined or min(day, gone), gone),)
    *earlier, (start, end) = known
    if _is_over(known[-1], day):
        if row.joined and row.joined >= end:
            return (*known, (row.joined, day if row.status == LEFT and not row.left else gone))
        if gone > day and not row.joined and end < day:
            return (*known, (day, gone))
    start = row.joined or start
    while earlier and start < earlier[-1][1]:
        start = min(start, earlier.pop()[0])
    return (*earlier, (start, gone))


def _gone(known: Spans, row: PersonRow, day: int) -> int:
    """The day from which the person is gone, by what the row says."""
    if row.left:
        return row.left
    end = known[-1][1] if known else FOREVER
    if row.status == LEFT:
        return min(end, day)
    if row.left is None and known and not _is_over(known[-1], day):
        return end
    return FOREVER


def _is_over(employment: Span, day: int) -> bool:
    """Whether an employment has ended, or was given up before it began."""
    start, end = employment
    return end <= day or end <= start


def _left_behind(known: Record, employments: Spans) -> Spans:
    """The known leaves; one without an end ended with the employment in which it began."""
    if not known.employments or len(employments) <= len(known.employments):
        return known.leaves
    end = known.employments[-1][1]
    return tuple(
        (first, min(last, end) if last == FOREVER else last) for first, last in known.leaves if first < end
    )


def _leaves(known: Spans, row: PersonRow, day: int) -> Spans:
    if not known and not row.leave_from and row.status != LEAVE:
        return known
    leaves = dict(known)
    if row.leave_from:
        leaves[row.leave_from] = row.leave_until + 1 if row.leave_until else FOREVER
    if row.status == ACTIVE:
        for first, after in known:
            if after == FOREVER and first <= day and first != row.leave_from:
                leaves[first] = day
    elif row.status == LEAVE and not row.leave_from and not any(a <= day < b for a, b in known):
        leaves[day] = FOREVER
    return tuple(sorted((first, after) for first, after in leaves.items() if first < after))
