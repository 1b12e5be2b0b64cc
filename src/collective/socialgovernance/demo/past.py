"""Acting at an earlier moment, so that the story happened when it did."""

from collections.abc import Iterator
from collective.socialgovernance import wallclock
from collective.socialgovernance.demo.company import moved
from collective.socialgovernance.demo.company import ZONE
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timezone
from plone import api
from zoneinfo import ZoneInfo

import threading


@contextmanager
def clock_set_to(instant: datetime) -> Iterator[None]:
    """Let the product's clock show ``instant`` (aware) to this thread, as long as the block runs.

    Other threads of the same server keep the true time.
    """
    true_now = wallclock.now
    here = threading.get_ident()

    def now() -> datetime:
        return instant if threading.get_ident() == here else true_now()

    wallclock.now = now
    try:
        yield
    finally:
        wallclock.now = true_now


@contextmanager
def as_person(login: str, day: date, today: date, at: time = time(8, 0)) -> Iterator[None]:
    """Act as somebody with an account, on a day of the story seen from ``today``, at a local time."""
    with clock_set_to(moment(day, today, at)), api.env.adopt_user(username=login):
        yield


def moment(day: date, today: date, at: time = time(8, 0)) -> datetime:
    """A day of the story seen from ``today``, at a local time, as an instant in UTC."""
    return datetime.combine(moved(day, today), at, ZoneInfo(ZONE)).astimezone(timezone.utc)
