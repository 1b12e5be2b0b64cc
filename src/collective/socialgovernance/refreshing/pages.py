"""Pages of the intranet that are looked at again, and who does."""

from collections.abc import Iterator
from collective.socialgovernance.clock.telling import schedule_for
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.pages.publishing import programme_chosen
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.zones import zone_of as zone_of_programme
from collective.socialgovernance.refreshing.behavior import IRefreshable
from collective.socialgovernance.refreshing.index import Kept
from collective.socialgovernance.refreshing.interfaces import ILookedAfter
from collective.socialgovernance.scopes.tasks import moved_or_left
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryUtility


KIND = "page_review"


def looked_after() -> list[tuple[str, Kept]]:
    """(UID, who and when) of every page that somebody looks after; no page is loaded."""
    index = queryUtility(ILookedAfter)
    return [] if index is None else list(index.items())


def page_with(uid: str) -> Any | None:
    """The page with a UID, whoever asks; None when it is gone, or its type has lost the behavior."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(UID=uid):
        page = brain._unrestrictedGetObject()
        if IRefreshable.providedBy(page) and page.review_owner and page.review_due:
            return page
    return None


def refreshable_pages(until: date) -> Iterator[Any]:
    """Every page to be looked at until a day."""
    for uid, kept in looked_after():
        page = page_with(uid) if kept.due <= until else None
        if page is not None:
            yield page


def programme_of_page(page: Any) -> Any | None:
    """The programme whose hours count and whose owners step in: the one around the page, or the only one."""
    return programme_chosen(page, None)


def zone_of(page: Any) -> Zone:
    """Where its days are counted: as in its programme, of none where the site is."""
    programme = programme_of_page(page)
    return schedule_for(None).zone if programme is None else zone_of_programme(programme)


def stale(page: Any, day: date) -> str:
    """``left`` or ``moved`` when whoever looks after a page is not where they were; "" otherwise."""
    return left_or_moved(page.review_owner, min(day, confirmed_on(page)), day)


def looking_after(page: Any, day: date) -> tuple[str, ...]:
    """The userids of who looks after a page: its owner, else the deputy, else the owners of the programme.

    Who left, or works in another department than when they were named, is passed over.
    """
    since = min(day, confirmed_on(page))
    for userid in (page.review_owner, page.review_deputy):
        if userid and not left_or_moved(userid, since, day):
            return (str(userid),)
    programme = programme_of_page(page)
    return () if programme is None else tuple(sorted(holders_of(programme)[OWNER]))


def confirmed_on(page: Any) -> date:
    """The day on which it was last said who looks after a page, or they said that it holds."""
    log, zone = queryUtility(IEventLog), zone_of(page)
    said = [day_of(event.at, zone) for event in log.of(IUUID(page)) if event.kind == KIND]
    return said[-1] if said else date.max


def left_or_moved(userid: str, since: date, day: date) -> str:
    """``left`` or ``moved`` for who is not where they were on the day ``since``; "" otherwise."""
    directory = queryUtility(IDirectory)
    if directory.key(userid) is None:
        return "" if api.user.get(userid=userid) is not None else "left"
    return moved_or_left(userid, since, day)
