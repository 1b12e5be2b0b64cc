"""Freezing a scope in a crisis: from one act until another nobody speaks, and everybody knows whom to ask.

A freeze belongs to the scope: it goes over to the next edition and survives the end of the present one.
"""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.gathering import scope_facts
from collective.socialgovernance.scopes.index import changed
from collective.socialgovernance.scopes.interfaces import IScopeFrozen
from collective.socialgovernance.scopes.interfaces import IScopeUnfrozen
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Any
from zope.event import notify
from zope.interface import implementer


FREEZE = "collective.socialgovernance: Freeze a scope"
KIND = "freeze"


@implementer(IScopeFrozen)
@dataclass(frozen=True)
class ScopeFrozen:
    """See :class:`~.interfaces.IScopeFrozen`."""

    scope: Any
    actor: str
    at: datetime


@implementer(IScopeUnfrozen)
@dataclass(frozen=True)
class ScopeUnfrozen:
    """See :class:`~.interfaces.IScopeUnfrozen`."""

    scope: Any
    actor: str
    at: datetime


def present_freeze(scope: Any) -> dict[str, Any] | None:
    """The freeze that holds now: ``reason``, ``until``, ``by``, ``at``; None when there is none."""
    freeze = scope_facts(scope).frozen_on(_today(scope))
    if freeze is None:
        return None
    return next(
        row for row in reversed(scope.freezes) if row["since"] == freeze.since and row["lifted"] is None
    )


def freeze(scope: Any, reason: str, until: date | None = None) -> None:
    """Freeze a scope as the current user: the resolver answers *hold* for its cells from now on.

    Raises :class:`~..refusals.Refused`: 400 without a reason or with a last day in the past, 409 when it is
    frozen already or nothing of it is in force. The caller has checked the right.
    """
    if not reason.strip():
        raise refuse(400, "reason", _("Say why: everybody who asks reads it."))
    today = _today(scope)
    if until is not None and until < today:
        raise refuse(400, "until", _("This day has passed."))
    if present_freeze(scope) is not None:
        raise refuse(409, "frozen", _("This scope is frozen already."))
    if in_force(scope) is None:
        raise refuse(409, "review_state", _("Nothing of this scope is in force: there is nothing to freeze."))
    now = wallclock.now()
    row = {
        "since": today,
        "at": now,
        "until": until,
        "lifted": None,
        "reason": reason.strip(),
        "by": current_actor(),
    }
    scope.freezes = (*scope.freezes, row)
    ended = "" if until is None else until.isoformat()
    _log(scope, "freeze", now, reason.strip(), {"until": ended})
    notify(ScopeFrozen(scope, current_actor(), now))


def unfreeze(scope: Any, reason: str = "") -> None:
    """Lift the freeze as the current user; refused with 409 when there is none."""
    present = present_freeze(scope)
    if present is None:
        raise refuse(409, "frozen", _("This scope is not frozen."))
    now = wallclock.now()
    scope.freezes = tuple(
        {**row, "lifted": _today(scope)} if row is present else row for row in scope.freezes
    )
    _log(scope, "unfreeze", now, reason.strip(), {})
    notify(ScopeUnfrozen(scope, current_actor(), now))


def _log(scope: Any, action: str, now: datetime, reason: str, facts: dict[str, object]) -> None:
    state = state_of(scope)
    log_event(scope, Event(KIND, action, current_actor(), now, state, state, reason, facts=facts))
    changed(programme_of(scope), scope)
    scope.reindexObject()


def _today(scope: Any) -> date:
    return day_of(wallclock.now(), zone_of(programme_of(scope)))
