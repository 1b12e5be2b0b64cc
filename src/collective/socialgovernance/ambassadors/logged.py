"""What the log says of a registration: in which state it was on a day, and since when. Plain functions."""

from collections.abc import Iterable
from collective.socialgovernance.ambassadors.facts import DRAFT
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.evidence.events import Event
from datetime import date


WORKFLOW = "ambassador_workflow"


def state_at(events: Iterable[Event], zone: Zone, day: date) -> str:
    """The state at the end of a day, "" for a day before the registration was made."""
    state, known = DRAFT, False
    for event in events:
        if day_of(event.at, zone) > day:
            break
        known, state = True, event.after or state
    return state if known else ""


def entered_on(events: Iterable[Event], zone: Zone) -> date | None:
    """The day from which it has been in its present state without a break; None without any event."""
    state, since = "", None
    for event in events:
        if since is None or (event.after and event.after != state):
            since = day_of(event.at, zone)
        state = event.after or state
    return since


def ended_by(events: Iterable[Event]) -> Event | None:
    """The act that ended it, None while it has not ended."""
    return next((event for event in events if event.after == "ended" != event.before), None)
