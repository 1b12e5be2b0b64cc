"""What is told once a week, on its first working day: to heads of departments and to referents."""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.desk import REFERENT
from collective.socialgovernance.ambassadors.gathering import present_surroundings
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.renewing import answered
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import RENEWED_FROM
from collective.socialgovernance.clock.due import first_open_day
from collective.socialgovernance.clock.due import week_of
from collective.socialgovernance.clock.interfaces import ITidings
from collective.socialgovernance.clock.jobs import programmes
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.team import Behind
from collective.socialgovernance.clock.team import is_due
from collective.socialgovernance.clock.team import teams_of
from collective.socialgovernance.clock.team import title_in
from collective.socialgovernance.clock.team import words_of
from collective.socialgovernance.clock.telling import schedule_for
from collective.socialgovernance.clock.telling import Tidings
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.answering import sees
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from functools import partial
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.interface import implementer


def is_the_day(programme: Any, moment: Moment) -> bool:
    """Whether what is told weekly is due: on the first working day of the week, or when that was missed."""
    first = first_open_day(schedule_for(programme), week_of(moment.as_of))
    return moment.as_of == first or (first < moment.as_of and (moment.since is None or moment.since < first))


@implementer(ITidings)
@adapter(IPloneSiteRoot)
class HeadsTidings:
    """For whoever leads a department: how many of it still have something to read, once somebody is late."""

    kinds = {"team": _("How far your departments have read")}

    def __init__(self, site: Any):
        self.site = site

    def due(self, moment: Moment) -> Iterator[tuple[Tidings, Collection[str]]]:
        """One for each head and programme; nobody is told about a text that they may not see."""
        for programme in programmes():
            here = moment.there(zone_of(programme))
            if not is_the_day(programme, here):
                continue
            for userid, behind in teams_of(programme, here.as_of).items():
                seen = [each for each in behind if sees(userid, each.text)]
                if is_due(seen):
                    yield _to_head(programme, seen, here.as_of), [userid]


def _to_head(programme: Any, behind: list[Behind], day: date) -> Tidings:
    texts = {IUUID(each.text): each for each in behind}
    return Tidings(
        "team",
        IUUID(programme),
        week_of(day),
        _("What your team still has to read"),
        _("A few minutes of working time are all it takes. Who is on leave is not counted."),
        programme.absolute_url(),
        programme,
        rows=tuple(partial(words_of, each) for each in behind),
        links=tuple(
            (partial(title_in, each), f"{each.text.absolute_url()}/@@coverage") for each in texts.values()
        ),
        content=programme,
    )


@implementer(ITidings)
@adapter(IPloneSiteRoot)
class ReferentsTidings:
    """For referents: how much is on their desk. Nobody's name stands in the mail."""

    kinds = {"desk": _("What is on your desk as a referent")}

    def __init__(self, site: Any):
        self.site = site

    def due(self, moment: Moment) -> Iterator[tuple[Tidings, Collection[str]]]:
        """One for each referent and programme; their own registration is on somebody else's desk."""
        for programme in programmes():
            here = moment.there(zone_of(programme))
            if not is_the_day(programme, here):
                continue
            for userid in sorted(holders_of(programme)[REFERENT]):
                rows = tuple(_rows(on_desk(programme, userid)))
                if rows:
                    yield _to_referent(programme, rows, here.as_of), [userid]


def _to_referent(programme: Any, rows: tuple[str, ...], day: date) -> Tidings:
    return Tidings(
        "desk",
        IUUID(programme),
        week_of(day),
        _("Your desk this week"),
        _("People who would like to speak for their department wait for you."),
        f"{programme.absolute_url()}/@@ambassador-desk",
        programme,
        rows=rows,
        content=programme,
    )


def on_desk(programme: Any, userid: str) -> dict[str, int]:
    """How many registrations, not one's own, wait for a referent: ``waiting``, ``holds``, ``renewals``."""
    counted = dict.fromkeys(("waiting", "holds", "renewals"), 0)
    surroundings = present_surroundings(programme)
    for registration in registrations_of(programme):
        state = state_of(registration)
        if registration.person == userid:
            continue
        if state in ("endorsed", "onboarding"):
            counted["waiting"] += 1
        elif state == "on_hold":
            counted["holds"] += 1
        elif state in RENEWED_FROM:
            facts = surroundings.facts_of(registration)
            counted["renewals"] += asked_on(facts) is not None and answered(facts)
    return counted


def _rows(counted: Mapping[str, int]) -> Iterator[str]:
    if counted["waiting"]:
        yield _("To welcome and certify: ${count}", mapping={"count": counted["waiting"]})
    if counted["holds"]:
        yield _("Holds to review: ${count}", mapping={"count": counted["holds"]})
    if counted["renewals"]:
        yield _("To certify for another year: ${count}", mapping={"count": counted["renewals"]})
