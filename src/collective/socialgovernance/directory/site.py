"""What an import takes from the site it happens in: the day, and the language of new people."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from datetime import date
from datetime import datetime
from plone import api


def today(now: datetime | None = None) -> date:
    """Today in the time zone of the site, or the day of another instant there."""
    zone = api.portal.get_registry_record("plone.portal_timezone", default=None)
    return day_of(now or wallclock.now(), zone or "UTC")


def language() -> str:
    """The site's default language."""
    return str(api.portal.get_default_language())
