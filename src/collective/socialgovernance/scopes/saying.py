"""The words of an answer: titles of tokens in the reader's language, and one sentence for each reason."""

from collective.socialgovernance import _
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.gathering import titles_of_words
from collective.socialgovernance.scopes.resolver import Reason
from collective.socialgovernance.vocabularies.fixed import forbidden_reasons
from collective.socialgovernance.vocabularies.kept import reader_language
from datetime import date
from functools import cached_property
from zope.component import getUtility


class Titles:
    """Titles of words, departments and reasons, looked up once for one page."""

    def __init__(self, day: date | None = None):
        self._day = day or site.today()

    @cached_property
    def words(self) -> dict[str, str]:
        """Titles of topics, audiences, platforms and territories by token."""
        return titles_of_words()

    def word(self, token: str) -> str:
        """The title of a word; the token of one that is in no list any more."""
        return self.words.get(token, token)

    def department(self, id: str) -> str:
        """The title of a department on the day."""
        found = getUtility(IDirectory).department(id, self._day)
        return id if found is None else found.title

    def reason(self, token: str) -> str:
        """Why a topic is forbidden, a message."""
        return forbidden_reasons.titles.get(token, token)

    def day(self, day: date) -> str:
        """A day in words."""
        return day_in_words(day, reader_language())


def cell_words(cell: Cell, titles: Titles) -> str:
    """A cell as people read it: innovation, customers, LinkedIn, France."""
    parts = (cell.topic, cell.audience, cell.platform, cell.territory)
    return ", ".join(titles.word(part) for part in parts if part)


def sentence(reason: Reason, titles: Titles) -> str:
    """One step of an explanation, a message."""
    if reason.code == "forbidden" and reason.prohibition is not None:
        return _(
            "Nobody speaks about ${topic} for the company: ${reason}.",
            mapping={
                "topic": titles.word(reason.prohibition.topic),
                "reason": titles.reason(reason.prohibition.reason),
            },
        )
    if reason.entry is None:
        return _("No department leads this.")
    known = {
        "scope": reason.entry.scope.title,
        "number": reason.entry.edition.number,
        "cell": cell_words(reason.entry.cell, titles),
    }
    if reason.code == "barred":
        return _barred(reason, known, titles)
    if reason.code == "refer" and reason.referral is not None:
        known["department"] = titles.department(reason.referral.department)
        return _("“${scope}” (${number}) refers ${cell} to ${department}.", mapping=known)
    if reason.code == "frozen" and reason.freeze is not None:
        return _frozen(reason, known, titles)
    return _(SENTENCES[reason.code], mapping=known)


SENTENCES = {
    "lead": _("“${scope}” (${number}) leads ${cell}."),
    "part": _("“${scope}” (${number}) leads a part of what you ask: ${cell}."),
    "narrower": _("“${scope}” (${number}) leads ${cell}, which is wider: the narrower lead goes first."),
    "conflict": _("“${scope}” (${number}) leads ${cell} too: its owners are to decide who leads."),
    "contributor": _("“${scope}” (${number}) contributes: ${cell}."),
}


def _barred(reason: Reason, known: dict[str, str], titles: Titles) -> str:
    if reason.referral is not None:
        known["department"] = titles.department(reason.referral.department)
        return _("“${scope}” (${number}) leads ${cell}, but refers this to ${department}.", mapping=known)
    if reason.by is None or reason.entry is None or reason.by.uid == reason.entry.scope.uid:
        return _("“${scope}” (${number}) leads ${cell}, but does not speak about this.", mapping=known)
    known["above"] = reason.by.title
    return _("“${scope}” (${number}) leads ${cell}, but “${above}” above it forbids this.", mapping=known)


def _frozen(reason: Reason, known: dict[str, str], titles: Titles) -> str:
    freeze = reason.freeze
    if freeze is None or freeze.until is None:
        return _(
            "“${scope}” is frozen: ${reason}", mapping={**known, "reason": freeze.reason if freeze else ""}
        )
    return _(
        "“${scope}” is frozen until ${day}: ${reason}",
        mapping={**known, "day": titles.day(freeze.until), "reason": freeze.reason},
    )
