"""What of an edition may still change after draft: formalities and dates, never the text."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.namedfile.interfaces import INamed
from typing import Any


BEFORE_APPROVAL = ("review", "legal", "formalities")


def changeable_after_draft(edition: Any) -> tuple[str, ...]:
    """The names of the fields that the current user may change in the present state; empty for most people.

    Changing them makes nobody an author, and none of them is in the digest.
    """
    check = getSecurityManager().checkPermission
    legal = check("collective.socialgovernance: Formalities", edition)
    owner = check("collective.socialgovernance: Approve", edition)
    state = state_of(edition)
    fields = []
    if state == "formalities" and legal:
        fields.append("formalities")
    if state in BEFORE_APPROVAL and (legal or owner):
        fields.append("effective_from")
    if state == "in_force" and legal and edition.legal_force == "binding":
        fields.append("withdrawal_formalities")
    return tuple(fields)


def refuse_frozen(edition: Any, names: Iterable[str]) -> None:
    """Refuse with 403 what the current user may not change in the present state, every name at once."""
    allowed = changeable_after_draft(edition)
    problems = [
        Problem(name, _("This text is frozen: prepare a new edition instead."))
        for name in names
        if name not in allowed
    ]
    if problems:
        raise Refused(403, problems)


def change_after_draft(edition: Any, values: Mapping[str, Any]) -> None:
    """Set fields of an edition that has left draft, and log what changed.

    ``values`` are whole, validated field values by name. Raises :class:`~..refusals.Refused` 403 for a field
    that the current user may not change now; nothing is set then.
    """
    refuse_frozen(edition, values)
    changed = {}
    for name, value in values.items():
        if value != getattr(edition, name):
            setattr(edition, name, value)
            changed[name] = _as_text(value)
    if not changed:
        return
    state = state_of(edition)
    log_event(
        edition,
        Event(
            kind="edition",
            action="dates",
            actor=str(api.user.get_current().getId()),
            at=wallclock.now(),
            before=state,
            after=state,
            facts=changed,
        ),
    )


def _as_text(value: Any) -> str:
    """A day, or the formalities one by one, as the log keeps them."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_as_text(part)}" for key, part in sorted(value.items()))
    if INamed.providedBy(value):
        return str(value.filename)
    return "" if value is None else str(value)
