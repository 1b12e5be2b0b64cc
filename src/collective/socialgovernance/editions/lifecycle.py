"""What becomes of an edition on its way: it comes back from review, or comes into force at its address."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.guards import Act
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


def supersede_others(edition: Any, act: Act) -> Any | None:
    """End the edition that was in force at the same address until now; gives it, or None."""
    previous = None
    for other in editions_of(aq_parent(aq_inner(edition))):
        if other.getId() != edition.getId() and state_of(other) == "in_force":
            previous = other
            fire_as_system(other, "supersede", act.actor, act.at)
    return previous


def publish_address(address: Any, act: Act) -> None:
    """Show an address that nobody saw yet, and let search know what it says now."""
    if state_of(address) == "unpublished":
        fire_as_system(address, "publish", act.actor, act.at)
    address.reindexObject()


def act_of_submission(edition: Any) -> Event | None:
    """The act by which an edition was submitted last, with its note; None before that."""
    acts = getUtility(IEventLog).of(IUUID(edition))
    return next((act for act in reversed(acts) if act.action == "submit"), None)


def act_of_return(edition: Any) -> Event | None:
    """The act by which a draft came back from review, with its note; None when it did not come back."""
    acts = getUtility(IEventLog).of(IUUID(edition)) if state_of(edition) == "draft" else ()
    return acts[-1] if acts and acts[-1].action == "return_to_draft" else None
