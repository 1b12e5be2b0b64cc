"""Who of an audience has which status on a day: sets of people, computed from sets, never stored.

Nearly everybody of a large audience is in one of three plain situations: they acknowledged once and it
counts, they acknowledged once and it lapsed, or they have not answered and nothing about them changed since
the edition started. Those are counted as whole sets. Only the others, who moved, joined, were on leave or
answered something else, are looked at one by one, with the same rules as everywhere (:mod:`.standing`).
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance.acknowledgments.answers import lapse_day
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.audience import AudienceRule
from collective.socialgovernance.acknowledgments.audience import History
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED_CODE
from collective.socialgovernance.acknowledgments.entries import ANSWER
from collective.socialgovernance.acknowledgments.entries import AT
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import Stored
from collective.socialgovernance.acknowledgments.facts import Question
from collective.socialgovernance.acknowledgments.facts import READ
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.ledger import Page
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.standing import due_day
from collective.socialgovernance.acknowledgments.standing import entries_of_line
from collective.socialgovernance.acknowledgments.standing import NOT_ASKED
from collective.socialgovernance.acknowledgments.standing import ON_LEAVE
from collective.socialgovernance.acknowledgments.standing import owing_status
from collective.socialgovernance.acknowledgments.standing import Standing
from collective.socialgovernance.acknowledgments.standing import standing_at
from collective.socialgovernance.days import changes_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import end_of_day
from collective.socialgovernance.days import months_after
from collective.socialgovernance.days import start_of_day
from collective.socialgovernance.days import Zone
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from typing import NamedTuple
from typing import Protocol


QUARTER_HOUR = 900
"""Seconds. In every time zone a day begins at a whole quarter of an hour, so one quarter spans two days only
where the zone itself changed.
"""


class Situation(NamedTuple):
    """What many people share: their status, the day from which they owe it, the day at whose end it is due.

    As in :class:`.standing.Standing`; the days are None, and ``optional`` is false, for those who owe nothing
    now, but for the day on which an exception ends.
    """

    status: str
    since: date | None = None
    due: date | None = None
    optional: bool = False
    exception_ends: date | None = None

    @property
    def told_since(self) -> date | None:
        """The day under which it is kept what these people were told.

        An exception that ends, or has ended, is a reason of its own, whenever it was due before.
        """
        return self.exception_ends or self.since


class Company(Protocol):
    """The sets of people that coverage is computed from: the directory. Sets hold directory keys, for reading
    only.
    """

    def everybody(self, as_of: date) -> Collection[int]: ...

    def members(self, department_id: str, as_of: date, children: bool = False) -> Iterable[int]: ...

    def without_department(self, as_of: date) -> Iterable[int]: ...

    def of_population(self, name: str, as_of: date) -> Iterable[int]: ...

    def on_leave(self, as_of: date) -> Iterable[int]: ...

    def history_of(self, key: int) -> History: ...

    def changed(self, after: date, until: date) -> Iterable[int]:
        """Those with a leave day, or whose employment, department or population changed, in these days.

        After the first day, until the second, included. More people than that do no harm, fewer do.
        """


class Answers(Protocol):
    """The ledger, as far as coverage reads it."""

    def pages(self, edition: str) -> Iterator[tuple[Page, Mapping[int, tuple[Stored, ...]]]]: ...

    def entries(self, edition: str, key: int) -> tuple[Entry, ...]: ...


@dataclass
class _Reading:
    """What a pass over the ledger found, for a whole line: whose last answer is an acknowledgment that
    counts, whose is one that has lapsed (by when it was given, see :func:`moment_in`), and whose story is
    longer. ``answered`` holds everybody who answered and is not in ``valid``, and perhaps some who are.
    """

    valid: set[int] = field(default_factory=set)
    lapsed: dict[int, set[int]] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)


def statuses_on(
    text: TextFacts,
    audience: Audience,
    company: Company,
    answers: Answers,
    as_of: date,
    edition: str | None = None,
    obliged: Collection[int] = frozenset(),
) -> dict[str, set[int]]:
    """Who of the audience has which status on a day: sets of directory keys, by status, without empty ones.

    ``edition`` and ``as_of`` as in :func:`.standing.standing`; ``obliged`` are the keys of the ambassadors.
    """
    statuses: dict[str, set[int]] = {}
    for situation, keys in situations_on(text, audience, company, answers, as_of, edition, obliged).items():
        if situation.status in statuses:
            statuses[situation.status] |= keys
        else:
            statuses[situation.status] = keys
    return statuses


def situations_on(
    text: TextFacts,
    audience: Audience,
    company: Company,
    answers: Answers,
    as_of: date,
    edition: str | None = None,
    obliged: Collection[int] = frozenset(),
) -> dict[Situation, set[int]]:
    """As :func:`statuses_on`, and since when and until when what is owed is owed."""
    question = text.question(as_of, edition)
    if question is None or text.on(question.day).ack_mode != READ:
        return {}
    day = question.day
    people = audience_keys(audience.on(day), company, day)
    reading = _read_ledger(answers, question, text)
    situations: dict[Situation, set[int]] = {Situation(ACKNOWLEDGED): people & reading.valid}
    rest = people - reading.valid
    # Whoever owes and is away is on leave, whatever the due date; who said something else is looked at below.
    away = rest.intersection(company.on_leave(day)) - reading.unsure
    _add(situations, Situation(ON_LEAVE), away)
    rest -= away
    steady = _steady(rest, text, audience, company, question, obliged)
    plain = (rest & steady) - reading.unsure
    others = rest - plain
    for moment, keys in reading.lapsed.items():
        _add(situations, _situation_of_steady(text, question, _lapsed_on(moment, text, day)), keys & plain)
        plain -= keys
    _add(situations, _situation_of_steady(text, question, None), plain)
    for situation, keys in _one_by_one(
        others, text, audience, company, answers, question, obliged, reading
    ).items():
        _add(situations, situation, keys)
    return {situation: keys for situation, keys in situations.items() if keys}


def _one_by_one(
    keys: set[int],
    text: TextFacts,
    audience: Audience,
    company: Company,
    answers: Answers,
    question: Question,
    obliged: Collection[int],
    reading: _Reading,
) -> dict[Situation, set[int]]:
    """Who is where of those with a longer story; without answers, equal histories are judged once."""
    situations: dict[Situation, set[int]] = {}
    told: dict[tuple[History, bool], Situation] = {}
    for key in keys:
        history, bound = company.history_of(key), key in obliged
        if key in reading.answered:
            given = [entry for each in question.line for entry in answers.entries(each.uid, key)]
            entries = entries_of_line(given, question)
            situation = _situation(standing_at(history, text, audience, entries, question, bound))
        else:
            if (history, bound) not in told:
                stands = standing_at(history, text, audience, (), question, bound)
                told[history, bound] = _situation(stands)
            situation = told[history, bound]
        if situation.status not in NOT_ASKED:
            situations.setdefault(situation, set()).add(key)
    return situations


def _situation(stands: Standing) -> Situation:
    if not stands.owing:
        return Situation(stands.status, exception_ends=stands.exception_ends)
    return Situation(stands.status, stands.since, stands.due, stands.optional, stands.exception_ends)


def audience_keys(rule: AudienceRule, company: Company, day: date) -> set[int]:
    """The keys of everybody in the audience on a day."""
    if rule.departments is None:
        people = set(company.everybody(day))
    else:
        people = _members(rule.departments - rule.excluded, company, day)
    if rule.departments is None and rule.excluded:
        people -= _members(rule.excluded, company, day)
    if rule.populations is not None:
        admitted: set[int] = set()
        for name in rule.populations:
            admitted.update(company.of_population(name, day))
        people &= admitted
    return people


def audience_size(rule: AudienceRule, company: Company, day: date) -> int:
    """How many people are in the audience on a day; where that is everybody, nobody is looked at."""
    if rule.departments is None and not rule.excluded and rule.populations is None:
        return len(company.everybody(day))
    return len(audience_keys(rule, company, day))


def first_that_counts(text: TextFacts, day: date) -> int:
    """The first second (since 1970, UTC) of the acknowledgments that have not lapsed on a day."""
    months = text.on(day).ack_validity_months
    if not months:
        return 0
    given = months_after(day, -months) - timedelta(days=3)
    while months_after(given, months) <= day:
        given += timedelta(days=1)
    return int(start_of_day(given, text.timezone).timestamp())


def _members(departments: Iterable[str], company: Company, day: date) -> set[int]:
    found: set[int] = set()
    for id in departments:
        found.update(company.members(id, day))
    return found


def _add(situations: dict[Situation, set[int]], situation: Situation, keys: set[int]) -> None:
    if keys:
        situations.setdefault(situation, set()).update(keys)


def _situation_of_steady(text: TextFacts, question: Question, lapsed_on: date | None) -> Situation:
    settings = text.on(question.day)
    start = max(question.line_began, lapsed_on or question.line_began)
    due = due_day(start, settings.reack_days, ())
    status = owing_status(lapsed_on is not None, due, question.day, settings.ack_optional)
    return Situation(status, start, due, settings.ack_optional)


def _steady(
    people: set[int],
    text: TextFacts,
    audience: Audience,
    company: Company,
    question: Question,
    obliged: Collection[int],
) -> set[int]:
    """Those in the audience without a break since the line began, and without a leave: all in the same
    situation.
    """
    began = question.line_began
    before = min(began, question.day - timedelta(days=1))
    far = question.day + timedelta(days=text.on(question.day).reack_days)
    steady = people.difference(company.changed(before, far))
    if text.on(question.day).ack_optional:
        steady.difference_update(obliged)
    for day in (began, *audience.changes(began, question.day)):
        if steady and (day == began or audience.on(day) != audience.on(question.day)):
            steady &= audience_keys(audience.on(day), company, day)
    return steady


def _read_ledger(answers: Answers, question: Question, text: TextFacts) -> _Reading:
    """Sort everybody who answered to the line.

    The newest edition of the line that somebody answered decides. Who has answers to several of which the
    newest was dated back, is looked at one by one: an older edition may hold something later.
    """
    reading = _Reading()
    latest = int(end_of_day(question.day, text.timezone).timestamp())
    counts_from = first_that_counts(text, question.day)
    alone = len(question.line) == 1
    seen: set[int] = set()
    dated_back: set[int] = set()
    turns = turning_quarters(text.timezone)
    for edition in reversed(question.line):
        found: set[int] = set()
        for page, kept in answers.pages(edition.uid):
            counting: Collection[int] = page.acknowledged
            others: Iterable[int] = page.others
            if page.first < counts_from or page.last > latest:
                counting = {key for key in counting if counts_from <= kept[key][-1][AT] <= latest}
                others = [key for key in kept if key not in counting]
            if alone:
                reading.valid.update(counting)
            else:
                found.update(counting)
                reading.valid.update(set(counting) - seen)
            found.update(_read_others({key: kept[key] for key in others}, seen, latest, turns, reading))
            dated_back.update(page.dated_back)
        reading.unsure |= found & seen & dated_back
        seen |= found
    reading.valid -= reading.unsure
    reading.answered = seen
    return reading


def _read_others(
    others: Mapping[int, tuple[Stored, ...]],
    seen: set[int],
    latest: int,
    turns: Collection[int],
    reading: _Reading,
) -> Iterator[int]:
    """Sort those whose last answer is no acknowledgment that counts; gives those who had answered by then."""
    for key, kept in others.items():
        if kept[0][AT] > latest:
            continue
        yield key
        if key in seen:
            continue
        last = kept[-1]
        if last[ANSWER] != ACKNOWLEDGED_CODE or last[AT] > latest:
            reading.unsure.add(key)
        else:
            reading.lapsed.setdefault(moment_in(last[AT], turns), set()).add(key)


def turning_quarters(zone: Zone) -> frozenset[int]:
    """The quarters of an hour, counted since 1970, in which the time zone of the days changed."""
    return frozenset(int(instant.timestamp()) // QUARTER_HOUR for instant in changes_of(zone))


def moment_in(second: int, turns: Collection[int]) -> int:
    """A second of the same day for all that was given in one quarter of an hour; in the few quarters of
    :func:`turning_quarters` the second itself.
    """
    quarter = second // QUARTER_HOUR
    return second if quarter in turns else quarter * QUARTER_HOUR


def _lapsed_on(moment: int, text: TextFacts, day: date) -> date | None:
    given = day_of(datetime.fromtimestamp(moment, tz=timezone.utc), text.timezone)
    return lapse_day(text, given, day)
