"""``status``: what the site holds and what waits to be finished."""

from collections.abc import Iterator
from collective.socialgovernance import PACKAGE
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.record import is_silent
from collective.socialgovernance.clock.record import later_of_last_run
from collective.socialgovernance.clock.retention import retention_preview
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import site as surroundings
from collective.socialgovernance.directory.interfaces import IDirectory
from importlib.metadata import version
from typing import Any
from zope.component import getUtility

import argparse


def add(commands: Any) -> None:
    """Add the parser."""
    parser = commands.add_parser("status", help="what the site holds and what waits to be finished")
    parser.set_defaults(run=run, everywhere=True)


def run(site: Any, arguments: argparse.Namespace) -> None:
    """Print it, one fact on each line."""
    print(f"{PACKAGE} {version(PACKAGE)}, site {'/'.join(site.getPhysicalPath())}")
    for line in (*directory_lines(), *clock_lines()):
        print(line)


def directory_lines() -> Iterator[str]:
    """The directory today, and its last import."""
    directory = getUtility(IDirectory)
    today = surroundings.today()
    if directory.is_empty():
        yield "no directory yet: import people or choose groups"
        return
    yield f"departments: {len(directory.departments(today))}"
    yield f"people: {len(directory.everybody(today))}, on leave: {len(directory.on_leave(today))}"
    if directory.unfinished is not None:
        yield "an import was broken off: run it again with the same files"
    for _number, record in imports.history(directory):
        yield (
            f"last import: {record.when.isoformat()} by {record.who} from {record.source}, "
            f"created {record.created}, updated {record.updated}, left {record.left}"
        )
        return


def clock_lines() -> Iterator[str]:
    """The last run of the clock, what it did and what failed."""
    record, now = getUtility(IClockRecord), wallclock.now()
    if record.purging is None and retention_preview(later_of_last_run(surroundings.today())):
        yield "records are kept too long: look at what would go and agree, or clock --agree-to-removal"
    if record.is_held(now):
        yield f"the clock: a run is under way, for {record.as_of}"
    stamp = record.stamp
    if stamp is None:
        yield "the clock has never run: socialgovernance ... clock"
        return
    yield f"the clock: last run {iso_instant(stamp.finished)} for {stamp.as_of}, {stamp.seconds} seconds"
    for job, counts in stamp.counts.items():
        done = ", ".join(f"{what}: {count}" for what, count in counts.items())
        yield f"  {job}: {done or 'nothing'}"
    for job, about, why in stamp.failures:
        yield f"  failed, {job} {about}: {why}"
    if is_silent(stamp, now, now):
        yield "the clock has not run for two days: is whatever starts it still there?"
