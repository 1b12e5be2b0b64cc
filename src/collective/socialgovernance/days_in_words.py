"""Days and instants as people say them, in the reader's language."""

from collective.socialgovernance.days import Zone
from collective.socialgovernance.days import zone_at
from datetime import date
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo
from zope.i18n.locales import LoadLocaleError
from zope.i18n.locales import locales


BRITISH = ("en", "en-gb", "en-ie")
"""Languages in which the day comes before the month; the locale of ``en`` is that of the United States."""


@lru_cache(maxsize=1024)
def day_in_words(day: date, language: str) -> str:
    """A day with the month's name: ``3 mars 2026``, ``1er mars 2026``, ``3 March 2026``.

    English without a country is read on both sides of the Atlantic: it has the order that nobody mistakes.
    """
    if language in BRITISH:
        month = locales.getLocale("en").dates.calendars["gregorian"].months[day.month][0]
        return f"{day.day} {month} {day.year}"
    try:
        dates = locales.getLocale(language).dates
    except LoadLocaleError:
        dates = locales.getLocale("en").dates
    said = str(dates.getFormatter("date", "long").format(day))
    # The first day of a month is an ordinal in French, which the pattern of the locale cannot say.
    return f"1er{said[1:]}" if language.startswith("fr") and said.startswith("1 ") else said


def instant_in_words(instant: datetime, zone: Zone, language: str) -> str:
    """An aware instant as day and time, as a clock showed them in the time zone that then held."""
    local = instant.astimezone(ZoneInfo(zone_at(instant, zone)))
    return f"{day_in_words(local.date(), language)}, {local:%H:%M}"


def language_name(code: str, language: str) -> str:
    """The name of a language in another (``fr`` in ``en``: French); the code where it is not known."""
    try:
        names = locales.getLocale(language).displayNames.languages
    except LoadLocaleError:
        return code
    return str(names.get(code, code))
