"""How far an edition has been read: figures by department and by other groups, now, then and over time.

Gathers what the rules of coverage need and says who sees what of it; the rules are in the acknowledgments
room.
"""

from collections.abc import Iterable
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.coverage import added
from collective.socialgovernance.acknowledgments.coverage import Coverage
from collective.socialgovernance.acknowledgments.coverage import coverage
from collective.socialgovernance.acknowledgments.coverage import Group
from collective.socialgovernance.acknowledgments.coverage import Row
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.over_time import days_between
from collective.socialgovernance.acknowledgments.over_time import over_time
from collective.socialgovernance.acknowledgments.over_time import Point
from collective.socialgovernance.acknowledgments.situations import audience_keys
from collective.socialgovernance.acknowledgments.small_groups import suppressed_with_children
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import Department
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import obliged_on
from collective.socialgovernance.texts.answering import statuses_of
from collective.socialgovernance.texts.answering import today_in
from dataclasses import dataclass
from datetime import date
from plone import api
from typing import Any
from zope.component import getUtility


FIGURES = "collective.socialgovernance: View coverage"
ROWS = "collective.socialgovernance: View acknowledgments"

DEPARTMENT = "department"
GROUPINGS = {
    DEPARTMENT: "departments",
    "job_family": "job_families",
    "site": "sites",
    "population": "populations",
}
"""What figures can be told by, and the name of such rows in the interface."""

Led = frozenset[str]


@dataclass(frozen=True)
class Sight:
    """What somebody may see: the departments whose figures, and those whose names; None is everything."""

    figures: Led | None
    names: Led | None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing for them here."""
        return self.figures is not None and not self.figures

    @property
    def any_names(self) -> bool:
        """Whether they may see the names of some."""
        return self.names is None or bool(self.names)

    @property
    def every_grouping(self) -> bool:
        """Whether they may see figures by more than department.

        Only who may see all names anyway: crossing two tables can tell about fewer than either shows.
        """
        return self.names is None


@dataclass(frozen=True)
class Share:
    """The share of a day as a whole percentage, rounded down; None where there is nobody, or too few."""

    day: date
    percent: int | None
    suppressed: bool


def sight_of(content: Any) -> Sight:
    """What the signed-in user may see of an edition, or of what readers are asked about: by their rights, and
    by the departments they lead today.
    """
    if has_right(ROWS, content):
        return Sight(None, None)
    if has_right(FIGURES, content):
        return Sight(None, frozenset())
    led = departments_led_by(str(api.user.get_current().getId()), today_in(content))
    return Sight(led, led if led and heads_see_names(content) else frozenset())


def heads_see_names(content: Any) -> bool:
    """Whether heads of departments see who owes something: in France only once the staff body was heard."""
    programme = asked_text(content).programme
    heard = programme.country != "FR" or programme.body_consulted_on is not None
    return bool(programme.names_to_heads and heard)


def departments_led_by(userid: str, day: date) -> Led:
    """The departments that a person heads or deputises on a day, with all below them; mostly none."""
    directory = getUtility(IDirectory)
    led = [
        each.id
        for each in directory.departments(day)
        if userid in each.deputies or userid in directory.heads(each.id, day)
    ]
    return directory.subtree(led, day) if led else frozenset()


def coverage_of(
    edition: Any,
    as_of: date | None = None,
    by: str = DEPARTMENT,
    children: bool = False,
    led: Led | None = None,
) -> Coverage:
    """The coverage of an edition on a day (now without one), small figures suppressed.

    ``by`` is one of ``GROUPINGS``. With ``children`` a department's row counts those below it as well.
    ``led`` narrows it to these departments; what is suppressed in the whole stays so there.
    """
    day = as_of or today_in(edition)
    asked = IAcknowledgeable(edition).on(day)
    question = asked.text.question(day, asked.edition)
    asked_on = day if question is None else question.day
    k_threshold = asked.asked.programme.k_threshold
    statuses = statuses_of(edition, day)
    if by != DEPARTMENT:
        return coverage(statuses, _groups(by, asked_on), day, k_threshold)
    departments = _departments(asked.text, asked_on)
    directory = getUtility(IDirectory)
    groups = [Group(each.id, each.title, directory.members(each.id, asked_on)) for each in departments]
    whole = coverage(statuses, groups, day, k_threshold)
    together = _with_children(whole, departments)
    if led is None:
        return Coverage(day, k_threshold, whole.total, together) if children else whole
    shown = together if children else whole.rows
    return _of_the_led(whole, tuple(row for row in shown if row.id in led), together, departments, led)


def shares_over_time(
    edition: Any,
    until: date | None = None,
    department: str | None = None,
    children: bool = True,
    led: Led | None = None,
) -> list[Share]:
    """The share that had acknowledged on some twelve days from the first of the edition until ``until``.

    Of everybody, of a department, or of the departments in ``led``. Figures of a day are suppressed as on
    that day's table; only whole percentages are told, so that two days are not subtracted.
    """
    day = until or today_in(edition)
    asked = IAcknowledgeable(edition).on(day)
    facts = asked.text
    question = facts.question(day, asked.edition)
    if question is None:
        return []
    line = _Line(facts, audience_until(facts, question.day), asked.asked.programme.k_threshold)
    wanted = line.wanted(department, children, led)
    directory = getUtility(IDirectory)
    points = over_time(
        facts,
        line.audience,
        directory,
        getUtility(ILedger),
        days_between(question.edition.in_force_on, question.day),
        asked.edition,
        wanted,
        lambda day: obliged_on(asked.asked, facts, day, asked.edition),
    )
    return [_share(point, line.is_suppressed(point, department, children, led)) for point in points]


@dataclass(frozen=True)
class _Line:
    """Whose share is told over time, and on which days it may be."""

    facts: TextFacts
    audience: Audience
    k_threshold: int

    def wanted(self, department: str | None, children: bool, led: Led | None) -> Any:
        """The people of the line on a day, as a function of it; None for everybody."""
        directory = getUtility(IDirectory)
        if department is not None:
            return lambda day: directory.members(department, day, children)
        if led is not None:
            return lambda day: _members(led, day)
        return None

    def is_suppressed(self, point: Point, department: str | None, children: bool, led: Led | None) -> bool:
        """Whether a day is not told."""
        if 0 < point.audience < self.k_threshold:
            return True
        if self.k_threshold <= 1 or not point.audience or (department is None and led is None):
            return False
        alone, together, departments = self._suppressed_on(point.day)
        if department is None:
            return bool(together.intersection(_tops(departments, led or frozenset())))
        return department in (together if children else alone)

    def _suppressed_on(self, day: date) -> tuple[frozenset[str], frozenset[str], list[Department]]:
        """Whose rows, and whose rows with children, are not shown on a day."""
        directory = getUtility(IDirectory)
        departments = _departments(self.facts, day)
        asked = {"pending": audience_keys(self.audience.on(day), directory, day)}
        groups = [Group(each.id, each.title, directory.members(each.id, day)) for each in departments]
        rows = coverage(asked, groups, day, self.k_threshold).rows
        alone = frozenset(row.id for row in rows if row.id is not None and row.figures.suppressed)
        return alone, _suppressed_together(rows, departments, self.k_threshold), departments


def _share(point: Point, suppressed: bool) -> Share:
    rate = None if suppressed else point.rate
    return Share(point.day, None if rate is None else int(rate * 100), suppressed)


def _members(departments: Iterable[str], day: date) -> set[int]:
    directory = getUtility(IDirectory)
    found: set[int] = set()
    for id in departments:
        found.update(directory.members(id, day))
    return found


def _departments(facts: TextFacts, day: date) -> list[Department]:
    """The departments of the perimeter, each before those below it."""
    directory = getUtility(IDirectory)
    perimeter = facts.on(day).perimeter
    inside = directory.subtree(perimeter, day) if perimeter else None
    return [each for each in directory.departments(day) if inside is None or each.id in inside]


def _groups(by: str, day: date) -> list[Group]:
    found = getUtility(IDirectory).sharing(by, day)
    return [Group(name, name, found[name]) for name in sorted(found, key=str.casefold)]


def _with_children(whole: Coverage, departments: list[Department]) -> tuple[Row, ...]:
    """The same rows, each department counted with those below it."""
    own = {row.id: row for row in whole.rows}
    below: dict[str, list[str]] = {}
    for each in departments:
        below.setdefault(each.parent, []).append(each.id)
    figures: dict[str | None, Any] = {}
    for each in reversed(departments):
        inside = [figures[child] for child in below.get(each.id, ())]
        figures[each.id] = added([own[each.id].figures, *inside])
    shut = _suppressed_together(whole.rows, departments, whole.k_threshold)
    for id, row in figures.items():
        row.suppressed = id in shut
    return tuple(Row(row.id, row.title, figures.get(row.id, row.figures)) for row in whole.rows)


def _suppressed_together(
    rows: Iterable[Row], departments: list[Department], k_threshold: int
) -> frozenset[str]:
    sizes, hidden, others = {}, set(), 0
    for row in rows:
        if row.id is None:
            others = row.figures.audience if row.figures.suppressed else 0
            continue
        sizes[row.id] = row.figures.audience
        if row.figures.suppressed:
            hidden.add(row.id)
    parents = {each.id: each.parent for each in departments}
    return suppressed_with_children(sizes, parents, hidden, others, k_threshold)


def _of_the_led(
    whole: Coverage, rows: tuple[Row, ...], together: tuple[Row, ...], departments: list[Department], led: Led
) -> Coverage:
    """The part of those who lead some departments; their total is that of the topmost with those below."""
    tops = _tops(departments, led)
    heads = [row.figures for row in together if row.id in tops]
    total = added(heads)
    total.suppressed = any(row.suppressed for row in heads)
    return Coverage(whole.as_of, whole.k_threshold, total, rows)


def _tops(departments: list[Department], led: Led) -> frozenset[str]:
    """Those of the departments led that are below no other one led."""
    return frozenset(each.id for each in departments if each.id in led and each.parent not in led)
