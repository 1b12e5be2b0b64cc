"""The texts of one reader: what they are asked, what they answered, what will be asked again."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.standing import Standing
from collective.socialgovernance.browser.reading.box import reminder
from collective.socialgovernance.browser.reading.box import shown_question
from collective.socialgovernance.browser.reading.box import shown_receipt
from collective.socialgovernance.browser.reading.box import ShownQuestion
from collective.socialgovernance.browser.reading.box import ShownReceipt
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import owed_by
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.answering import where_read
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from typing import Any


@dataclass(frozen=True)
class MyText:
    """One text in force and where the reader stands on it."""

    text: Any
    edition: Any
    position: Standing
    language: str

    @property
    def url(self) -> str:
        """Where the reader finds it."""
        return where_read(self.text)

    @cached_property
    def title_language(self) -> str:
        """The language in which its title is said."""
        return _chosen(IAcknowledgeable(self.edition), self.language[:2])

    @cached_property
    def title(self) -> str:
        """Its title in the reader's language, where it has one."""
        return title_of(self.edition, self.title_language)

    @property
    def optional(self) -> bool:
        """Whether it may be declined."""
        return self.position.optional

    @property
    def number(self) -> str:
        """The number of the edition in force."""
        return str(IAcknowledgeable(self.edition).number)

    @property
    def zone(self) -> Zone:
        """The time zone of its programme."""
        return zone_of(asked_text(self.text).programme)

    @property
    def holds_until(self) -> date | None:
        """The day on which an acknowledgment will run out or an exception will end."""
        position = self.position
        return position.lapses_on if position.owing or position.lapses_on else position.exception_ends

    @property
    def reminder(self) -> str:
        """What is asked and until when."""
        return reminder(self.position, self.optional, self.in_words)

    @property
    def reason(self) -> str:
        """Why it is asked."""
        position = self.position
        if position.since is None:
            return ""
        since = self.in_words(position.since)
        if position.exception_over:
            ended = {"day": self.in_words(position.exception_ends)}
            return _("You were excused from it; that ended on ${day}.", mapping=ended)
        last = position.acknowledged
        if last is not None:
            given = {"day": self.in_words(day_of(last.at, self.zone)), "since": since}
            if position.answers.lapsed_on is not None:
                return _("You acknowledged it on ${day}; that held until ${since}.", mapping=given)
            return _("You acknowledged it on ${day} and withdrew that on ${since}.", mapping=given)
        if position.since > self.line_began:
            return _("It concerns you since ${day}.", mapping={"day": since})
        return _("It came into force on ${day} and concerns you since.", mapping={"day": since})

    @property
    def line_began(self) -> date:
        """The day on which what is asked now was asked for the first time."""
        asked = IAcknowledgeable(self.edition)
        present = asked.text.edition(asked.edition)
        return asked.text.line(present)[0].in_force_on

    def in_words(self, day: date) -> str:
        """A day in the reader's language."""
        return day_in_words(day, self.language)


def my_texts() -> list[MyText]:
    """The texts in force that ask the reader for something, as far as they may see them."""
    language = str(api.portal.get_current_language())
    asked = owed_by(str(api.user.get_current().getId()))
    return [
        MyText(owed.text, owed.edition, owed.standing, language)
        for owed in asked
        if api.user.has_permission("View", obj=owed.edition)
    ]


def owed_texts(texts: list[MyText] | None = None) -> list[MyText]:
    """What the reader is asked now, the most pressing first; optional ones are not among them."""
    owed = [
        mine for mine in (my_texts() if texts is None else texts) if mine.position.owing and not mine.optional
    ]
    return sorted(owed, key=lambda mine: (mine.position.due or date.max, mine.title))


@dataclass(frozen=True)
class MyAnswers:
    """What the reader answered to the editions of one text, newest first."""

    url: str
    title: str
    title_language: str
    answers: list[ShownReceipt]
    questions: dict[str, ShownQuestion]


def my_answers() -> list[MyAnswers]:
    """The texts that the reader may see and ever answered to."""
    person = person_of(str(api.user.get_current().getId()))
    found = []
    for text in texts_everywhere():
        entries = entries_of(asked_text(text).facts, person)
        if entries and api.user.has_permission("View", obj=text):
            found.append(_answers_to(text, entries))
    return found


def _answers_to(text: Any, entries: list[Entry]) -> MyAnswers:
    kept, language = asked_text(text), str(api.portal.get_current_language())
    # Two answers of one second stay in the order in which they were given.
    newest = sorted(entries, key=lambda entry: entry.recorded)[::-1]
    edition = newest[0].edition
    chosen = _chosen(IAcknowledgeable(kept.edition(edition)), language[:2])
    receipts = [shown_receipt(entry, zone_of(kept.programme), language) for entry in newest]
    zone = zone_of(kept.programme)
    asked = {entry.receipt_id: shown_question(text, entry, zone, language) for entry in newest}
    questions = {id_: question for id_, question in asked.items() if question is not None}
    return MyAnswers(where_read(text), kept.title(edition, chosen), chosen, receipts, questions)


def _chosen(edition: Any, language: str) -> str:
    """The reader's language where the edition exists in it, else its authoritative one."""
    return language if language in edition.digests else str(edition.language)
