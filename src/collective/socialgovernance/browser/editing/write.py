"""``@@write``: all clauses of a draft on one page, in order, with what is still missing beside them."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.checks import Check
from collective.socialgovernance.browser.editing.checks import checks
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.clauses import clause_named
from collective.socialgovernance.texts.clauses import move
from collective.socialgovernance.texts.clauses import remove
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.guards import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.measures import reading_minutes
from collective.socialgovernance.texts.wording import has_text
from collective.socialgovernance.texts.wording import plain
from collective.socialgovernance.transitions.firing import present_act
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies.kept import languages
from typing import Any
from urllib.parse import urlencode
from zope.cachedescriptors.property import Lazy


EXCERPT = 220
"""Letters of a clause that are shown before it is opened."""

STEPS = {"up": -1, "down": 1}


def excerpt(markup: str, length: int = EXCERPT) -> str:
    """The beginning of a text, cut between two words."""
    words = plain(markup)
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


class WritePage(EditingPage):
    """All that an editor needs to finish a draft."""

    def post(self) -> str:
        """Move or remove one clause."""
        clause = clause_named(self.context, self.sent("clause"))
        act = self.sent("act")
        if act in STEPS:
            move(clause, STEPS[act])
            self.say(_("“${clause}” was moved.", mapping={"clause": clause.title}))
            return f"{self.page_url}#clause-{clause.getId()}"
        if act == "delete":
            title = clause.title
            remove(clause)
            self.say(_("“${clause}” was deleted.", mapping={"clause": title}))
            return f"{self.page_url}#clauses"
        raise refuse(400, "act", _("Choose what to do with the clause."))

    @property
    def page_url(self) -> str:
        """The URL of this page."""
        return f"{self.url}/@@write"

    @property
    def text(self) -> Any:
        """The charter or guide that is being written."""
        return text_of(self.context)

    @property
    def is_charter(self) -> bool:
        """Whether the text is a charter: it has topics that may not be missing."""
        return bool(self.text.portal_type == "Charter")

    @Lazy
    def follows(self) -> Any | None:
        """The edition that this one follows; None for the first."""
        return previous_of(self.context)

    @property
    def minutes(self) -> int:
        """Minutes that a reader will need."""
        return reading_minutes(edition_facts(self.context))

    @Lazy
    def guards(self) -> list[Guard]:
        """What submitting asks for, as of now."""
        return ITransitionRules(self.context).guards(present_act(self.context, "submit"))

    @Lazy
    def checks(self) -> list[Check]:
        """The same as a list to work through."""
        return checks(self.guards)

    @property
    def missing(self) -> int:
        """How many lines of the list are not met."""
        return sum(not check.passed for check in self.checks)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything yet, the blocks given by the system left aside."""
        edition = self.context
        begun = has_text(raw(edition.one_minute)) or has_text(raw(edition.what_i_gain))
        return not begun and all(clause.locked for clause in clauses_of(edition))

    @Lazy
    def clauses(self) -> list[dict[str, Any]]:
        """The clauses in order, each with its words, its problems and where it is edited."""
        clauses = clauses_of(self.context)
        problems = self._problems_by_clause()
        return [
            {
                "id": clause.getId(),
                "place": place,
                "title": clause.title,
                "kind": self._title(fixed.clause_kinds.titles, clause.kind),
                "kind_token": clause.kind or "none",
                "topic": self._title(fixed.topic_groups.titles, clause.topic_group),
                "text": excerpt(raw(clause.text)),
                "why": excerpt(raw(clause.why)),
                "benefits": [
                    self._title(fixed.beneficiaries.titles, token) for token in clause.benefits or ()
                ],
                "restricts": clause.restricts_freedom,
                "locked": clause.locked,
                "url": clause.absolute_url(),
                "problems": problems.get(clause.absolute_url(), []),
                "first": place == 1,
                "last": place == len(clauses),
                "asked_to_delete": self.sent("delete") == clause.getId(),
            }
            for place, clause in enumerate(clauses, start=1)
        ]

    def _title(self, titles: Mapping[str, str], token: str | None) -> str:
        return self.words(titles[token]) if token in titles else ""

    def _problems_by_clause(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for guard in self.guards:
            if not guard.passed and guard.url:
                found.setdefault(guard.url.removesuffix("/edit"), []).append(self.words(guard.detail))
        return found

    @property
    def missing_topics(self) -> list[dict[str, str]]:
        """The topics a charter still lacks, each with the form that begins a clause about it."""
        if not self.is_charter:
            return []
        present = {clause.topic_group for clause in clauses_of(self.context)}
        return [
            {
                "title": self._title(fixed.topic_groups.titles, topic),
                "url": self.add_url({"form.widgets.topic_group:list": topic}),
            }
            for topic in CHARTER_TOPIC_GROUPS
            if topic not in present
        ]

    def add_url(self, values: Mapping[str, str] | None = None) -> str:
        """The form of a new clause, with some fields filled in."""
        query = f"?{urlencode(values)}" if values else ""
        return f"{self.url}/++add++Clause{query}"

    @property
    def about(self) -> list[dict[str, Any]]:
        """The edition's own texts and choices: title, the value for people, whether it is missing."""
        edition = self.context
        rich = [("one_minute", _("In one minute")), ("what_i_gain", _("What I gain"))]
        if self.follows is not None:
            rich.append(("change_summary", _("What changes")))
        rows = [
            {"title": title, "text": excerpt(raw(getattr(edition, name)), 400), "choice": False}
            for name, title in rich
        ]
        choices = [(_("Legal force"), fixed.legal_forces.titles, edition.legal_force)]
        if self.follows is not None:
            choices.append((_("How much changes"), fixed.change_classes.titles, edition.change_class))
        rows += [
            {"title": title, "text": self._title(titles, token), "choice": True}
            for title, titles, token in choices
        ]
        return rows

    @property
    def submit_url(self) -> str:
        """Where the draft is submitted."""
        return f"{self.url}/@@transition?transition=submit"

    @property
    def other_languages(self) -> list[dict[str, str]]:
        """The languages into which the draft may be translated, with the page of each."""
        return [
            {"title": term.title, "url": f"{self.url}/@@translate?language={term.token}"}
            for term in languages(self.context)
            if term.token != self.context.authoritative_language
        ]
