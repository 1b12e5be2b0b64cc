"""The register of an edition, name by name: who owes it and who did what, filtered, a page or all of it.

Filters work on sets of directory keys; a person is loaded only when their row is shown. Who may see names is
decided by :func:`.covering.sight_of`.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.coverage import COUNTED
from collective.socialgovernance.acknowledgments.entries import ACTOR
from collective.socialgovernance.acknowledgments.entries import ANSWER
from collective.socialgovernance.acknowledgments.entries import ANSWERS
from collective.socialgovernance.acknowledgments.entries import AT
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import LANGUAGE
from collective.socialgovernance.acknowledgments.entries import MODE
from collective.socialgovernance.acknowledgments.entries import MODES
from collective.socialgovernance.acknowledgments.entries import NUMBER
from collective.socialgovernance.acknowledgments.entries import RECORDED
from collective.socialgovernance.acknowledgments.entries import Stored
from collective.socialgovernance.acknowledgments.entries import stored
from collective.socialgovernance.acknowledgments.entries import SUBJECT
from collective.socialgovernance.acknowledgments.facts import Question
from collective.socialgovernance.acknowledgments.facts import READ
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import audience_keys
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.standing import DECLINED
from collective.socialgovernance.acknowledgments.standing import entries_of_line
from collective.socialgovernance.acknowledgments.standing import EXCEPTION_PENDING
from collective.socialgovernance.acknowledgments.standing import EXEMPT
from collective.socialgovernance.acknowledgments.standing import standing_at
from collective.socialgovernance.days import end_of_day
from collective.socialgovernance.days import start_of_day
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import Listed
from collective.socialgovernance.directory.people import PersonHistory
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import obliged_on
from collective.socialgovernance.texts.answering import statuses_of
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.covering import Led
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timezone
from functools import cached_property
from sys import intern
from typing import Any
from typing import NamedTuple
from zope.component import getUtility


WITHOUT_DUE = (ACKNOWLEDGED, EXEMPT, EXCEPTION_PENDING, DECLINED)
"""The statuses in which nothing is due on a day."""

AT_ONCE = 5_000
"""After so many rows of a whole register, what was loaded for them is let go."""


@dataclass(frozen=True)
class Wanted:
    """Which rows: all that is given must hold.

    ``as_of`` is the day whose standings are told, None for now; ``statuses`` empty: all. ``children``: with
    the departments below ``department``. ``search`` is the beginning of a userid or of the words of a name.
    ``answered_on`` is the day of an answer, in the programme's time zone.
    """

    as_of: date | None = None
    statuses: frozenset[str] = frozenset()
    department: str = ""
    children: bool = False
    search: str = ""
    answered_on: date | None = None

    @property
    def told(self) -> dict[str, object]:
        """What was asked for, as plain values; what was not is left out."""
        values: dict[str, object] = {
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "status": ", ".join(status for status in COUNTED if status in self.statuses),
            "department": self.department,
            "children": self.children,
            "search": self.search,
            "date": self.answered_on.isoformat() if self.answered_on else "",
        }
        return {name: value for name, value in values.items() if value}


class Said(NamedTuple):
    """What a list tells of an answer; small, because all of a register are in memory at once.

    ``seconds`` and ``recorded`` are since 1970 UTC; ``other`` is the userid of who gave it, when that was not
    the person.
    """

    seconds: int
    recorded: int
    answer_code: int
    mode_code: int
    number: str
    language: str
    other: str

    @property
    def answer(self) -> str:
        """Its stable name."""
        return ANSWERS[self.answer_code]

    @property
    def mode(self) -> str:
        """How it came in."""
        return MODES[self.mode_code]

    @property
    def at(self) -> datetime:
        """The instant (UTC) from which it counts."""
        return datetime.fromtimestamp(self.seconds, tz=timezone.utc)


@dataclass(frozen=True)
class RegisterRow:
    """A person on an edition: ``person`` as of the day, ``due`` the day at whose end it is due, ``last`` what
    they answered last.
    """

    person: Listed
    status: str
    due: date | None
    last: Said | None


class Register:
    """The rows of an edition that are wanted, in the order of the directory.

    ``within`` narrows it to the people of these departments; None is everybody. Raises ``Refused`` (400) for
    a status or department that does not exist.
    """

    def __init__(self, edition: Any, wanted: Wanted, within: Led | None = None):
        self.day = wanted.as_of or today_in(edition)
        asked = IAcknowledgeable(edition).on(self.day)
        self.edition = edition
        self.uid = asked.edition
        self.wanted = wanted
        self.within = within
        self.facts: TextFacts = asked.text
        self.question: Question | None = self.facts.question(self.day, asked.edition)
        self.asked_on = self.day if self.question is None else self.question.day
        self.directory = getUtility(IDirectory)
        self.ledger = getUtility(ILedger)
        self._check()

    @cached_property
    def keys(self) -> list[int]:
        """The directory keys of those wanted, in order."""
        question = self.question
        if question is None or self.facts.on(question.day).ack_mode != READ:
            return []
        found = self._by_status(question)
        if self.within is not None:
            led = [self.directory.members(id, self.asked_on) for id in self.within]
            found &= set().union(*led)
        if self.wanted.department:
            department, children = self.wanted.department, self.wanted.children
            found.intersection_update(self.directory.members(department, self.asked_on, children))
        if self.wanted.search:
            found &= self.directory.called(self.wanted.search)
        if self.wanted.answered_on is not None:
            found &= self._answered_on(question, self.wanted.answered_on)
        return sorted(found)

    def row(self, key: int) -> RegisterRow:
        """The row of one person, from what is known of them alone."""
        question = self._asked()
        person = self.directory.listed(key, self.asked_on)
        history = self.directory.history_of(key)
        bound = key in self._obliged
        stands = standing_at(history, self.facts, self._audience, self._entries(key), question, bound)
        last = None if stands.last is None else _said(stored(stands.last))
        return RegisterRow(person, stands.status, stands.due, last)

    def rows(self) -> Iterator[RegisterRow]:
        """All rows. What they have in common is worked out once; people are let go once they are told."""
        if not self.keys:
            return
        question = self._asked()
        statuses = {key: status for status, keys in self._statuses.items() for key in keys}
        last = _last_answers(self.ledger, question, self.facts)
        due: dict[tuple[PersonHistory, bool], date | None] = {}
        for number, key in enumerate(self.keys, start=1):
            status = statuses[key]
            person = self.directory.listed(key, self.asked_on)
            yield RegisterRow(person, status, self._due(key, status, key in last, due), last.get(key))
            if number % AT_ONCE == 0:
                self.edition._p_jar.cacheGC()

    def _by_status(self, question: Question) -> set[int]:
        if self.wanted.statuses:
            return set().union(*(self._statuses.get(status, ()) for status in self.wanted.statuses))
        return audience_keys(self._audience.on(question.day), self.directory, question.day)

    def _answered_on(self, question: Question, day: date) -> set[int]:
        first = int(start_of_day(day, self.facts.timezone).timestamp())
        last = int(end_of_day(day, self.facts.timezone).timestamp())
        found: set[int] = set()
        for edition in question.line:
            for _page, kept in self.ledger.pages(edition.uid):
                found.update(
                    key for key, given in kept.items() if any(first <= entry[AT] <= last for entry in given)
                )
        return found

    def _due(
        self, key: int, status: str, answered: bool, known: dict[tuple[PersonHistory, bool], date | None]
    ) -> date | None:
        """When it is due; of those who never answered, people of one history share it."""
        if status in WITHOUT_DUE:
            return None
        history, bound = self.directory.history_of(key), key in self._obliged
        if not answered and (history, bound) in known:
            return known[history, bound]
        entries = self._entries(key) if answered else ()
        due = standing_at(history, self.facts, self._audience, entries, self._asked(), bound).due
        if not answered:
            known[history, bound] = due
        return due

    def _entries(self, key: int) -> tuple[Entry, ...]:
        question = self._asked()
        given = [entry for each in question.line for entry in self.ledger.entries(each.uid, key)]
        return entries_of_line(given, question)

    @cached_property
    def _statuses(self) -> Mapping[str, set[int]]:
        return statuses_of(self.edition, self.day)

    @cached_property
    def _obliged(self) -> Set[int]:
        return obliged_on(asked_text(self.edition), self.facts, self.day, self.uid)

    @cached_property
    def _audience(self) -> Audience:
        return audience_until(self.facts, self.asked_on)

    def _asked(self) -> Question:
        if self.question is None:
            raise LookupError("nothing is asked on this day")
        return self.question

    def _check(self) -> None:
        problems = []
        if not self.wanted.statuses <= set(COUNTED):
            problems.append(Problem("status", _("There is no such status.")))
        if self.wanted.department and not self._is_department(self.wanted.department):
            problems.append(Problem("department", _("There is no such department.")))
        if problems:
            raise Refused(400, problems)

    def _is_department(self, id: str) -> bool:
        """Whether the department was there on the day, and is one of those that may be looked at."""
        if self.within is not None and id not in self.within:
            return False
        return self.directory.department(id, self.asked_on) is not None


def _last_answers(ledger: Any, question: Question, facts: TextFacts) -> dict[int, Said]:
    """What everybody answered last to a line by the day of the question."""
    latest = int(end_of_day(question.day, facts.timezone).timestamp())
    found: dict[int, Said] = {}
    for edition in question.line:
        for _page, kept in ledger.pages(edition.uid):
            for key, given in kept.items():
                last = given[-1] if given[-1][AT] <= latest else _last_by(given, latest)
                if last is not None and (key not in found or found[key][:2] <= (last[AT], last[RECORDED])):
                    found[key] = _said(last)
    return found


def _last_by(given: tuple[Stored, ...], latest: int) -> Stored | None:
    by_then = [entry for entry in given if entry[AT] <= latest]
    return by_then[-1] if by_then else None


def _said(kept: Stored) -> Said:
    other = "" if kept[ACTOR] == kept[SUBJECT] else kept[ACTOR]
    number, language = intern(kept[NUMBER]), intern(kept[LANGUAGE])
    return Said(kept[AT], kept[RECORDED], kept[ANSWER], kept[MODE], number, language, other)
