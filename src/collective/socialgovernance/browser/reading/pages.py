"""The page of a charter or guide, of one edition, and the way from a clause to its place."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.reading.box import AcknowledgmentBox
from collective.socialgovernance.browser.reading.box import box_of
from collective.socialgovernance.browser.reading.shown import chosen_language
from collective.socialgovernance.browser.reading.shown import shown_edition
from collective.socialgovernance.browser.reading.shown import ShownEdition
from collective.socialgovernance.browser.reading.since import changes_for_me
from collective.socialgovernance.browser.reading.since import SinceBox
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.covering import sight_of
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.gathering import called
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.measures import reading_minutes
from collective.socialgovernance.texts.reviewing import Review
from collective.socialgovernance.texts.reviewing import review_of
from collective.socialgovernance.transitions.firing import is_entitled
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from collective.socialgovernance.vocabularies.kept import reader_language
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from plone.app.layout.links.viewlets import CanonicalURL
from plone.app.layout.viewlets import ViewletBase
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import quote
from zope.interface import implementer


ENDED = ("superseded", "withdrawn")
EDIT = "collective.socialgovernance: Edit a draft"
GOVERNANCE = "collective.socialgovernance: View governance"
SHARE = "collective.socialgovernance: Share a public edition"


@dataclass(frozen=True)
class Notice:
    """A line above a text about where it stands: a Bootstrap ``kind``, words, and perhaps a way on."""

    kind: str
    text: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Choice:
    """A language in which a text can be read."""

    code: str
    name: str
    url: str
    current: bool


def may(permission: str, content: Any) -> bool:
    """Whether the present user has a permission on some content."""
    return bool(getSecurityManager().checkPermission(permission, content))


def visible(content: Any) -> Any | None:
    """The content, when the present user may see it."""
    return content if content is not None and may("View", content) else None


def begins_on(edition: Any) -> date | None:
    """The day from which an edition is or will be in force, as far as it is known."""
    return edition.in_force_on or edition.effective_from or edition.approved_on


def edition_in_words(edition: Any, language: str) -> str:
    """Which edition it is: ``edition 1.2.0`` or, before it has a number, that it is being prepared."""
    if edition.number:
        words = _("edition ${number}", mapping={"number": edition.number})
    else:
        words = _("new edition, in preparation")
    return str(api.portal.translate(words, lang=language))


@implementer(IGovernancePage)
class EditionPage(BrowserView):
    """One edition in its layers; the default view of an edition."""

    template = ViewPageTemplateFile("templates/edition.pt")
    browser_title = ""

    def __call__(self) -> str:
        self.make_room()
        return str(self.template())

    def make_room(self) -> None:
        """A long text has its own contents beside it: no portlets."""
        without_columns(self.request)

    @property
    def browser_about(self) -> str:
        """For the title of the page in the browser: the text and, on the page of one edition, which one."""
        title = self.shown.title.text if self.shown is not None else str(self.text.Title())
        return f"{title} ({self.edition_in_words})" if self.edition_in_words else title

    @property
    def edition_in_words(self) -> str:
        """Which edition a page is about: its number, or that it is a draft."""
        return edition_in_words(self.edition, self.reader_language)

    @property
    def edition(self) -> Any | None:
        """The edition that is shown."""
        return self.context

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return text_of(self.context)

    @cached_property
    def reader_language(self) -> str:
        """The language of the page around the text."""
        return str(api.portal.get_current_language())

    @cached_property
    def facts(self) -> EditionFacts:
        """The edition as plain values."""
        return edition_facts(self.edition)

    @cached_property
    def language(self) -> str:
        """The language of the text: the one asked for, else the reader's, else the authoritative one."""
        asked = str(self.request.form.get("language", ""))
        return chosen_language(self.facts, asked, self.reader_language[:2])

    @cached_property
    def shown(self) -> ShownEdition | None:
        """What is shown; None where there is no edition to show."""
        if self.edition is None:
            return None
        return shown_edition(self.edition, self.request, self.language, self.facts)

    @cached_property
    def box(self) -> AcknowledgmentBox | None:
        """What the reader is asked; None where the edition cannot be answered to."""
        if self.edition is None or state_of(self.edition) != "in_force":
            return None
        return box_of(self.edition, self.language, self.request)

    @cached_property
    def since(self) -> SinceBox | None:
        """What changed since the reader acknowledged the text; None when there is nothing to say."""
        changes = None if self.edition is None else changes_for_me(self.edition, self.language)
        if changes is None:
            return None
        return SinceBox(self.context, self.request, changes, self.anchors)

    @property
    def anchors(self) -> str:
        """Where the clauses stand: on this page."""
        return ""

    @property
    def languages(self) -> list[Choice]:
        """The languages to choose from; empty where there is only one."""
        if self.shown is None or len(self.shown.languages) < 2:
            return []
        return self._in_each_language("")

    @property
    def print_url(self) -> str:
        """The page to print, in the language shown."""
        return f"{self.context.absolute_url()}/@@print?language={quote(self.language)}"

    @property
    def public_editions(self) -> list[Choice]:
        """The files for people outside, by language; none for who may not share them."""
        if self.shown is None or self.state != "in_force" or not may(SHARE, self.edition):
            return []
        return self._in_each_language("/@@public-edition")

    @cached_property
    def review(self) -> Review | None:
        """When the edition in force was looked at last, and when it is to be looked at again."""
        if self.edition is None or self.state != "in_force":
            return None
        return review_of(self.edition, day_of(wallclock.now(), zone_of(programme_of(self.edition))))

    @property
    def governs(self) -> bool:
        """Whether the reader looks after the programme."""
        return may(GOVERNANCE, self.context)

    @property
    def may_reaffirm(self) -> bool:
        """Whether the reader may say "reviewed, unchanged"."""
        return self.review is not None and is_entitled(self.edition, "reaffirm")

    @property
    def reaffirm_consequence(self) -> str:
        """What saying so does."""
        return ITransitionRules(self.edition).consequence("reaffirm")

    def _in_each_language(self, page: str) -> list[Choice]:
        here = f"{self.context.absolute_url()}{page}"
        return [
            Choice(code, self.native_name(code), f"{here}?language={quote(code)}", code == self.language)
            for code in self.facts.languages
        ]

    @property
    def minutes(self) -> int:
        """Minutes that the whole text takes to read."""
        return reading_minutes(self.facts)

    @property
    def number(self) -> str:
        """The number of the edition; empty before it has one."""
        return self.facts.number or ""

    @property
    def begins(self) -> date | None:
        """The first day in force."""
        return begins_on(self.edition)

    @property
    def state(self) -> str:
        """The workflow state of the edition."""
        return state_of(self.edition)

    @property
    def description(self) -> str:
        """What the text is about, in a sentence; it is written in the original language only."""
        translated = self.shown is not None and self.shown.language != self.shown.authoritative
        return "" if translated else str(self.text.Description() or "")

    @property
    def notices(self) -> list[Notice]:
        """Where the edition stands, when it is not simply in force."""
        return [self._standing_notice()] if self.state != "in_force" else []

    @property
    def has_earlier(self) -> bool:
        """Whether the reader may compare this edition with one before it."""
        return bool(self.past)

    @property
    def past(self) -> list[Any]:
        """Earlier editions that the reader may still open, newest first."""
        return [
            edition
            for edition in reversed(editions_of(self.text))
            if edition.number
            and state_of(edition) in ENDED
            and (self.edition is None or edition.getId() != self.edition.getId())
            and may("View", edition)
        ]

    def in_words(self, day: date) -> str:
        """A day in the reader's language."""
        return day_in_words(day, self.reader_language)

    def name_of(self, code: str) -> str:
        """The name of a language in the reader's language."""
        return language_name(code, self.reader_language[:2])

    def native_name(self, code: str) -> str:
        """The name of a language in itself."""
        name = language_name(code, code)
        return name[:1].upper() + name[1:]

    def link_to(self, title: str) -> str:
        """What the link to a clause is called."""
        words = _("Link to “${title}”", mapping={"title": title})
        return str(api.portal.translate(words, lang=self.reader_language))

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row, in the reader's language."""
        return ", ".join(api.portal.translate(word, lang=self.reader_language) for word in words)

    def _day_in_words(self, day: date | None) -> str:
        return self.in_words(day) if day is not None else ""

    def _standing_notice(self) -> Notice:
        edition, state = self.edition, self.state
        if state == "draft":
            return self._draft_notice()
        if state == "approved":
            return self._approved_notice()
        if state in ENDED:
            return self._ended_notice()
        return Notice(
            "warning",
            _(
                "Not in force: the present state of this edition is “${state}”. Readers do not see it.",
                mapping={"state": api.portal.translate(state_title(edition), lang=self.reader_language)},
            ),
        )

    def _draft_notice(self) -> Notice:
        words = _("This is a draft. Readers do not see it, and nobody is asked for anything.")
        if may(EDIT, self.edition):
            return Notice("warning", words, f"{self.edition.absolute_url()}/@@write", _("Go on writing"))
        return Notice("warning", words)

    def _approved_notice(self) -> Notice:
        day = {"day": self._day_in_words(self.begins)}
        if self.edition.legal_force == "binding":
            return Notice(
                "info", _("Published, in force from ${day}. It is not to be acknowledged yet.", mapping=day)
            )
        return Notice("warning", _("Approved, in force from ${day}. Readers do not see it yet.", mapping=day))

    def _ended_notice(self) -> Notice:
        ended = self.edition.ended_at
        zone = zone_of(programme_of(self.edition))
        day = {"day": self._day_in_words(None if ended is None else day_of(ended, zone))}
        words = (
            _("This edition was replaced on ${day}. It is kept here as it was.", mapping=day)
            if self.state == "superseded"
            else _("This edition was withdrawn on ${day}. It is kept here as it was.", mapping=day)
        )
        if visible(in_force(self.text)) is None:
            return Notice("warning", words)
        return Notice("warning", words, self.text.absolute_url(), _("Read the edition in force"))


class TextPage(EditionPage):
    """A charter or guide: always the edition in force; what is in preparation only to who may see it."""

    @cached_property
    def edition(self) -> Any | None:
        """The edition in force, else the one in preparation when the reader may see it."""
        return visible(in_force(self.context)) or visible(in_preparation(self.context))

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return self.context

    @property
    def edition_in_words(self) -> str:
        """Nothing: the page is about the text, whatever its edition."""
        return ""

    @property
    def notices(self) -> list[Notice]:
        """That nothing is in force, or that something is being prepared."""
        if self.edition is None:
            return [
                Notice("info", _("No edition of this text is in force today. Nobody is asked for anything."))
            ]
        if self.state != "in_force":
            return [self._standing_notice()]
        return self._next_notices()

    @property
    def may_see_coverage(self) -> bool:
        """Whether the reader may see how many have acknowledged the edition in force."""
        return self.box is not None and not sight_of(self.context).nothing

    @property
    def may_prepare(self) -> bool:
        """Whether the reader may prepare the next edition now."""
        return in_preparation(self.context) is None and may(
            "collective.socialgovernance: Prepare an edition", self.context
        )

    def _next_notices(self) -> list[Notice]:
        coming = visible(in_preparation(self.context))
        if coming is None:
            return []
        url = coming.absolute_url()
        if state_of(coming) == "approved":
            day = {"day": self._day_in_words(begins_on(coming))}
            return [
                Notice(
                    "light", _("The next edition comes into force on ${day}.", mapping=day), url, _("Read it")
                )
            ]
        state = api.portal.translate(state_title(coming), lang=self.reader_language)
        words = _("An edition is in preparation: ${state}.", mapping={"state": state})
        if state_of(coming) == "draft" and may(EDIT, coming):
            return [Notice("light", words, f"{url}/@@write", _("Go on writing"))]
        return [Notice("light", words, url, _("Look at it"))]


class ClausePage(BrowserView):
    """A clause has no page of its own: it leads to its place in the edition."""

    def __call__(self) -> None:
        edition = text_of(self.context)
        self.request.response.redirect(f"{edition.absolute_url()}#{quote(self.context.clause_id or '')}")


class EditionCanonicalURL(CanonicalURL):
    """The canonical address of the edition in force is that of its charter or guide."""

    def render(self) -> str:
        """A ``link`` element for the head of the page."""
        if state_of(self.context) != "in_force":
            return str(super().render())
        return f'    <link rel="canonical" href="{text_of(self.context).absolute_url()}" />'


class CalledInReadersLanguage(BrowserView):
    """``@@sg-name``: what some content is called by readers of the page's language."""

    def __call__(self) -> str:
        return called(self.context, reader_language())


class TextBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """The way to a charter or guide ends with its title in the reader's language."""

    def breadcrumbs(self) -> tuple[dict[str, str], ...]:
        """One entry for each step."""
        steps = super().breadcrumbs()
        return (*steps[:-1], {**steps[-1], "Title": called(self.context, reader_language())})


class EditionBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """The way to an edition ends with its number: its title is that of its charter, guide or scope."""

    def breadcrumbs(self) -> tuple[dict[str, str], ...]:
        """One entry for each step."""
        steps = super().breadcrumbs()
        words = edition_in_words(self.context, str(api.portal.get_current_language()))
        return (*steps[:-1], {**steps[-1], "Title": words[:1].upper() + words[1:]})


class NoByline(ViewletBase):
    """A text of the company is not by whoever typed it last: who answers for it stands in the programme."""

    def render(self) -> str:
        """Nothing."""
        return ""
