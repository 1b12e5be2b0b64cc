"""What the consulted say about an edition while legal looks at it; those who decide read it."""

from AccessControl import getSecurityManager
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


RIGHT = "collective.socialgovernance: Comment on an edition"
STATES = ("legal", "formalities")
"""States in which an edition lies before the staff body and legal."""

CONSULTED = "Governance Consulted"
ACTION = "comment"
LAID_BEFORE = "send_to_legal"
LENGTH = 8000


def comments_on(edition: Any) -> list[Event]:
    """The comments on an edition, oldest first; the caller has checked that it may be seen."""
    return [event for event in getUtility(IEventLog).of(IUUID(edition)) if event.action == ACTION]


def waits_for_comment(edition: Any) -> bool:
    """Whether an edition lies before the staff body, and the signed-in user is of it and said nothing yet.

    What was said before it came back from a return counts for the words of then.
    """
    if state_of(edition) not in STATES or CONSULTED not in api.user.get_roles(obj=edition):
        return False
    me = str(api.user.get_current().getId())
    for event in reversed(getUtility(IEventLog).of(IUUID(edition))):
        if event.action == ACTION and event.actor == me:
            return False
        if event.action == LAID_BEFORE:
            break
    return True


def may_comment(edition: Any) -> bool:
    """Whether the signed-in user may comment on the edition now."""
    return state_of(edition) in STATES and bool(getSecurityManager().checkPermission(RIGHT, edition))


def comment_on(edition: Any, words: str) -> Event:
    """Keep a comment of the signed-in user. It changes nothing of the edition and makes nobody an author.

    Raises ``Refused``: 403 without the right, 400 in another state (``review_state``), and for a comment that
    is empty or longer than 8,000 characters (``comment``).
    """
    if not getSecurityManager().checkPermission(RIGHT, edition):
        raise refuse(403, "permission", _("You are not entitled to do this."))
    state, said = state_of(edition), words.strip()
    if state not in STATES:
        raise refuse(400, "review_state", _("Comments are taken while legal looks at an edition, not now."))
    if not said:
        raise refuse(400, "comment", _("Write your comment first."))
    if len(said) > LENGTH:
        raise refuse(
            400, "comment", _("A comment holds at most ${count} characters.", mapping={"count": LENGTH})
        )
    actor = str(api.user.get_current().getId())
    event = Event("edition", ACTION, actor, wallclock.now(), before=state, after=state, comment=said)
    log_event(edition, event)
    return event
