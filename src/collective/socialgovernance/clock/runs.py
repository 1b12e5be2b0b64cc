"""One run of the clock: the jobs in their order, in small transactions, never two runs at once.

What is done is committed step by step. A run that is stopped in between leaves nothing half done, and the
next one goes on from there: what is due is what is due by now and not done.
"""

from AccessControl.users import system
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.address import address_of
from collective.socialgovernance.clock.address import stand_at
from collective.socialgovernance.clock.interfaces import IClockJob
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.record import Stamp
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import end_of_day
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory import site as surroundings
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.transitions.firing import workflow_of
from collective.socialgovernance.transitions.interfaces import ITransitioned
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from plone import api
from typing import Any
from uuid import uuid4
from ZODB.POSException import ConflictError
from zope.component import adapter
from zope.component import getAdapters
from zope.component import getUtility

import logging
import transaction


logger = logging.getLogger(PACKAGE)

TRIES = 5
"""How often a step that met somebody else's change is tried."""

TRANSITIONS = "transitions"
NOTICES, DIGESTS, PURGED = "notices", "digests", "purged"

Counts = Counter[tuple[str, ...]]
"""What was done: ``("transitions", workflow, transition)``, ``("notices",)``, or a job's own name for it."""


@dataclass(frozen=True)
class Moment:
    """The day a run is for.

    ``now`` is the instant of the machine's clock. ``chosen``: somebody named the day, so that the hours in
    which mail may leave are not those of the machine. ``since`` is the day until which the job that is asked
    has done its work, None when it never has.
    """

    as_of: date
    now: datetime
    chosen: bool = False
    dry: bool = False
    since: date | None = None

    def day_in(self, zone: Zone) -> date:
        """The day in a time zone: the one that somebody named, else the day it is there by now.

        Where the site is it may be tomorrow already, and nothing of a programme is due before its own day.
        """
        return self.as_of if self.chosen else day_of(self.now, zone)

    def there(self, zone: Zone) -> "Moment":
        """The same moment with the day that it is in a time zone."""
        return replace(self, as_of=self.day_in(zone))

    def at(self, zone: Zone) -> datetime:
        """The instant at which what is done counts: now on the machine's own day, else the end of the day."""
        day = self.day_in(zone)
        return self.now if day_of(self.now, zone) == day else end_of_day(day, zone)


_at_hand: ContextVar[Moment | None] = ContextVar("the run under way", default=None)
_made: ContextVar[Counts | None] = ContextVar("transitions made by the step under way", default=None)

_gathered: ContextVar[dict[Any, Any] | None] = ContextVar("what the run has gathered", default=None)


def gathered_once(key: Any, make: Callable[[], Any]) -> Any:
    """What ``make`` gives; a run makes it once for all who ask what is due, until one of its steps begins."""
    known = _gathered.get()
    if known is None:
        return make()
    if key not in known:
        known[key] = make()
    return known[key]


def moment_at_hand() -> Moment | None:
    """The moment of the run that is carrying out a step just now, here; None outside of any."""
    return _at_hand.get()


@contextmanager
def _running(moment: Moment) -> Iterator[None]:
    before, known = _at_hand.set(moment), _gathered.set({})
    try:
        yield
    finally:
        _at_hand.reset(before)
        _gathered.reset(known)


@dataclass(frozen=True)
class Step:
    """Something to be done in one transaction; ``what`` names it for whoever must look at why it failed.

    ``carry_out`` looks again whether it is still due, and gives what it did besides transitions: those are
    counted as they are made, those too that follow from others.
    """

    what: str
    carry_out: Callable[[], Counts]

    def counted(self) -> Counts:
        """Carry it out; gives everything that it did."""
        made: Counts = Counter()
        before, known = _made.set(made), _gathered.set(None)
        try:
            return self.carry_out() + made
        finally:
            _made.reset(before)
            _gathered.reset(known)
            if (gathered := _gathered.get()) is not None:
                gathered.clear()


@adapter(ITransitioned)
def count_transition(event: Any) -> None:
    """A transition was made: while a run is at it, it is one of what the run did."""
    made = _made.get()
    if made is not None:
        made[TRANSITIONS, workflow_of(event.object).getId(), event.act.transition] += 1


@dataclass
class Report:
    """What a run did, by job, and what failed."""

    as_of: date
    jobs: dict[str, Counts] = field(default_factory=dict)
    failures: list[tuple[str, str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """``{"as_of", "transitions": {workflow: {transition: n}}, "notices", "digests", "purged"}``.

        ``failures`` is added when something failed.
        """
        done: Counts = sum(self.jobs.values(), Counter())
        transitions: dict[str, dict[str, int]] = {}
        for key, count in sorted(done.items()):
            if key[0] == TRANSITIONS:
                transitions.setdefault(key[1], {})[key[2]] = count
        answer: dict[str, Any] = {"as_of": self.as_of.isoformat(), TRANSITIONS: transitions}
        for name in (NOTICES, DIGESTS, PURGED):
            answer[name] = done[(name,)]
        if self.failures:
            answer["failures"] = [
                {"job": job, "about": what, "message": why} for job, what, why in self.failures
            ]
        return answer

    def counts(self) -> dict[str, dict[str, int]]:
        """What each job did, in words of its own."""
        return {
            job: {" ".join(key): count for key, count in sorted(done.items())}
            for job, done in self.jobs.items()
        }


class Overtaken(Exception):
    """Another run has the clock by now."""


def run(
    as_of: date | None = None,
    dry_run: bool = False,
    tell: Callable[[str, int], None] | None = None,
    commit: Callable[[], None] = transaction.commit,
) -> Report:
    """Let the clock run for a day, in the site at hand; gives what it did.

    Without ``as_of`` it is today, or the day of the last run when that is later. What is uncommitted is
    thrown away first. ``dry_run`` does everything and takes it back. ``tell`` is called with the name of a
    job and how many steps it has done. Raises ``Refused`` 409 for a day before the last run, and while
    another run is under way.
    """
    transaction.abort()
    record = getUtility(IClockRecord)
    moment = _moment(record, as_of, dry_run)
    if record.address and not address_of(api.portal.get()):
        stand_at(api.portal.get(), record.address)
    with api.env.adopt_user(user=system), _running(moment):
        if dry_run:
            return _tried(moment, tell)
        if _was_finished(record, moment.as_of) and not _anything_due(record, moment):
            return Report(moment.as_of)
        return _Run(record, moment, tell, commit).go()


def _moment(record: Any, as_of: date | None, dry_run: bool) -> Moment:
    today = surroundings.today()
    day = as_of or max(today, record.as_of or today)
    if record.as_of is not None and day < record.as_of:
        raise refuse(
            409,
            "as_of",
            _("The clock has run for ${day} already.", mapping={"day": record.as_of.isoformat()}),
        )
    return Moment(day, wallclock.now(), chosen=as_of is not None or day != today, dry=dry_run)


def _was_finished(record: Any, as_of: date) -> bool:
    stamp = record.stamp
    return stamp is not None and stamp.as_of == as_of and not stamp.failures


def jobs() -> list[tuple[str, Any]]:
    """The jobs of the site by name, in the order in which they run."""
    found = getAdapters((api.portal.get(),), IClockJob)
    return sorted(found, key=lambda each: (each[1].order, each[0]))


def _steps(record: Any, name: str, job: Any, moment: Moment) -> Iterator[Step]:
    known = Moment(moment.as_of, moment.now, moment.chosen, moment.dry, record.done_until(name))
    return iter(job.steps(known))


def _anything_due(record: Any, moment: Moment) -> bool:
    """Whether a run that has been for this day already would do something; nothing is written to find out."""
    return any(next(_steps(record, name, job, moment), None) is not None for name, job in jobs())


def _tried(moment: Moment, tell: Callable[[str, int], None] | None) -> Report:
    """What would happen: it is done, counted and taken back."""
    record, report = getUtility(IClockRecord), Report(moment.as_of)
    try:
        for name, job in jobs():
            done = report.jobs.setdefault(name, Counter())
            for number, step in enumerate(_steps(record, name, job, moment), start=1):
                done.update(step.counted())
                transaction.savepoint(optimistic=True)
                _tell(tell, name, number)
    finally:
        transaction.abort()
    return report


def _tell(tell: Callable[[str, int], None] | None, name: str, number: int) -> None:
    if tell is not None:
        tell(name, number)


class _Run:
    """A run that has, or is about to take, the clock."""

    def __init__(self, record: Any, moment: Moment, tell: Any, commit: Callable[[], None]):
        self.record = record
        self.moment = moment
        self.tell = tell
        self.commit = commit
        self.me = uuid4().hex
        self.report = Report(moment.as_of)

    def go(self) -> Report:
        """All jobs; the clock is given back whatever happens."""
        self._take()
        try:
            for name, job in jobs():
                self._job(name, job)
            self._finish()
        except (Overtaken, ConflictError):
            raise refuse(409, "clock", _("Another run of the clock has gone on in its place.")) from None
        finally:
            self._let_go()
        return self.report

    def _take(self) -> None:
        record, now = self.record, wallclock.now()
        if record.is_held(now):
            raise refuse(
                409,
                "clock",
                _(
                    "Another run of the clock is under way. If it was broken off, try again after ${time}.",
                    mapping={"time": iso_instant(record.held_until)},
                ),
            )
        record.hold(self.me, now)
        record.named = self.moment.chosen or (record.named and record.as_of == self.moment.as_of)
        record.as_of = self.moment.as_of
        address = address_of(api.portal.get())
        if address and record.address != address:
            record.address = address
        try:
            self.commit()
        except ConflictError:
            transaction.abort()
            raise refuse(409, "clock", _("Another run of the clock has just begun.")) from None

    def _let_go(self) -> None:
        transaction.abort()
        if self.record.holder == self.me:
            self.record.let_go()
            self.commit()

    def _finish(self) -> None:
        stamp = Stamp(
            self.moment.as_of,
            self.moment.now,
            wallclock.now(),
            self.report.counts(),
            tuple(self.report.failures),
        )
        self._keep()
        self.record.finish(stamp)
        self.record.let_go()
        self.commit()

    def _job(self, name: str, job: Any) -> None:
        """Carry out what is due; a step that fails is noted and does not keep the others from being done."""
        done = self.report.jobs.setdefault(name, Counter())
        before = len(self.report.failures)
        try:
            in_a_row = 0
            for number, step in enumerate(_steps(self.record, name, job, self.moment), start=1):
                failed = len(self.report.failures)
                done.update(self._carried_out(name, step))
                _tell(self.tell, name, number)
                in_a_row = in_a_row + 1 if len(self.report.failures) > failed else 0
                if job.patience and in_a_row == job.patience:
                    break
        except Overtaken:
            raise
        except Exception as error:  # noqa: BLE001 - the jobs after this one must still run
            self._failed(name, "", error)
        if len(self.report.failures) == before:
            # Kept with the next commit when nothing was due: lost, it only means that one looks again.
            self.record.done(name, self.moment.as_of)
            if done:
                self.commit()

    def _carried_out(self, name: str, step: Step) -> Counts:
        for attempt in range(TRIES):
            try:
                self._keep()
                done = step.counted()
                self.commit()
            except ConflictError as error:
                transaction.abort()
                if attempt == TRIES - 1:
                    self._failed(name, step.what, error)
            except Overtaken:
                raise
            except Exception as error:  # noqa: BLE001 - one that fails must not hold up all others
                self._failed(name, step.what, error)
                break
            else:
                api.portal.get()._p_jar.cacheGC()
                return done
        return Counter()

    def _keep(self) -> None:
        """Go on holding the clock; raises :class:`Overtaken` when somebody else took it.

        Who takes it in the midst of a step makes its commit conflict.
        """
        if self.record.holder != self.me:
            raise Overtaken
        self.record.hold(self.me, wallclock.now())
        self.record._p_jar.readCurrent(self.record)

    def _failed(self, name: str, what: str, error: Exception) -> None:
        transaction.abort()
        logger.exception("The clock: %s %s", name, what)
        self.report.failures.append((name, what, f"{type(error).__name__}: {error}"))
