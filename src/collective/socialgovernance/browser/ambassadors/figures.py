"""``@@ambassador-figures``: how many, by state, level and department, and over time. Never a name."""

from collections.abc import Callable
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.figures import Figures
from collective.socialgovernance.ambassadors.figures import figures_of
from collective.socialgovernance.ambassadors.figures import Row
from collective.socialgovernance.browser.ambassadors import words
from collective.socialgovernance.browser.ambassadors.page import AmbassadorsPage
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from plone import api


WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 220, 40, 15, 25
"""The drawing, in units of its own: its size, and the room for the words around the line."""


@dataclass(frozen=True)
class Bar:
    """A line of a drawing with bars; ``count`` None is not shown, ``share`` of the longest bar in percent."""

    title: str
    count: int | None
    share: int


@dataclass(frozen=True)
class Dot:
    """A point of the line: where it is drawn, and what it says."""

    x: int
    y: int | None
    day: str
    count: int | None


class AmbassadorFigures(AmbassadorsPage):
    """For the owners: drawn, with the same figures as tables."""

    browser_title = _("Ambassadors: the figures")

    @cached_property
    def figures(self) -> Figures:
        """The figures to show today."""
        return figures_of(self.context, self.day)

    def said(self, number: int) -> str:
        """A figure in words: in steps of the threshold it is a floor."""
        if not number or self.figures.k_threshold <= 1:
            return str(number)
        return self.words(_("at least ${number}", mapping={"number": number}))

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to count."""
        return self.figures.total == 0

    @property
    def states(self) -> list[Bar]:
        """By state."""
        states = api.portal.get_tool("portal_workflow")["ambassador_workflow"].states
        return self._bars(self.figures.by_state, lambda id: self.words(states[id].title))

    @property
    def levels(self) -> list[Bar]:
        """By level."""
        none = _("No level chosen yet")
        return self._bars(
            self.figures.by_level,
            lambda id: self.words(words.LEVELS[id][0] if id in words.LEVELS else none),
        )

    @property
    def departments(self) -> list[Bar]:
        """By department."""
        none = _("Without a department")
        return self._bars(
            self.figures.by_department, lambda id: self.titles.department(id) if id else self.words(none)
        )

    @staticmethod
    def hidden(bars: list[Bar]) -> str:
        """What is not shown of a drawing, in a row."""
        return ", ".join(bar.title for bar in bars if bar.count is None)

    @property
    def parts(self) -> list[tuple[str, str, list[Bar]]]:
        """The three drawings with bars: id, heading, bars."""
        return [
            ("by-state", _("Where they stand"), self.states),
            ("by-level", _("At which level"), self.levels),
            ("by-department", _("In which department"), self.departments),
        ]

    @cached_property
    def dots(self) -> list[Dot]:
        """The line over time."""
        points = self.figures.over_time
        step = (WIDTH - LEFT - 10) / max(len(points) - 1, 1)
        return [
            Dot(
                round(LEFT + place * step),
                None if point.count is None else self._height(point.count),
                self.in_words(point.day),
                point.count,
            )
            for place, point in enumerate(points)
        ]

    @property
    def most(self) -> int:
        """The highest figure of the line, at least one."""
        return max([point.count or 0 for point in self.figures.over_time] + [1])

    @property
    def strokes(self) -> list[str]:
        """The line in pieces, broken where nothing is shown."""
        found: list[list[str]] = [[]]
        for dot in self.dots:
            if dot.y is None:
                found.append([])
            else:
                found[-1].append(f"{dot.x},{dot.y}")
        return [" ".join(piece) for piece in found if len(piece) > 1]

    @property
    def view_box(self) -> str:
        """The measures of the drawing."""
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def base(self) -> int:
        """Where zero is drawn."""
        return HEIGHT - BOTTOM

    @property
    def longest(self) -> str:
        """How long leaving took at most, in words; empty when nobody left."""
        longest = self.figures.exits.longest
        if longest is None:
            return ""
        if longest < timedelta(minutes=1):
            return self.words(_("less than a minute"))
        return self.words(_("${minutes} minutes", mapping={"minutes": int(longest.total_seconds() // 60)}))

    def _height(self, count: int) -> int:
        return round(self.base - (self.base - TOP) * count / self.most)

    def _bars(self, rows: tuple[Row, ...], title: Callable[[str], str]) -> list[Bar]:
        most = max([row.count or 0 for row in rows] + [1])
        return [Bar(title(row.id), row.count, round(100 * (row.count or 0) / most)) for row in rows]
