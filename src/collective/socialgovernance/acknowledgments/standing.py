"""A person's standing on a text, on any day: the rules, as pure functions of facts.

Nothing here reads the wall clock, the database or the request. ``as_of`` is a day in the programme's time
zone and means its end.
"""

from collections.abc import Iterable
from collective.socialgovernance.acknowledgments.answers import AnswersGiven
from collective.socialgovernance.acknowledgments.answers import lapse_ahead
from collective.socialgovernance.acknowledgments.answers import read_answers
from collective.socialgovernance.acknowledgments.answers import renewable_from
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.audience import History
from collective.socialgovernance.acknowledgments.audience import holds
from collective.socialgovernance.acknowledgments.audience import times_in_audience
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import Question
from collective.socialgovernance.acknowledgments.facts import READ
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.facts import TextSettings
from collective.socialgovernance.days import day_of
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import Any


NOT_REQUIRED = "not_required"
LEFT_AUDIENCE = "left_audience"
ACKNOWLEDGED = "acknowledged"
EXEMPT = "exempt"
EXCEPTION_PENDING = "exception_pending"
DECLINED = "declined"
ON_LEAVE = "on_leave"
LAPSED = "lapsed"
PENDING = "pending"
DUE_SOON = "due_soon"
OVERDUE = "overdue"
CRITICAL = "critical"

NOT_ASKED = (NOT_REQUIRED, LEFT_AUDIENCE)
"""The statuses of those who are no part of an audience."""

SETTLED = (ACKNOWLEDGED, EXEMPT, DECLINED)
"""The statuses of those in the audience who owe nothing now."""

OWING = (PENDING, DUE_SOON, OVERDUE, CRITICAL, LAPSED)
"""The statuses in which a person has something to do."""

DUE_SOON_DAYS = 3
CRITICAL_DAYS = 7

ONE_DAY = timedelta(days=1)

Pause = tuple[date, date | None]


@dataclass(frozen=True)
class Standing:
    """Where a person stands on an edition.

    ``due`` is the day at whose end it is due, None when nothing is owed or a leave or an undecided exception
    stops the clock. ``since`` is the day from which the days to the due date are counted, or for
    ``left_audience`` the first day outside. ``lapses_on`` and ``renewable_from`` are days, for a valid
    acknowledgment that will lapse; for an exception that will end, the latter is when to ask for another.
    ``acknowledged`` is the last acknowledgment that the line holds, also one that no longer counts, ``last``
    the last answer of any kind. ``optional``: they may decline it. ``exception_ends`` is the day on which an
    exception ends, or for somebody who owes it for that reason the day on which it ended.
    """

    status: str
    due: date | None = None
    since: date | None = None
    lapses_on: date | None = None
    renewable_from: date | None = None
    acknowledged: Entry | None = None
    last: Entry | None = None
    answers: AnswersGiven = AnswersGiven()
    optional: bool = False
    exception_ends: date | None = None

    @property
    def asked(self) -> bool:
        """Whether the person is part of the audience."""
        return self.status not in NOT_ASKED

    @property
    def owing(self) -> bool:
        """Whether the person has something to do."""
        return self.status in OWING

    def renewable(self, day: date) -> bool:
        """Whether their valid acknowledgment may already be renewed on a day."""
        return self.renewable_from is not None and day >= self.renewable_from

    @property
    def exception_over(self) -> bool:
        """Whether it is owed because an exception has ended."""
        return self.exception_ends is not None and self.status != EXEMPT


def standing(
    person: History | None,
    text: TextFacts,
    audience: Audience,
    entries: Iterable[Entry],
    as_of: date,
    edition: str | None = None,
    obliged: bool = False,
) -> Standing:
    """The standing of a person on a text on a day.

    ``person`` is None for somebody whom the directory does not know. ``entries`` are their answers to any
    edition of the text. Without ``edition`` (a UID) it is about the edition in force on that day; an edition
    that has ended is answered as of the last moment before it ended. ``obliged``: the person is an
    ambassador, for whom an optional text that is mandatory for ambassadors is not optional.
    """
    question = text.question(as_of, edition)
    if question is None or person is None:
        return Standing(NOT_REQUIRED)
    relevant = entries_of_line(entries, question)
    return standing_at(person, text, audience, relevant, question, obliged)


def entries_of_line(entries: Iterable[Entry], question: Question) -> tuple[Entry, ...]:
    """The entries that count for a question, oldest first: those to the editions of its line up to it."""
    uids = {edition.uid for edition in question.line}
    return tuple(sorted((e for e in entries if e.edition in uids), key=lambda e: (e.at, e.recorded)))


def is_optional(settings: TextSettings, obliged: bool) -> bool:
    """Whether the text may be declined: an ambassador may not decline what is mandatory for ambassadors."""
    return settings.ack_optional and not (obliged and settings.mandatory_for_ambassadors)


def due_day(start: date, days: int, pauses: Iterable[Pause]) -> date | None:
    """The ``days``-th day after ``start``, not counting the days of the pauses; None when one without end
    stops it.
    """
    due = start + timedelta(days=days)
    counted_from = start + ONE_DAY
    for first, last in _merged(pauses):
        first = max(first, counted_from)
        if first > due:
            break
        if last is None:
            return None
        if last >= first:
            due += (last - first) + ONE_DAY
    return due


def status_by_due(due: date | None, day: date, optional: bool) -> str:
    """The status of somebody who owes, by how far the due date is. What is optional is never overdue."""
    if optional or due is None or day < due - timedelta(days=DUE_SOON_DAYS):
        return PENDING
    if day <= due:
        return DUE_SOON
    return OVERDUE if day < due + timedelta(days=CRITICAL_DAYS) else CRITICAL


def owing_status(lapsed: bool, due: date | None, day: date, optional: bool) -> str:
    """The status of somebody who owes: who once acknowledged is first reminded of that, kindly."""
    if lapsed and (due is None or day <= due):
        return LAPSED
    return status_by_due(due, day, optional)


def standing_at(
    person: History,
    text: TextFacts,
    audience: Audience,
    entries: tuple[Entry, ...],
    question: Question,
    obliged: bool,
) -> Standing:
    """The answer to a question; ``entries`` are those of :func:`entries_of_line`."""
    day = question.day
    if text.on(day).ack_mode != READ or not holds(person.employments, day):
        return Standing(NOT_REQUIRED)
    times = times_in_audience(person, audience, day)
    if times and times[-1][1] == day:
        return _standing_inside(person, text, entries, question, times[-1][0], obliged)
    return _standing_outside(person, text, audience, entries, question, times, obliged)


def _standing_outside(
    person: History,
    text: TextFacts,
    audience: Audience,
    entries: tuple[Entry, ...],
    question: Question,
    times: list[tuple[date, date]],
    obliged: bool,
) -> Standing:
    if not times or times[-1][1] < question.line_began:
        return Standing(NOT_REQUIRED)
    left = times[-1][1]
    then = standing_at(person, text, audience, entries, replace(question, day=left), obliged)
    # What they still said on the day of the move, before it was known, settles it as well.
    given = read_answers(entries, text, left + ONE_DAY)
    settled = given.valid or given.exempt or (then.optional and given.declined)
    if settled or then.status in SETTLED or not then.asked:
        return Standing(NOT_REQUIRED, acknowledged=given.acknowledged, last=given.last, answers=given)
    return replace(then, status=LEFT_AUDIENCE, since=left + ONE_DAY, due=None)


def _standing_inside(
    person: History,
    text: TextFacts,
    entries: tuple[Entry, ...],
    question: Question,
    entered: date,
    obliged: bool,
) -> Standing:
    day = question.day
    settings = text.on(day)
    optional = is_optional(settings, obliged)
    given = read_answers(entries, text, day)
    told: dict[str, Any] = {
        "acknowledged": given.acknowledged,
        "last": given.last,
        "answers": given,
        "optional": optional,
    }
    if given.valid and given.acknowledged is not None:
        since = day_of(given.acknowledged.at, text.timezone)
        return Standing(
            ACKNOWLEDGED,
            lapses_on=lapse_ahead(text, since, day),
            renewable_from=renewable_from(text, since, day),
            **told,
        )
    if given.exempt:
        ends = None if given.excepted_on is None else lapse_ahead(text, given.excepted_on, day)
        asked_again = None if ends is None else ends - timedelta(days=settings.reack_days)
        return Standing(EXEMPT, exception_ends=ends, renewable_from=asked_again, **told)
    if given.undecided:
        return Standing(EXCEPTION_PENDING, **told)
    if optional and given.declined:
        return Standing(DECLINED, **told)
    start = max(filter(None, (question.line_began, entered, given.given_up_on, given.lapsed_on)))
    due = _due(person, start, settings.reack_days, given, day)
    if holds(person.leaves, day):
        return Standing(ON_LEAVE, due, start, **told)
    ended = given.exception_ended_on
    over = ended if ended is not None and ended > start else None
    status = owing_status(given.lapsed_on is not None, due, day, optional)
    return Standing(status, due, start, exception_ends=over, **told)


def _due(person: History, start: date, days: int, given: AnswersGiven, day: date) -> date | None:
    """The due day; None while a leave runs whose end is not known. One that only lies ahead stops nothing
    yet.
    """
    if any(leave.end is None and leave.start <= day for leave in person.leaves):
        return None
    pauses: list[Pause] = [(leave.start, leave.end) for leave in person.leaves if leave.end is not None]
    pauses.extend(given.waits)
    return due_day(start, days, pauses)


def _merged(pauses: Iterable[Pause]) -> list[Pause]:
    merged: list[Pause] = []
    for first, last in sorted(pauses, key=lambda pause: pause[0]):
        if merged and (merged[-1][1] is None or first <= merged[-1][1]):
            before = merged[-1][1]
            later = None if before is None or last is None else max(before, last)
            merged[-1] = (merged[-1][0], later)
        else:
            merged.append((first, last))
    return merged
