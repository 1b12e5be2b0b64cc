"""Three years of a company, day by day, and once more with runs that are killed and days that are skipped."""

from BTrees.LLBTree import multiunion
from collections import Counter
from collections.abc import Iterator
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments import ledger
from collective.socialgovernance.acknowledgments.coverage import COUNTED
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import audience_keys
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.ambassadors.due import next_due
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.guards import all_hold
from collective.socialgovernance.clock import address
from collective.socialgovernance.clock import desk
from collective.socialgovernance.clock import digests
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.due import REMINDER
from collective.socialgovernance.clock.due import week_of
from collective.socialgovernance.clock.gathering import can_wait
from collective.socialgovernance.clock.gathering import NEWS
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.record import LEASE
from collective.socialgovernance.clock.runs import _anything_due
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import run
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.scopes.asking import ask
from collective.socialgovernance.scopes.asking import question_of
from collective.socialgovernance.scopes.gathering import begins_on
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import datetime
from datetime import timezone
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from Products.MailHost.MailHost import MailBase
from random import Random
from tests.clock import three_years
from tests.clock.three_years import BEGAN
from tests.clock.three_years import Company
from tests.clock.three_years import DAYS
from tests.clock.three_years import end_state
from tests.clock.three_years import living
from tests.clock.three_years import ONE_DAY
from tests.clock.three_years import SCOPES
from tests.clock.three_years import standing_of
from typing import Any
from zope.component import getUtility

import pytest
import transaction


SITE = "https://intranet.example.com"
WEDNESDAY = 2
CLOSED = (date(2027, 8, 5), date(2027, 8, 24))
"""Two weeks and a half of summer in which nobody is there, and no clock ran."""


HAPPENS = (
    "transitions edition_workflow start",
    "transitions scope_edition_workflow start",
    "transitions scope_edition_workflow expire",
    "transitions ambassador_workflow auto_forward",
    "transitions ambassador_workflow enter_grace",
    "transitions ambassador_workflow lapse",
    "transitions ambassador_workflow resume",
    "transitions ambassador_workflow release_hold",
    "notices",
    "digests",
)
"""What the clock does at least once in three years of this company."""

OF_TEXTS = (FIRST, REMINDER, NEWS)
"""What is told to many at once about a text; everything else is told to each of their own."""

CACHED = 30_000
"""Objects kept in memory, as the configuration that Plone ships with says; a test has four hundred."""


class Killed(BaseException):
    """The process is gone."""


class Letterbox:
    """Takes every mail; those of a transaction that is taken back were never sent."""

    def __init__(self) -> None:
        self.count = 0
        self.waiting: list[tuple[Any, tuple[Any, ...]]] = []
        self.sent: list[tuple[Any, tuple[Any, ...]]] = []

    def commit(self) -> None:
        transaction.commit()
        self.sent += self.waiting
        self.waiting = []

    def lose(self) -> None:
        transaction.abort()
        self.waiting = []

    def taken(self) -> list[tuple[Any, tuple[Any, ...]]]:
        sent, self.sent = self.sent, []
        return sent

    def send(self, *_words: Any) -> None:
        """Handed over; what counts is what the desk wrote."""

    vote = abort = send


@pytest.fixture()
def post(monkeypatch: Any) -> Letterbox:
    box = Letterbox()
    write = desk.Desk.write

    def written(self: Any, reader: Any, lines: Any) -> bool:
        """Every fiftieth mail is really made: how they look is shown elsewhere."""
        box.count += 1
        done = write(self, reader, lines) if box.count % 50 == 0 else bool(reader.email)
        if done:
            box.waiting.append((reader, tuple(lines)))
        return done

    monkeypatch.setattr(desk.Desk, "write", written)
    # Two hundred and fifty-six shards are for a quarter of a million people.
    monkeypatch.setattr(ledger, "SHARDS", 4)
    monkeypatch.setattr(MailBase, "_makeMailer", lambda self: box)
    monkeypatch.setattr(address, "NOWHERE", ("http://nohost", "http://localhost"))
    return box


class Telling:
    """One telling of the three years; ``broken``: runs are killed, days are skipped."""

    def __init__(self, portal: Any, post: Letterbox, monkeypatch: Any, broken: bool):
        self.company, self.post, self.broken = Company(portal), post, broken
        self.chance = Random("broken")
        self.now = datetime.min
        self.mailed: Counter[tuple[Any, date]] = Counter()
        self.runs = self.kills = 0
        self.done: Counter[str] = Counter()
        self.weeks: dict[date, dict[str, Any]] = {}
        monkeypatch.setattr(wallclock, "now", lambda: self.now)
        rules, known = Surroundings.rules.func, {}  # type: ignore[attr-defined]

        def remembered(surroundings: Any) -> Any:
            """The settings of the programme: nobody changes them in these years."""
            week = self.now.isocalendar()[:2]
            if week not in known:
                known[week] = rules(surroundings)
            return known[week]

        monkeypatch.setattr(Surroundings, "rules", property(remembered))
        self.patient: set[Any] = set()
        self.apart: set[Any] = set()
        gather = digests.gather

        def gathered(moment: Moment) -> Any:
            due = gather(moment)
            people = due.people.items()
            self.patient = {who for who, items in people if all(can_wait(item) for item in items)}
            self.apart = {who for who, items in people if all(getattr(item, "urgent", 0) for item in items)}
            return due

        monkeypatch.setattr(digests, "gather", gathered)

    def tell(self) -> dict[str, Any]:
        """All three years; gives the end."""
        self._show(BEGAN)
        self.company.found()
        getUtility(IClockRecord).address = SITE
        self.post.commit()
        for number in range(DAYS):
            self.day(BEGAN + number * ONE_DAY)
        last = BEGAN + DAYS * ONE_DAY
        self._show(last)
        self._run()
        return end_state(self.company)

    def day(self, day: date) -> None:
        """A day: the clock in the morning, then people."""
        self._show(day)
        acting = day.weekday() == WEDNESDAY and not CLOSED[0] <= day <= CLOSED[1]
        if not self.broken or acting or not self._is_skipped(day):
            if self.broken:
                self._die()
            finished = self._finishes(acting)
            if finished:
                self._run()
            self.check(day, finished)
        if acting:
            self.company.act(day)
            self.post.commit()
            for problem in self._told_at_once(day):
                pytest.fail(f"{day}: {problem}")
            self.weeks[day] = standing_of(self.company)

    def check(self, day: date, finished: bool) -> None:
        """What must hold after the run of a day; of one that was killed, what it sent."""
        found = [*self._mails(day)]
        if finished and (not self.broken or day.weekday() == WEDNESDAY):
            found += (*self._texts(day), *self._scopes(day), *self._ambassadors(day))
        for problem in found:
            pytest.fail(f"{day}: {problem}")
        if finished and day.toordinal() % 30 == 0:
            moment = Moment(day, self.now)
            assert not _anything_due(getUtility(IClockRecord), moment), f"{day}: something was left undone"

    def _show(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 8, tzinfo=timezone.utc)

    def _is_skipped(self, day: date) -> bool:
        return CLOSED[0] <= day <= CLOSED[1] or self.chance.random() < 0.55

    def _finishes(self, acting: bool) -> bool:
        """Some days, nobody starts the clock again after it was killed."""
        return not self.broken or acting or self.chance.random() < 0.8

    def _run(self) -> None:
        report = run(commit=self.post.commit)
        assert not report.failures, report.failures
        self.runs += 1
        self.done.update({" ".join(key): n for counts in report.jobs.values() for key, n in counts.items()})

    def _die(self) -> None:
        """A run that is killed at some commit, if it comes that far."""
        if self.chance.random() > 0.35:
            return
        left = self.chance.randrange(1, 8)

        def commit() -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                raise Killed
            self.post.commit()

        try:
            run(commit=commit)
        except Killed:
            self.kills += 1
            self.post.lose()
            self.now += 2 * LEASE

    def _told_at_once(self, day: date) -> Iterator[str]:
        """What people's acts tell others of leaves within the hours of the programme, too."""
        mails = self.post.taken()
        if mails and not self._is_open(day):
            yield "mail on a day off"
        for reader, _lines in mails:
            if reader.status == LEFT:
                yield f"{reader.userid} has left and is written to"

    def _is_open(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.company.programme.holidays

    def _mails(self, day: date) -> Iterator[str]:
        directory, programme = getUtility(IDirectory), self.company.programme
        mails = self.post.taken()
        if mails and not self._is_open(day):
            yield "mail on a day off"
        written = Counter(reader.who for reader, _lines in mails)
        twice = [who for who, count in written.items() if count > 1]
        if twice and not self.broken:
            yield f"two mails to {twice}"
        away = directory.on_leave(day)
        notices = getUtility(INotices)
        for reader, lines in mails:
            texts = any(line.kind in OF_TEXTS for line in lines)
            if texts and isinstance(reader.who, int) and reader.who in away:
                yield f"{reader.userid} is told of a text on leave"
            if reader.status == LEFT:
                yield f"{reader.userid} has left and is written to"
            if len({(line.kind, line.url, line.title) for line in lines}) != len(lines):
                yield f"{reader.userid} is told the same twice in one mail"
            week = week_of(day)
            if self.mailed[reader.who, week] and reader.who in self.patient:
                yield f"{reader.userid} gets a second mail in a week of what can wait"
            self.mailed[reader.who, week] += reader.who not in self.apart
        for who in {
            reader.who for reader, lines in mails if any(line.kind not in OF_TEXTS for line in lines)
        }:
            told = [each[1:] for each in notices.of_person(who) if each[1] not in (FIRST, REMINDER)]
            again = [key for key, count in Counter(told).items() if count > 1]
            if again:
                yield f"{who} was told twice of {again}"
        if mails:
            yield from self._notices(day, notices, programme.reminder_cap)

    def _notices(self, day: date, notices: Any, cap: int) -> Iterator[str]:
        """Of what this day's mails ask, nobody was told for the first time twice, or reminded too often."""
        for request in notices.requests():
            told = notices.of_request(request)
            if not any(when == day for when, _kind in told):
                continue
            first = [keys for (_when, kind), keys in told.items() if kind == FIRST]
            if sum(map(len, first)) != len(multiunion(first)):
                yield f"{request}: somebody was told for the first time twice"
            reminded = Counter(
                key for (_when, kind), keys in told.items() if kind == REMINDER for key in keys
            )
            if max(reminded.values(), default=0) > cap:
                yield f"{request}: somebody was reminded too often"

    def _texts(self, day: date) -> Iterator[str]:
        directory, answers = getUtility(IDirectory), getUtility(ILedger)
        for number, text in enumerate(self.company.texts.values()):
            editions = editions_of(text)
            if sum(state_of(edition) == "in_force" for edition in editions) != 1:
                yield f"{text.getId()}: not one edition in force"
            if any(
                state_of(edition) == "approved" and (edition.effective_from or day) <= day
                for edition in editions
            ):
                yield f"{text.getId()}: an edition has not started"
            if number != day.toordinal() % 3:
                continue
            facts = IAskedText(text).facts
            audience = audience_until(facts, day)
            people = audience_keys(audience.on(day), directory, day)
            found = statuses_on(facts, audience, directory, answers, day)
            counted = [found.get(status, set()) for status in COUNTED]
            if sum(map(len, counted)) != len(people) or set().union(*counted) != people:
                yield f"{text.getId()}: the figures are no partition of the audience"

    def _scopes(self, day: date) -> Iterator[str]:
        for number, (id, (_head, topic)) in enumerate(SCOPES.items()):
            for edition in editions_of(self.company.programme[id]):
                state = state_of(edition)
                if state == "in_force" and edition.valid_to < day:
                    yield f"{id}: has not ended"
                if state == "approved" and begins_on(edition) <= day:
                    yield f"{id}: has not started"
            if number != day.toordinal() % 3:
                continue
            told = ask(self.company.programme, question_of(self.company.programme, topic))
            lead = told.answer.lead
            if lead is not None and not told.answer.freeze:
                content = lead.edition.content
                if lead.edition.state != "in_force" or not (content.valid_to or day) >= day:
                    yield f"{topic}: the answer is a scope that is not in force"

    def _ambassadors(self, day: date) -> Iterator[str]:
        surroundings = Surroundings(self.company.programme)
        for made in living(self.company):
            facts = surroundings.facts_of(made)
            if state_of(made) == "active" and not all_hold(facts, day):
                yield f"{made.person} is active and something is missing"
            due = next_due(facts, day)
            if due is not None:
                yield f"{made.person}: {due} was not done"
            if state_of(made) in ("active", "grace") and facts.status_on(day) not in ("active", LEAVE):
                yield f"{made.person} is not there and still an ambassador"


@pytest.fixture()
def site(functional: Any) -> Any:
    """``site()`` is a new site each time."""
    from collective.socialgovernance.testing import FUNCTIONAL_TESTING

    used = []

    def fresh() -> Any:
        if used:
            transaction.abort()
            FUNCTIONAL_TESTING.testTearDown()
            FUNCTIONAL_TESTING.testSetUp()
        used.append(True)
        login(FUNCTIONAL_TESTING["app"], SITE_OWNER_NAME)
        FUNCTIONAL_TESTING["app"]._p_jar.db().setCacheSize(CACHED)
        return FUNCTIONAL_TESTING["portal"]

    yield fresh
    transaction.abort()


def test_three_years_end_the_same_however_the_clock_ran(site: Any, post: Letterbox, monkeypatch: Any) -> None:
    with monkeypatch.context() as patched:
        steady = Telling(site(), post, patched, broken=False)
        end = steady.tell()
    assert steady.runs == DAYS + 1

    with monkeypatch.context() as patched:
        broken = Telling(site(), post, patched, broken=True)
        other = broken.tell()
    assert broken.runs < 0.6 * DAYS
    for day, standing in steady.weeks.items():
        assert broken.weeks[day] == standing, day
    told, told_later = (set(each.pop("told first")) for each in (end, other))
    # Who owes something only on days on which no clock ran, and is then on leave or gone, is never told.
    assert told_later <= told
    assert len(told - told_later) <= len(told) // 500
    for part in end:
        assert other[part] == end[part], part

    if DAYS < 3 * 365:
        pytest.skip(f"the same end after {DAYS} days, but not everything happens in them")
    missing = [each for each in HAPPENS if not steady.done[each]]
    assert not missing, f"never happened in three years: {missing}"
    assert len(end["registrations"]) >= len(three_years.AMBASSADORS)
    assert broken.kills > 50
