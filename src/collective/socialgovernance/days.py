"""Calendar days in a programme's time zone: the arithmetic every dated rule uses.

A *day* is a calendar day in the programme's time zone and "as of D" means the end of D there. Everything here
is a pure function; nothing reads the wall clock.

A programme that moved to another time zone counts each day in the zone of that day (:class:`Zones`): every
instant belongs to one day, days follow one another, and what was said of a day before the move stays true.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from functools import cached_property
from typing import TypeAlias
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


@dataclass(frozen=True)
class Zones:
    """The time zones that a programme had, one after the other.

    ``first`` is an IANA name; ``changes``, in order, are the aware instants from which another one held. A
    day that a change cuts short ends with the second before it. A day that had begun never ends by a change,
    and one that was over never comes back: where the new zone is a day behind, the day goes on until the new
    zone has caught up.
    """

    first: str
    changes: tuple[tuple[datetime, str], ...] = ()

    def at(self, instant: datetime) -> str:
        """The zone that held at an instant."""
        after = bisect_right(self._instants, instant)
        return self.changes[after - 1][1] if after else self.first

    def day_of(self, instant: datetime) -> date:
        """The day to which an instant belongs."""
        after = bisect_right(self._instants, instant)
        if not after:
            return _day_in(instant, self.first)
        return max(_day_in(instant, self.changes[after - 1][1]), self._begun[after - 1])

    def end_of_day(self, day: date) -> datetime:
        """The last whole second that belongs to a day, or to one before it where no second does."""
        zone, until = self.first, None
        for (instant, following), begun in zip(self.changes, self._begun, strict=True):
            until = instant
            if max(_day_in(instant, following), begun) > day:
                break
            zone, until = following, None
        end = _end_in(day, zone)
        return end if until is None else min(end, until - timedelta(seconds=1))

    def known_on(self, day: date) -> "Zone":
        """Those known at the end of a day, the last of which then was to hold for ever."""
        known = tuple(change for change in self.changes if self.day_of(change[0]) <= day)
        return Zones(self.first, known) if known else self.first

    @cached_property
    def _instants(self) -> tuple[datetime, ...]:
        return tuple(instant for instant, _zone in self.changes)

    @cached_property
    def _begun(self) -> tuple[date, ...]:
        """The day that each change found begun."""
        begun: list[date] = []
        zone, day = self.first, date.min
        for instant, following in self.changes:
            day = max(day, _day_in(instant - timedelta(seconds=1), zone))
            begun.append(day)
            zone = following
        return tuple(begun)


Zone: TypeAlias = str | Zones
"""Where days are counted: one time zone for ever (an IANA name), or several one after the other."""


def day_of(instant: datetime, zone: Zone) -> date:
    """The calendar day of an aware instant in ``zone``."""
    return _day_in(instant, zone) if isinstance(zone, str) else zone.day_of(instant)


def end_of_day(day: date, zone: Zone) -> datetime:
    """The last whole second of a day in ``zone``, as an instant in UTC."""
    return _end_in(day, zone) if isinstance(zone, str) else zone.end_of_day(day)


def start_of_day(day: date, zone: Zone) -> datetime:
    """The first second of a day in ``zone``, as an instant in UTC."""
    if isinstance(zone, str):
        return datetime.combine(day, time(0, 0, 0), ZoneInfo(zone)).astimezone(timezone.utc)
    return zone.end_of_day(day - timedelta(days=1)) + timedelta(seconds=1)


def zone_at(instant: datetime, zone: Zone) -> str:
    """The name of the time zone that held at an instant."""
    return zone if isinstance(zone, str) else zone.at(instant)


def names_of(zone: Zone) -> tuple[str, ...]:
    """The names of all these time zones, in the order in which they held."""
    return (zone,) if isinstance(zone, str) else (zone.first, *(name for _instant, name in zone.changes))


def changes_of(zone: Zone) -> tuple[datetime, ...]:
    """The instants at which another zone began to hold."""
    return () if isinstance(zone, str) else tuple(instant for instant, _zone in zone.changes)


def known_on(day: date, zone: Zone) -> Zone:
    """What was known of the zones at the end of a day: where days after it were then expected to end."""
    return zone if isinstance(zone, str) else zone.known_on(day)


def _day_in(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()


def _end_in(day: date, zone: str) -> datetime:
    # Where summer time ends at midnight, the last second of the day is the second of that name.
    return datetime.combine(day, time(23, 59, 59, fold=1), ZoneInfo(zone)).astimezone(timezone.utc)


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
