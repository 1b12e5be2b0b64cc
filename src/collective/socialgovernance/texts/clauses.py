"""Putting the clauses of a draft in order, and taking one out."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.transitions.firing import state_of
from typing import Any
from zope.container.contained import notifyContainerModified


def clause_named(edition: Any, name: str) -> Any:
    """The clause with this id, the last part of its URL. Refused with 404 when the edition has none."""
    for clause in clauses_of(edition):
        if clause.getId() == name:
            return clause
    raise refuse(404, "clause", _("There is no such clause in this edition."))


def move(clause: Any, steps: int) -> None:
    """Move a clause of a draft down by ``steps`` places, up when negative; at either end it stays.

    Whoever does so becomes one of the authors. Refused with 403 once the edition has left draft.
    """
    edition = clause.__parent__
    if state_of(edition) != "draft":
        raise refuse(403, "review_state", _("This text is frozen: prepare a new edition instead."))
    if edition.moveObjectsByDelta([clause.getId()], steps, suppress_events=True):
        notifyContainerModified(edition)


def remove(clause: Any) -> None:
    """Take a clause out of a draft. Refused with 403 for a block given by the system, and after draft."""
    clause.__parent__.manage_delObjects([clause.getId()])
