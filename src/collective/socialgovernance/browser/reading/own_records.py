"""``@@my-receipt`` and ``@@my-data``: what is kept about a person, as they can read and print it."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.statements import statement
from collective.socialgovernance.browser.frame import PersonPage
from collective.socialgovernance.browser.pages.shown import texts_of
from collective.socialgovernance.browser.reading.box import shown_question
from collective.socialgovernance.browser.reading.box import shown_receipt
from collective.socialgovernance.browser.reading.box import ShownQuestion
from collective.socialgovernance.browser.reading.box import ShownReceipt
from collective.socialgovernance.browser.reading.own_registrations import own_registrations
from collective.socialgovernance.browser.reading.own_registrations import OwnRegistration
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.pages.kept import texts_ever
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.answering import receipt_of
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.vocabularies.fixed import populations
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import getUtility


RICH = ("one_minute", "what_i_gain")


def _population(name: str) -> str:
    return populations.titles.get(name, name)


@dataclass(frozen=True)
class OwnAnswer:
    """An answer of the reader with the sentence that was said by it and the text it was about."""

    text: Any
    entry: Entry
    receipt: ShownReceipt
    question: ShownQuestion | None
    statement: str
    title: str
    leaf_hash: str


class AnswersPage(PersonPage):
    """What shows answers of the reader."""

    @cached_property
    def answers(self) -> list[OwnAnswer]:
        """Everything that the reader ever answered, or was noted for them; the newest first."""
        person = person_of(self.userid)
        found = [
            self._answer(text, entry)
            for text in texts_ever()
            for entry in entries_of(asked_text(text).facts, person)
        ]
        return sorted(found, key=lambda each: each.entry.recorded)[::-1]

    def _answer(self, text: Any, entry: Entry) -> OwnAnswer:
        asked = asked_text(text)
        zone, title = asked.facts.timezone, asked.title(entry.edition, entry.language)
        said = statement(entry.statement, entry.language, title, entry.number, entry.statement_version)
        return OwnAnswer(
            text,
            entry,
            shown_receipt(entry, zone, self.language),
            shown_question(text, entry, zone, self.language),
            said,
            title,
            receipt_of(entry).leaf_hash,
        )

    @property
    def api_url(self) -> str:
        """Where programs find the same."""
        return f"{api.portal.get().absolute_url()}/++api++/@my-governance"


class MyReceipt(AnswersPage):
    """``@@my-receipt?id=``: one receipt, to be printed or saved. Another's is not found."""

    template = ViewPageTemplateFile("templates/my_receipt.pt")

    @cached_property
    def answer(self) -> OwnAnswer:
        """The answer with this receipt."""
        wanted = str(self.request.form.get("id", ""))
        found = [each for each in self.answers if each.receipt.id == wanted]
        if not found:
            raise refuse(404, "id", _("You have no such receipt."))
        return found[0]


class MyData(AnswersPage):
    """``@@my-data``: what is kept about the reader, with the full text of what they answered to."""

    template = ViewPageTemplateFile("templates/my_data.pt")

    @cached_property
    def person(self) -> Any | None:
        """As the directory knows them today."""
        return getUtility(IDirectory).person(self.userid, date.max)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the directory says, as names and values; empty ones are left out."""
        person = self.person
        if person is None:
            return []
        spoken = language_name(person.language, self.language[:2]) if person.language else ""
        named = (
            (_("Name"), person.fullname),
            (_("Name to sign in"), person.userid),
            (_("E-mail"), person.email),
            (_("Department"), self._department(person.department, site.today())),
            (_("Manager"), name_of(person.manager)),
            (_("Job family"), person.job_family),
            (_("Site"), person.site),
            (_("Population"), _population(person.population)),
            (_("Language"), spoken),
            (_("Joined"), day_in_words(person.joined, self.language)),
        )
        return [(name, value) for name, value in named if value]

    @property
    def periods(self) -> list[tuple[str, str, str]]:
        """Dated facts: what, from when, until when."""
        person = person_of(self.userid)
        if person is None:
            return []
        history = person.history
        dated = [
            *((_("Employed"), each) for each in history.employments),
            *((_("On leave"), each) for each in history.leaves),
            *((self._department(name, each.start), each) for name, each in history.memberships),
            *((_population(name), each) for name, each in history.populations),
        ]
        return [
            (what, self._day(each.start), "" if each.end is None else self._day(each.end))
            for what, each in dated
        ]

    @property
    def registrations(self) -> list[OwnRegistration]:
        """Everything that is kept about the reader as an ambassador."""
        return own_registrations(self.userid, self.language)

    def words_of(self, answer: OwnAnswer) -> dict[str, Any]:
        """The text that was answered to, as it was, made safe to show."""
        shown = asked_text(answer.text).shown(answer.entry.edition, answer.entry.language)
        return {
            "parts": [self._safe(shown.get(name, ""), answer) for name in RICH if shown.get(name)],
            "clauses": [
                {
                    "title": clause["title"],
                    "parts": [self._safe(clause.get(name, ""), answer) for name in ("text", "why")],
                }
                for clause in shown.get("clauses", ())
            ],
            "description": shown.get("description", ""),
            "pages": [self._safe(text, answer) for text in texts_of(shown)],
            "files": [f"{each['filename']} (SHA-256 {each['sha256']})" for each in shown.get("files", ())],
        }

    def _department(self, id: str, day: date) -> str:
        """The title of a department as it was on a day; the id of one that nobody knows any more."""
        known = getUtility(IDirectory).department(id, day) if id else None
        return id if known is None else str(known.title)

    def _safe(self, markup: Any, answer: OwnAnswer) -> str:
        return safe_html(str(markup or ""), answer.text)

    def _day(self, day: date) -> str:
        return day_in_words(day, self.language)
