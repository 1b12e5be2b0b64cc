"""Calendar days in a programme's time zone: the arithmetic every dated rule uses.

A *day* is a calendar day in the programme's time zone and "as of D" means the end of D there. Everything here
is a pure function; nothing reads the wall clock.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from zoneinfo import ZoneInfo


YEARS = range(1900, 2200)
"""Years of days that somebody may name: the arithmetic here never leaves any calendar from them."""

WORKING_WEEK = (0, 1, 2, 3, 4)
"""Monday to Friday, as ``date.weekday`` numbers them."""


def written_day(written: str) -> date:
    """A day written ``YYYY-MM-DD`` by a person or a program.

    Raises ``ValueError`` for anything else, and for a year so far away that no term could be counted from it.
    """
    day = datetime.strptime(written, "%Y-%m-%d").date()
    if len(written) != len("YYYY-MM-DD") or day.year not in YEARS:
        raise ValueError(written)
    return day


def day_of(instant: datetime, zone: str) -> date:
    """The calendar day of an aware instant in the time zone ``zone`` (an IANA name)."""
    return instant.astimezone(ZoneInfo(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """The last whole second of a day in ``zone``, as an instant in UTC."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)).astimezone(timezone.utc)


def start_of_day(day: date, zone: str) -> datetime:
    """The first second of a day in ``zone``, as an instant in UTC."""
    return datetime.combine(day, time(0, 0, 0), ZoneInfo(zone)).astimezone(timezone.utc)


def months_after(day: date, months: int) -> date:
    """The same day of the month ``months`` later (or earlier), or that month's last day."""
    index = day.year * 12 + (day.month - 1) + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_working_day(
    day: date, weekdays: Collection[int] = WORKING_WEEK, holidays: Collection[date] = ()
) -> bool:
    """Whether reminders and working-day terms count this day."""
    return day.weekday() in weekdays and day not in holidays


def working_days_after(
    day: date,
    count: int,
    weekdays: Collection[int] = WORKING_WEEK,
    holidays: Collection[date] = (),
) -> date:
    """The ``count``-th working day after ``day``.

    Raises ``ValueError`` when no weekday is a working day.
    """
    if not weekdays:
        raise ValueError("a programme needs at least one working weekday")
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, weekdays, holidays):
            count -= 1
    return day


def iso_instant(instant: datetime) -> str:
    """ISO 8601 in UTC with an explicit offset, whole seconds: ``2027-01-05T09:00:00+00:00``."""
    return instant.astimezone(timezone.utc).replace(microsecond=0).isoformat()
