"""``@@coverage``: how many acknowledged, as bars with figures, as a line over time, and as a table."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.coverage import Coverage
from collective.socialgovernance.acknowledgments.coverage import Figures
from collective.socialgovernance.acknowledgments.coverage import Row
from collective.socialgovernance.browser.coverage.about import PageAboutReaders
from collective.socialgovernance.browser.coverage.line import Drawing
from collective.socialgovernance.browser.coverage.line import drawing
from collective.socialgovernance.browser.coverage.words import SHOWN
from collective.socialgovernance.browser.coverage.words import together
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import Department
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.texts.covering import coverage_of
from collective.socialgovernance.texts.covering import DEPARTMENT
from collective.socialgovernance.texts.covering import Share
from collective.socialgovernance.texts.covering import shares_over_time
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.vocabularies.fixed import populations
from dataclasses import dataclass
from typing import Any
from zope.cachedescriptors.property import Lazy
from zope.component import getUtility


@dataclass(frozen=True)
class Grouping:
    """A way of telling the figures: by what, whether with children, and what the rows are called."""

    by: str
    children: bool
    title: str
    column: str
    without: str


GROUPINGS = {
    "department": Grouping(
        DEPARTMENT,
        False,
        _("By department, its own people"),
        _("Department"),
        _("Without a department"),
    ),
    "with_children": Grouping(
        DEPARTMENT,
        True,
        _("By department, with those below it"),
        _("Department"),
        _("Without a department"),
    ),
    "job_family": Grouping(
        "job_family", False, _("By job family"), _("Job family"), _("Without a job family")
    ),
    "site": Grouping("site", False, _("By site"), _("Site"), _("Without a site")),
    "population": Grouping(
        "population", False, _("By population"), _("Population"), _("Without a population")
    ),
}

ALWAYS = ("acknowledged", "waiting", "overdue")
"""Columns that are shown even when nobody is in them."""


@dataclass(frozen=True)
class Line:
    """One group as it is shown; ``percent`` is None where there is nobody to expect it from."""

    title: str
    depth: int
    suppressed: bool
    audience: int = 0
    expected: int = 0
    acknowledged: int = 0
    percent: int | None = None
    counts: tuple[int, ...] = ()
    people: str = ""


class CoveragePage(PageAboutReaders):
    """Figures of an edition, or of the edition in force of a text, now or on another day."""

    name = "coverage"

    def __call__(self) -> Any:
        if self.request.method == "POST":
            self.request.response.setStatus(405)
        return self.look()

    def refuse_strangers(self) -> None:
        """Figures are for those who look after the text, and for heads about what they lead."""
        if self.sight.nothing:
            self.turn_away()

    def percent_words(self, percent: int) -> str:
        """A share as it is written in the reader's language."""
        return self.words(_("${number}%", mapping={"number": percent}))

    @property
    def of_heads(self) -> bool:
        """Whether the reader sees the departments they lead alone."""
        return self.sight.figures is not None

    @Lazy
    def led(self) -> list[str]:
        """The titles of the topmost departments that a head leads."""
        if self.sight.figures is None:
            return []
        found = [each for each in self._departments if each.id in self.sight.figures]
        return [each.title for each in found if each.parent not in self.sight.figures]

    @Lazy
    def grouping(self) -> Grouping:
        """How the figures are told."""
        return GROUPINGS[self.grouping_name]

    @property
    def grouping_name(self) -> str:
        """The way that was chosen, when the reader may; else by department."""
        chosen = self.sent("by")
        return chosen if chosen in dict(self.groupings) else "department"

    @property
    def groupings(self) -> list[tuple[str, str]]:
        """The ways to choose from: name and title."""
        return [
            (name, grouping.title)
            for name, grouping in GROUPINGS.items()
            if grouping.by == DEPARTMENT or self.sight.every_grouping
        ]

    @property
    def has_figures(self) -> bool:
        """Whether there is something to count."""
        return not self.problems and self.has_directory and self.was_in_force

    @Lazy
    def coverage(self) -> Coverage | None:
        """The figures; None when there is nothing to count."""
        if not self.has_figures:
            return None
        return coverage_of(
            self.edition, self.day, self.grouping.by, self.grouping.children, self.sight.figures
        )

    @Lazy
    def shares(self) -> list[Share]:
        """The share of all that the reader sees, over time; empty before a second day."""
        found = shares_over_time(self.edition, self.day, led=self.sight.figures) if self.has_figures else []
        return found if len(found) > 1 else []

    @Lazy
    def drawing(self) -> Drawing:
        """The shares as a line."""
        return drawing(self.shares)

    @property
    def drawing_words(self) -> str:
        """What the drawing shows, for who does not see it."""
        first, last = self.drawing.dots[0].share, self.drawing.dots[-1].share
        return self.words(
            _(
                "From ${first}% on ${first_day} to ${last}% on ${last_day}",
                mapping={
                    "first": first.percent,
                    "first_day": self.day_words(first.day),
                    "last": last.percent,
                    "last_day": self.day_words(last.day),
                },
            )
        )

    @property
    def columns(self) -> list[str]:
        """Titles of the columns of counts: those that somebody is in, and the usual ones."""
        return [self.words(SHOWN[name][0]) for name in self._columns]

    @Lazy
    def _columns(self) -> tuple[str, ...]:
        known = self.coverage is not None and not self.coverage.total.suppressed
        counts = self.coverage.total.counts if known else {}
        return tuple(name for name in SHOWN if name in ALWAYS or together(counts, name))

    @Lazy
    def total(self) -> Line:
        """Everybody who is asked, or everybody in the departments of a head."""
        title = _("All your departments") if self.of_heads else _("Everybody")
        return self._line(self.words(title), 0, self.coverage.total)

    @Lazy
    def lines(self) -> list[Line]:
        """The groups, departments in the order of the company; without those in which nobody is asked."""
        rows = [row for row in self.coverage.rows if row.figures.audience or row.figures.suppressed]
        depths = self._depths({row.id for row in rows})
        return [
            self._line(self._title(row), depths.get(row.id or "", 0), row.figures, self._people(row))
            for row in rows
        ]

    @property
    def overdue(self) -> int:
        """How many of everybody are late."""
        return together(self.coverage.total.counts, "overdue")

    @property
    def any_suppressed(self) -> bool:
        """Whether some row is not shown as figures."""
        return self.total.suppressed or any(line.suppressed for line in self.lines)

    @property
    def people_url(self) -> str:
        """The list of people by name, for those who may see it; else empty."""
        if not self.sight.any_names or self.coverage is None:
            return ""
        return self.address_of("acknowledgment-rows", as_of=self.sent("as_of"))

    @property
    def others(self) -> list[dict[str, Any]]:
        """The other editions of the text that have figures and that the reader may open, newest first."""
        if not IGovernedText.providedBy(self.text):
            return []
        return [
            {
                "number": edition.number,
                "state": self.state_words(edition),
                "url": edition.absolute_url() + "/@@coverage",
            }
            for edition in reversed(editions_of(self.text))
            if edition.in_force_on is not None
            and edition.getId() != getattr(self.edition, "id", None)
            and self.allowed("View", edition)
        ]

    @Lazy
    def _departments(self) -> tuple[Department, ...]:
        return getUtility(IDirectory).departments(self.day or self.today)

    def _depths(self, shown: set[str | None]) -> dict[str, int]:
        """How far departments are set in below those of them that are shown above; the topmost are not."""
        if self.grouping.by != DEPARTMENT:
            return {}
        depths: dict[str, int] = {}
        for department in self._departments:
            above = depths.get(department.parent, 0)
            depths[department.id] = above + (1 if department.parent in shown else 0)
        return depths

    def _title(self, row: Row) -> str:
        if row.id is None:
            return self.words(self.grouping.without)
        if self.grouping.by == "population":
            return self.words(populations.titles.get(row.id, row.title))
        return row.title

    def _people(self, row: Row) -> str:
        """Where the people of a department are listed by name."""
        if row.id is None or self.grouping.by != DEPARTMENT or not self.people_url:
            return ""
        return self.address_of(
            "acknowledgment-rows",
            as_of=self.sent("as_of"),
            department=row.id,
            children="1" if self.grouping.children else "",
        )

    def _line(self, title: str, depth: int, figures: Figures, people: str = "") -> Line:
        if figures.suppressed:
            return Line(title, depth, True, people=people)
        expected = figures.audience - figures.counts["on_leave"] - figures.counts["exempt"]
        rate = figures.rate
        return Line(
            title=title,
            depth=depth,
            suppressed=False,
            audience=figures.audience,
            expected=expected,
            acknowledged=figures.counts["acknowledged"],
            # Rounded down: not everybody is never called 100 %.
            percent=None if rate is None else int(rate * 100),
            counts=tuple(together(figures.counts, name) for name in self._columns),
            people=people,
        )
