"""The box at the end of a text: what the reader is asked, what they answered, what they may do now."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments import entries
from collective.socialgovernance.acknowledgments.entries import Entry
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
from collective.socialgovernance.browser.reading.days_in_words import day_in_words
from collective.socialgovernance.browser.reading.days_in_words import instant_in_words
from collective.socialgovernance.browser.reading.days_in_words import language_name
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.texts.answering import standing_on
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import text_of
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
    if position.status in LATE and position.due is not None and position.since is not None:
        return _(
            "You were asked to acknowledge this text until ${due}. "
            "It has been waiting for you since ${since}.",
            mapping={"due": words(position.due), "since": words(position.since)},
        )
    if optional:
        return _("You may acknowledge this text. It is optional.")
    if position.due is None:
        return _("You are asked to acknowledge this text.")
    day = {"day": words(position.due)}
    if position.status == LAPSED:
        return _("Your acknowledgment has run out. You are asked to renew it until ${day}.", mapping=day)
    return _("You are asked to acknowledge this text until ${day}.", mapping=day)


class AcknowledgmentBox(BrowserView):
    """What one reader is asked about one edition in force, in the language that is shown to them.

    ``note`` and ``problem`` are what they had written and why it was not taken, after a refusal.
    """

    template = ViewPageTemplateFile("templates/box.pt")

    def __init__(self, edition: Any, request: Any, language: str, position: Standing):
        super().__init__(edition, request)
        self.language = language
        self.position = position
        self.note = ""
        self.problem = ""

    def __call__(self) -> str:
        return str(self.template()) if self.asked else ""

    @cached_property
    def text(self) -> Any:
        """The charter or guide."""
        return text_of(self.context)

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
        return bool(self.text.ack_optional)

    @property
    def renewable(self) -> bool:
        """Whether a valid acknowledgment may already be renewed."""
        return self.position.renewable(self.today)

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return day_of(wallclock.now(), self.zone)

    @cached_property
    def zone(self) -> str:
        """The time zone of the programme."""
        return str(programme_of(self.context).timezone)

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
        """Whether asking to be excused is offered: not where one may simply decline."""
        return self.owing and not self.optional

    @property
    def reminder(self) -> str:
        """What is asked and until when."""
        return reminder(self.position, self.optional, self.in_words)

    @property
    def situation(self) -> str:
        """Where the reader stands when nothing is asked of them now."""
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
        return statement(answer, self.language, title, self.context.number or "")

    @property
    def digest(self) -> str:
        """The digest of the text in the language shown."""
        return str((self.context.digests or {}).get(self.language, ""))

    @property
    def action(self) -> str:
        """Where the answer is sent."""
        return f"{self.text.absolute_url()}/@@acknowledge"

    @property
    def receipt(self) -> "ShownReceipt | None":
        """The last answer of the reader to this line of editions, as they keep it."""
        last = self.position.last
        return None if last is None else shown_receipt(last, self.zone, self.reader_language)

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


def shown_receipt(entry: Entry, zone: str, language: str) -> ShownReceipt:
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
