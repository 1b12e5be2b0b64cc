"""Questions and remarks about texts: asked with an answer, replied to, published for everybody."""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import NOTE_LENGTH
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import IAsksReaders
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.interfaces import IRemarks
from collective.socialgovernance.acknowledgments.receipts import Receipt
from collective.socialgovernance.acknowledgments.remarks import Asked
from collective.socialgovernance.acknowledgments.remarks import CommonQuestion
from collective.socialgovernance.acknowledgments.remarks import is_remark
from collective.socialgovernance.acknowledgments.remarks import Reply
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import edition_with
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import edition_facts
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility

import secrets


REPLY = "collective.socialgovernance: Answer questions"


@dataclass(frozen=True)
class Remark:
    """A question or a remark as those who reply to it see it.

    ``clause`` is the clause id it is about ("": the text as a whole), ``clause_title`` what that clause is
    called in the language in which the person read. ``answer`` is what they answered with it.
    """

    id: str
    text: Any
    number: str
    userid: str
    name: str
    words: str
    answer: str
    at: datetime
    language: str
    clause: str
    clause_title: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Publication:
    """A question in the editor's own words, without the name, to be shown to all readers with the reply."""

    question: str
    language: str = ""


def entry_recorded(event: Any) -> None:
    """An answer that came with a note is a question or a remark about its text."""
    remarks = queryUtility(IRemarks)
    if remarks is not None and is_remark(event.entry):
        remarks.ask(event.text, event.entry)


def answer_and_ask(
    edition: Any, subject: str, actor: str, given: Given, clause: str = ""
) -> tuple[Receipt, bool]:
    """Answer to an edition, with a note that may be about one of its clauses (its clause id).

    As :func:`~.answering.give_answer`; refused with 400 too when the edition has no such clause.
    """
    kept = IAcknowledgeable(edition)
    if clause and clause not in _clause_ids(kept.context):
        raise refuse(400, "clause", _("There is no such clause in this edition."))
    receipt, created = give_answer(kept, subject, actor, given)
    if created and clause and is_remark(receipt.entry):
        getUtility(IRemarks).ask(kept.text.uid, receipt.entry, clause)
    return receipt, created


def _clause_ids(edition: Any) -> list[str]:
    return [each.clause_id for each in clauses_of(edition)] if IEdition.providedBy(edition) else []


def open_questions(texts: Iterable[Any]) -> list[tuple[Any, int]]:
    """Those of the texts whose questions wait for the signed-in user, with how many."""
    remarks = queryUtility(IRemarks)
    if remarks is None:
        return []
    counted = [(text, remarks.count_open(IUUID(text))) for text in texts if _may_reply(text)]
    return [(text, count) for text, count in counted if count]


def open_questions_everywhere() -> list[tuple[Any, int]]:
    """The same for everything in the site; nobody is told a title that they may not see."""
    return open_questions(text for text in texts_everywhere() if api.user.has_permission("View", obj=text))


def texts_replied_to(place: Any) -> list[Any]:
    """The texts and pages of a programme whose questions the signed-in user replies to; of a text itself."""
    if IAsksReaders.providedBy(place):
        return [place]
    return [
        text
        for text in texts_everywhere()
        if _belongs(text, place) and _may_reply(text) and api.user.has_permission("View", obj=text)
    ]


def _belongs(text: Any, programme: Any) -> bool:
    """Whether a programme is that of a text or page; a page may have none."""
    asked = IAskedText(text)
    return asked.guardian is not None and IUUID(asked.programme) == IUUID(programme)


def asked_about(text: Any, waiting: bool) -> list[Asked]:
    """What was asked about a text and waits for a reply, oldest first; or what has one, newest first.

    Refused with 403 for who does not reply to questions.
    """
    _check_may_reply(text)
    uid, remarks = IUUID(text), getUtility(IRemarks)
    found = [asked for asked in remarks.asked(uid) if remarks.is_open(uid, asked.id) == waiting]
    return sorted(found, key=lambda asked: (asked.at, asked.id), reverse=not waiting)


def remark_of(text: Any, asked: Asked) -> Remark:
    """A question with its words, from the entry it came with."""
    entry = _entry(asked)
    edition = edition_with(text, asked.edition)
    known = getUtility(IDirectory).person(entry.subject, today_in(text))
    return Remark(
        id=asked.id,
        text=text,
        number=entry.number,
        userid=entry.subject,
        name=entry.subject if known is None else known.fullname or entry.subject,
        words=entry.note,
        answer=entry.answer,
        at=asked.at,
        language=entry.language,
        clause=asked.clause,
        clause_title=clause_title(edition, asked.clause, entry.language),
        replies=replies_to(text, asked.id),
    )


def remark_with(text: Any, id: str) -> Remark:
    """The question with this id; refused with 404 when nothing of the kind was asked about the text."""
    _check_may_reply(text)
    asked = getUtility(IRemarks).question(IUUID(text), id)
    if asked is None:
        raise refuse(404, "id", _("There is no such question."))
    return remark_of(text, asked)


def replies_to(text: Any, id: str) -> tuple[Reply, ...]:
    """What was said back to a question, oldest first."""
    remarks = queryUtility(IRemarks)
    return () if remarks is None else remarks.replies(IUUID(text), id)


def clause_of(text: Any, entry: Entry) -> str:
    """The clause that an answer's note is about, by its title; "" for the whole text or no question."""
    remarks = queryUtility(IRemarks)
    asked = None if remarks is None else remarks.question(IUUID(text), entry.receipt_id)
    if asked is None or not asked.clause:
        return ""
    return clause_title(edition_with(text, entry.edition), asked.clause, entry.language)


def clause_title(edition: Any, clause: str, language: str) -> str:
    """What a clause is called in a language; "" where there is none."""
    if not clause or not IEdition.providedBy(edition):
        return ""
    facts = edition_facts(edition)
    return next(
        (
            each.in_language("title", language, facts.authoritative_language)
            for each in facts.clauses
            if each.clause_id == clause
        ),
        "",
    )


def reply_to(text: Any, id: str, words: str, published: Publication | None = None) -> Remark:
    """Reply to a question, and perhaps publish it with the reply for all readers.

    Who asked reads the reply with the name of who gives it. Raises ``Refused``: 403 without the right, 404
    when nothing of the kind was asked, 400 without words. Nothing is then written.
    """
    remark = remark_with(text, id)
    words = words.strip()
    problems = [] if words else [Problem("answer", _("Write what you reply."))]
    if published is not None and not published.question.strip():
        problems.append(Problem("question", _("Write the question anew, without the name of who asked.")))
    if max(len(words), len(published.question) if published else 0) > NOTE_LENGTH:
        problems.append(
            Problem(
                "answer", _("A text holds at most ${count} characters here.", mapping={"count": NOTE_LENGTH})
            )
        )
    language = (published.language if published else "") or remark.language
    if published is not None and language not in _languages(text, id):
        problems.append(Problem("language", _("This text does not exist in that language.")))
    if problems:
        raise Refused(400, problems)
    remarks, actor, now = getUtility(IRemarks), str(api.user.get_current().getId()), wallclock.now()
    remarks.reply(IUUID(text), id, words, actor, now)
    if published is not None:
        question = published.question.strip()
        common = CommonQuestion(
            secrets.token_hex(8), id, question, words, language, remark.clause, actor, now
        )
        remarks.publish(IUUID(text), common)
    return remark_with(text, id)


def common_questions(text: Any) -> tuple[CommonQuestion, ...]:
    """The questions that editors published under a text, oldest first; for all its readers."""
    remarks = queryUtility(IRemarks)
    return () if remarks is None else remarks.common(IUUID(text))


def withdraw_common(text: Any, id: str) -> None:
    """Show a common question no more; the reply to who asked it stays.

    Raises ``Refused``: 403 without the right, 404 when no such question is shown.
    """
    _check_may_reply(text)
    shown = {each.id: each for each in common_questions(text)}
    if id not in shown:
        raise refuse(404, "id", _("There is no such question."))
    actor = str(api.user.get_current().getId())
    getUtility(IRemarks).publish(
        IUUID(text), replace(shown[id], actor=actor, at=wallclock.now(), withdrawn=True)
    )


def _languages(text: Any, id: str) -> set[str]:
    asked = getUtility(IRemarks).question(IUUID(text), id)
    return set(IAcknowledgeable(edition_with(text, asked.edition)).digests)


def _entry(asked: Asked) -> Entry:
    entries = getUtility(ILedger).entries(asked.edition, asked.key)
    return next(entry for entry in entries if entry.receipt_id == asked.id)


def _may_reply(text: Any) -> bool:
    return has_right(REPLY, text)


def _check_may_reply(text: Any) -> None:
    if not _may_reply(text):
        raise refuse(403, "permission", _("Questions are for the editors, owners and the referent."))
