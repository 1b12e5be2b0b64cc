"""What an import would change, before it is done."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.departments.page import plan_of_upload
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.controlpanel.settings import setting
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import waiting
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.records import employed_on
from collective.socialgovernance.directory.records import last_value
from collective.socialgovernance.directory.records import Record
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from dataclasses import dataclass
from plone import api
from typing import Any
from zope.cachedescriptors.property import Lazy
from zope.component import getUtility


SHOWN = 200
"""Changes that are listed one by one; the figures count all of them."""

KINDS = {
    imports.CREATED: _("New"),
    imports.UPDATED: _("Changed"),
    imports.GONE: _("Leaves"),
}
CLOSES = _("Closes")
COLUMNS = {
    "department": _("Department"),
    "manager": _("Manager"),
    "population": _("Population"),
    "job_family": _("Job family"),
    "site": _("Site"),
    "language": _("Language"),
}


@dataclass(frozen=True)
class Change:
    """One change as it is shown: of whom, of what kind, and each value before and after."""

    kind: str
    id: str
    title: str
    values: tuple[tuple[str, str, str], ...] = ()


class PreviewPage(EditingPage):
    """Shows on GET; imports, or forgets the files, on POST."""

    def __call__(self) -> Any:
        if self.upload is None:
            self.request.response.redirect(f"{self.url}/@@departments")
            return ""
        return super().__call__()

    def post(self) -> str:
        """Import what was shown, as the directory is now; or forget it."""
        if self.sent("token") != self.upload.token:
            raise refuse(409, "token", _("Other files have been shown since: look at their preview first."))
        if "cancel" not in self.request.form:
            plan = plan_of_upload(self.upload, accept_leavers=bool(self.sent("accept_leavers")))
            imports.apply(
                self.directory, plan, who=self.userid, when=wallclock.now(), source=self.upload.names
            )
            self.say(self.figures(plan))
        waiting.forget(self.directory, self.userid)
        return f"{self.url}/@@departments"

    @Lazy
    def directory(self) -> Any:
        return getUtility(IDirectory)

    @property
    def userid(self) -> str:
        return str(api.user.get_current().getId())

    @Lazy
    def upload(self) -> waiting.Upload | None:
        return waiting.kept(self.directory, self.userid)

    @Lazy
    def plan(self) -> imports.Plan | None:
        """What would change; None when the files no longer fit the directory."""
        try:
            return plan_of_upload(self.upload)
        except Refused as refused:
            self.problems = refused.problems
            return None

    @property
    def leavers_problem(self) -> Problem | None:
        return imports.too_many_leavers(self.directory, self.plan, setting("leavers_share"))

    def figures(self, plan: imports.Plan) -> str:
        """The counts in words."""
        return _(
            "${created} new, ${updated} changed, ${left} leave or close, ${unchanged} unchanged",
            mapping={kind: str(count) for kind, count in plan.counts.items()},
        )

    def changes(self) -> list[Change]:
        """The first changes, departments before people."""
        listed = [change for _number, change in zip(range(SHOWN), self._changes(), strict=False)]
        return listed

    @property
    def more(self) -> int:
        """How many changes are not listed."""
        return max(0, len(self.plan.departments) + len(self.plan.people) - SHOWN)

    def _changes(self) -> Iterator[Change]:
        for change in self.plan.departments:
            title = (change.new or change.old).title
            kind = CLOSES if change.new is None else KINDS[change.kind]
            yield Change(kind, change.id, title, tuple(self._department_values(change)))
        for change in self.plan.people:
            yield Change(
                KINDS[change.kind], change.new.userid, change.new.fullname, tuple(self._person_values(change))
            )

    def _department_values(self, change: imports.DepartmentChange) -> Iterator[tuple[str, str, str]]:
        old, new = change.old, change.new
        if new is None:
            return
        if old is None:
            told = (
                (_("Part of"), new.parent),
                (_("Head"), self._userid(new.head)),
                (_("Deputies"), self._userids(new.deputies)),
            )
            yield from ((title, "", value) for title, value in told if value)
            return
        if old.title != new.title:
            yield _("Title"), old.title, new.title
        if old.parent != new.parent:
            yield _("Part of"), old.parent, new.parent
        if old.head != new.head:
            yield _("Head"), self._userid(old.head), self._userid(new.head)
        if old.deputies != new.deputies:
            yield _("Deputies"), self._userids(old.deputies), self._userids(new.deputies)

    def _person_values(self, change: imports.PersonChange) -> Iterator[tuple[str, str, str]]:
        old, new = change.old, change.new
        if change.kind == imports.GONE:
            return
        if old is None:
            told = ((title, self._last(new, name)) for name, title in COLUMNS.items())
            yield from ((title, "", value) for title, value in told if value)
            return
        for name, title in (("userid", _("Userid")), ("fullname", _("Name")), ("email", _("E-mail"))):
            if getattr(old, name) != getattr(new, name):
                yield title, getattr(old, name), getattr(new, name)
        for name, title in COLUMNS.items():
            before, after = self._last(old, name), self._last(new, name)
            if before != after:
                yield title, before, after
        if self._status(old) != self._status(new):
            yield _("Employed"), self._status(old), self._status(new)
        if old.leaves != new.leaves:
            yield _("Leaves on record"), str(len(old.leaves)), str(len(new.leaves))

    def _last(self, record: Record, name: str) -> str:
        value = last_value(getattr(record, name))
        return self._userid(value) if name == "manager" else str(value)

    def _status(self, record: Record) -> str:
        return self.words(_("yes") if employed_on(record, self.plan.day.toordinal()) else _("no"))

    @Lazy
    def _new_userids(self) -> dict[int, str]:
        return {change.key: change.new.userid for change in self.plan.people}

    def _userid(self, key: Any) -> str:
        if not key:
            return ""
        return self._new_userids.get(key) or self.directory.userid(key)

    def _userids(self, keys: tuple[int, ...]) -> str:
        return ", ".join(map(self._userid, keys))
