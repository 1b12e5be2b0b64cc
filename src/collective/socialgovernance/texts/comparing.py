"""Which editions a reader compares, and their differences made safe to show."""

from AccessControl import getSecurityManager
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.numbering import parsed
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.acknowledging import text_facts
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.differences import ClauseChange
from collective.socialgovernance.texts.differences import differences
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import text_of
from functools import partial
from plone.uuid.interfaces import IUUID
from typing import Any


MINE = "mine"


def edition_since(edition: Any, since: str | None, userid: str) -> Any | None:
    """The edition to compare with.

    ``since`` is the uid of another edition of the same text, ``mine`` for the one that ``userid``
    acknowledged last, or nothing for the one that was in force before. None when there is none. Raises
    ``Refused`` 404 for an edition that the caller may not see or that is of another text.
    """
    others = [other for other in editions_of(text_of(edition)) if other.getId() != edition.getId()]
    if since is None:
        return _before(edition, others)
    if since == MINE:
        uid = _last_acknowledged(edition, userid)
        return next((other for other in [edition, *others] if IUUID(other) == uid), None)
    for other in [edition, *others]:
        if IUUID(other) == since and getSecurityManager().checkPermission("View", other):
            return other
    raise refuse(404, "since", _("There is no such edition of this text."))


def changes_between(before: Any | None, after: Any, language: str) -> tuple[ClauseChange, ...]:
    """The differences of two editions in a language, safe to show."""
    old = None if before is None else edition_facts(before)
    return differences(old, edition_facts(after), language, clean=partial(safe_html, context=after))


def _before(edition: Any, others: list[Any]) -> Any | None:
    numbered = [other for other in others if other.number]
    if edition.number:
        numbered = [other for other in numbered if parsed(other.number) < parsed(edition.number)]
    visible = [other for other in numbered if getSecurityManager().checkPermission("View", other)]
    held = [other for other in visible if other.in_force_on is not None]
    return max(held or visible, key=lambda other: parsed(other.number), default=None)


def _last_acknowledged(edition: Any, userid: str) -> str | None:
    person = person_of(userid)
    if person is None:
        return None
    entries = entries_of(text_facts(text_of(edition)), person)
    given = [entry for entry in entries if entry.answer == ACKNOWLEDGED]
    return given[-1].edition if given else None
