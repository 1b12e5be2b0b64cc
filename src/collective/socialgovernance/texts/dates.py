"""What of an edition may still change after draft: formalities and dates, never the text."""

from AccessControl import getSecurityManager
from collective.socialgovernance.transitions.firing import state_of
from typing import Any


BEFORE_APPROVAL = ("review", "legal", "formalities")


def changeable_after_draft(edition: Any) -> tuple[str, ...]:
    """The names of the fields that the current user may change in the present state; empty for most people.

    Changing them makes nobody an author, and none of them is in the digest.
    """
    check = getSecurityManager().checkPermission
    legal = check("collective.socialgovernance: Legal review", edition)
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
