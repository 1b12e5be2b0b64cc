"""All that the scopes of a programme cover at a glance: who leads what, what nobody leads, who disagrees.

Plain functions of facts and a day.
"""

from collections.abc import Iterable
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import CONTRIBUTOR
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import IN_FORCE
from collective.socialgovernance.scopes.facts import LEAD
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.scopes.overlaps import CONFLICT
from collective.socialgovernance.scopes.overlaps import relation
from collective.socialgovernance.scopes.resolver import Ancestry
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta


EXPIRING_DAYS = 60
"""How many days before its last one a scope is shown as expiring."""

Key = tuple[str, str, str, str]
Standing = tuple[ScopeFacts, EditionFacts]


@dataclass(frozen=True)
class Mark:
    """A scope in a cell of the matrix; ``pending`` while its edition is not approved yet."""

    scope: ScopeFacts
    edition: EditionFacts
    cell: Cell
    frozen: bool = False
    expiring: bool = False
    pending: bool = False


@dataclass(frozen=True)
class MatrixCell:
    """A cell as somebody wrote it, with everybody who leads or contributes in exactly this one."""

    key: Key
    leads: tuple[Mark, ...] = ()
    contributors: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Gap:
    """A topic that nobody leads for an audience, or for nobody at all (``audience`` empty)."""

    topic: str
    audience: str = ""


@dataclass(frozen=True)
class Conflict:
    """Two lead cells of different scopes that meet while neither is the narrower."""

    one: Mark
    other: Mark


@dataclass(frozen=True)
class Matrix:
    """The cells in the order of the lists, the gaps, the conflicts."""

    cells: tuple[MatrixCell, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conflicts: tuple[Conflict, ...] = field(default=())


def matrix(
    scopes: Iterable[ScopeFacts],
    day: date,
    words: Words,
    corporate: Iterable[Prohibition] = (),
    pending: Iterable[Standing] = (),
    directory: Ancestry | None = None,
) -> Matrix:
    """What stands on a day; ``pending`` are editions on their way that the reader may see.

    Left out are cells that answer nobody: their topic is on the list of the programme, forbidden or referred
    by the edition itself, or forbidden by a department above in ``directory``.
    """
    scopes, corporate = tuple(scopes), tuple(corporate)
    barred = _Barred(scopes, day, words, corporate, directory)
    marks = [mark for scope in scopes for mark in _standing(scope, day) if mark not in barred]
    coming = [
        Mark(scope, edition, cell, pending=True)
        for scope, edition in pending
        for cell in edition.content.cells
    ]
    leads = [mark for mark in marks if mark.cell.legitimacy == LEAD]
    proposed = [mark for mark in coming if mark.cell.legitimacy == LEAD]
    return Matrix(
        cells=_cells(marks, words),
        gaps=_gaps([mark.cell for mark in leads], words, corporate),
        conflicts=conflicts([*leads, *proposed], words),
    )


def _standing(scope: ScopeFacts, day: date) -> Iterable[Mark]:
    edition, status = scope.on(day)
    frozen = scope.frozen_on(day) is not None
    if edition is None or not (status == IN_FORCE or frozen):
        return
    last = edition.content.valid_to or date.max
    expiring = last <= day + timedelta(days=EXPIRING_DAYS)
    for cell in edition.content.cells:
        yield Mark(scope, edition, cell, frozen=frozen, expiring=expiring)


class _Barred:
    """Which cells a scope does not answer about, as the resolver has it."""

    def __init__(
        self,
        scopes: Iterable[ScopeFacts],
        day: date,
        words: Words,
        corporate: Iterable[Prohibition],
        directory: Ancestry | None,
    ):
        self._day = day
        self._words = words
        self._directory = directory
        self._everywhere = frozenset(each.topic for each in corporate)
        self._by_department: dict[str, frozenset[str]] = {}
        for scope in scopes:
            edition = scope.in_force_on(day)
            if edition is not None:
                forbidden = frozenset(each.topic for each in edition.content.topics_forbidden)
                self._by_department[scope.department] = forbidden

    def __contains__(self, mark: Mark) -> bool:
        path = self._words.topics.path(mark.cell.topic)
        content = mark.edition.content
        own = {each.topic for each in content.topics_forbidden}
        own |= {each.topic for each in content.topics_refer}
        above = () if self._directory is None else self._directory.ancestors(mark.scope.department, self._day)
        forbidden = own.union(self._everywhere, *(self._by_department.get(each, ()) for each in above))
        return not forbidden.isdisjoint(path)


def _cells(marks: Iterable[Mark], words: Words) -> tuple[MatrixCell, ...]:
    found: dict[Key, list[Mark]] = {}
    for mark in marks:
        found.setdefault(key_of(mark.cell), []).append(mark)
    orders = [
        {token: place for place, token in enumerate(("", *hierarchy.parents))}
        for hierarchy in (words.topics, words.audiences, words.platforms, words.territories)
    ]

    def place(key: Key) -> tuple[tuple[int, str], ...]:
        return tuple((order.get(part, len(order)), part) for order, part in zip(orders, key, strict=True))

    return tuple(
        MatrixCell(
            key,
            tuple(mark for mark in found[key] if mark.cell.legitimacy == LEAD),
            tuple(mark for mark in found[key] if mark.cell.legitimacy == CONTRIBUTOR),
        )
        for key in sorted(found, key=place)
        if any(mark.cell.legitimacy in (LEAD, CONTRIBUTOR) for mark in found[key])
    )


def key_of(cell: Cell) -> Key:
    """The four values of a cell."""
    return cell.topic, cell.audience, cell.platform, cell.territory


def _gaps(leads: Iterable[Cell], words: Words, corporate: Iterable[Prohibition]) -> tuple[Gap, ...]:
    """Pairs of topic and audience without any lead; one gap for a topic that nobody leads at all."""
    cells = tuple(leads)
    forbidden = {each.topic for each in corporate}
    gaps: list[Gap] = []
    for topic in words.topics.parents:
        if forbidden & set(words.topics.path(topic)):
            continue
        about = [cell for cell in cells if words.topics.meet(cell.topic, topic)]
        if not about:
            gaps.append(Gap(topic))
            continue
        gaps += [
            Gap(topic, audience)
            for audience in words.audiences.parents
            if not any(words.audiences.meet(cell.audience, audience) for cell in about)
        ]
    return tuple(gaps)


def conflicts(marks: Iterable[Mark], words: Words) -> tuple[Conflict, ...]:
    """Every two lead cells of different scopes that conflict; two editions of one scope never do."""
    by_topic: dict[str, list[Mark]] = {}
    for mark in marks:
        by_topic.setdefault(mark.cell.topic, []).append(mark)
    found: list[Conflict] = []
    for topic, here in by_topic.items():
        for place, mark in enumerate(here):
            found += _against(mark, here[place + 1 :], words)
            for above in words.topics.path(topic)[1:]:
                found += _against(mark, by_topic.get(above, ()), words)
    return tuple(found)


def _against(mark: Mark, others: Iterable[Mark], words: Words) -> list[Conflict]:
    return [
        Conflict(mark, other)
        for other in others
        if other.scope.uid != mark.scope.uid and relation(mark.cell, other.cell, words) == CONFLICT
    ]
