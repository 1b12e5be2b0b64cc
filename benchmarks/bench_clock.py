"""One run of the clock: a tenth of a company is reminded, and the same run again."""

from benchmarks.companies import tell
from benchmarks.intranet import add_charter
from benchmarks.intranet import add_site
from benchmarks.intranet import Zope
from benchmarks.intranet import zope
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.standing import due_day
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.runs import run as run_clock
from collective.socialgovernance.clock.telling import schedule_for
from collective.socialgovernance.directory.interfaces import IDirectory
from datetime import date
from pathlib import Path
from plone.uuid.interfaces import IUUID
from Products.MailHost.MailHost import MailBase
from typing import Any
from zope.component import getUtility

import resource
import secrets
import sys
import time
import transaction


NAME = "clock"
OWING = 10
"""One in so many has not acknowledged."""

BATCH = 5000
MINIMAL = "From: a@example.org\nTo: b@example.org\nSubject: Hello\n\nHello\n"


class Sink:
    """A mail server that takes everything and counts it."""

    def __init__(self) -> None:
        self.count = 0
        self.bytes = 0

    def send(self, sender: str, to: Any, message: bytes) -> None:
        self.count += 1
        self.bytes += len(message)

    def vote(self, *_words: Any) -> None:
        """It is there."""

    def abort(self, *_words: Any) -> None:
        """Nothing was sent yet."""


def run(people: int) -> dict[str, object]:
    """Seconds, memory and mails of a run in which one in ten is reminded, against handing over bare mails."""
    sink = Sink()
    MailBase._makeMailer = lambda self: sink
    with zope() as made:
        day = _prepared(made, people)
        transaction.begin()
        commits, before = _Commits(), _memory()
        began = time.perf_counter()
        answer = run_clock(day, commit=commits).as_json()
        seconds = time.perf_counter() - began
        grown = max(commits.most, _memory()) - before
        last = made.app._p_jar.db().lastTransaction()
        began = time.perf_counter()
        again = run_clock(day).as_json()
        second = time.perf_counter() - began
        wrote = made.app._p_jar.db().lastTransaction() != last
        sent = sink.count
        floor = _floor(made, answer["digests"])
    return {
        "people": people,
        "reminders": answer["notices"],
        "mails": sent,
        "failures": len(answer.get("failures", ())),
        "seconds": seconds,
        "ms a mail": seconds * 1000 / max(1, sent),
        "bare mails ms each": floor * 1000,
        "ratio to bare mails": seconds / max(1, sent) / floor,
        "bytes a mail": sink.bytes // max(1, sent),
        "commits": commits.count,
        "memory growth MiB": grown,
        "second run seconds": second,
        "second run notices": again["notices"],
        "second run wrote": wrote,
    }


class _Commits:
    def __init__(self) -> None:
        self.count = 0
        self.most = 0.0

    def __call__(self) -> None:
        self.count += 1
        self.most = max(self.most, _memory())
        transaction.commit()


def _prepared(made: Zope, people: int) -> date:
    """A site in which everybody was told of a charter and most have acknowledged it; the day to run for."""
    site = add_site(made, "site", 0)
    tell(getUtility(IDirectory), people, addresses=True)
    transaction.commit()
    charter = add_charter(site)
    getUtility(IClockRecord).address = "https://intranet.example.com"
    directory, edition = getUtility(IDirectory), charter["e1"]
    keys = sorted(directory.everybody(edition.in_force_on))
    request = IUUID(edition), edition.in_force_on
    getUtility(INotices).told(request, edition.in_force_on, FIRST, keys)
    transaction.commit()
    _acknowledge(edition, [key for number, key in enumerate(keys) if number % OWING])
    facts = IAskedText(charter).facts
    due = due_day(edition.in_force_on, facts.on(edition.in_force_on).reack_days, ())
    return schedule_for(site["gov"]).reminder_days(due)[0]


def _acknowledge(edition: Any, keys: list[int]) -> None:
    ledger, directory, now = getUtility(ILedger), getUtility(IDirectory), wallclock.now()
    for number, key in enumerate(keys):
        userid = directory.userid(key)
        entry = Entry(
            edition=IUUID(edition),
            key=key,
            subject=userid,
            actor=userid,
            number="1.0.0",
            digest=edition.digests["en"],
            language="en",
            answer="acknowledged",
            mode="self",
            at=now,
            recorded=now,
            statement="",
            statement_version="1",
            note="",
            salt=secrets.token_bytes(16),
        )
        ledger.append(entry.edition, key, entry)
        if number % BATCH == 0:
            transaction.commit()
            edition._p_jar.cacheGC()
    transaction.commit()


def _floor(made: Zope, count: int) -> float:
    """Seconds to hand one mail of three lines to the site's mail host, a hundred in a transaction."""
    post = made.app["site"].MailHost
    rounds = max(1, min(count, 2000) // 100)
    began = time.perf_counter()
    for _round in range(rounds):
        for _number in range(100):
            post.send(MINIMAL)
        transaction.commit()
    return (time.perf_counter() - began) / (rounds * 100)


def _memory() -> float:
    """The memory that this process has now, in MiB; where that is not told, the most that it ever had."""
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / (1 << 20)
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / (1 << 20)
