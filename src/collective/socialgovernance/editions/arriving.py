"""What arrives by another way than the workflow - an import of content, a zexp - begins as a draft.

An import gives an object its uid, its state and its history when it chooses, often after the object was added
and without saying so. What a transaction added or changed is therefore looked at once more when it is about
to be kept.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from collective.socialgovernance import PACKAGE
from collective.socialgovernance import wallclock
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import newest_first
from collective.socialgovernance.editions.freezing import clear
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.editions.interfaces import IEditionAddress
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import workflow_of
from DateTime import DateTime
from plone import api
from plone.uuid.interfaces import IMutableUUID
from plone.uuid.interfaces import IUUID
from plone.uuid.interfaces import IUUIDAware
from plone.uuid.interfaces import IUUIDGenerator
from Products.CMFCore.indexing import processQueue
from typing import Any
from zope.component import getUtility
from zope.component.hooks import site

import logging
import transaction


logger = logging.getLogger(PACKAGE)

NEVER_SHOWN = ("draft", "review", "submitted", "legal", "formalities")
"""States of an edition that has not been approved since it was a draft: its address shows nothing of it."""

TOUCHED = object()
"""The key under which a transaction keeps the paths to look at once more, and whether it added them."""


def address_added(address: Any, event: Any) -> None:
    """A charter, a guide or a scope came to be here, perhaps with editions."""
    if event.oldParent is None:
        _have_own_uids(address)
        _look_again(address, added=True)


def edition_added(edition: Any, event: Any) -> None:
    """Whoever prepares an edition is an author of it; one in a state nobody gave it is put back."""
    if event.oldParent is not None:
        return
    _have_own_uids(aq_parent(aq_inner(edition)))
    put_back_if_claimed(edition)
    _look_again(edition, added=True)
    if not edition.authors:
        actor = current_actor()
        edition.authors = (actor,)
        kind = workflow_of(edition).getId()
        log_event(edition, Event(kind, "prepare", actor, wallclock.now(), after=state_of(edition)))


def changed(content: Any, event: Any) -> None:
    """An address or an edition says that it was changed: an import may give it a state afterwards."""
    _look_again(content, added=False)


def put_back_if_claimed(edition: Any) -> None:
    """Make an edition whose state nobody gave it a new draft: it is reviewed before anybody is asked."""
    if not claims_state(edition):
        return
    claimed = state_of(edition)
    clear(edition)
    _begin_anew(edition, "it is a draft again")
    log_event(
        edition,
        Event(
            kind=workflow_of(edition).getId(),
            action="arrive",
            actor=current_actor(),
            at=wallclock.now(),
            before=claimed,
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


def _hide_if_never_shown(address: Any) -> None:
    """Hide an address that arrived as published although no edition of it ever was."""
    if state_of(address) == "published" and all(
        state_of(edition) in NEVER_SHOWN for edition in newest_first(address)
    ):
        _begin_anew(address, "readers see it with its first edition")
        address.reindexObject()


def _begin_anew(content: Any, what_now: str) -> None:
    path = "/".join(content.getPhysicalPath())
    logger.warning(
        "%s arrived as %s without a record of how it got there: %s.", path, state_of(content), what_now
    )
    workflow = workflow_of(content)
    status = {
        "action": "",
        "actor": "",
        "comments": "",
        "time": DateTime(wallclock.now()),
        "review_state": workflow.initial_state,
    }
    api.portal.get_tool("portal_workflow").setStatusOf(workflow.getId(), content, status)
    workflow.updateRoleMappingsFor(content)


def _have_own_uids(address: Any) -> None:
    """Give an address whose uid another one has here, and its editions, uids of their own.

    Acts and acknowledgments are kept by uid: those of one text must not count for another.
    """
    if not _another_with(IUUID(address), address):
        return
    for content in (address, *editions_of(address)):
        IMutableUUID(content).set(getUtility(IUUIDGenerator)())
    address.reindexObject()


def _another_with(uid: str, address: Any) -> bool:
    portal = api.portal.get()
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    others = [portal.unrestrictedTraverse(brain.getPath(), None) for brain in found]
    return any(
        IUUIDAware.providedBy(other) and IUUID(other) == uid and aq_base(other) is not aq_base(address)
        for other in others
    )


def _look_again(content: Any, added: bool) -> None:
    current = transaction.get()
    try:
        touched = current.data(TOUCHED)
    except KeyError:
        touched = {}
        current.set_data(TOUCHED, touched)
        current.addBeforeCommitHook(_before_commit, (api.portal.get(), touched))
    path = content.getPhysicalPath()
    touched[path] = added or touched.get(path, False)


def _before_commit(portal: Any, touched: dict[tuple[str, ...], bool]) -> None:
    with site(portal):
        for path, added in touched.items():
            content = portal.unrestrictedTraverse(path, None)
            if content is not None and content.getPhysicalPath() == path:
                _look_at(content, added)
        processQueue()


def _look_at(content: Any, added: bool) -> None:
    is_address = IEditionAddress.providedBy(content)
    address = content if is_address else aq_parent(aq_inner(content))
    if added:
        _have_own_uids(address)
    if not is_address:
        put_back_if_claimed(content)
    _hide_if_never_shown(address)
