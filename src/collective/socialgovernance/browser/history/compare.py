"""``@@compare``: two editions of one's choice, word by word, in one column or side by side."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.reading.shown import chosen_language
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.comparing import changes_between
from collective.socialgovernance.texts.differences import ADDED
from collective.socialgovernance.texts.differences import CHANGED
from collective.socialgovernance.texts.differences import ClauseChange
from collective.socialgovernance.texts.differences import MOVED
from collective.socialgovernance.texts.differences import REMOVED
from collective.socialgovernance.texts.differences import SAME
from collective.socialgovernance.texts.digest import digest
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.history import visible_editions
from collective.socialgovernance.texts.introducing import introductions
from collective.socialgovernance.texts.introducing import PartChange
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.vocabularies.fixed import legal_forces
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from functools import partial
from lxml import html
from plone import api
from Products.Five.browser import BrowserView
from typing import Any
from zope.i18n import translate


KINDS = {
    ADDED: _("New"),
    CHANGED: _("Changed"),
    MOVED: _("Moved, its words are the same"),
    REMOVED: _("Taken out"),
}
PARTS = {
    "legal_force": _("Legal force"),
    "title": _("Title"),
    "one_minute": _("In one minute"),
    "what_i_gain": _("What I gain"),
}
SIDE = "side"


@dataclass(frozen=True)
class Difference:
    """One thing that differs: what it is, what happened to it, and how it reads."""

    title: str
    kind: str
    inline: str
    before: str
    after: str


def one_side(markup: str, gone: str) -> str:
    """The markup without ``gone``: without ``ins`` it is the older text, without ``del`` the newer one."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in list(root.iter(gone)):
        element.drop_tree()
    return "".join(
        [root.text or "", *(html.tostring(child, encoding="unicode") for child in root.iterchildren())]
    )


class Compare(BrowserView):
    """On a charter or guide; only editions that the reader may see can be chosen."""

    def __call__(self) -> Any:
        without_columns(self.request)
        return self.index()

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return self.context

    @property
    def url(self) -> str:
        """The URL of the page."""
        return f"{self.text.absolute_url()}/@@compare"

    @cached_property
    def editions(self) -> list[Any]:
        """What can be chosen, newest first."""
        return list(reversed(visible_editions(self.text)))

    def name_of(self, edition: Any) -> str:
        """An edition by its number and state, one without a number by its state."""
        state = translate(state_title(edition), context=self.request)
        return f"{edition.number} ({state})" if edition.number else f"{edition.getId()} ({state})"

    @cached_property
    def after(self) -> Any | None:
        """The edition that is looked at: the chosen one, the one in preparation, or the one in force."""
        return self._chosen("to") or self._first(
            in_preparation(self.text), in_force(self.text), *self.editions
        )

    @cached_property
    def before(self) -> Any | None:
        """The edition it is compared with: the chosen one, the one in force, or the one before."""
        chosen = self._chosen("from")
        if chosen is not None or self.after is None:
            return chosen
        older = self.editions[self.editions.index(self.after) + 1 :]
        numbered = [edition for edition in older if edition.number]
        standing = in_force(self.text) if state_of(self.after) != "in_force" else None
        return self._first(standing, *numbered, *older)

    def _chosen(self, name: str) -> Any | None:
        wanted = str(self.request.form.get(name) or "")
        if not wanted:
            return None
        for edition in self.editions:
            if edition.getId() == wanted:
                return edition
        raise refuse(404, name, _("There is no such edition of this text."))

    def _first(self, *editions: Any) -> Any | None:
        """The first of some editions that the reader may see and that is not looked at already."""
        return next(
            (edition for edition in editions if edition is not None and edition in self.editions), None
        )

    @property
    def side_by_side(self) -> bool:
        """Whether both texts stand beside one another."""
        return self.request.form.get("show") == SIDE

    @cached_property
    def facts(self) -> EditionFacts:
        """The edition that is looked at, as plain values."""
        return edition_facts(self.after)

    @cached_property
    def reader_language(self) -> str:
        """The language of the page."""
        return str(api.portal.get_current_language())

    @cached_property
    def language(self) -> str:
        """The language in which both are compared."""
        asked = str(self.request.form.get("language") or "")
        return chosen_language(self.facts, asked, self.reader_language[:2])

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Languages that can be chosen: code and name."""
        codes = dict.fromkeys((*self.facts.languages, *self._before_facts.languages))
        return [(code, language_name(code, self.reader_language[:2])) for code in codes]

    @cached_property
    def _clauses(self) -> tuple[ClauseChange, ...]:
        return changes_between(self.before, self.after, self.language)

    @property
    def unchanged(self) -> int:
        """How many clauses are the same."""
        return sum(change.change == SAME for change in self._clauses)

    @property
    def elsewhere(self) -> list[tuple[str, str]]:
        """Where nothing differs in this language: the others in which something does, with their URL."""
        if self.differences:
            return []
        chosen = f"{self.url}?from={self.before.getId()}&to={self.after.getId()}"
        return [
            (name, f"{chosen}&language={code}")
            for code, name in self.languages
            if digest(self._before_facts, code)
            != digest(replace(self.facts, uid=self._before_facts.uid), code)
        ]

    @cached_property
    def _before_facts(self) -> EditionFacts:
        return edition_facts(self.before)

    @cached_property
    def differences(self) -> list[Difference]:
        """What differs, introductions first, then the clauses in reading order."""
        if self.before is None:
            return []
        clean = partial(safe_html, context=self.after)
        parts = introductions(self._before_facts, self.facts, self.language, clean)
        changed = [change for change in self._clauses if change.change != SAME]
        return [*map(self._part, parts), *map(self._clause, changed)]

    def _part(self, part: PartChange) -> Difference:
        if part.name == "legal_force":
            old, new = (self._words(legal_forces.titles[each.legal_force]) for each in self._both())
            return Difference(
                self._words(PARTS[part.name]), "", f"<p><del>{old}</del> <ins>{new}</ins></p>", old, new
            )
        return self._difference(self._words(PARTS[part.name]), "", part.html)

    def _both(self) -> tuple[EditionFacts, EditionFacts]:
        return self._before_facts, self.facts

    def _clause(self, change: ClauseChange) -> Difference:
        return self._difference("", self._words(KINDS[change.change]), change.html)

    def _difference(self, title: str, kind: str, markup: str) -> Difference:
        return Difference(title, kind, markup, one_side(markup, "ins"), one_side(markup, "del"))

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))


class CompareEdition(Compare):
    """On an edition: that edition, compared with the one in force or the one before."""

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return text_of(self.context)

    @cached_property
    def after(self) -> Any | None:
        """The chosen one, else this one."""
        return self._chosen("to") or self._first(self.context)
