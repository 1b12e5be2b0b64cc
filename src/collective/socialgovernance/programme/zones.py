"""The time zone in which the days of a programme are counted, on any day.

A change of the setting is logged with its instant, as every setting that decides standing is. The log is read
once for each state of the programme.
"""

from Acquisition import aq_base
from collective.socialgovernance.days import Zone
from collective.socialgovernance.days import Zones
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.stamping import kept
from collective.socialgovernance.texts.stamping import stamp_of
from datetime import datetime
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryUtility


def zone_of(programme: Any) -> Zone:
    """Where days are counted in a programme: in the usual case one zone for ever, by its name."""
    return kept(stamp_of((aq_base(programme),)), lambda: _read(programme))


def _read(programme: Any) -> Zone:
    present = str(programme.timezone)
    log, uid = queryUtility(IEventLog), IUUID(programme, None)
    events = () if log is None or uid is None else log.of(uid)
    held: list[tuple[datetime, str]] = []
    for event in events:
        values = event.facts.get("values") if event.kind == "settings" else None
        zone = values.get("timezone") if isinstance(values, dict) else None
        if zone and (not held or held[-1][1] != zone):
            held.append((event.at, str(zone)))
    if len(held) < 2:
        return present
    # What was changed without telling holds since the last change that was told.
    held[-1] = (held[-1][0], present)
    return Zones(held[0][1], tuple(held[1:]))
