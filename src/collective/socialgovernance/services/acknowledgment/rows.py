"""``@acknowledgments``: who owes an edition and who did what, name by name."""

from collective.socialgovernance import _
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.acknowledgment.figures import FiguresGet
from collective.socialgovernance.services.acknowledgment.shown import due_instant
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.texts.covering import sight_of
from collective.socialgovernance.texts.register import Register
from collective.socialgovernance.texts.register import RegisterRow
from collective.socialgovernance.texts.register import Wanted
from plone.restapi.batching import HypermediaBatch
from typing import Any


LARGEST_PAGE = 1_000


class AcknowledgmentsGet(FiguresGet):
    """Who of the audience stands where, page by page; only the people of the page are loaded.

    ``?status=``, ``?department=`` (``&children=1``: with those below it), ``?search=`` (the beginning of a
    userid or name), ``?date=`` (who answered on that day) and ``?as_of=`` narrow it.
    """

    def answer(self) -> dict[str, Any]:
        sight = sight_of(self.context)
        if not sight.any_names:
            raise refuse(403, "permission", _("You are not entitled to do this."))
        self._check_page()
        register = Register(self.context, self._wanted(), sight.names)
        batch = HypermediaBatch(self.request, register.keys)
        result: dict[str, Any] = {
            "@id": batch.canonical_url,
            "items_total": batch.items_total,
            "items": [row_json(register.row(key), register) for key in batch],
        }
        if batch.links:
            result["batching"] = batch.links
        return result

    def _wanted(self) -> Wanted:
        status, answered_on = self.parameter("status"), self.parameter("date")
        return Wanted(
            as_of=self.as_of(),
            statuses=frozenset() if status is None else frozenset({status}),
            department=self.parameter("department") or "",
            children=self.flag("children"),
            search=self.parameter("search") or "",
            answered_on=None if answered_on is None else parsed_day(answered_on, "date"),
        )

    def _check_page(self) -> None:
        problems = [
            Problem(name, _("This is not a whole number that a page can have."))
            for name, lowest, highest in (("b_start", 0, 10**9), ("b_size", 1, LARGEST_PAGE))
            if not _whole(self.parameter(name), lowest, highest)
        ]
        if problems:
            raise Refused(400, problems)


def row_json(row: RegisterRow, register: Register) -> dict[str, Any]:
    """A row under the names of the interface."""
    last = row.last
    return {
        "userid": row.person.userid,
        "name": row.person.fullname,
        "department": row.person.department or None,
        "status": row.status,
        "due": due_instant(row.due, register.facts.timezone, register.asked_on),
        "answer": None if last is None else last.answer,
        "number": None if last is None else last.number,
        "at": None if last is None else iso_instant(last.at),
        "mode": None if last is None else last.mode,
    }


def _whole(value: str | None, lowest: int, highest: int) -> bool:
    return value is None or (value.isdecimal() and lowest <= int(value) <= highest)
