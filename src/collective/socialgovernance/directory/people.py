"""What the directory answers with: people, departments and their dated histories. Plain, frozen values."""

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from typing import NamedTuple


ACTIVE = "active"
LEAVE = "leave"
LEFT = "left"
NOT_JOINED = "not_joined"

POPULATIONS = ("employee", "contractor", "temp", "intern", "officer")


@dataclass(frozen=True)
class Interval:
    """Days from ``start`` until ``end``, both included; ``end`` None means until further notice."""

    start: date
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Person:
    """A person as the directory knows them on one day.

    ``status`` is ``active``, ``leave``, ``left`` or ``not_joined``. ``department`` and ``manager`` are ""
    when there is none. ``left`` is the day from which the person is gone (it may lie ahead). ``fullname``
    and ``email`` are those of today: no rule reads them.
    """

    key: int
    userid: str
    fullname: str
    email: str
    department: str
    manager: str
    job_family: str
    site: str
    population: str
    language: str
    status: str
    joined: date
    left: date | None


class Listed(NamedTuple):
    """What a long list tells of a person on one day; "" where there is none."""

    userid: str
    fullname: str
    department: str
    job_family: str
    site: str
    population: str


@dataclass(frozen=True)
class PersonHistory:
    """The dated facts of a person that rules read.

    Employments and leaves are disjoint and in order; memberships and populations lie within the employments.
    A time without a department is no membership.
    """

    employments: tuple[Interval, ...]
    leaves: tuple[Interval, ...]
    memberships: tuple[tuple[str, Interval], ...]
    populations: tuple[tuple[str, Interval], ...]

    def leave_days(self, start: date, end: date) -> int:
        """How many days from ``start`` to ``end``, both included, lie in a leave."""
        total = 0
        for leave in self.leaves:
            first = max(start, leave.start)
            last = end if leave.end is None else min(end, leave.end)
            total += max(0, (last - first).days + 1)
        return total

    def department(self, day: date) -> str:
        """The department of the person on a day, "" when there is none."""
        return next((name for name, interval in self.memberships if day in interval), "")


@dataclass(frozen=True)
class Department:
    """A department as it is on one day; ``parent`` and ``head`` are "" when there is none."""

    id: str
    title: str
    parent: str = ""
    head: str = ""
    deputies: tuple[str, ...] = field(default=())


def last_day(until: date) -> date:
    """The last included day of an interval that ends when ``until`` begins."""
    return until - timedelta(days=1)
