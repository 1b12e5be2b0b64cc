"""An edition is changed while it is a draft and frozen afterwards, whatever it is an edition of."""

from Acquisition import aq_base
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance import wallclock
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import workflow_of
from copy import copy
from DateTime import DateTime
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility

import logging


logger = logging.getLogger(PACKAGE)

FROZEN = _("This text is frozen: prepare a new edition instead.")


def current_actor() -> str:
    """The userid of whoever acts now."""
    return str(api.user.get_current().getId())


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
            Event(
                workflow_of(edition).getId(),
                "prepare",
                current_actor(),
                wallclock.now(),
                after=state_of(edition),
            ),
        )


def claims_state(edition: Any) -> bool:
    """Whether an edition arrived, by an import say, in a state that the log of acts knows nothing of."""
    state = state_of(edition)
    if state == "draft":
        return False
    logged = any(event.after == state for event in getUtility(IEventLog).of(IUUID(edition)))
    return not (logged and edition.digest)


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


def edition_copied(edition: Any, event: Any) -> None:
    """A copy is a new draft: number, digests, dates, formalities and authors are cleared."""
    clear(edition)


def clear(edition: Any) -> None:
    """Take away everything that belongs to the history of another edition."""
    for name, empty in edition.own_history.items():
        setattr(edition, name, copy(empty))
    edition.authors = (current_actor(),)
