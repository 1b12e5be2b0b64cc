"""What happens when texts and clauses are created, changed or about to go."""

from Acquisition import aq_base
from collective.socialgovernance import _
from collective.socialgovernance.editions.arriving import put_back_if_claimed
from collective.socialgovernance.editions.freezing import add_author
from collective.socialgovernance.editions.freezing import FROZEN
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.preparing import has_editions
from collective.socialgovernance.texts.preparing import prepare_first
from collective.socialgovernance.texts.preparing import write_rights_block
from collective.socialgovernance.texts.verifying import sealing_of
from collective.socialgovernance.texts.verifying import verify
from collective.socialgovernance.transitions.firing import state_of
from plone.i18n.normalizer import idnormalizer
from typing import Any

import re


def text_added(text: Any, event: Any) -> None:
    """A new charter or guide begins with its first draft."""
    if event.newParent is not None and event.oldParent is None and not has_editions(text):
        prepare_first(text)


def text_modified(text: Any, event: Any) -> None:
    """Guides and charters show the edition in force: index them again."""
    text.reindexObject()


def veto_changing_edition(edition: Any, event: Any) -> None:
    """Whatever said that a frozen edition was changed: its text must still be what was submitted.

    One that was given its state by an import, after it was added, is a draft again.
    """
    if sealing_of(edition) is None:
        put_back_if_claimed(edition)
    if not all(verification.same for verification in verify(edition)):
        raise refuse(403, "review_state", FROZEN)


def draft_modified(edition: Any, event: Any) -> None:
    """The block of rights stands in the language in which a draft is written."""
    told = [name for part in event.descriptions for name in getattr(part, "attributes", ())]
    # Over REST the name comes with that of its schema before it.
    changed = {name.rpartition(".")[2] for name in told}
    if "authoritative_language" in changed and state_of(edition) == "draft":
        write_rights_block(edition)


def clause_added(clause: Any, event: Any) -> None:
    """A clause gets an id that is unique in its edition and stays the same in later ones."""
    edition = event.newParent
    if edition is None or event.oldParent is not None or aq_base(event.object) is not aq_base(clause):
        return
    if state_of(edition) != "draft":
        raise refuse(403, "review_state", FROZEN)
    taken = {other.clause_id for other in clauses_of(edition) if other.getId() != clause.getId()}
    wanted = clause.clause_id or clause.title or clause.getId()
    clause.clause_id = unique_clause_id(wanted, taken)
    add_author(edition)


def unique_clause_id(wanted: str, taken: set[str]) -> str:
    """Lowercase letters, digits and hyphens, not among the taken ones."""
    base = (
        re.sub(r"[^a-z0-9-]+", "-", idnormalizer.normalize(wanted, max_length=60).lower()).strip("-")
        or "clause"
    )
    candidate, count = base, 2
    while candidate in taken:
        candidate, count = f"{base}-{count}", count + 1
    return candidate


def clause_modified(clause: Any, event: Any) -> None:
    """Who changes a clause becomes an author of its edition."""
    edition = clause.__parent__
    if state_of(edition) != "draft":
        raise refuse(403, "review_state", FROZEN)
    if clause.locked:
        raise refuse(
            403,
            "locked",
            _(
                "The block “${title}” is given by the system: its words stay as they are.",
                mapping={"title": clause.title},
            ),
        )
    taken = {other.clause_id for other in clauses_of(edition) if other.getId() != clause.getId()}
    clause.clause_id = unique_clause_id(clause.clause_id or clause.title or clause.getId(), taken)
    add_author(edition)


def veto_moving_clause(clause: Any, event: Any) -> None:
    """A frozen edition's clause is neither removed, renamed nor moved; the rights block never goes.

    No clause is anywhere but in an edition.
    """
    moved_itself = aq_base(event.object) is aq_base(clause)
    if moved_itself and event.newParent is not None and not IEdition.providedBy(event.newParent):
        raise refuse(400, "parent", _("A clause stands in an edition, nowhere else."))
    if event.oldParent is None or not moved_itself:
        return
    if state_of(event.oldParent) != "draft":
        raise refuse(403, "review_state", FROZEN)
    if clause.locked and event.newParent is not event.oldParent:
        raise refuse(
            403, "locked", _("The block “${title}” cannot be removed.", mapping={"title": clause.title})
        )
    add_author(event.oldParent)
