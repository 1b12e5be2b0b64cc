"""The tree of departments with who leads them, the form of an import, and the imports so far."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.controlpanel.settings import setting
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory import waiting
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import Department
from collective.socialgovernance.directory.sources.choices import TITLES
from collective.socialgovernance.directory.sources.syncing import chosen_source
from collective.socialgovernance.directory.sources.syncing import IMPORT
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from dataclasses import dataclass
from datetime import date
from plone import api
from typing import Any
from zope.cachedescriptors.property import Lazy
from zope.component import getUtility


RIGHT = "collective.socialgovernance: Manage directory"
PROBLEMS_SHOWN = 200
IMPORTS_SHOWN = 20
INDENTS = ("ps-0", "ps-3", "ps-4", "ps-5")
"""How far a department stands in, by how many are above it."""


@dataclass(frozen=True)
class Row:
    """One department as it is shown; people are named when the directory names them."""

    id: str
    title: str
    indent: str
    above: str
    head: str
    acting: tuple[str, ...]
    deputies: tuple[str, ...]
    people: int


class DepartmentsPage(EditingPage):
    """The whole directory, for those who manage it."""

    def post(self) -> str:
        """Keep the files that were sent and lead to the preview; bad rows are shown here, all at once."""
        upload = waiting.Upload(
            self._file("people"),
            self._file("departments"),
            delta=self.sent("mode") == "delta",
            at=wallclock.now(),
        )
        if not upload.names:
            raise refuse(400, "people", _("Choose a file of people, of departments, or both."))
        plan_of_upload(upload)
        waiting.keep(self.directory, self.userid, upload)
        return f"{self.site_url}/@@departments-preview"

    @Lazy
    def directory(self) -> Any:
        return getUtility(IDirectory)

    @Lazy
    def today(self) -> date:
        return site.today()

    @property
    def userid(self) -> str:
        return str(api.user.get_current().getId())

    @property
    def site_url(self) -> str:
        return str(api.portal.get().absolute_url())

    @property
    def has_directory(self) -> bool:
        return not self.directory.is_empty()

    @property
    def may_import(self) -> bool:
        """Whether the reader may change the directory, on this page or another."""
        return self.allowed(RIGHT, api.portal.get())

    @property
    def imports_here(self) -> bool:
        """Whether this page has the form of an import."""
        return self.may_import

    @property
    def source_title(self) -> str:
        """Where people come from, when that is not imports; empty otherwise."""
        source = chosen_source()
        return "" if source == IMPORT else TITLES.get(source, source)

    def departments(self) -> tuple[Department, ...]:
        """The departments shown, each before those below it."""
        return self.directory.departments(self.today)

    @Lazy
    def rows(self) -> list[Row]:
        """The tree, from the top."""
        titles = {department.id: department.title for department in self.directory.departments(self.today)}
        depths: dict[str, int] = {}
        rows = []
        for department in self.departments():
            depths[department.id] = depths.get(department.parent, -1) + 1
            rows.append(self._row(department, depths[department.id], titles.get(department.parent, "")))
        return rows

    def _row(self, department: Department, depth: int, above: str) -> Row:
        heads = self.directory.heads(department.id, self.today)
        has_head = department.head in heads
        return Row(
            id=department.id,
            title=department.title,
            indent=f"d-inline-block {INDENTS[min(depth, len(INDENTS) - 1)]}",
            above=above,
            head=self._name(department.head) if has_head else "",
            acting=() if has_head else tuple(map(self._name, heads)),
            deputies=tuple(map(self._name, self.directory.deputies(department.id, self.today))),
            people=len(self.directory.members(department.id, self.today)),
        )

    def _name(self, userid: str) -> str:
        person = self.directory.person(userid, self.today)
        return userid if person is None else person.fullname

    @property
    def headless(self) -> list[Row]:
        """The departments without a head of their own."""
        return [row for row in self.rows if not row.head]

    @property
    def people(self) -> int:
        """Everybody who has joined and not left."""
        return len(self.directory.everybody(self.today))

    @property
    def unplaced(self) -> int:
        """How many have no department."""
        return len(self.directory.without_department(self.today))

    @property
    def problems_shown(self) -> tuple[Problem, ...]:
        return self.problems[:PROBLEMS_SHOWN]

    @property
    def problems_more(self) -> int:
        return len(self.problems) - len(self.problems_shown)

    def history(self) -> list[imports.ImportRecord]:
        """The last imports that changed something, newest first."""
        return [record for _number, record in zip(range(IMPORTS_SHOWN), self._records(), strict=False)]

    def _records(self) -> Any:
        return (record for _number, record in imports.history(self.directory))

    def when(self, record: imports.ImportRecord) -> str:
        """The moment of an import, as the site writes moments."""
        return str(api.portal.get_localized_time(datetime=record.when, long_format=True))

    def _file(self, name: str) -> tuple[str, bytes] | None:
        sent = self.request.form.get(name)
        if not getattr(sent, "filename", ""):
            return None
        return sent.filename.replace("\\", "/").rsplit("/", 1)[-1], sent.read()


class DepartmentsOfProgramme(DepartmentsPage):
    """The departments in the perimeter of a programme, to look at."""

    imports_here = False

    def post(self) -> str:
        """The directory belongs to the site: it is imported there."""
        raise refuse(403, "permission", _("You are not entitled to do this."))

    def departments(self) -> tuple[Department, ...]:
        departments = self.directory.departments(self.today)
        if not self.context.perimeter:
            return departments
        within = self.directory.subtree(self.context.perimeter, self.today)
        return tuple(department for department in departments if department.id in within)

    @property
    def people(self) -> int:
        return len(self._members(row.id for row in self.rows)) if self.context.perimeter else super().people

    @property
    def unplaced(self) -> int:
        return 0 if self.context.perimeter else super().unplaced

    def _members(self, ids: Any) -> set[int]:
        return {key for id in ids for key in self.directory.members(id, self.today)}


def plan_of_upload(upload: waiting.Upload, accept_leavers: bool = True) -> imports.Plan:
    """What the files would change now; refused with every bad row."""
    directory = getUtility(IDirectory)
    people, departments = imports.read_csv(directory, upload.people, upload.departments, upload.delta)
    return imports.plan(
        directory,
        site.today(),
        people,
        departments,
        delta=upload.delta,
        accept_leavers=accept_leavers,
        leavers_share=setting("leavers_share"),
        language=site.language(),
    )
