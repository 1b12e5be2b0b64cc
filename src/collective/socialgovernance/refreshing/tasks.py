"""What waits for a person among the pages of the intranet that are looked at again."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory import site
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.refreshing.pages import left_or_moved
from collective.socialgovernance.refreshing.pages import looked_after
from collective.socialgovernance.refreshing.pages import looking_after
from collective.socialgovernance.refreshing.pages import page_with
from collective.socialgovernance.refreshing.pages import stale
from collective.socialgovernance.refreshing.pages import zone_of
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.texts.tasks import Task
from datetime import date
from functools import lru_cache
from plone import api
from typing import Any


def tasks_of(userid: str, as_of: date | None = None) -> list[Task]:
    """Pages to look at again, and pages whose owner has left or moved, for the signed-in user."""
    found: list[Task] = []
    for uid in _perhaps(userid, as_of or site.today()):
        page = page_with(uid)
        if page is None:
            continue
        day = as_of or day_of(wallclock.now(), zone_of(page))
        if userid in looking_after(page, day) and api.user.has_permission("View", obj=page):
            found += _about(page, day)
    return found


def _perhaps(userid: str, day: date) -> list[str]:
    """The pages that may wait for somebody: their own, and for owners those whose owner is not there."""
    known = looked_after()
    found = [uid for uid, kept in known if userid in (kept.owner, kept.deputy)]
    if len(found) < len(known) and _owns_a_programme():
        gone = lru_cache(maxsize=None)(left_or_moved)
        found += [
            uid
            for uid, kept in known
            if userid not in (kept.owner, kept.deputy) and gone(kept.owner, min(day, kept.since), day)
        ]
    return found


def _owns_a_programme() -> bool:
    brains = api.portal.get_tool("portal_catalog")(portal_type="GovernanceProgramme")
    return any(OWNER in api.user.get_roles(obj=brain.getObject()) for brain in brains)


def _about(page: Any, day: date) -> Iterator[Task]:
    url, zone = page.absolute_url(), zone_of(page)
    if page.review_due <= day:
        yield Task("review_due", page.Title(), f"{url}/@@reaffirm", "in_force", page.review_due, zone)
    why = stale(page, day)
    if why:
        title = _(
            "Replace ${name} in “${scope}”",
            mapping={"name": name_of(page.review_owner, day), "scope": page.Title()},
        )
        yield Task("replace_contact", title, f"{url}/edit", why, zone=zone)
