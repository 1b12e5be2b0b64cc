"""Since when the privacy notice of a programme has its present version."""

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


KIND = "privacy_notice"


def notice_changed(programme: Any, event: Any) -> None:
    """Log the version of the notice when it is another one than the last one known."""
    version = programme.privacy_notice_version or ""
    logged = _logged(programme)
    if queryUtility(IEventLog) is not None and version != (logged[-1][1] if logged else ""):
        log_event(
            programme, Event(KIND, "change", current_actor(), wallclock.now(), facts={"version": version})
        )


def notice_since(programme: Any) -> date:
    """The day from which the notice has its present version; the first version holds from the beginning."""
    logged = _logged(programme)
    return logged[-1][0] if len(logged) > 1 else date.min


def notice_on(programme: Any, day: date) -> tuple[str, date]:
    """The version of the notice at the end of a day, and since when it was that; "" before the first one."""
    known = [(since, version) for since, version in _logged(programme) if since <= day]
    if not known:
        return "", date.min
    since, version = known[-1]
    return version, since if len(known) > 1 else date.min


def _logged(programme: Any) -> list[tuple[date, str]]:
    log = queryUtility(IEventLog)
    events = () if log is None else log.of(IUUID(programme))
    return [
        (day_of(event.at, zone_of(programme)), str(event.facts.get("version") or ""))
        for event in events
        if event.kind == KIND
    ]
