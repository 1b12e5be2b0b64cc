"""From content, directory and ledger to what is due to be said to whom."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import Situation
from collective.socialgovernance.acknowledgments.situations import situations_on
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.standing import EXEMPT
from collective.socialgovernance.acknowledgments.standing import OWING
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.due import first_notices
from collective.socialgovernance.clock.due import REMINDER
from collective.socialgovernance.clock.due import reminders
from collective.socialgovernance.clock.due import Schedule
from collective.socialgovernance.clock.due import week_of
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.telling import may_leave
from collective.socialgovernance.clock.telling import schedule_for
from collective.socialgovernance.clock.telling import Tidings
from collective.socialgovernance.clock.telling import tidings_due
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import edition_with
from collective.socialgovernance.texts.answering import every_member_sees
from collective.socialgovernance.texts.answering import obliged_on
from collective.socialgovernance.texts.answering import sees
from collective.socialgovernance.texts.answering import texts_everywhere
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import timedelta
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


NEWS = "news"
"""A text that somebody has acknowledged says something new that need not be acknowledged again."""

ENDING = "ending"
"""An exception that was granted ends before long."""

NEWS_DAYS = timedelta(days=31)
"""How old news may be."""


@dataclass(frozen=True, eq=False)
class Item:
    """What many people are told about one text: ``kind`` is ``first``, ``reminder``, ``news`` or ``ending``.

    ``request`` is what it is kept under, ``day`` the day of it in the time zone of the programme, ``due`` the
    day at whose end it is due. ``exception_ends`` is the day on which an exception ends or has ended.
    """

    kind: str
    text: Any
    edition: Any
    request: tuple[str, date]
    day: date
    due: date | None = None
    status: str = ""
    optional: bool = False
    exception_ends: date | None = None


@dataclass
class Due:
    """What is due: what each person is told, and how many may not see what they owe.

    People are directory keys; who has no row in the directory is known by their userid.
    """

    people: dict[int | str, list[Item | Tidings]] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)

    def add(self, item: Item | Tidings, keys: Iterable[int | str]) -> None:
        """These people are told this."""
        for key in keys:
            self.people.setdefault(key, []).append(item)


def gather(moment: Moment) -> Due:
    """What is due to be said on a day, to whom. Writes nothing; nobody is loaded who is not looked at."""
    due = Due()
    for text in texts_everywhere():
        asked = IAskedText(text)
        schedule = schedule_for(asked.programme)
        day = moment.day_in(schedule.zone if asked.programme is None else zone_of(asked.programme))
        present = asked.facts.in_force(day)
        if present is None or not may_leave(schedule, moment):
            continue
        edition = edition_with(text, present.uid)
        if not IAcknowledgeable(edition).in_force:
            continue
        unseen: set[int] = set()
        for item, keys in _about(text, edition, asked, schedule, day):
            seen = _seeing(text, keys, unseen)
            if seen:
                due.add(item, seen)
        if unseen:
            due.hidden[IUUID(text)] = len(unseen)
    for tidings, readers in tidings_due(moment):
        due.add(tidings, [reader.who for reader in readers])
    _once_a_week(due, moment.as_of)
    return due


def _about(
    text: Any, edition: Any, asked: Any, schedule: Schedule, day: date
) -> Iterator[tuple[Item, set[int]]]:
    """Each item about one text, with whom it is for."""
    facts, directory, ledger = asked.facts, getUtility(IDirectory), getUtility(ILedger)
    present = facts.in_force(day)
    line = facts.line(present)[0].uid
    obliged = obliged_on(asked, facts, day)
    situations = situations_on(facts, audience_until(facts, day), directory, ledger, day, obliged=obliged)
    for situation, keys in situations.items():
        request, ends = (line, situation.told_since or day), situation.exception_ends
        if situation.status in OWING and situation.since is not None:
            yield from _owed(text, edition, request, situation, keys, schedule, day)
        elif situation.status == EXEMPT and ends is not None and day >= _asked_from(ends, facts, day):
            here = _not_told_that_it_ends(keys.difference(directory.on_leave(day)), request)
            if here:
                yield Item(ENDING, text, edition, request, day, status=EXEMPT, exception_ends=ends), here
    if present.change_class == "minor" and present.in_force_on > day - NEWS_DAYS:
        request = present.uid, present.in_force_on
        known = situations.get(Situation(ACKNOWLEDGED), set()) - set(ledger.keys(present.uid))
        known.difference_update(directory.on_leave(day))
        news = first_notices(known, getUtility(INotices).of_request(request))
        if news:
            yield Item(NEWS, text, edition, request, day), news


def _asked_from(ends: date, facts: TextFacts, day: date) -> date:
    """The day from which somebody hears that their exception ends, as one may renew what will lapse."""
    return ends - timedelta(days=facts.on(day).reack_days)


def _not_told_that_it_ends(people: set[int], request: tuple[str, date]) -> set[int]:
    told = getUtility(INotices).of_request(request)
    return people.difference(*(keys for (_day, kind), keys in told.items() if kind == ENDING))


def _owed(
    text: Any,
    edition: Any,
    request: tuple[str, date],
    situation: Situation,
    keys: set[int],
    schedule: Schedule,
    day: date,
) -> Iterator[tuple[Item, set[int]]]:
    told = getUtility(INotices).of_request(request)
    due = None if situation.optional else situation.due
    for kind, people in (
        (FIRST, first_notices(keys, told)),
        (REMINDER, reminders(keys, due, told, schedule, day)),
    ):
        if people:
            item = Item(kind, text, edition, request, day, due, situation.status, situation.optional)
            yield replace(item, exception_ends=situation.exception_ends), people


def _seeing(text: Any, keys: set[int], unseen: set[int]) -> set[int]:
    """Those of them who may see a text; the others are added to ``unseen``."""
    if every_member_sees(text):
        return keys
    directory = getUtility(IDirectory)
    seen = {key for key in keys if sees(directory.userid(key), text)}
    unseen.update(keys - seen)
    return seen


def _once_a_week(due: Due, day: date) -> None:
    """Who had a mail this week gets no other one of what can wait: it waits for the next week."""
    week, notices = week_of(day), getUtility(INotices)
    for who in (*notices.mailed_since(week), *notices.others_mailed_since(week)):
        items = due.people.get(who)
        if items and all(can_wait(item) for item in items):
            del due.people[who]


def can_wait(item: Item | Tidings) -> bool:
    """Whether it waits for the next week when there was a mail in this one."""
    return not item.urgent if isinstance(item, Tidings) else item.kind != FIRST
