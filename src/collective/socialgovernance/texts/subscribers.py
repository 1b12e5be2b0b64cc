"""What happens when texts, editions and clauses are created, changed, copied or about to go."""

from Acquisition import aq_base
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance import wallclock
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.preparing import has_editions
from collective.socialgovernance.texts.preparing import prepare_first
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import workflow_of
from DateTime import DateTime
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.i18n.normalizer import idnormalizer
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility

import logging
import re


logger = logging.getLogger(PACKAGE)


FROZEN = _("This text is frozen: prepare a new edition instead.")


def current_actor() -> str:
    """The userid of whoever acts now."""
    return str(api.user.get_current().getId())


def text_added(text: Any, event: Any) -> None:
    """A new charter or guide begins with its first draft."""
    if event.newParent is not None and event.oldParent is None and not has_editions(text):
        prepare_first(text)


def text_modified(text: Any, event: Any) -> None:
    """Guides and charters show the edition in force: index them again."""
    text.reindexObject()


def edition_added(edition: Any, event: Any) -> None:
    """Whoever prepares an edition is an author of it; one in a state nobody gave it is put back."""
    if event.oldParent is not None:
        return
    if claims_state(edition):
        put_back_to_draft(edition)
    if not edition.authors:
        edition.authors = (current_actor(),)
        log_event(
            edition,
            Event("edition_workflow", "prepare", current_actor(), wallclock.now(), after=state_of(edition)),
        )


def claims_state(edition: Any) -> bool:
    """Whether an edition arrived, by an import say, in a state that the log of acts knows nothing of."""
    state = state_of(edition)
    if state == "draft":
        return False
    logged = any(event.after == state for event in getUtility(IEventLog).of(IUUID(edition)))
    return not (logged and edition.digests)


def put_back_to_draft(edition: Any) -> None:
    """Make an edition a new draft: it goes through review again before anybody is asked to know it."""
    logger.warning(
        "The edition at %s arrived as %s without a record of how it got there: it is a draft again.",
        "/".join(edition.getPhysicalPath()),
        state_of(edition),
    )
    clear(edition)
    workflow = workflow_of(edition)
    status = {
        "action": "",
        "actor": "",
        "comments": "",
        "time": DateTime(wallclock.now()),
        "review_state": workflow.initial_state,
    }
    api.portal.get_tool("portal_workflow").setStatusOf(workflow.getId(), edition, status)
    workflow.updateRoleMappingsFor(edition)


def add_author(edition: Any) -> None:
    """Note that the current user changed a draft."""
    actor = current_actor()
    if actor not in edition.authors:
        edition.authors = (*edition.authors, actor)


def edition_modified(edition: Any, event: Any) -> None:
    """Who changes a draft becomes one of its authors."""
    if state_of(edition) == "draft":
        add_author(edition)


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


def veto_moving_edition(edition: Any, event: Any) -> None:
    """An edition that has left draft is neither removed nor moved away from its address.

    Moving a folder above is allowed: records hold uids, never paths. Removing the whole site is allowed.
    """
    if IPloneSiteRoot.providedBy(event.object) or event.oldParent is None:
        return
    removed = event.newParent is None
    moved_itself = aq_base(event.object) is aq_base(edition)
    if (removed or moved_itself) and state_of(edition) != "draft":
        raise refuse(
            403,
            "review_state",
            _(
                "“${title}” holds an edition that has left draft: "
                "it is kept as a record and cannot be removed or moved.",
                mapping={"title": edition.title},
            ),
        )


def veto_moving_clause(clause: Any, event: Any) -> None:
    """A frozen edition's clause is neither removed, renamed nor moved; the rights block never goes."""
    if event.oldParent is None or aq_base(event.object) is not aq_base(clause):
        return
    if state_of(event.oldParent) != "draft":
        raise refuse(403, "review_state", FROZEN)
    if clause.locked and event.newParent is not event.oldParent:
        raise refuse(
            403, "locked", _("The block “${title}” cannot be removed.", mapping={"title": clause.title})
        )
    add_author(event.oldParent)


def edition_copied(edition: Any, event: Any) -> None:
    """A copy is a new draft: number, digests, dates, formalities and authors are cleared."""
    clear(edition)


def clear(edition: Any) -> None:
    """Take away everything that belongs to the history of another edition."""
    edition.number = None
    edition.digests = None
    edition.part_digests = None
    edition.approved_on = None
    edition.in_force_on = None
    edition.ended_at = None
    edition.effective_from = None
    edition.review_due = None
    edition.formalities = {}
    edition.withdrawal_formalities = {}
    edition.authors = (current_actor(),)
