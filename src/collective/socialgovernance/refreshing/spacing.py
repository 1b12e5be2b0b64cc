"""The day of a review, chosen so that nobody has two of them in one week. A pure function."""

from collections.abc import Iterable
from collective.socialgovernance.clock.due import week_of
from datetime import date
from datetime import timedelta


ONE_WEEK = timedelta(days=7)

WEEKS = 26
"""How many weeks earlier than need be a review may be at most."""


def spaced(wanted: date, today: date, taken: Iterable[date]) -> date:
    """The day of the next review of something, at the latest the day ``wanted``.

    ``taken`` are the days of the other reviews of the same owner. It is the last day on the weekday of
    ``wanted`` in whose calendar week (Monday to Sunday) there is none of them; never before ``today``, never
    more than half a year early. When every such week is taken it is ``wanted`` itself.
    """
    weeks = {week_of(day) for day in taken}
    for number in range(WEEKS + 1):
        day = wanted - number * ONE_WEEK
        if day < today:
            break
        if week_of(day) not in weeks:
            return day
    return wanted
