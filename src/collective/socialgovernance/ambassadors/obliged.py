"""Who owes, as an ambassador, what is optional for everybody else."""

from collections.abc import Iterator
from collective.socialgovernance.acknowledgments.interfaces import IObliged
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.facts import SPEAKING
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.interface import implementer


WORKFLOW = "ambassador_workflow"


@implementer(IObliged)
class Ambassadors:
    """See :class:`~..acknowledgments.interfaces.IObliged`: who may speak on the day, by the log of acts."""

    def people(self, programme: Any, day: date) -> set[int]:
        """Every registration is looked at: ended ones tell about past days."""
        directory, zone = getUtility(IDirectory), zone_of(programme)
        found = {directory.key(each.person) for each in _all(programme) if _speaks(each, day, zone)}
        return found - {None}

    def includes(self, programme: Any, userid: str, day: date) -> bool:
        """Only for a past day are registrations looked at that have ended."""
        present, zone = registration_of(programme, userid), zone_of(programme)
        if present is not None and _speaks(present, day, zone):
            return True
        if day >= counting_day(programme):
            return False
        return any(each.person == userid and _speaks(each, day, zone) for each in _all(programme))


def _all(programme: Any) -> Iterator[Any]:
    return (each for each in programme.objectValues() if IAmbassadorRegistration.providedBy(each))


def _speaks(registration: Any, day: date, zone: Zone) -> bool:
    """Whether the registration was active or in its grace at the end of a day."""
    state = ""
    for event in getUtility(IEventLog).of(IUUID(registration)):
        if event.kind == WORKFLOW and day_of(event.at, zone) <= day:
            state = event.after
    return state in SPEAKING


ambassadors = Ambassadors()
