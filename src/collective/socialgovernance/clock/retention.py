"""What is kept too long goes: a job of the clock, after it was shown once what it would remove.

Each room says what it keeps, as an ``IRetained`` adapter. What goes is logged by kind and number, about
nobody. Nothing goes before somebody entitled has seen the preview and agreed, once for the site.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.interfaces import IClockJob
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import IRetained
from collective.socialgovernance.clock.jobs import programmes
from collective.socialgovernance.clock.runs import Counts
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import PURGED
from collective.socialgovernance.clock.runs import Step
from collective.socialgovernance.clock.telling import schedule_for
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.transitions.guards import CLOCK
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from typing import Any
from zope.component import adapter
from zope.component import getAdapters
from zope.component import getUtility
from zope.interface import implementer


KIND = "retention"
BATCH = 50
"""Records that go in one transaction."""

RUN = "collective.socialgovernance: Run the clock"
OWNER = "Governance Owner"
CONSOLE = "console"
"""Who agreed, when that was done by the command."""


@dataclass(frozen=True)
class Expiring:
    """Something that is to go: of which ``kind``, since when, and how.

    ``log`` is the UID of the programme or site in whose log it is noted, ``count`` how many records it is.
    """

    kind: str
    on: date
    log: str
    carry_out: Callable[[], None]
    count: int = 1


@dataclass(frozen=True)
class Preview:
    """How many records of a kind are to go, and since when the first of them is."""

    kind: str
    title: str
    count: int
    first: date


@implementer(IClockJob)
@adapter(IPloneSiteRoot)
class RetentionJob:
    """Removes what is kept too long, some records at a time; when tried out, it counts what would go."""

    order = 60
    patience = 3

    def __init__(self, site: Any):
        self.site = site

    def steps(self, moment: Moment) -> Iterator[Step]:
        """A step for some records at a time, and one that notes the day."""
        record = getUtility(IClockRecord)
        if record.purging is None and not moment.dry:
            return
        if record.purged_until is not None and record.purged_until >= moment.as_of:
            return
        expired = _expired(moment.as_of)
        while batch := list(islice(expired, BATCH)):
            yield Step(f"{len(batch)} records", partial(_remove, batch, moment))
        yield Step("day", partial(_note_day, moment.as_of))


def retention_preview(as_of: date) -> list[Preview]:
    """What would go by a day, by kind; it says nothing about anybody. Nothing is written."""
    found: dict[str, Preview] = {}
    for source in _sources():
        for each in source.expired(as_of):
            known = found.get(each.kind)
            found[each.kind] = Preview(
                each.kind,
                source.titles[each.kind],
                each.count + (known.count if known else 0),
                min(each.on, known.first) if known else each.on,
            )
    return [found[kind] for kind in sorted(found)]


def is_confirmed() -> bool:
    """Whether somebody has seen what goes and agreed."""
    return getUtility(IClockRecord).purging is not None


def may_confirm() -> bool:
    """Whether the signed-in user may agree: who may run the clock, or owns a programme of the site."""
    return bool(api.user.has_permission(RUN, obj=api.portal.get())) or any(
        OWNER in api.user.get_roles(obj=programme) for programme in programmes()
    )


def confirm_retention() -> None:
    """Note that the signed-in user has seen the preview and agrees: from the next run on, records go.

    Doing it again changes nothing. Raises ``Refused`` 403 for who may not.
    """
    if not may_confirm():
        raise refuse(403, "permission", _("You are not entitled to do this."))
    record = getUtility(IClockRecord)
    if record.purging is None:
        actor, now = str(api.user.get_current().getId() or CONSOLE), wallclock.now()
        record.purging = (actor, now)
        getUtility(IEventLog).append(site_uid(), Event(KIND, "confirm", actor, now))


def site_uid() -> str:
    """The UID of the site, in whose log stands what belongs to no programme."""
    return str(api.content.get_uuid(api.portal.get()))


def _expired(as_of: date) -> Iterator[Expiring]:
    for source in _sources():
        yield from source.expired(as_of)


def _sources() -> list[Any]:
    return [source for _name, source in sorted(getAdapters((api.portal.get(),), IRetained))]


def _remove(batch: list[Expiring], moment: Moment) -> Counts:
    done: Counts = Counter()
    logged: Counter[tuple[str, str]] = Counter()
    for each in batch:
        each.carry_out()
        done[(PURGED,)] += each.count
        logged[each.log, each.kind] += each.count
    at = moment.at(schedule_for(None).zone)
    for (uid, kind), count in sorted((+logged).items()):
        facts = {"kind": kind, "count": count}
        getUtility(IEventLog).append(uid, Event(KIND, "purge", CLOCK, at, facts=facts))
    return done


def _note_day(day: date) -> Counts:
    getUtility(IClockRecord).purged_until = day
    return Counter()
