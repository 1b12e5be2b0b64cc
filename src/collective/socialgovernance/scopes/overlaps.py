"""Where the cells of two scopes meet, who of two leads the narrower part, and what nobody settles.

Two cells meet when in each of topic, audience, platform and territory they are equal, or one is above the
other, or one is empty. Of two meeting cells with legitimacy lead, one that is the narrower in at least one
and the wider in none simply leads there; otherwise they conflict.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import LEAD
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import Hierarchy
from collective.socialgovernance.scopes.hierarchies import Words
from dataclasses import dataclass
from datetime import date


APART, NARROWER, WIDER, CONFLICT = "apart", "narrower", "wider", "conflict"


@dataclass(frozen=True)
class Overlap:
    """A lead cell of one scope that meets a lead cell of another.

    ``relation`` is what the first is to the second: ``narrower`` (it leads there), ``wider`` (it gives way
    there) or ``conflict``. ``index`` and ``other_index`` are the places of the cells in their scopes.
    """

    index: int
    cell: Cell
    other: ScopeFacts
    other_edition: EditionFacts
    other_index: int
    other_cell: Cell
    relation: str


def relation(one: Cell, other: Cell, words: Words) -> str:
    """What ``one`` is to ``other``: ``apart``, ``narrower``, ``wider`` or ``conflict``."""
    narrower = wider = False
    for hierarchy, value, against in dimensions(one, other, words):
        if value == against:
            continue
        if hierarchy.covers(against, value):
            narrower = True
        elif hierarchy.covers(value, against):
            wider = True
        else:
            return APART
    if narrower == wider:
        return CONFLICT
    return NARROWER if narrower else WIDER


def dimensions(one: Cell, other: Cell, words: Words) -> Iterator[tuple[Hierarchy, str, str]]:
    """The four values of both cells side by side, each with its list."""
    yield words.topics, one.topic, other.topic
    yield words.audiences, one.audience, other.audience
    yield words.platforms, one.platform, other.platform
    yield words.territories, one.territory, other.territory


def meet(one: Cell, other: Cell, words: Words) -> bool:
    """Whether two cells have something in common."""
    return relation(one, other, words) != APART


def overlaps(
    cells: Iterable[Cell], others: Iterable[tuple[ScopeFacts, EditionFacts]], words: Words
) -> tuple[Overlap, ...]:
    """Every lead cell of the others that meets a lead cell of these, conflicts first."""
    mine = [(index, cell) for index, cell in enumerate(cells) if cell.legitimacy == LEAD]
    found = []
    for scope, edition in others:
        for other_index, other_cell in enumerate(edition.content.cells):
            if other_cell.legitimacy != LEAD:
                continue
            for index, cell in mine:
                how = relation(cell, other_cell, words)
                if how != APART:
                    found.append(Overlap(index, cell, scope, edition, other_index, other_cell, how))
    return tuple(sorted(found, key=lambda each: (each.relation != CONFLICT, each.index)))


def in_force_between(
    scopes: Iterable[ScopeFacts], first: date, last: date
) -> Iterator[tuple[ScopeFacts, EditionFacts]]:
    """The editions that are or will be in force on some day from ``first`` to ``last``.

    Approved editions and what they supersede are counted by their days.
    """
    for scope in scopes:
        for span in scope.spans():
            if span.meets(first, last):
                yield scope, span.edition
