"""The programme's list of topics nobody speaks about, on any day."""

from collections.abc import Mapping
from collective.socialgovernance.days import day_of
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.gathering import prohibitions
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryUtility


KIND = "corporate_list"

Rows = list[dict[str, str]]


def rows_of(programme: Any) -> Rows:
    """The list as it is now."""
    return [
        {"topic": row["topic"], "reason": row.get("reason") or ""} for row in programme.topics_forbidden or ()
    ]


def last_logged(programme: Any) -> Rows:
    """The list that the log knows last; an empty one before any change."""
    logged = _logged(programme)
    return logged[-1][1] if logged else []


def corporate_list(programme: Any, day: date, today: date) -> tuple[Prohibition, ...]:
    """The list at the end of a day: that of now for today and later, else what the log knows of that day."""
    if day >= today:
        return prohibitions(programme.topics_forbidden)
    known = [rows for since, rows in _logged(programme) if since <= day]
    return prohibitions(known[-1] if known else [])


def _logged(programme: Any) -> list[tuple[date, Rows]]:
    log = queryUtility(IEventLog)
    events = () if log is None else log.of(IUUID(programme))
    zone = zone_of(programme)
    return [(day_of(event.at, zone), _rows(event.facts)) for event in events if event.kind == KIND]


def _rows(facts: Mapping[str, object]) -> Rows:
    given = facts.get("topics_forbidden")
    return [dict(row) for row in given] if isinstance(given, list) else []
