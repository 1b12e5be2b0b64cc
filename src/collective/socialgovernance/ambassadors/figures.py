"""How many ambassadors there are, by state, level and department, and over time. Figures of a programme.

Never a name, never a figure about fewer people than the programme's threshold, and nothing about what
anybody does. Figures are those of the end of a month and in steps of the threshold, so that two of them
subtracted tell about nobody. Whoever leaves is counted only to show that leaving is free: at once, and
without a question.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.facts import LEVELS
from collective.socialgovernance.ambassadors.facts import ONE_DAY
from collective.socialgovernance.ambassadors.facts import SPEAKING
from collective.socialgovernance.ambassadors.facts import STATES
from collective.socialgovernance.ambassadors.logged import ended_by
from collective.socialgovernance.ambassadors.logged import state_at
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import months_after
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


MONTHS = 12
"""How far back the line goes."""


@dataclass(frozen=True)
class Row:
    """A figure: at least ``count``, None for too few people to be told about. ``id`` "" stands for none."""

    id: str
    count: int | None

    @property
    def suppressed(self) -> bool:
        """Whether the figure is not shown."""
        return self.count is None


@dataclass(frozen=True)
class Point:
    """How many could speak for the company at the end of a day; None as in :class:`Row`."""

    day: date
    count: int | None


@dataclass(frozen=True)
class Exits:
    """How many withdrew in the twelve months until the day, and how long the longest of them took.

    ``longest`` is the time between asking to leave and having left; None when there is nobody to tell about.
    """

    count: int | None
    longest: timedelta | None


@dataclass(frozen=True)
class Figures:
    """The figures of a programme at the end of a day: each says at least how many.

    ``total`` counts the registrations that have not ended. Rows are in the order of the workflow, of the
    levels, of the directory; those that count nobody are left out.
    """

    as_of: date
    k_threshold: int
    total: int | None
    by_state: tuple[Row, ...]
    by_level: tuple[Row, ...]
    by_department: tuple[Row, ...]
    over_time: tuple[Point, ...]
    exits: Exits


@dataclass(frozen=True)
class Counted:
    """What is counted of one registration; an anonymised one has no department."""

    events: tuple[Event, ...]
    level: str
    department: str


def figures_of(programme: Any, today: date) -> Figures:
    """The figures of a programme, from the log; writes nothing and keeps no name."""
    directory, log = getUtility(IDirectory), getUtility(IEventLog)
    as_of = figures_day(today, programme.k_threshold)
    counted = []
    for registration in every_registration(programme):
        person = directory.person(registration.person, as_of) if registration.person else None
        level = registration.level_granted or registration.level_requested or ""
        department = person.department if person is not None else ""
        counted.append(Counted(log.of(IUUID(registration)), level, department))
    order = [department.id for department in directory.departments(as_of)]
    return count(counted, order, as_of, zone_of(programme), programme.k_threshold)


def figures_day(today: date, k_threshold: int) -> date:
    """The day whose figures are shown: the last one of the month before, so that those of two days cannot be
    compared; today where nobody is hidden.
    """
    return today if k_threshold <= 1 else today.replace(day=1) - ONE_DAY


def every_registration(programme: Any) -> list[Any]:
    """Every registration of a programme, those that have ended too, whoever asks."""
    return [each for each in programme.objectValues() if IAmbassadorRegistration.providedBy(each)]


def count(
    registrations: Iterable[Counted], departments: Sequence[str], as_of: date, zone: Zone, k_threshold: int
) -> Figures:
    """The figures from plain values. ``departments`` are ids in the order in which they are shown."""
    known = list(registrations)
    states = {index: state_at(each.events, zone, as_of) for index, each in enumerate(known)}
    present = [each for index, each in enumerate(known) if states[index] not in ("", ENDED)]
    by_state = Counter(state for state in states.values() if state not in ("", ENDED))
    by_level = Counter(each.level for each in present)
    by_department = Counter(each.department for each in present)
    return Figures(
        as_of=as_of,
        k_threshold=k_threshold,
        total=said(len(present), k_threshold),
        by_state=_rows(by_state, STATES, k_threshold),
        by_level=_rows(by_level, (*LEVELS, ""), k_threshold),
        by_department=_rows(by_department, _listed(departments, by_department), k_threshold),
        over_time=_line(known, as_of, zone, k_threshold),
        exits=_exits(known, as_of, zone, k_threshold),
    )


def said(number: int, k_threshold: int) -> int | None:
    """What is said of a number of people: in whole steps of the threshold, so that a figure never changes
    because of one person; None for too few.
    """
    step = max(k_threshold, 1)
    return None if 0 < number < step else number - number % step


def shown_of(counts: Mapping[str, int], k_threshold: int) -> dict[str, int | None]:
    """The figures of a whole by its parts, with None for those that are not shown.

    Parts about too few people are not, and as long as what is hidden is about too few people together, the
    smallest other part (of equals the one whose id comes first) is not either: subtracting what is shown from
    the whole gives nobody away.
    """
    hidden = {id for id, number in counts.items() if 0 < number < k_threshold}
    while 0 < sum(counts[id] for id in hidden) < k_threshold:
        others = [(number, id) for id, number in counts.items() if number and id not in hidden]
        if not others:
            break
        hidden.add(min(others)[1])
    return {id: None if id in hidden else number for id, number in counts.items()}


def _rows(counts: Mapping[str, int], order: Iterable[str], k_threshold: int) -> tuple[Row, ...]:
    shown = {
        id: None if number is None else said(number, k_threshold)
        for id, number in shown_of(counts, k_threshold).items()
    }
    return tuple(Row(id, shown[id]) for id in order if counts.get(id))


def _listed(departments: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Departments in order, then those that are closed by now, then nobody's."""
    known = list(dict.fromkeys(departments))
    return [*known, *sorted(set(counts) - {*known, ""}), ""]


def _line(known: Sequence[Counted], as_of: date, zone: Zone, k_threshold: int) -> tuple[Point, ...]:
    """The same day of each month, the last one for the last one: a point is the same whenever it is shown."""
    days = [months_after(as_of + ONE_DAY, -month) - ONE_DAY for month in range(MONTHS, -1, -1)]
    numbers = [sum(state_at(each.events, zone, day) in SPEAKING for each in known) for day in days]
    return tuple(Point(day, said(number, k_threshold)) for day, number in zip(days, numbers, strict=True))


def _exits(known: Sequence[Counted], as_of: date, zone: Zone, k_threshold: int) -> Exits:
    since = months_after(as_of, -MONTHS)
    taken = []
    for each in known:
        end = ended_by(each.events)
        asked = next((event for event in each.events if event.action == "withdraw"), None)
        if end is not None and asked is not None and since < day_of(end.at, zone) <= as_of:
            taken.append(end.at - asked.at)
    number = said(len(taken), k_threshold)
    return Exits(number, None if number is None else max(taken, default=None))
