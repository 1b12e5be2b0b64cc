"""Answering to an edition: the one way in, whoever asks - page, service, import.

It checks first and writes last, so that a refusal leaves nothing behind.
"""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.answers import AnswersGiven
from collective.socialgovernance.acknowledgments.answers import read_answers
from collective.socialgovernance.acknowledgments.answers import renewable_from
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.audience import History
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.entries import ANSWERS
from collective.socialgovernance.acknowledgments.entries import DECLINED
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_GRANTED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REFUSED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import ON_BEHALF
from collective.socialgovernance.acknowledgments.entries import SALT_BYTES
from collective.socialgovernance.acknowledgments.entries import SELF
from collective.socialgovernance.acknowledgments.entries import WITHDRAWN
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import READ
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledged
from collective.socialgovernance.acknowledgments.standing import is_optional
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.acknowledgments.statements import current_version
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import end_of_day
from collective.socialgovernance.refusals import refuse
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from functools import cached_property
from typing import Protocol
from zope.event import notify
from zope.interface import implementer

import secrets


DECISIONS = (EXCEPTION_GRANTED, EXCEPTION_REFUSED)
DIGEST_NEEDED = (ACKNOWLEDGED, DECLINED)
"""Answers about a text that was read; the others may leave the digest out, and stand on the text in force."""

NOTE_LENGTH = 4000


class Register(Protocol):
    """The ledger, as far as answering needs it."""

    def append(self, edition: str, key: int, entry: Entry) -> Entry: ...

    def entries(self, edition: str, key: int) -> tuple[Entry, ...]: ...


@dataclass(frozen=True)
class Person:
    """Whose answer it is: as the directory knows them. ``obliged``: an ambassador."""

    userid: str
    key: int
    history: History
    obliged: bool = False


@dataclass(frozen=True)
class Answerable:
    """An edition that somebody may answer to: its facts, and the digest of its text in each language.

    ``in_force`` says whether it is in force now.
    """

    text: TextFacts
    audience: Audience
    edition: EditionFacts
    in_force: bool
    digests: Mapping[str, str]
    language: str


@dataclass(frozen=True)
class Rights:
    """What the actor may do beyond answering for themself."""

    on_behalf: bool = False
    decide: bool = False


@dataclass(frozen=True)
class Given:
    """An answer as it arrives.

    ``digest`` is that of the text that was shown, in hex. ``language`` empty: the language of that digest, or
    the authoritative one. ``at``: the day from which an answer given on somebody's behalf counts; None is
    now. ``mode`` is decided from who answers for whom, unless the way in names another.
    """

    answer: str
    digest: str = ""
    language: str = ""
    note: str = ""
    at: date | None = None
    mode: str = ""


@implementer(IAcknowledged)
@dataclass(frozen=True)
class Acknowledged:
    """See :class:`.interfaces.IAcknowledged`."""

    text: str
    entry: Entry


@dataclass(frozen=True)
class _Case:
    """One answer on its way in, with all that the checks look at."""

    answerable: Answerable
    person: Person | None
    actor: str
    given: Given
    rights: Rights
    now: datetime
    language: str = ""
    entries: tuple[Entry, ...] = field(default=())

    @property
    def own(self) -> bool:
        return self.person is not None and self.person.userid == self.actor

    @cached_property
    def today(self) -> date:
        return day_of(self.now, self.answerable.text.timezone)

    @property
    def judged_on(self) -> date:
        """Today, or the first day of an edition that was started ahead of it."""
        return max(self.today, self.answerable.edition.in_force_on)

    @property
    def day(self) -> date:
        return self.given.at or self.judged_on


def acknowledge(
    answerable: Answerable,
    person: Person | None,
    actor: str,
    given: Given,
    ledger: Register,
    rights: Rights = Rights(),
    now: datetime | None = None,
) -> tuple[Entry, bool]:
    """Put an answer into the ledger, or give back the one that already says so.

    ``person`` is whose answer it is (None: somebody whom the directory does not know), ``actor`` the userid
    of who gives it. Gives the entry and whether it is new. Fires :class:`IAcknowledged` for a new one.

    Raises ``Refused``: 400 malformed or not allowed for this text, 403 not in the audience or not entitled,
    409 the text shown is not the one in force, or nothing is there to withdraw or decide. Nothing is then
    written.
    """
    entry, created = considered(answerable, person, actor, given, ledger, rights, now)
    if created:
        ledger.append(entry.edition, entry.key, entry)
        notify(Acknowledged(answerable.text.uid, entry))
    return entry, created


def considered(
    answerable: Answerable,
    person: Person | None,
    actor: str,
    given: Given,
    ledger: Register,
    rights: Rights = Rights(),
    now: datetime | None = None,
) -> tuple[Entry, bool]:
    """What :func:`acknowledge` would give and refuse, with nothing written: for a preview."""
    language = _language(answerable, given)
    entries = _entries(ledger, answerable, person)
    case = _Case(answerable, person, actor, given, rights, now or wallclock.now(), language, entries)
    _check_form(case)
    _check_entitled(case)
    _check_current(case)
    _check_audience(case)
    before = read_answers(case.entries, answerable.text, case.day)
    existing = _standing_answer(case, before)
    if existing is not None:
        return existing, False
    _check_possible(case, before)
    return _entry(case), True


def _language(answerable: Answerable, given: Given) -> str:
    if given.language:
        return given.language
    same = [language for language, digest in answerable.digests.items() if digest == given.digest]
    return same[0] if same and answerable.language not in same else answerable.language


def _entries(ledger: Register, answerable: Answerable, person: Person | None) -> tuple[Entry, ...]:
    if person is None:
        return ()
    line = answerable.text.line(answerable.edition)
    given = [entry for edition in line for entry in ledger.entries(edition.uid, person.key)]
    return tuple(sorted(given, key=lambda entry: (entry.at, entry.recorded)))


def _check_form(case: _Case) -> None:
    given = case.given
    if given.answer not in ANSWERS:
        raise refuse(400, "answer", _("Say one of: ${answers}.", mapping={"answers": ", ".join(ANSWERS)}))
    if given.answer in DIGEST_NEEDED and not given.digest:
        raise refuse(400, "digest", _("Say which text was shown: its digest is missing."))
    if len(given.note) > NOTE_LENGTH:
        raise refuse(
            400, "note", _("A note holds at most ${count} characters.", mapping={"count": NOTE_LENGTH})
        )
    if given.at is not None and given.at > case.today:
        raise refuse(400, "at", _("The day of an answer cannot lie ahead."))
    if given.at is not None and case.person is not None:
        joined = min((each.start for each in case.person.history.employments), default=given.at)
        if given.at < joined:
            raise refuse(400, "at", _("The day of an answer cannot lie before this person joined."))
    if given.answer == EXCEPTION_REQUESTED and not given.note.strip():
        raise refuse(400, "note", _("Say in the note why you ask for an exception."))


def _check_entitled(case: _Case) -> None:
    given, rights = case.given, case.rights
    if given.answer in DECISIONS:
        if not rights.decide:
            raise refuse(403, "answer", _("Exceptions are decided by the owners of the programme."))
        if case.own:
            raise refuse(403, "subject", _("Nobody decides their own exception: somebody else has to."))
    elif not case.own and not rights.on_behalf:
        raise refuse(403, "subject", _("You can only answer for yourself."))
    if not case.own and not given.note.strip():
        raise refuse(
            400, "note", _("Say in the note on what this rests: the paper, the meeting, the reason.")
        )
    if case.own and given.at is not None:
        raise refuse(400, "at", _("Your own answer counts from now: a day goes only with somebody else's."))


def _check_current(case: _Case) -> None:
    answerable, given = case.answerable, case.given
    if not answerable.in_force:
        raise refuse(409, "edition", _("This edition is not in force: it cannot be answered to."))
    if answerable.text.on(case.judged_on).ack_mode != READ:
        raise refuse(400, "answer", _("This text asks nobody for an acknowledgment."))
    _check_optional(case)
    current = answerable.digests.get(case.language)
    if current is None:
        raise refuse(
            400,
            "language",
            _(
                "This text does not exist in that language. It exists in: ${languages}.",
                mapping={"languages": ", ".join(sorted(answerable.digests))},
            ),
        )
    if given.digest and given.digest != current:
        raise refuse(
            409,
            "digest",
            _(
                "The text has changed since it was shown. Read it again; its digest is now ${digest}.",
                mapping={"digest": current},
            ),
        )


def _check_optional(case: _Case) -> None:
    if case.given.answer != DECLINED:
        return
    obliged = case.person is not None and case.person.obliged
    if not is_optional(case.answerable.text.on(case.judged_on), obliged):
        raise refuse(400, "answer", _("Only an optional text can be declined."))


def _check_audience(case: _Case) -> None:
    answerable, person = case.answerable, case.person
    if person is not None:
        now = standing(
            person.history,
            answerable.text,
            answerable.audience,
            case.entries,
            case.judged_on,
            answerable.edition.uid,
            person.obliged,
        )
        if now.asked:
            return
    raise refuse(403, "subject", _("This text is not addressed to this person."))


def _standing_answer(case: _Case, before: AnswersGiven) -> Entry | None:
    """The entry that already says the same, while it stands."""
    answer = case.given.answer
    if answer == ACKNOWLEDGED:
        return before.acknowledged if before.valid and not _renewable(case, before) else None
    if answer == DECLINED:
        return before.last if before.declined else None
    if answer == WITHDRAWN:
        return before.last if before.last is not None and before.last.answer == WITHDRAWN else None
    if answer == EXCEPTION_REQUESTED:
        return before.decision if before.undecided else None
    same = before.decision is not None and before.decision.answer == answer and not before.undecided
    return before.decision if same and (before.exempt or answer == EXCEPTION_REFUSED) else None


def _renewable(case: _Case, before: AnswersGiven) -> bool:
    if before.acknowledged is None:
        return False
    text = case.answerable.text
    from_day = renewable_from(text, day_of(before.acknowledged.at, text.timezone), case.day)
    return from_day is not None and case.day >= from_day


def _check_possible(case: _Case, before: AnswersGiven) -> None:
    answer = case.given.answer
    if answer == WITHDRAWN and not before.valid:
        raise refuse(409, "answer", _("There is no acknowledgment that could be withdrawn."))
    if answer == EXCEPTION_REQUESTED and before.valid:
        raise refuse(
            409, "answer", _("This text is acknowledged already: there is nothing to be excepted from.")
        )
    if answer in DECISIONS and not before.undecided:
        raise refuse(
            409, "subject", _("This person has not asked for an exception that waits for an answer.")
        )


def _entry(case: _Case) -> Entry:
    answerable, person, given = case.answerable, case.person, case.given
    assert person is not None
    at = case.now
    if given.at is not None and given.at < case.today:
        at = end_of_day(given.at, answerable.text.timezone)
    return Entry(
        edition=answerable.edition.uid,
        key=person.key,
        subject=person.userid,
        actor=case.actor,
        number=answerable.edition.number,
        digest=answerable.digests[case.language],
        language=case.language,
        answer=given.answer,
        mode=given.mode or (SELF if case.own else ON_BEHALF),
        at=at,
        recorded=case.now,
        statement=given.answer,
        statement_version=current_version(),
        note=given.note,
        salt=secrets.token_bytes(SALT_BYTES),
    )
