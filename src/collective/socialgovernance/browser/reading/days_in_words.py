"""Days and instants as people say them, in the reader's language."""

from collective.socialgovernance.days import day_of
from datetime import date
from datetime import datetime
from zoneinfo import ZoneInfo
from zope.i18n.locales import LoadLocaleError
from zope.i18n.locales import locales


def _dates(language: str):  # type: ignore[no-untyped-def]
    try:
        return locales.getLocale(language).dates
    except LoadLocaleError:
        return locales.getLocale("en").dates


def day_in_words(day: date, language: str) -> str:
    """A day with the month's name: ``3 mars 2026``, ``March 3, 2026``."""
    return str(_dates(language).getFormatter("date", "long").format(day))


def instant_in_words(instant: datetime, zone: str, language: str) -> str:
    """An aware instant as day and time in the time zone ``zone``."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day_in_words(day_of(instant, zone), language)}, {local:%H:%M}"


def language_name(code: str, language: str) -> str:
    """The name of a language in another (``fr`` in ``en``: French); the code where it is not known."""
    try:
        names = locales.getLocale(language).displayNames.languages
    except LoadLocaleError:
        return code
    return str(names.get(code, code))
