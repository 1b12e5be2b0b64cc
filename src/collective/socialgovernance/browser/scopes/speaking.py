"""``@@who-may-speak``: three choices, one clear answer, the contact one click away."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.scopes.shown import current_language
from collective.socialgovernance.browser.scopes.shown import Option
from collective.socialgovernance.browser.scopes.shown import options
from collective.socialgovernance.browser.scopes.shown import Said
from collective.socialgovernance.browser.scopes.shown import ShownVoice
from collective.socialgovernance.browser.scopes.shown import wording_of
from collective.socialgovernance.days import written_day
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.asking import ask
from collective.socialgovernance.scopes.asking import at_the_least
from collective.socialgovernance.scopes.asking import Known
from collective.socialgovernance.scopes.asking import may_speak
from collective.socialgovernance.scopes.asking import question_of
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.asking import Told
from collective.socialgovernance.scopes.facts import Wording
from collective.socialgovernance.scopes.own_name import TEXT
from collective.socialgovernance.scopes.own_name import Tip
from collective.socialgovernance.scopes.own_name import tips
from collective.socialgovernance.scopes.resolver import Entry
from collective.socialgovernance.scopes.saying import sentence
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.vocabularies import kept
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import quote
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.interface import implementer


MARKS = {"lead": "✓", "refer": "→", "hold": "!", "none": "–"}
"""The sign of each answer, beside its words and its colour."""


@dataclass(frozen=True)
class Person:
    """Somebody to write to, with one click."""

    name: str
    email: str
    mailto: str


@implementer(IGovernancePage)
class WhoMaySpeakPage(BrowserView):
    """A question by GET, so that an answer can be sent on as a link."""

    template = ViewPageTemplateFile("templates/speaking.pt")
    browser_title = _("Who may speak?")
    problems: tuple[Problem, ...] = ()

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("sign in to ask who may speak")
        without_columns(self.request)
        self.told = self._ask() if self.sent("topic") or self.asked else None
        return str(self.template())

    def sent(self, name: str) -> str:
        """What was chosen."""
        return str(self.request.form.get(name) or "").strip()

    @property
    def asked(self) -> bool:
        """Whether the form was sent."""
        return "topic" in self.request.form

    def _ask(self) -> Told | None:
        try:
            question = question_of(
                self.context,
                self.sent("topic"),
                self.sent("audience"),
                self.sent("platform"),
                self.sent("territory"),
                self.sent("language"),
                self._day(),
            )
        except Refused as refused:
            self.problems = refused.problems
            self.request.response.setStatus(refused.status)
            return None
        return ask(self.context, question)

    def _day(self) -> date | None:
        given = self.sent("as_of")
        if not given:
            return None
        try:
            return written_day(given)
        except ValueError:
            raise Refused(400, (Problem("as_of", _("A day is written YYYY-MM-DD.")),)) from None

    # What can be chosen

    @property
    def topics(self) -> list[Option]:
        """About what."""
        return options(kept.topics, self.sent("topic"))

    @property
    def audiences(self) -> list[Option]:
        """To whom."""
        return options(kept.audiences, self.sent("audience"))

    @property
    def platforms(self) -> list[Option]:
        """Where."""
        return options(kept.platforms, self.sent("platform"))

    @property
    def territories(self) -> list[Option]:
        """For which territory."""
        return options(kept.territories, self.sent("territory"))

    @property
    def more(self) -> bool:
        """Whether something is chosen that is folded away otherwise."""
        return bool(self.sent("territory") or self.sent("as_of"))

    def problem_of(self, field: str) -> str:
        """What is wrong with one choice."""
        return " ".join(self.words(each.message) for each in self.problems if each.field == field)

    # The answer

    @cached_property
    def titles(self) -> Titles:
        """Titles on the day of the question."""
        return Titles(self.told.question.day if self.told is not None else today_in(self.context))

    @property
    def kind(self) -> str:
        """``lead``, ``refer``, ``hold`` or ``none``."""
        return str(self.told.answer.kind)

    @property
    def mark(self) -> str:
        """The sign of the answer."""
        return MARKS[self.kind]

    @property
    def department(self) -> str:
        """The department that answers; empty when there is none."""
        answer = self.told.answer
        if answer.lead is not None:
            return self.titles.department(answer.lead.scope.department)
        return self.told.refer_to.department_title if self.told.refer_to is not None else ""

    @property
    def headline(self) -> str:
        """The answer in one line."""
        named = {"department": self.department}
        if self.kind == "lead":
            return self.words(_("${department} speaks about this", mapping=named))
        if self.kind == "refer":
            return self.words(_("Ask ${department}: they answer this", mapping=named))
        if self.kind == "hold":
            return self.words(_("Not now: ${department} is asked to wait", mapping=named))
        if self.told.answer.prohibition is not None:
            return self.words(_("Nobody speaks about this for the company"))
        return self.words(_("Nobody speaks about this for the company yet"))

    @property
    def reason(self) -> str:
        """Why it is so, in a sentence."""
        answer = self.told.answer
        if answer.freeze is not None:
            return str(answer.freeze.reason)
        if answer.prohibition is not None:
            why = self.words(self.titles.reason(answer.prohibition.reason))
            if why == self.titles.word(answer.prohibition.topic):
                return ""
            return self.words(_("The reason: ${reason}.", mapping={"reason": why.lower()}))
        if self.kind == "none":
            return self.words(_("No department has it among its topics. Ask before you answer."))
        if self.kind == "lead":
            return self.words(_("Questions for the company go to them."))
        return ""

    @cached_property
    def contact(self) -> Person | None:
        """The one person to write to."""
        if self.told.escalation and self.kind == "lead":
            return self.person(self.told.escalation[0].person)
        if self.told.refer_to is not None and self.told.refer_to.person is not None:
            return self.person(self.told.refer_to.person)
        least = at_the_least(self.context, self.told.question.day)
        return None if least.person is None else self.person(least.person)

    @property
    def backup(self) -> Person | None:
        """Who is there in the place of the contact."""
        if self.kind not in ("lead", "hold") or not self.told.escalation:
            return None
        first = self.told.escalation[0].backup
        same = self.contact is not None and first is not None and first.name == self.contact.name
        return None if first is None or same else self.person(first)

    @property
    def hours(self) -> str:
        """When they can be reached."""
        lead = self.told.answer.lead
        return "" if lead is None else str(lead.edition.content.response_hours or "")

    def person(self, known: Known) -> Person:
        """A person with a link that opens a mail about the question."""
        subject = quote(self.words(_("A question about ${topic}", mapping={"topic": self.question_words})))
        mailto = f"mailto:{quote(known.email, safe='@+')}?subject={subject}" if known.email else ""
        return Person(known.name, known.email, mailto)

    @property
    def question_words(self) -> str:
        """What was asked, in a row of words."""
        asked = self.told.question
        parts = (asked.topic, asked.audience, asked.platform, asked.territory)
        return ", ".join(self.titles.word(part) for part in parts if part)

    @property
    def voices(self) -> list[tuple[ShownVoice, Person]]:
        """Who speaks about it today."""
        said = self._said
        if said is None:
            return []
        return [
            (said.voice(speaker.person, speaker.voice), self.person(speaker.person))
            for speaker in self.told.voices
        ]

    @cached_property
    def _said(self) -> Said | None:
        lead = self.told.answer.lead
        if lead is None or self.kind != "lead":
            return None
        return Said(lead.edition.content, self.titles, self.told.question.day, self.context)

    @property
    def rules(self) -> Any:
        """What is looked at before it is published."""
        return [] if self._said is None else self._said.rules

    @property
    def levels(self) -> list[str]:
        """The levels of ambassadors that may join in."""
        return [] if self._said is None else self._said.levels

    @property
    def disclosure(self) -> Wording | None:
        """How to say for whom one speaks."""
        if self._said is None:
            return None
        return wording_of(self._said.content, self.told.question.language, current_language()[:2])

    @property
    def pass_on(self) -> str:
        """A sentence to paste for whoever asked."""
        if self.kind == "hold":
            words = _("Thank you for your question. We come back to you as soon as we can say more.")
        elif self.kind == "none":
            words = _(
                "Thank you for your question. I cannot speak about this for the company; I pass it on to "
                "the people in charge."
            )
        else:
            words = _(
                "Thank you for your question. My colleagues (${department}) answer this: I pass it on.",
                mapping={"department": self.department},
            )
        return self.words(words)

    @property
    def contributors(self) -> list[tuple[str, str]]:
        """Departments that contribute, with the page of their scope."""
        return self._scopes(self.told.answer.contributors)

    @property
    def others(self) -> list[tuple[str, str]]:
        """Departments that lead a part of what was asked."""
        return self._scopes(self.told.answer.others)

    @property
    def lead_url(self) -> str:
        """The page of the scope that answers."""
        entry = self.told.answer.lead
        if entry is None and self.told.refer_to is not None:
            entry = self.told.refer_to.scope
        return "" if entry is None else self._url(entry)

    def _scopes(self, entries: tuple[Entry, ...]) -> list[tuple[str, str]]:
        found = {self._url(entry): self.titles.department(entry.scope.department) for entry in entries}
        return [(title, url) for url, title in found.items()]

    def _url(self, entry: Entry) -> str:
        return f"{self.context.absolute_url()}/{entry.scope.id}"

    @property
    def me(self) -> tuple[bool, list[str]]:
        """Whether the reader may speak about it for the company, and why or why not."""
        may, reasons = may_speak(self.context, self.told, str(api.user.get_current().getId()))
        return may, [self.words(reason) for reason in reasons]

    @property
    def own_name(self) -> str:
        """What everybody may always do."""
        return self.words(TEXT)

    @property
    def tips(self) -> list[Tip]:
        """Advice of the guides for who speaks in their own name."""
        return tips(self.context, current_language())

    @property
    def explanation(self) -> list[str]:
        """How the answer was found, step by step."""
        return [self.words(sentence(step, self.titles)) for step in self.told.answer.explanation]

    @property
    def matrix_url(self) -> str:
        """All of it at a glance."""
        return f"{self.context.absolute_url()}/@@scope-matrix"

    def words(self, message: str) -> str:
        """A message in the reader's language."""
        return str(translate(message, context=self.request))
