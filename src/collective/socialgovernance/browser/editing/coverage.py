"""``@@coverage``: how many acknowledged, by department, as bars with figures and the table under them."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.coverage import Coverage
from collective.socialgovernance.acknowledgments.coverage import Figures
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.texts.acknowledging import text_facts
from collective.socialgovernance.texts.answering import coverage_of
from collective.socialgovernance.texts.answering import edition_with
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import text_of
from dataclasses import dataclass
from datetime import date
from typing import Any
from zope.cachedescriptors.property import Lazy
from zope.component import queryUtility


SHOWN = {
    "acknowledged": (_("Acknowledged"), ("acknowledged",)),
    "waiting": (_("Still in time"), ("pending", "due_soon")),
    "overdue": (_("Overdue"), ("overdue", "critical")),
    "lapsed": (_("To renew"), ("lapsed",)),
    "declined": (_("Declined"), ("declined",)),
    "excepted": (_("Excepted, or asking to be"), ("exempt", "exception_pending")),
    "on_leave": (_("On leave"), ("on_leave",)),
}
"""The columns of the table: a title for people, and the counts that it adds up. They partition the audience.
"""

ALWAYS = ("acknowledged", "waiting", "overdue")
"""Columns that are shown even when nobody is in them."""


@dataclass(frozen=True)
class Line:
    """One department as it is shown; ``percent`` is None where there is nobody to expect it from."""

    title: str
    depth: int
    suppressed: bool
    audience: int = 0
    expected: int = 0
    acknowledged: int = 0
    percent: int | None = None
    counts: tuple[int, ...] = ()


class CoveragePage(EditingPage):
    """Figures of an edition, or of the edition in force of a charter or guide, now or on an earlier day."""

    def __call__(self) -> Any:
        if self.request.method == "POST":
            self.request.response.setStatus(405)
        if self.sent("as_of") and self.day is None:
            self.problems = (Problem("as_of", _("A day is written YYYY-MM-DD.")),)
            self.request.response.setStatus(400)
        self.request.set("disable_plone.leftcolumn", 1)
        self.request.set("disable_plone.rightcolumn", 1)
        return self.index()

    @property
    def is_edition(self) -> bool:
        """Whether the page is about one edition, not about the address of a text."""
        return bool(IEdition.providedBy(self.context))

    @Lazy
    def edition(self) -> Any | None:
        """The edition whose figures are shown; None while a text has none in force."""
        return self.context if self.is_edition else self._in_force_then or in_force(self.context)

    @property
    def _in_force_then(self) -> Any | None:
        """The edition that was in force at the address on the day asked for."""
        then = text_facts(self.context).in_force(self.day or self.today)
        return None if then is None else edition_with(self.context, then.uid)

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return text_of(self.context) if self.is_edition else self.context

    @property
    def has_directory(self) -> bool:
        """Whether the site knows who works where."""
        directory = queryUtility(IDirectory)
        return directory is not None and not directory.is_empty()

    @property
    def was_in_force(self) -> bool:
        """Whether the edition ever came into force: before, nobody is asked."""
        return self.edition is not None and self.edition.in_force_on is not None

    @Lazy
    def day(self) -> date | None:
        """The day asked for; None when there is none, or what was sent is no day."""
        try:
            return parsed_day(self.sent("as_of"), "as_of")
        except Refused:
            return None

    @property
    def as_of(self) -> str:
        """The day the figures are of, as the form writes it."""
        return (self.day or self.today).isoformat()

    @Lazy
    def today(self) -> date:
        """Today where the programme is."""
        return today_in(self.text)

    @property
    def is_past(self) -> bool:
        """Whether another day than today is shown."""
        return self.day is not None and self.day != self.today

    def day_words(self, day: date) -> str:
        """A day as people write it."""
        return str(self.context.restrictedTraverse("@@plone").toLocalizedTime(day.isoformat()))

    def percent_words(self, percent: int) -> str:
        """A share as it is written in the reader's language."""
        return self.words(_("${number}%", mapping={"number": percent}))

    @Lazy
    def coverage(self) -> Coverage | None:
        """The figures; None when there is nothing to count."""
        if self.problems or not self.has_directory or not self.was_in_force:
            return None
        return coverage_of(self.edition, self.day)

    @property
    def columns(self) -> list[str]:
        """Titles of the columns of counts: those that somebody is in, and the usual ones."""
        return [self.words(SHOWN[name][0]) for name in self._columns]

    @Lazy
    def _columns(self) -> tuple[str, ...]:
        counts = self.coverage.total.counts if self.coverage else {}
        return tuple(name for name in SHOWN if name in ALWAYS or _sum(counts, name))

    @Lazy
    def total(self) -> Line:
        """Everybody who is asked."""
        return self._line(self.words(_("Everybody")), 0, self.coverage.total)

    @Lazy
    def lines(self) -> list[Line]:
        """The departments in the order of the company; those in which nobody is asked are left out."""
        depths = self._depths()
        without = self.words(_("Without a department"))
        return [
            self._line(row.title if row.id else without, depths.get(row.id or "", 0), row.figures)
            for row in self.coverage.rows
            if row.figures.audience or row.figures.suppressed
        ]

    @property
    def overdue(self) -> int:
        """How many of everybody are late."""
        return _sum(self.coverage.total.counts, "overdue")

    @property
    def any_suppressed(self) -> bool:
        """Whether some row is not shown as figures."""
        return self.total.suppressed or any(line.suppressed for line in self.lines)

    @property
    def others(self) -> list[dict[str, Any]]:
        """The other editions of the text that have figures, newest first."""
        return [
            {
                "number": edition.number,
                "state": self.state_words(edition),
                "url": edition.absolute_url() + "/@@coverage",
            }
            for edition in reversed(editions_of(self.text))
            if edition.in_force_on is not None and edition.getId() != getattr(self.edition, "id", None)
        ]

    def _depths(self) -> dict[str, int]:
        directory = queryUtility(IDirectory)
        depths: dict[str, int] = {}
        for department in directory.departments(self.day or self.today):
            depths[department.id] = depths.get(department.parent, -1) + 1 if department.parent else 0
        return depths

    def _line(self, title: str, depth: int, figures: Figures) -> Line:
        if figures.suppressed:
            return Line(title, depth, True)
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
            counts=tuple(_sum(figures.counts, name) for name in self._columns),
        )


def _sum(counts: Mapping[str, int], name: str) -> int:
    return sum(counts.get(status, 0) for status in SHOWN[name][1])
