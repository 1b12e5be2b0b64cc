"""The box at the end of a text: what the reader is asked, what they answered, what they may do now."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments import entries
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.remarks import is_remark
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.standing import CRITICAL
from collective.socialgovernance.acknowledgments.standing import DECLINED
from collective.socialgovernance.acknowledgments.standing import EXCEPTION_PENDING
from collective.socialgovernance.acknowledgments.standing import EXEMPT
from collective.socialgovernance.acknowledgments.standing import LAPSED
from collective.socialgovernance.acknowledgments.standing import ON_LEAVE
from collective.socialgovernance.acknowledgments.standing import OVERDUE
from collective.socialgovernance.acknowledgments.standing import Standing
from collective.socialgovernance.acknowledgments.statements import statement
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.answering import standing_on
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.remarking import clause_of
from collective.socialgovernance.texts.remarking import replies_to
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


SHORT_DIGEST = 12
LATE = (OVERDUE, CRITICAL)
SITUATIONS = {
    EXEMPT: _("You are excused from acknowledging this text. You may still do so."),
    EXCEPTION_PENDING: _("You asked to be excused. Until that is decided nothing is expected of you."),
    DECLINED: _("You declined this optional text. You may still acknowledge it, whenever you like."),
    ON_LEAVE: _("You are on leave: nothing is expected of you now."),
}
ANSWERS_IN_WORDS = {
    entries.ACKNOWLEDGED: _("Acknowledged"),
    entries.DECLINED: _("Declined"),
    entries.EXCEPTION_REQUESTED: _("Asked to be excused"),
    entries.EXCEPTION_GRANTED: _("Excused"),
    entries.EXCEPTION_REFUSED: _("Not excused"),
    entries.WITHDRAWN: _("Withdrawn"),
}


def reminder(position: Standing, optional: bool, words: Any) -> str:
    """What is asked and until when, in words; ``words`` says a day. Nobody is told how late they are."""
    if position.exception_over:
        return _(
            "You were excused from this text; that ended on ${day}. "
            "Please acknowledge it now, or ask to be excused again.",
            mapping={"day": words(position.exception_ends)},
        )
    if position.status in LATE and position.due is not None and position.since is not None:
        return _(
            "You were asked to acknowledge this text by ${due}. It has been waiting for you since ${since}.",
            mapping={"due": words(position.due), "since": words(position.since)},
        )
    if optional:
        return _("You may acknowledge this text. It is optional.")
    if position.due is None:
        return _("You are asked to acknowledge this text.")
    day = {"day": words(position.due)}
    if position.status == LAPSED:
        return _("Your acknowledgment has run out. You are asked to renew it by ${day}.", mapping=day)
    return _("You are asked to acknowledge this text by ${day}.", mapping=day)


class AcknowledgmentBox(BrowserView):
    """What one reader is asked about one edition in force, in the language that is shown to them.

    ``note``, ``clause`` and ``problem`` are what they had written, about which clause, and why it was not
    taken, after a refusal.
    """

    template = ViewPageTemplateFile("templates/box.pt")

    def __init__(self, edition: Any, request: Any, language: str, position: Standing):
        super().__init__(edition, request)
        self.language = language
        self.position = position
        self.note = ""
        self.clause = ""
        self.problem = ""

    def __call__(self) -> str:
        return str(self.template()) if self.asked else ""

    @cached_property
    def text(self) -> Any:
        """The charter, guide or page."""
        return self.kept.content

    @cached_property
    def kept(self) -> Any:
        """The same as the acknowledgments room knows it."""
        return asked_text(self.context)

    @cached_property
    def reader_language(self) -> str:
        """The language of the page around the text."""
        return str(api.portal.get_current_language())

    @property
    def asked(self) -> bool:
        """Whether the reader is part of the audience."""
        return self.position.asked

    @property
    def owing(self) -> bool:
        """Whether the reader has something to do."""
        return self.position.owing

    @property
    def status(self) -> str:
        """Their status on the edition."""
        return self.position.status

    @property
    def optional(self) -> bool:
        """Whether the text may be declined."""
        return self.position.optional

    @property
    def renewable(self) -> bool:
        """Whether a valid acknowledgment may already be renewed."""
        return self.position.renewable(self.today)

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return day_of(wallclock.now(), self.zone)

    @cached_property
    def zone(self) -> Zone:
        """The time zone of the programme."""
        return zone_of(self.kept.programme)

    @property
    def may_acknowledge(self) -> bool:
        """Whether the button is offered: whoever has no valid acknowledgment, or may renew it."""
        return self.status != ACKNOWLEDGED or self.renewable

    @property
    def may_decline(self) -> bool:
        """Whether declining is offered."""
        return self.optional and self.status not in (DECLINED, ACKNOWLEDGED)

    @property
    def may_ask_exception(self) -> bool:
        """Whether asking to be excused is offered: not where one may simply decline, and to somebody who is
        excused when that ends before long.
        """
        return (self.owing and not self.optional) or (self.status == EXEMPT and self.renewable)

    @property
    def reminder(self) -> str:
        """What is asked and until when."""
        return reminder(self.position, self.optional, self.in_words)

    @property
    def situation(self) -> str:
        """Where the reader stands when nothing is asked of them now."""
        ends = self.position.exception_ends
        if self.status == EXEMPT and ends is not None:
            return _(
                "You are excused from acknowledging this text. "
                "That ends on ${day}; you may acknowledge it before.",
                mapping={"day": self.in_words(ends)},
            )
        return SITUATIONS.get(self.status, "")

    @property
    def in_short(self) -> str:
        """Where the reader stands, in one sentence."""
        if not self.asked:
            return _("You are not asked to acknowledge it. You may read it all the same.")
        if self.owing:
            return self.reminder
        acknowledged = self.position.acknowledged
        if self.status == ACKNOWLEDGED and acknowledged is not None:
            day = {"day": self.in_words(day_of(acknowledged.at, self.zone))}
            return _("You acknowledged it on ${day}.", mapping=day)
        return self.situation

    @property
    def statement(self) -> str:
        """The sentence that the button stands for."""
        return self.statement_of(ACKNOWLEDGED)

    def statement_of(self, answer: str) -> str:
        """The sentence of an answer to this edition, in the language of the text shown."""
        title = title_of(self.context, self.language)
        return statement(answer, self.language, title, IAcknowledgeable(self.context).number)

    @property
    def digest(self) -> str:
        """The digest of the text in the language shown."""
        return str(IAcknowledgeable(self.context).digests.get(self.language, ""))

    @property
    def action(self) -> str:
        """Where the answer is sent."""
        return f"{self.text.absolute_url()}/@@acknowledge"

    @property
    def clauses(self) -> list[tuple[str, str]]:
        """The clauses that a question may be about: clause id and title in the language of the text."""
        if not IEdition.providedBy(self.context):
            return []
        facts = edition_facts(self.context)
        authoritative = facts.authoritative_language
        return [
            (each.clause_id, each.in_language("title", self.language, authoritative))
            for each in facts.clauses
            if each.clause_id
        ]

    @property
    def receipt(self) -> "ShownReceipt | None":
        """The last answer of the reader to this line of editions, as they keep it."""
        last = self.position.last
        return None if last is None else shown_receipt(last, self.zone, self.reader_language)

    @cached_property
    def questions(self) -> "list[ShownQuestion]":
        """What the reader asked about this text, newest first, with the replies."""
        person = person_of(str(api.user.get_current().getId()))
        entries = entries_of(asked_text(self.context).facts, person)
        asked = [shown_question(self.text, entry, self.zone, self.reader_language) for entry in entries]
        return [question for question in reversed(asked) if question is not None]

    @property
    def lapses_on(self) -> date | None:
        """The day on which the acknowledgment runs out."""
        return self.position.lapses_on

    def in_words(self, day: date) -> str:
        """A day in the reader's language."""
        return day_in_words(day, self.reader_language)


@dataclass(frozen=True)
class ShownReceipt:
    """An answer as its author keeps it; ``by`` is who entered it when that was somebody else."""

    id: str
    answer: str
    title: str
    number: str
    language: str
    at: str
    digest: str
    by: str
    note: str

    @property
    def short_digest(self) -> str:
        """Enough of the digest to compare by eye."""
        return self.digest[:SHORT_DIGEST]


@dataclass(frozen=True)
class ShownReply:
    """What was said back to a question, by whom and when."""

    words: str
    by: str
    at: str


@dataclass(frozen=True)
class ShownQuestion:
    """A question or a remark as who asked it reads it; ``clause`` is the title of what it is about."""

    words: str
    at: str
    clause: str
    replies: tuple[ShownReply, ...]


def shown_question(text: Any, entry: Entry, zone: Zone, language: str) -> ShownQuestion | None:
    """The question that came with an answer; None when there was none."""
    if not is_remark(entry):
        return None
    replies = tuple(
        ShownReply(reply.words, name_of(reply.actor), instant_in_words(reply.at, zone, language))
        for reply in replies_to(text, entry.receipt_id)
    )
    at = instant_in_words(entry.at, zone, language)
    return ShownQuestion(entry.note, at, clause_of(text, entry), replies)


def shown_receipt(entry: Entry, zone: Zone, language: str) -> ShownReceipt:
    """An entry of the ledger in the words of its reader."""
    return ShownReceipt(
        id=entry.receipt_id,
        answer=entry.answer,
        title=ANSWERS_IN_WORDS.get(entry.answer, entry.answer),
        number=entry.number,
        language=language_name(entry.language, language[:2]),
        at=instant_in_words(entry.at, zone, language),
        digest=entry.digest,
        by="" if entry.actor == entry.subject else name_of(entry.actor),
        note=entry.note,
    )


def box_of(edition: Any, language: str, request: Any) -> AcknowledgmentBox:
    """The box of the present reader."""
    userid = str(api.user.get_current().getId())
    return AcknowledgmentBox(edition, request, language, standing_on(edition, userid))
