"""Today where the site of the tests is: late in the evening in UTC it is tomorrow there."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.testing import ANSWERS
from datetime import date


def site_day() -> date:
    """The day that the site, and a programme that names no time zone of its own, call today."""
    return day_of(wallclock.now(), ANSWERS["portal_timezone"])
