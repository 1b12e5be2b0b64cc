"""The settings of a programme that decide about ambassadors, with the days on which they held.

Each change is an event of the programme. Of the days before the first event the values are those known first.
"""

from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.transitions.firing import log_event
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryUtility


KIND = "ambassador_rules"
NAMES = (
    "ambassador_population",
    "reack_days",
    "grace_days",
    "endorsement_days",
    "reminder_days",
    "holidays",
)

Values = dict[str, Any]


def rules_changed(programme: Any, event: Any) -> None:
    """A programme was made or changed: log these settings when they differ from the last ones known."""
    values, logged = _present(programme), _logged(programme)
    before = logged[-1].facts["values"] if logged else None
    if queryUtility(IEventLog) is not None and values != before:
        facts = {"values": values, "before": before}
        log_event(programme, Event(KIND, "change", current_actor(), wallclock.now(), facts=facts))


def rules_on(programme: Any, day: date) -> Values:
    """The settings at the end of a day, holidays as days."""
    logged, zone = _logged(programme), zone_of(programme)
    values = logged[0].facts["values"] if logged else _present(programme)
    for event in logged[1:]:
        if day_of(event.at, zone) > day:
            break
        values = event.facts["values"]
    found: Values = dict(values)  # type: ignore[call-overload]
    return {**found, "holidays": [date.fromisoformat(each) for each in found["holidays"]]}


def _present(programme: Any) -> Values:
    values = {name: getattr(programme, name, None) for name in NAMES}
    for name in ("ambassador_population", "reminder_days"):
        values[name] = sorted(values[name] or ())
    return {**values, "holidays": sorted(each.isoformat() for each in values["holidays"] or ())}


def _logged(programme: Any) -> list[Event]:
    log = queryUtility(IEventLog)
    return [] if log is None else [event for event in log.of(IUUID(programme)) if event.kind == KIND]
