"""Saying that a page of the intranet still holds, and the day on which it is asked again."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import months_after
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refreshing.index import Kept
from collective.socialgovernance.refreshing.interfaces import ILookedAfter
from collective.socialgovernance.refreshing.pages import confirmed_on
from collective.socialgovernance.refreshing.pages import KIND
from collective.socialgovernance.refreshing.pages import looking_after
from collective.socialgovernance.refreshing.pages import zone_of
from collective.socialgovernance.refreshing.reviews import days_taken_by
from collective.socialgovernance.refreshing.spacing import spaced
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.transitions.firing import log_event
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility


SET, REAFFIRM = "set", "reaffirm"
MODIFY = "Modify portal content"


def may_reaffirm(page: Any) -> bool:
    """Whether the signed-in user may say that a page still holds: who looks after it, or may change it."""
    if not page.review_owner:
        return False
    me = api.user.get_current().getId()
    today = day_of(wallclock.now(), zone_of(page))
    return bool(api.user.has_permission(MODIFY, obj=page)) or me in looking_after(page, today)


def reaffirm(page: Any, comment: str = "") -> date:
    """Note that the signed-in user looked at a page and that it holds; gives the day of the next review.

    Raises ``Refused`` 403 for who neither looks after it nor may change it, 409 when nobody looks after it.
    """
    if not page.review_owner:
        raise refuse(409, "review_owner", _("Nobody looks after this page yet: name somebody first."))
    if not may_reaffirm(page):
        raise refuse(403, "permission", _("Only who looks after this page says that it still holds."))
    today = day_of(wallclock.now(), zone_of(page))
    page.review_due = next_review(page, today)
    _log(page, REAFFIRM, comment.strip(), {"review_due": page.review_due.isoformat()})
    _keep(page)
    return page.review_due


def next_review(page: Any, today: date) -> date:
    """The day of the next review: so many months from today, in a week in which its owner has no other."""
    wanted = months_after(today, page.review_months)
    return spaced(wanted, today, days_taken_by({page.review_owner}, IUUID(page)))


def page_changed(page: Any, event: Any) -> None:
    """A page was made or changed: choose a day when there is none, and log whom it names."""
    log = queryUtility(IEventLog)
    if log is None:
        return
    if not page.review_owner:
        page_removed(page, event)
        return
    if page.review_due is None:
        page.review_due = next_review(page, day_of(wallclock.now(), zone_of(page)))
    values = {"owner": page.review_owner, "deputy": page.review_deputy or ""}
    known = [event.facts for event in log.of(IUUID(page)) if (event.kind, event.action) == (KIND, SET)]
    if not known or known[-1] != values:
        _log(page, SET, "", values)
    _keep(page)


def page_removed(page: Any, event: Any) -> None:
    """Nobody looks after a page any more, or it is gone."""
    index = queryUtility(ILookedAfter)
    if index is not None:
        index.drop(IUUID(page))


def _keep(page: Any) -> None:
    kept = Kept(page.review_owner, page.review_deputy or "", page.review_due, confirmed_on(page))
    getUtility(ILookedAfter).put(IUUID(page), kept)


def _log(page: Any, action: str, comment: str, facts: dict[str, object]) -> None:
    actor = str(api.user.get_current().getId())
    log_event(page, Event(KIND, action, actor, wallclock.now(), comment=comment, facts=facts))
