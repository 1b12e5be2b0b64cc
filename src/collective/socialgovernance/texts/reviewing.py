"""When a text was looked at last, and when it is to be looked at again."""

from collective.socialgovernance.days import day_of
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.gathering import programme_of
from dataclasses import dataclass
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


@dataclass(frozen=True)
class Review:
    """The review of an edition in force: the day of the last one, the day by which the next is due."""

    last: date
    due: date | None
    today: date

    @property
    def days(self) -> int:
        """Days since the last review."""
        return max(0, (self.today - self.last).days)

    @property
    def is_due(self) -> bool:
        """Whether the day has come on which it is to be looked at again."""
        return self.due is not None and self.due <= self.today


def review_of(edition: Any, today: date) -> Review | None:
    """The review of an edition that came into force; None for one that never did.

    Approving a text reviews it; saying later that it holds unchanged reviews it again.
    """
    if edition.in_force_on is None:
        return None
    zone = zone_of(programme_of(edition))
    again = [
        day_of(event.at, zone)
        for event in getUtility(IEventLog).of(IUUID(edition))
        if event.action == "reaffirm"
    ]
    return Review(max([edition.approved_on or edition.in_force_on, *again]), edition.review_due, today)
