"""Which notices are due: pure functions of who owes what, what they were told, and the day.

People are sets of directory keys: nearly everybody who owes a text is in the same situation, and is looked at
as one set. A *request* is one owing: what is asked, and the day from which it is owed.
"""

from collections import Counter
from collections.abc import Collection
from collections.abc import Mapping
from collective.socialgovernance.days import is_working_day
from collective.socialgovernance.days import WORKING_WEEK
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo


FIRST = "first"
REMINDER = "reminder"

ONE_DAY = timedelta(days=1)

Told = Mapping[tuple[date, str], Collection[int]]
"""Who was told about a request, by day and kind."""


@dataclass(frozen=True)
class Schedule:
    """When a programme tells people: the days from the due date, at most how often, and the days and hours in
    which mail may leave. ``weekdays`` as ``date.weekday`` numbers them, ``zone`` an IANA name.
    """

    offsets: tuple[int, ...] = (-14, -7, -1, 7)
    cap: int = 4
    weekdays: Collection[int] = WORKING_WEEK
    holidays: Collection[date] = ()
    opens: time = time(9)
    closes: time = time(17)
    zone: str = "UTC"

    def is_open(self, day: date) -> bool:
        """Whether mail may leave on a day."""
        return is_working_day(day, self.weekdays, self.holidays)

    def is_open_at(self, instant: datetime) -> bool:
        """Whether mail may leave at this hour."""
        return self.opens <= instant.astimezone(ZoneInfo(self.zone)).time() < self.closes

    def reminder_days(self, due: date) -> list[date]:
        """The days of the reminders of something due on a day, in order.

        One on a day on which no mail leaves moves to the next one that does; two moved to one day are one.
        """
        return sorted({self._moved(due + timedelta(days=offset)) for offset in self.offsets})

    def _moved(self, day: date) -> date:
        if not self.weekdays:
            return day
        while not self.is_open(day):
            day += ONE_DAY
        return day


def first_notices(people: Collection[int], told: Told) -> set[int]:
    """Those who were never told about a request."""
    waiting = set(people)
    for (_day, kind), keys in told.items():
        if kind == FIRST:
            waiting.difference_update(keys)
    return waiting


def reminders(
    people: Collection[int], due: date | None, told: Told, schedule: Schedule, as_of: date
) -> set[int]:
    """Those of a request who are to be reminded now: a reminder's day has come since they were told last.

    Several that were missed are one. A reminder whose day is not after the first notice is dropped. Nobody
    gets more of them than the programme's cap, and nobody one before the first notice.
    """
    passed = [] if due is None else [day for day in schedule.reminder_days(due) if day <= as_of]
    if not passed:
        return set()
    noticed: set[int] = set()
    since: set[int] = set()
    for (day, kind), keys in told.items():
        if kind == FIRST:
            noticed.update(keys)
        if day >= passed[-1]:
            since.update(keys)
    waiting = noticed.intersection(people) - since
    if waiting:
        waiting -= _enough(waiting, told, schedule.cap)
    return waiting


def _enough(people: set[int], told: Told, cap: int) -> set[int]:
    """Those who have had as many reminders as there may be."""
    had: Counter[int] = Counter()
    for (_day, kind), keys in told.items():
        if kind == REMINDER:
            had.update(people.intersection(keys))
    return {key for key in people if had[key] >= cap}


def week_of(day: date) -> date:
    """The Monday of the calendar week in which nobody gets a second mail of reminders."""
    return day - timedelta(days=day.weekday())


def first_open_day(schedule: Schedule, monday: date) -> date:
    """The first day of a week on which mail may leave; its Monday when there is none."""
    week = (monday + number * ONE_DAY for number in range(7))
    return next((day for day in week if schedule.is_open(day)), monday)
