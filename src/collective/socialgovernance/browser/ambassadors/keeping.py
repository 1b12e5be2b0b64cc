"""Keeping what the person changed in their own registration, with everything that follows from it."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.facts import LEVELS
from collective.socialgovernance.ambassadors.following import follow
from collective.socialgovernance.ambassadors.following import note_asking
from collective.socialgovernance.ambassadors.registering import check_change
from collective.socialgovernance.ambassadors.registering import is_new
from collective.socialgovernance.ambassadors.registering import note_change
from collective.socialgovernance.ambassadors.registering import own_values
from collective.socialgovernance.ambassadors.roles import AMBASSADOR
from collective.socialgovernance.refusals import refuse
from plone import api
from typing import Any


def keep(registration: Any, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Keep new values of fields of the person's own; gives the names of those that changed.

    Refused with 403 for anybody but the person, and for what may not change any more.
    """
    if AMBASSADOR not in api.user.get_roles(obj=registration):
        raise refuse(403, "permission", _("Only the person changes their registration."))
    before = own_values(registration)
    for name, value in values.items():
        if is_new(name, value, before[name]):
            setattr(registration, name, value)
    check_change(registration, before)
    changed = note_change(registration, before)
    if changed:
        note_asking(registration)
        follow(registration, str(api.user.get_current().getId()))
    return changed


def stepped_down(registration: Any, level: str) -> dict[str, str | None]:
    """The values that lower the level of somebody who is certified."""
    requested = registration.level_requested
    lower = requested in LEVELS and level in LEVELS and LEVELS.index(level) < LEVELS.index(requested)
    return {"level_granted": level, **({"level_requested": level} if lower else {})}
