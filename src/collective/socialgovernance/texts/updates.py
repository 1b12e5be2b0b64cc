"""The latest updates: each text's edition in force, and a binding one that is published before its day."""

from AccessControl import getSecurityManager
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.editions.addresses import newest_first
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.answering import TYPES
from collective.socialgovernance.texts.consequences import change_of
from collective.socialgovernance.texts.consequences import EDITORIAL
from collective.socialgovernance.texts.consequences import FIRST
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from datetime import date
from plone import api
from typing import Any


@dataclass(frozen=True)
class Update:
    """One edition that readers should know of.

    ``day`` is when it came into force or, when ``coming``, when it was published; ``begins`` its first day
    in force.
    """

    text: Any
    edition: Any
    day: date
    begins: date
    change: str
    coming: bool = False

    @property
    def quiet(self) -> bool:
        """Whether nobody needs to be told: wording only."""
        return self.change == EDITORIAL

    @property
    def compares(self) -> bool:
        """Whether there is an edition before it to compare it with."""
        return self.change != FIRST


def latest_updates(within: Any | None = None, limit: int | None = None, quiet: bool = True) -> list[Update]:
    """What the present user may see, the newest first; ``within`` a programme or a folder, else everywhere.

    Without ``quiet`` corrections of wording are left out. It wakes each text and its newest editions, no
    clause and nobody's record.
    """
    query: dict[str, Any] = {"portal_type": TYPES}
    if within is not None:
        query["path"] = "/".join(within.getPhysicalPath())
    brains = api.portal.get_tool("portal_catalog").searchResults(**query)
    found = [update for brain in brains for update in _updates_of(brain._unrestrictedGetObject())]
    shown = [update for update in found if quiet or not update.quiet]
    shown.sort(key=lambda update: (update.day, update.text.getId()), reverse=True)
    return shown[:limit]


def said(edition: Any, name: str, language: str) -> tuple[str, str]:
    """A text of an edition in a language, with the language it is in; no clause is woken for it."""
    translated = (edition.translations or {}).get(language, {}).get(name)
    if translated and language != edition.authoritative_language:
        return str(translated), language
    own = getattr(edition, name)
    return (own or "" if name == "title" else raw(own)), edition.authoritative_language


def is_published(edition: Any, today: date) -> bool:
    """Whether a binding edition is shown to staff before its day: approved, and its publicity has begun."""
    if state_of(edition) != "approved" or edition.legal_force != "binding":
        return False
    publicity = (edition.formalities or {}).get("publicity_date")
    return publicity is not None and publicity <= today


def _updates_of(text: Any) -> list[Update]:
    today = day_of(wallclock.now(), zone_of(programme_of(text)))
    updates = []
    for edition in newest_first(text):
        present = state_of(edition) == "in_force"
        if (present or is_published(edition, today)) and _may_view(edition):
            updates.append(_update(text, edition, coming=not present))
        if present:
            break
    return updates


def _update(text: Any, edition: Any, coming: bool) -> Update:
    begins = edition.in_force_on or max(edition.effective_from or edition.approved_on, edition.approved_on)
    day = max(edition.formalities["publicity_date"], edition.approved_on) if coming else begins
    return Update(text, edition, day, begins, change_of(edition.number, edition.change_class), coming)


def _may_view(content: Any) -> bool:
    return bool(getSecurityManager().checkPermission("View", content))
