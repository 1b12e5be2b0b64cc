"""A small company in memory: the directory as the rules see it, and short ways to write facts."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.facts import TextSettings
from collective.socialgovernance.acknowledgments.ledger import Ledger
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.directory.people import PersonHistory
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import secrets


START = date(2026, 1, 1)
DIGEST = "ab" * 32


def day(number: int) -> date:
    """The ``number``-th day of the story; day 0 is the first of January 2026."""
    return START + timedelta(days=number)


def days(first: int, last: int | None = None) -> Interval:
    """An interval of days of the story, both included."""
    return Interval(day(first), None if last is None else day(last))


def instant(number: int, hour: int = 10) -> datetime:
    """An hour of a day of the story, UTC."""
    there = day(number)
    return datetime(there.year, there.month, there.day, hour, tzinfo=timezone.utc)


def person(
    department: str = "rd",
    joined: int = -400,
    left: int | None = None,
    leaves: Iterable[Interval] = (),
    memberships: Iterable[tuple[str, Interval]] | None = None,
    populations: Iterable[tuple[str, Interval]] | None = None,
) -> PersonHistory:
    """The history of somebody; ``left`` is their last day."""
    employed = days(joined, left)
    if memberships is None:
        memberships = ((department, employed),) if department else ()
    if populations is None:
        populations = (("employee", employed),)
    return PersonHistory((employed,), tuple(leaves), tuple(memberships), tuple(populations))


def edition(
    uid: str = "one",
    number: str = "1.0.0",
    line: int = 1,
    change_class: str = "major",
    starts: int = 0,
    ended: int | None = None,
    ended_at: datetime | None = None,
) -> EditionFacts:
    """An edition in force from a day of the story."""
    return EditionFacts(
        uid, number, line, change_class, day(starts), None if ended is None else day(ended), ended_at
    )


def text(*editions: EditionFacts, zone: Zone = "UTC", **settings: object) -> TextFacts:
    """A text with these editions (by default one, from day 0) and settings."""
    return TextFacts("text", editions or (edition(),), (TextSettings(**settings),), zone)


def entry(
    answer: str = "acknowledged",
    at: int | datetime = 1,
    uid: str = "one",
    key: int = 1,
    subject: str = "emma",
    actor: str = "",
    recorded: datetime | None = None,
    note: str = "",
) -> Entry:
    """An answer given on a day of the story."""
    given = instant(at) if isinstance(at, int) else at
    return Entry(
        edition=uid,
        key=key,
        subject=subject,
        actor=actor or subject,
        number="1.0.0",
        digest=DIGEST,
        language="fr",
        answer=answer,
        mode="on_behalf" if actor else "self",
        at=given,
        recorded=recorded or given,
        statement="informed",
        statement_version="1",
        note=note,
        salt=secrets.token_bytes(16),
    )


@dataclass
class Company:
    """People by key, and the tree of departments (child to parent), which may change on a day."""

    people: dict[int, PersonHistory] = field(default_factory=dict)
    parents: Mapping[str, str] = field(
        default_factory=lambda: {"co": "", "rd": "co", "lab": "rd", "hr": "co"}
    )
    later: tuple[int, Mapping[str, str]] | None = None

    def subtree(self, ids: Iterable[str], as_of: date) -> frozenset[str]:
        found = set(ids)
        parents = self._parents(as_of)
        while True:
            more = {child for child, parent in parents.items() if parent in found} - found
            if not more:
                return frozenset(found & set(parents))
            found |= more

    def tree_days(self) -> tuple[date, ...]:
        return (day(-1000),) if self.later is None else (day(-1000), day(self.later[0]))

    def everybody(self, as_of: date) -> set[int]:
        return {key for key, one in self.people.items() if any(as_of in each for each in one.employments)}

    def members(self, department_id: str, as_of: date, children: bool = False) -> set[int]:
        wanted = self.subtree([department_id], as_of) if children else {department_id}
        return {key for key in self.everybody(as_of) if self.people[key].department(as_of) in wanted}

    def without_department(self, as_of: date) -> set[int]:
        return self.members("", as_of)

    def of_population(self, name: str, as_of: date) -> set[int]:
        return {
            key
            for key in self.everybody(as_of)
            if any(value == name and as_of in each for value, each in self.people[key].populations)
        }

    def on_leave(self, as_of: date) -> set[int]:
        return {
            key for key in self.everybody(as_of) if any(as_of in each for each in self.people[key].leaves)
        }

    def history_of(self, key: int) -> PersonHistory:
        return self.people[key]

    def changed(self, after: date, until: date) -> set[int]:
        return {key for key, one in self.people.items() if _changes(one, after, until)}

    def _parents(self, as_of: date) -> Mapping[str, str]:
        if self.later is not None and day(self.later[0]) <= as_of:
            return self.later[1]
        return self.parents


def _changes(one: PersonHistory, after: date, until: date) -> bool:
    dated = [*one.employments, *(each for _name, each in (*one.memberships, *one.populations))]
    edges = {each.start for each in dated}
    edges |= {each.end + timedelta(days=1) for each in dated if each.end is not None}
    away = any(each.start <= until and (each.end is None or each.end > after) for each in one.leaves)
    return away or any(after < edge <= until for edge in edges)


def ledger_with(*entries: Entry) -> Ledger:
    """A ledger that holds these entries."""
    ledger = Ledger()
    for each in entries:
        ledger.open_edition(each.edition)
        ledger.append(each.edition, each.key, each)
    return ledger
