"""What time does to the directory, to editions and to scopes. Each job is a named adapter of the site."""

from collections import Counter
from collections.abc import Iterator
from collective.socialgovernance.clock.interfaces import IClockJob
from collective.socialgovernance.clock.runs import Counts
from collective.socialgovernance.clock.runs import gathered_once
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import Step
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.reindexing import follow_days
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.gathering import begins_on
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.guards import CLOCK
from datetime import date
from datetime import timedelta
from plone import api
from Products.CMFPlone.interfaces import IPloneSiteRoot
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


ONE_DAY = timedelta(days=1)
LOOKED_BACK = timedelta(days=366)
"""How far the first run looks back for people who have left since they were imported."""


@implementer(IClockJob)
@adapter(IPloneSiteRoot)
class DirectoryJob:
    """Whoever left, or stopped or began to lead a department, as was planned: their rights follow."""

    order = 10
    patience = 0

    def __init__(self, site: Any):
        self.site = site

    def steps(self, moment: Moment) -> Iterator[Step]:
        """One step for all days since the last run."""
        since = moment.since or moment.as_of - LOOKED_BACK
        directory = getUtility(IDirectory)

        def carry_out() -> Counts:
            count = follow_days(directory, since, moment.as_of)
            return Counter({("objects whose readers changed",): count} if count else {})

        if since < moment.as_of and not directory.is_empty():
            yield Step("directory", carry_out)


@implementer(IClockJob)
@adapter(IPloneSiteRoot)
class EditionsJob:
    """Approved editions of charters and guides whose day has come start."""

    order = 20
    patience = 0

    def __init__(self, site: Any):
        self.site = site

    def steps(self, moment: Moment) -> Iterator[Step]:
        """One step for each edition, those of earlier days first."""
        for _day, path, edition in sorted(_to_start(moment), key=lambda due: due[:2]):
            yield _step(path, edition, "start", "approved", moment)


@implementer(IClockJob)
@adapter(IPloneSiteRoot)
class ScopesJob:
    """Approved scopes start on their first day, those in force end after their last.

    Days that were missed are gone through in order: one that ended before the next one began has expired and
    was not superseded, as if the clock had run every day.
    """

    order = 30
    patience = 0

    def __init__(self, site: Any):
        self.site = site

    def steps(self, moment: Moment) -> Iterator[Step]:
        """One step for each start and each end, by day; on one day, starting comes first."""
        for _day, number, path, edition in sorted(_scopes_due(moment), key=lambda due: due[:3]):
            transition, state = (("start", "approved"), ("expire", "in_force"))[number]
            yield _step(path, edition, transition, state, moment)


def programmes() -> list[Any]:
    """Every governance programme of the site, whoever looks, the oldest first."""
    return list(gathered_once("programmes", _programmes))


def _programmes() -> list[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(portal_type="GovernanceProgramme", sort_on="created")
    return [brain._unrestrictedGetObject() for brain in brains]


def _step(path: str, edition: Any, transition: str, state: str, moment: Moment) -> Step:
    def carry_out() -> Counts:
        if state_of(edition) != state:
            return Counter()
        fire_as_system(edition, transition, CLOCK, moment.at(zone_of(programme_of(edition))))
        return Counter()

    return Step(path, carry_out)


def _to_start(moment: Moment) -> Iterator[tuple[date, str, Any]]:
    for text in texts_everywhere():
        if not IGovernedText.providedBy(text):
            continue
        for edition in editions_of(text):
            if state_of(edition) == "approved":
                begins = max(edition.effective_from or edition.approved_on, edition.approved_on)
                if begins <= moment.day_in(zone_of(programme_of(edition))):
                    yield begins, _path(edition), edition


def _scopes_due(moment: Moment) -> Iterator[tuple[date, int, str, Any]]:
    for programme in programmes():
        day = moment.day_in(zone_of(programme))
        for scope in scopes_of(programme):
            for edition in editions_of(scope):
                yield from _due(edition, day)


def _due(edition: Any, as_of: date) -> Iterator[tuple[date, int, str, Any]]:
    """(day, 0 for its start or 1 for its end, path, edition) of what is due of an edition."""
    state = state_of(edition)
    if state not in ("approved", "in_force"):
        return
    begins = begins_on(edition)
    if state == "approved":
        if begins > as_of:
            return
        yield begins, 0, _path(edition), edition
    if edition.valid_to is not None and edition.valid_to < as_of:
        yield max(begins, edition.valid_to + ONE_DAY), 1, _path(edition), edition


def _path(content: Any) -> str:
    return "/".join(content.getPhysicalPath())
