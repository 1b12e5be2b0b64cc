"""A registration as it was on a past day.

What the guards look at is kept with the instant of each change, beside the registration: what somebody says
of themself stands in no log. Of the days before the first of these, the log of acts tells the level, the days
and who certified; topics, scopes and what was stated are then taken as first kept.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance.ambassadors.facts import GRACE
from collective.socialgovernance.ambassadors.facts import ON_HOLD
from collective.socialgovernance.ambassadors.facts import STANDING_ACTIVE
from collective.socialgovernance.ambassadors.logged import entered_on
from collective.socialgovernance.ambassadors.logged import state_at
from collective.socialgovernance.ambassadors.logged import WORKFLOW
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import datetime
from typing import Any


VALUES = (
    "scopes",
    "topics",
    "level_requested",
    "level_granted",
    "voluntary_statement",
    "privacy_notice",
    "security_self_attestation",
    "asked_of",
    "certified_by",
    "valid_from",
    "valid_to",
    "paused_until",
    "applied_on",
    "changed_on",
    "active_since",
    "grace_since",
    "review_on",
)
"""What of a registration the guards look at; what managers answered has days of its own."""

SINCE = "since"

Values = Mapping[str, Any]


def present_values(registration: Any) -> dict[str, Any]:
    """What the guards look at, as it is now."""
    held = state_of(registration) == ON_HOLD
    values = {name: getattr(registration, name) for name in VALUES if name != "review_on"}
    return {**values, "review_on": registration.hold["review_on"] if held and registration.hold else None}


def keep_values(registration: Any, at: datetime) -> None:
    """Keep what the guards look at since an instant, when it is something else than what was kept last."""
    kept = registration.kept_values
    values = _copied(present_values(registration))
    if kept and {**kept[-1], SINCE: at} == {**values, SINCE: at}:
        return
    # Of several changes within one second the last one counts.
    before = kept[:-1] if kept and kept[-1][SINCE] == at else kept
    registration.kept_values = (*before, {**values, SINCE: at})


def values_on(registration: Any, events: Iterable[Event], zone: Zone, day: date) -> Values:
    """What the guards look at, as it was at the end of a day that is past."""
    done = [event for event in events if day_of(event.at, zone) <= day]
    if not done:
        return dict.fromkeys(VALUES)
    kept = registration.kept_values
    known = [values for values in kept if day_of(values[SINCE], zone) <= day]
    if known:
        return known[-1]
    first = kept[0] if kept else present_values(registration)
    return {**first, **_told_by(done, first, zone, day)}


def _told_by(done: list[Event], first: Values, zone: Zone, day: date) -> Values:
    """What the acts until a day say of the values on it."""
    state, entered = state_at(done, zone, day), entered_on(done, zone)
    certified = [event for event in done if event.kind == WORKFLOW and "valid_to" in event.facts]
    last = certified[-1] if certified else None
    holds = [event.facts["review_on"] for event in done if "review_on" in event.facts]
    return {
        "certified_by": None if last is None else last.actor,
        "valid_from": None if last is None else date.fromisoformat(str(last.facts["valid_from"])),
        "valid_to": None if last is None else date.fromisoformat(str(last.facts["valid_to"])),
        "level_granted": None if last is None else last.facts["level_granted"],
        "active_since": entered if state == STANDING_ACTIVE else None,
        "grace_since": entered if state == GRACE else None,
        "review_on": date.fromisoformat(str(holds[-1])) if state == ON_HOLD and holds else None,
        **{
            name: _said_by(first[name], zone, day)
            for name in ("voluntary_statement", "privacy_notice", "security_self_attestation")
        },
    }


def _said_by(row: Any, zone: Zone, day: date) -> Any:
    return row if row and day_of(row["at"], zone) <= day else None


def _copied(values: Values) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, list) else dict(value) if isinstance(value, Mapping) else value
        for name, value in values.items()
    }
