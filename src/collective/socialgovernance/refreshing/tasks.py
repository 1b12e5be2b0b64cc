"""What waits for a person among the pages of the intranet that are looked at again."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.refreshing.pages import looking_after
from collective.socialgovernance.refreshing.pages import refreshable_pages
from collective.socialgovernance.refreshing.pages import stale
from collective.socialgovernance.refreshing.pages import zone_of
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.texts.tasks import Task
from datetime import date
from plone import api
from typing import Any


def tasks_of(userid: str, as_of: date | None = None) -> list[Task]:
    """Pages to look at again, and pages whose owner has left or moved, for the signed-in user."""
    found: list[Task] = []
    for page in refreshable_pages():
        day = as_of or day_of(wallclock.now(), zone_of(page))
        if userid in looking_after(page, day) and api.user.has_permission("View", obj=page):
            found += _about(page, day)
    return found


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
