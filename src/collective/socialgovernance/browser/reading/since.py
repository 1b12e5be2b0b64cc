"""What changed since the reader last acknowledged a text, in short: for the top of its pages."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.reading.shown import Words
from collective.socialgovernance.editions.numbering import parsed
from collective.socialgovernance.texts.cleaning import FILTER
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.comparing import changes_between
from collective.socialgovernance.texts.comparing import edition_since
from collective.socialgovernance.texts.comparing import MINE
from collective.socialgovernance.texts.differences import ADDED
from collective.socialgovernance.texts.differences import CHANGED
from collective.socialgovernance.texts.differences import MOVED
from collective.socialgovernance.texts.differences import REMOVED
from collective.socialgovernance.texts.differences import SAME
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.updates import said
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from plone import api
from plone.memoize import ram
from plone.uuid.interfaces import IUUID
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import quote


KINDS = {
    ADDED: _("New"),
    CHANGED: _("Changed"),
    MOVED: _("Moved, its words are the same"),
    REMOVED: _("Taken out"),
}
"""By kind of difference, what happened to a clause."""


@dataclass(frozen=True)
class ChangedClause:
    """One clause that is not as the reader knows it; without an anchor when it is gone."""

    kind: str
    title: str
    anchor: str


@dataclass(frozen=True)
class ChangesForMe:
    """What a reader who acknowledged edition ``known`` finds changed in edition ``number``."""

    known: str
    number: str
    summary: Words
    clauses: tuple[ChangedClause, ...]
    language: str
    url: str

    @property
    def sentence(self) -> str:
        """How much changed, in one sentence."""
        count = len(self.clauses)
        values = {"known": self.known, "number": count}
        if count == 0:
            return _("No clause changed since edition ${known}, which you acknowledged.", mapping=values)
        if count == 1:
            return _("One clause changed since edition ${known}, which you acknowledged.", mapping=values)
        return _("${number} clauses changed since edition ${known}, which you acknowledged.", mapping=values)


def changes_for_me(edition: Any, language: str) -> ChangesForMe | None:
    """What changed in an edition for the present user, in a language.

    None for who acknowledged no earlier edition of the text, or acknowledged this one. Clauses that only
    moved are not among the changed ones.
    """
    if not edition.number or state_of(edition) not in ("in_force", "approved"):
        return None
    known = edition_since(edition, MINE, str(api.user.get_current().getId()))
    if known is None or not known.number or parsed(known.number) >= parsed(edition.number):
        return None
    summary, summary_language = said(edition, "change_summary", language)
    page = text_of(edition) if state_of(edition) == "in_force" else edition
    return ChangesForMe(
        known=known.number,
        number=edition.number,
        summary=Words(safe_html(summary, edition), summary_language),
        clauses=tuple(ChangedClause(*each) for each in _changed(known, edition, language)),
        language=language,
        url=f"{page.absolute_url()}/@@changes?since={IUUID(known)}&language={quote(language)}",
    )


def _compared(changed: Any, before: Any, after: Any, language: str) -> tuple[Any, ...]:
    """Both editions are frozen: their digests say all that the result depends on, with the site's filter."""
    settings = [repr(api.portal.get_registry_record(name, default=None)) for name in FILTER]
    sides = [(IUUID(edition), tuple(sorted((edition.digests or {}).items()))) for edition in (before, after)]
    return (*sides, language, *settings)


@ram.cache(_compared)
def _changed(before: Any, after: Any, language: str) -> list[tuple[str, str, str]]:
    return [
        (change.change, change.title, "" if change.change == REMOVED else change.clause_id)
        for change in changes_between(before, after, language)
        if change.change not in (SAME, MOVED)
    ]


class SinceBox(BrowserView):
    """The same as a piece of a page. ``anchors`` leads where the clauses stand, empty on their own page."""

    template = ViewPageTemplateFile("templates/since.pt")

    def __init__(self, edition: Any, request: Any, changes: ChangesForMe, anchors: str = ""):
        super().__init__(edition, request)
        self.changes = changes
        self.anchors = anchors

    def __call__(self) -> str:
        return str(self.template())

    @property
    def reader_language(self) -> str:
        """The language of the page around it."""
        return str(api.portal.get_current_language())

    def kind(self, clause: ChangedClause) -> str:
        """What happened to a clause, in words."""
        return KINDS[clause.kind]
