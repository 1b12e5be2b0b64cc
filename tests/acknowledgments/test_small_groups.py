"""Nothing about a group of too few people can be worked out from the figures of a tree of departments."""

from collective.socialgovernance.acknowledgments.coverage import COUNTED
from collective.socialgovernance.acknowledgments.coverage import Figures
from collective.socialgovernance.acknowledgments.coverage import suppress
from collective.socialgovernance.acknowledgments.small_groups import suppressed_with_children
from fractions import Fraction
from hypothesis import given
from hypothesis import strategies as st
from itertools import combinations

import pytest


Vector = tuple[int, ...]


def suppressed_alone(sizes: dict[str, int], others: int, k: int) -> set[str]:
    """Whose own rows are not shown; "" is the row of people without a department."""
    rows = {**sizes, "": others} if others else dict(sizes)
    figures = {id: Figures(dict.fromkeys(COUNTED, 0) | {"pending": size}) for id, size in rows.items()}
    suppress(list(figures.values()), k, list(figures))
    return {id for id, row in figures.items() if row.suppressed}


def hidden(sizes: dict[str, int], parents: dict[str, str], k: int, others: int = 0) -> frozenset[str]:
    alone = suppressed_alone(sizes, others, k)
    return suppressed_with_children(sizes, parents, alone - {""}, others if "" in alone else 0, k)


def below(id: str, parents: dict[str, str]) -> set[str]:
    found = {id}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def spans(published: list[Vector], wanted: Vector) -> bool:
    """Whether adding and subtracting multiples of what is published can give ``wanted``."""
    rows: list[list[Fraction]] = []
    for vector in [*published, wanted]:
        row = [Fraction(value) for value in vector]
        for known in rows:
            pivot = next(index for index, value in enumerate(known) if value)
            if row[pivot]:
                share = row[pivot] / known[pivot]
                row = [value - share * other for value, other in zip(row, known, strict=True)]
        if any(row):
            rows.append(row)
            if vector is wanted:
                return False
    return True


@st.composite
def companies(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, str], int, int]:
    """Sizes of departments, their tree, people without a department, the threshold."""
    names = "abcdef"[: draw(st.integers(1, 6))]
    parents = {
        name: draw(st.sampled_from(["", *names[:index]])) if index else "" for index, name in enumerate(names)
    }
    sizes = {name: draw(st.integers(0, 14)) for name in names}
    return sizes, parents, draw(st.sampled_from([0, 0, 3, 12])), draw(st.sampled_from([1, 3, 5, 10]))


@given(companies())
def test_no_subtraction_reveals_a_group_of_too_few(company):
    sizes, parents, others, k = company
    alone = suppressed_alone(sizes, others, k)
    shut = hidden(sizes, parents, k, others)
    people = {**sizes, "": others}
    groups = [id for id, size in people.items() if size]
    total = sum(people.values())
    if not total:
        return

    def vector(ids: set[str]) -> Vector:
        return tuple(int(group in ids) for group in groups)

    own = [vector({id}) for id in groups if id not in alone]
    own += [vector(set(groups))] if total >= k else []
    whole = [vector(below(id, parents)) for id in sizes if id not in shut]
    for count in range(1, len(groups) + 1):
        for few in combinations(groups, count):
            wanted = vector(set(few))
            # What the rows of departments alone and the total leave open is decided there.
            if sum(people[id] for id in few) < k and not spans(own, wanted):
                assert not spans([*own, *whole], wanted), f"{few} can be worked out"


@given(companies())
def test_a_figure_with_children_of_too_few_is_never_shown(company):
    sizes, parents, others, k = company
    shut = hidden(sizes, parents, k, others)
    for id in sizes:
        size = sum(sizes[each] for each in below(id, parents))
        assert not 0 < size < k or id in shut


@pytest.mark.parametrize(
    ("sizes", "parents", "shut"),
    [
        ({"a": 20, "b": 15}, {"b": "a"}, ""),
        # The own people of the parent would be what is left of it without its child.
        ({"a": 3, "b": 15, "c": 12}, {"b": "a", "c": ""}, "ac"),
        # Two small ones below one roof hide in it together.
        ({"a": 20, "b": 5, "c": 6}, {"b": "a", "c": "a"}, "bc"),
        # Nobody of its own: with its only child it is about the very same people.
        ({"a": 0, "b": 4, "c": 30, "d": 12}, {"b": "a"}, "abd"),
    ],
)
def test_what_is_given_up_beside_the_small_ones(sizes, parents, shut):
    assert hidden(sizes, parents, 10) == frozenset(shut)


def test_a_threshold_of_one_gives_up_nothing():
    assert hidden({"a": 1, "b": 1}, {"b": "a"}, 1) == frozenset()
