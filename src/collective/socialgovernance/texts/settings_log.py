"""The settings that decide who owes a text, with the day from which each value holds.

Every change of such a setting on a text or its programme is an event of that object: who, when, old and new
values. A question about a past day is answered with the values of that day.
"""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.facts import TextSettings
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import log_event
from datetime import date
from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryUtility


KIND = "settings"
OF_TEXT = (
    "ack_mode",
    "ack_optional",
    "ack_validity_months",
    "mandatory_for_ambassadors",
    "audience",
    "audience_exclude",
    "population",
)
OF_PROGRAMME = ("perimeter", "reack_days", "grace_days", "timezone")
OF_STANDING = (*OF_TEXT, "perimeter", "reack_days")
SETS = ("audience", "audience_exclude", "population", "perimeter")
"""Settings whose order says nothing."""

Values = dict[str, Any]


def text_settings_changed(text: Any, event: Any) -> None:
    """A text was made or changed: log its deciding settings when they differ from the last ones known."""
    log_change(text, OF_TEXT)


def programme_settings_changed(programme: Any, event: Any) -> None:
    """A programme was made or changed: the same."""
    log_change(programme, OF_PROGRAMME)


def settings_over_time(
    text: Any, began: date | None, until: datetime | None = None
) -> tuple[TextSettings, ...]:
    """The settings of a charter or guide and its programme, see :func:`settings_within`."""
    return settings_within(text, programme_of(text), began, until=until)


def settings_within(
    text: Any,
    programme: Any,
    began: date | None,
    own: tuple[str, ...] = OF_TEXT,
    until: datetime | None = None,
) -> tuple[TextSettings, ...]:
    """The settings of a text and its programme, in the order of the days from which they hold.

    ``text`` is anything with a UID that has the settings named by ``own`` as attributes; where the programme
    has one of the same name, that of the text counts. What was set until the day ``began``, on which the
    text's first edition came into force, decided nothing before: the values of that day hold from the
    beginning. The last ones are those of now, also when something changed them without an event; with
    ``until`` (aware), those of that moment, whatever was set later the same day.
    """
    zone = zone_of(programme)
    of_text = _known(text, own, zone, until)
    of_programme = _known(programme, OF_PROGRAMME, zone, until)
    days = sorted({*of_text, *of_programme})
    first = max((day for day in days if began is None or day <= began), default=days[0])
    return tuple(
        _settings(date.min if day == first else day, {**_on(of_programme, day), **_on(of_text, day)})
        for day in days
        if day >= first
    )


def log_change(content: Any, names: tuple[str, ...]) -> None:
    """Log the settings of these names when they differ from the last ones known."""
    log = queryUtility(IEventLog)
    if log is None:
        return
    values = _present(content, names)
    logged = _logged(content)
    before = logged[-1].facts["values"] if logged else None
    if values != before:
        actor = str(api.user.get_current().getId())
        log_event(
            content, Event(KIND, "change", actor, wallclock.now(), facts={"values": values, "before": before})
        )


def last_logged(content: Any, names: tuple[str, ...]) -> tuple[Values | None, Values]:
    """The settings of these names as last logged (None: never), and as they are now."""
    logged = _logged(content)
    return (dict(logged[-1].facts["values"]) if logged else None), _present(content, names)


def _logged(content: Any) -> list[Event]:
    log = queryUtility(IEventLog)
    return [] if log is None else [event for event in log.of(IUUID(content)) if event.kind == KIND]


def _known(content: Any, names: tuple[str, ...], zone: Zone, until: datetime | None) -> dict[date, Values]:
    """The values by the day from which they hold: of several changes on one day the last."""
    known: dict[date, Values] = {}
    for event in _logged(content):
        if until is not None and event.at > until and known:
            return known
        since = day_of(event.at, zone) if known else date.min
        known[since] = dict(event.facts["values"])
    known[max(known, default=date.min)] = _present(content, names)
    return known


def _on(known: dict[date, Values], day: date) -> Values:
    return known[max(since for since in known if since <= day)]


def _present(content: Any, names: tuple[str, ...]) -> Values:
    values: Values = {}
    for name in names:
        value = getattr(content, name, None)
        values[name] = sorted(value or ()) if name in SETS else value
    return values


def _settings(since: date, values: Values) -> TextSettings:
    chosen = {name: values[name] for name in OF_STANDING}
    for name in SETS:
        chosen[name] = frozenset(chosen[name] or ())
    for name in ("ack_optional", "mandatory_for_ambassadors"):
        chosen[name] = bool(chosen[name])
    return TextSettings(since=since, **chosen)
