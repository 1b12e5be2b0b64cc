"""``@coverage`` and ``@coverage-over-time``: how far what readers are asked about has been read."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.covering import coverage_of
from collective.socialgovernance.texts.covering import DEPARTMENT
from collective.socialgovernance.texts.covering import GROUPINGS
from collective.socialgovernance.texts.covering import shares_over_time
from collective.socialgovernance.texts.covering import Sight
from collective.socialgovernance.texts.covering import sight_of
from typing import Any
from zope.component import getUtility


class FiguresGet(GovernanceService):
    """A service about figures: for those who look after a text, and for heads about what they lead."""

    def sight(self) -> Sight:
        """What the caller may see; refused with 403 when that is nothing."""
        sight = sight_of(self.context)
        if sight.nothing:
            raise refuse(403, "permission", _("Figures are for those who look after this text."))
        return sight

    def flag(self, name: str, default: bool = False) -> bool:
        """A query parameter that is 1 or 0; else refused with 400."""
        value = self.parameter(name)
        if value not in (None, "0", "1"):
            raise refuse(400, name, _("This is 1 or 0."))
        return default if value is None else value == "1"


class CoverageGet(FiguresGet):
    """The figures: all of them, or to a head those of the departments they lead.

    ``?by=`` tells them by something else than department, ``?children=1`` counts a department with those
    below it.
    """

    def answer(self) -> dict[str, Any]:
        day, children = self.as_of(), self.flag("children")
        by = self.parameter("by") or DEPARTMENT
        if by not in GROUPINGS:
            raise refuse(400, "by", _("Figures are not told by this."))
        sight = self.sight()
        if by != DEPARTMENT and not sight.every_grouping:
            raise refuse(403, "by", _("These figures are for those who see the whole register."))
        return coverage_of(self.context, day, by, children, sight.figures).as_json(GROUPINGS[by])


class CoverageOverTimeGet(FiguresGet):
    """Whole percentages on some twelve days, of everybody or of one department with those below it."""

    def answer(self) -> dict[str, Any]:
        day, children, sight = self.as_of(), self.flag("children", True), self.sight()
        department = self.parameter("department")
        if department is not None:
            when = day or today_in(self.context)
            if getUtility(IDirectory).department(department, when) is None:
                raise refuse(400, "department", _("There is no such department."))
            if sight.figures is not None and department not in sight.figures:
                raise refuse(403, "department", _("You do not lead this department."))
        shares = shares_over_time(self.context, day, department, children, sight.figures)
        return {
            "@id": f"{self.context.absolute_url()}/@coverage-over-time",
            "k_threshold": IAcknowledgeable(self.context).asked.programme.k_threshold,
            "department": department,
            "children": children,
            "points": [
                {
                    "day": share.day.isoformat(),
                    "rate": None if share.percent is None else share.percent / 100,
                    "suppressed": share.suppressed,
                }
                for share in shares
            ],
        }
