"""What time does to registrations: a job of the clock, after editions and scopes have started and ended."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collective.socialgovernance.ambassadors.following import is_due
from collective.socialgovernance.ambassadors.following import run_one
from collective.socialgovernance.ambassadors.gathering import present_surroundings
from collective.socialgovernance.ambassadors.index import programmes
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.clock.interfaces import IClockJob
from collective.socialgovernance.clock.runs import Counts
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import Step
from collective.socialgovernance.days import Zone
from collective.socialgovernance.programme.zones import zone_of
from Products.CMFPlone.interfaces import IPloneSiteRoot
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(IClockJob)
@adapter(IPloneSiteRoot)
class AmbassadorsJob:
    """Silence forwards, grace begins and ends, holds and pauses end, what nobody renewed or pursued ends."""

    order = 40
    patience = 0

    def __init__(self, site: Any):
        self.site = site

    def steps(self, moment: Moment) -> Iterator[Step]:
        """One step for each registration for which something is due."""
        for programme in programmes():
            surroundings, zone = present_surroundings(programme), zone_of(programme)
            here = moment.there(zone)
            for registration in registrations_of(programme):
                if is_due(registration, here.as_of, surroundings):
                    path = "/".join(registration.getPhysicalPath())
                    yield Step(path, _carrying_out(registration, here, zone))


def _carrying_out(registration: Any, moment: Moment, zone: Zone) -> Callable[[], Counts]:
    def carry_out() -> Counts:
        run_one(registration, moment.as_of, moment.at(zone))
        return Counter()

    return carry_out
