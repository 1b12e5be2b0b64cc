"""What is remembered of the runs of the clock: the last day, how it went, and who is at it now."""

from collections.abc import Mapping
from collective.socialgovernance.clock.interfaces import IClockRecord
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from persistent.mapping import PersistentMapping
from zope.component import queryUtility
from zope.interface import implementer


LEASE = timedelta(minutes=5)
"""How long a run that says nothing more holds the clock."""

SILENCE = timedelta(days=2)
"""After how long without a run its owners are warned."""


@dataclass(frozen=True)
class Stamp:
    """How a run went.

    ``counts`` is what was done by job, ``failures`` are (job, what it was about, why). Instants are aware.
    """

    as_of: date
    started: datetime
    finished: datetime
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    failures: tuple[tuple[str, str, str], ...] = ()

    @property
    def seconds(self) -> int:
        """How long it took."""
        return int((self.finished - self.started).total_seconds())


@implementer(IClockRecord)
class ClockRecord(Persistent):
    """See :class:`~.interfaces.IClockRecord`. A small object: two runs that begin at once conflict on it."""

    as_of: date | None = None
    named: bool = True
    address: str = ""
    holder: str = ""
    held_until: datetime | None = None
    purging: tuple[str, datetime] | None = None
    purged_until: date | None = None
    _stamp: tuple | None = None

    def __init__(self) -> None:
        self._done = PersistentMapping()

    def done_until(self, job: str) -> date | None:
        """The day until which a job has done its work."""
        found: date | None = self._done.get(job)
        return found

    def done(self, job: str, day: date) -> None:
        """The job has done its work until this day."""
        if self._done.get(job) != day:
            self._done[job] = day

    @property
    def stamp(self) -> Stamp | None:
        """How the last run that came to its end went."""
        return None if self._stamp is None else Stamp(*self._stamp)

    def finish(self, stamp: Stamp) -> None:
        """A run came to its end."""
        counts = {job: dict(done) for job, done in stamp.counts.items()}
        self._stamp = (stamp.as_of, stamp.started, stamp.finished, counts, stamp.failures)

    def is_held(self, now: datetime) -> bool:
        """Whether a run is under way, as far as one knows."""
        return bool(self.holder) and self.held_until is not None and now < self.held_until

    def hold(self, holder: str, now: datetime) -> None:
        """The run known by ``holder`` has the clock for a while; asked again, it says so when needed only."""
        if self.holder != holder or self.held_until is None or self.held_until - now < LEASE / 2:
            self.holder = holder
            self.held_until = now + LEASE

    def let_go(self) -> None:
        """Nobody has the clock."""
        self.holder = ""
        self.held_until = None


def later_of_last_run(day: date) -> date:
    """The later of a day and the last run's: the day on which what follows from an act is computed.

    A run for which nobody named a day was for the day it was then, in each programme's time zone: never later
    than today there.
    """
    record = queryUtility(IClockRecord)
    last = None if record is None or not record.named else record.as_of
    return day if last is None else max(day, last)


def is_silent(stamp: Stamp | None, since: datetime, now: datetime) -> bool:
    """Whether the clock has not run for two days.

    ``since`` is the instant from which it should have run, for a site where it never did.
    """
    return now - (stamp.finished if stamp is not None else since) >= SILENCE
