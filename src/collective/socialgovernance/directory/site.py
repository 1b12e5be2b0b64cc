"""What an import takes from the site it happens in: the day, and the language of new people."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from datetime import date
from plone import api


def today() -> date:
    """Today in the time zone of the site."""
    zone = api.portal.get_registry_record("plone.portal_timezone", default=None)
    return day_of(wallclock.now(), zone or "UTC")


def language() -> str:
    """The site's default language."""
    return str(api.portal.get_default_language())
