"""Publishing a major edition: the same writes and the same time, however many people it asks."""

from benchmarks.intranet import add_charter
from benchmarks.intranet import add_site
from benchmarks.intranet import next_major
from benchmarks.intranet import Zope
from benchmarks.intranet import zope
from collective.socialgovernance.texts.impact import people_asked
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import fire_as_system
from datetime import date
from datetime import datetime
from datetime import timezone
from typing import Any
from zope.component.hooks import setSite

import statistics
import time
import transaction


NAME = "publish"
FEW = 2500
ROUNDS = 7


def run(people: int) -> dict[str, object]:
    """Milliseconds and objects written: approving, which starts the edition at once, and starting alone."""
    with zope() as made:
        charters = {}
        for name, count in (("few", FEW), ("many", max(people, FEW))):
            charters[name] = add_charter(add_site(made, name, count))
        figures = {name: _rounds(made, charter) for name, charter in charters.items()}
    few, many = figures["few"], figures["many"]
    return {
        "people": {"few": FEW, "many": max(people, FEW)},
        **figures,
        "ratio of starting (1 is the same)": many["start ms"] / few["start ms"],
        "ratio of approving": many["approve ms"] / few["approve ms"],
        "the same objects": many["objects written"] == few["objects written"],
    }


def _rounds(made: Zope, charter: Any) -> dict[str, Any]:
    setSite(charter.getPhysicalRoot()[charter.getPhysicalPath()[1]])
    approved, started = [], []
    objects: list[int] = []
    bytes_written: list[int] = []
    for _round in range(ROUNDS):
        draft = next_major(charter)
        asked = people_asked(draft, date.today())
        before = made.storage.stat().st_size
        seconds, written = _committed(made, lambda draft=draft, asked=asked: _approve(draft, asked))
        objects.append(written)
        bytes_written.append(made.storage.stat().st_size - before)
        approved.append(seconds)
        started.append(_start(made, charter))
    return {
        "approve ms": statistics.median(approved) * 1000,
        "start ms": statistics.median(started) * 1000,
        # A bucket of a tree splits now and then: what nearly every round writes counts.
        "objects written": statistics.median(objects),
        "bytes written": statistics.median(bytes_written),
    }


def _approve(draft: Any, asked: int) -> None:
    fire(draft, "approve", inputs={"impact_seen": asked})


def _start(made: Zope, charter: Any) -> float:
    """What the clock does on the day of an edition that was approved before; its seconds."""
    draft = next_major(charter)
    draft.effective_from = date(2099, 1, 1)
    _approve(draft, people_asked(draft, date.today()))
    transaction.commit()
    now = datetime.now(tz=timezone.utc)
    return _committed(made, lambda: fire_as_system(draft, "start", "clock", now))[0]


def _committed(made: Zope, act: Any) -> tuple[float, int]:
    """Seconds until it is committed, and how many objects that wrote."""
    transaction.begin()
    began = time.perf_counter()
    act()
    connection = made.app._p_jar
    objects = len(connection._registered_objects)
    transaction.commit()
    return time.perf_counter() - began, objects
