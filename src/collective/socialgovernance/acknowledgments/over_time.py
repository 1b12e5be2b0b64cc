"""How the share of an audience that has acknowledged went up and down, day by day.

The ledger is read once for all the days, the directory once for each; only those whose answers are more than
acknowledgments are looked at one by one.
"""

from bisect import bisect_right
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from collective.socialgovernance.acknowledgments.answers import read_answers
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED_CODE
from collective.socialgovernance.acknowledgments.entries import ANSWER
from collective.socialgovernance.acknowledgments.entries import AT
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import Question
from collective.socialgovernance.acknowledgments.facts import READ
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.situations import Answers
from collective.socialgovernance.acknowledgments.situations import audience_keys
from collective.socialgovernance.acknowledgments.situations import Company
from collective.socialgovernance.acknowledgments.situations import first_that_counts
from collective.socialgovernance.acknowledgments.standing import entries_of_line
from collective.socialgovernance.acknowledgments.standing import is_optional
from collective.socialgovernance.days import end_of_day
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


POINTS = 12
"""How many days a line has, at most."""


@dataclass(frozen=True)
class Point:
    """A day: how many were asked, of how many it could be expected, how many of those had acknowledged."""

    day: date
    audience: int
    expected: int
    acknowledged: int

    @property
    def rate(self) -> float | None:
        """As in :class:`.coverage.Figures`."""
        return round(self.acknowledged / self.expected, 4) if self.expected else None


def days_between(first: date, last: date, points: int = POINTS) -> list[date]:
    """At most ``points`` days at even distances, the first and the last among them."""
    length = (last - first).days
    if length < 1:
        return [first]
    steps = min(points - 1, length)
    return [first + timedelta(days=round(length * step / steps)) for step in range(steps + 1)]


def nobody(_day: date) -> Collection[int]:
    """Where there are no ambassadors."""
    return ()


def over_time(
    text: TextFacts,
    audience: Audience,
    company: Company,
    answers: Answers,
    days: Sequence[date],
    edition: str,
    within: Callable[[date], Iterable[int]] | None = None,
    obliged: Callable[[date], Collection[int]] = nobody,
) -> list[Point]:
    """The figures of an edition (a UID) on each of these days, which are in order.

    They are those of :func:`.situations.statuses_on`. ``within`` gives the people of a group on a day;
    without it, it is about everybody. ``obliged`` gives the keys of the ambassadors of a day.
    """
    questions = [(day, text.question(day, edition)) for day in days]
    asked = [question for _day, question in questions if question is not None]
    if not asked:
        return [Point(day, 0, 0, 0) for day in days]
    read = _Answers(answers, asked[-1].line, text, [question.day for question in asked])
    found: list[Point] = []
    for day, question in questions:
        if question is None or text.on(question.day).ack_mode != READ:
            found.append(Point(day, 0, 0, 0))
            continue
        people = audience_keys(audience.on(question.day), company, question.day)
        if within is not None:
            people.intersection_update(within(question.day))
        found.append(_point(day, people, question, text, company, read, obliged(question.day)))
    return found


def _point(
    day: date,
    people: set[int],
    question: Question,
    text: TextFacts,
    company: Company,
    read: "_Answers",
    obliged: Collection[int],
) -> Point:
    valid = read.valid_on(question.day) & people
    acknowledged, apart = len(valid), 0
    away = company.on_leave(question.day)
    for key in read.stories.keys() & people:
        given = read_answers(read.story(key, question), text, question.day)
        if given.valid:
            acknowledged += 1
        elif given.exempt:
            apart += 1
        elif given.undecided or (given.declined and is_optional(text.on(question.day), key in obliged)):
            continue
        elif key in away:
            apart += 1
    on_leave = people.intersection(away).difference(valid, read.stories)
    return Point(day, len(people), len(people) - apart - len(on_leave), acknowledged)


class _Answers:
    """All answers to a line, read once.

    The acknowledgments of those who said nothing else are kept by the stretch of time they were given in,
    such that each of the days asked about is answered by whole stretches. ``stories`` holds the others.
    """

    def __init__(
        self, answers: Answers, line: Sequence[EditionFacts], text: TextFacts, days: Iterable[date]
    ) -> None:
        self._answers = answers
        self._line = line
        self._ends = {day: int(end_of_day(day, text.timezone).timestamp()) + 1 for day in days}
        self._begins = {day: first_that_counts(text, day) for day in self._ends}
        self._turns = sorted({*self._ends.values(), *self._begins.values()})
        self._given: list[list[int]] = [[] for _ in range(len(self._turns) + 1)]
        self.stories: dict[int, tuple[Entry, ...]] = {}
        self._read()

    def valid_on(self, day: date) -> set[int]:
        """Those of plain acknowledgments with one that counts on the day."""
        first = bisect_right(self._turns, self._begins[day])
        last = bisect_right(self._turns, self._ends[day] - 1)
        return set().union(*self._given[first : last + 1]).difference(self.stories)

    def story(self, key: int, question: Question) -> tuple[Entry, ...]:
        """Everything that somebody of a longer story said to the line, oldest first."""
        kept = self.stories[key]
        if not kept:
            given = [entry for each in self._line for entry in self._answers.entries(each.uid, key)]
            kept = self.stories[key] = entries_of_line(given, question)
        return kept

    def _read(self) -> None:
        turns, given, stories = self._turns, self._given, self.stories
        for edition in self._line:
            for _page, kept in self._answers.pages(edition.uid):
                for key, entries in kept.items():
                    if any(entry[ANSWER] != ACKNOWLEDGED_CODE for entry in entries):
                        stories[key] = ()
                        continue
                    for entry in entries:
                        given[bisect_right(turns, entry[AT])].append(key)
