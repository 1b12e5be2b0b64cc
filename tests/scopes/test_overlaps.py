"""When two cells meet, and who of two leads the narrower part."""

from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.overlaps import overlaps
from collective.socialgovernance.scopes.overlaps import relation
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.scopes.build import cell
from tests.scopes.build import scope
from tests.scopes.build import WORDS

import pytest


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("innovation customers linkedin FR", "innovation customers linkedin FR", "conflict"),
        ("innovation customers linkedin FR", "innovation customers linkedin DE", "apart"),
        ("innovation customers linkedin FR", "innovation customers x FR", "apart"),
        ("innovation customers", "innovation journalists", "apart"),
        ("innovation", "careers", "apart"),
        ("innovation customers linkedin FR", "innovation customers linkedin europe", "narrower"),
        ("innovation customers linkedin FR", "innovation customers linkedin world", "narrower"),
        ("innovation customers linkedin world", "innovation customers linkedin -", "narrower"),
        ("innovation customers", "innovation", "narrower"),
        ("innovation", "innovation customers linkedin FR", "wider"),
        ("phones", "products", "narrower"),
        ("recalls journalists", "products", "narrower"),
        ("products journalists", "phones", "conflict"),
        ("innovation customers - europe", "innovation - linkedin FR", "conflict"),
        ("innovation customers -", "innovation - linkedin", "conflict"),
        ("products local_press", "products journalists", "narrower"),
        ("phones journalists", "products local_press", "conflict"),
    ],
)
def test_what_one_cell_is_to_another(one, other, expected):
    mirrored = {"narrower": "wider", "wider": "narrower"}
    assert relation(cell(one), cell(other), WORDS) == expected
    assert relation(cell(other), cell(one), WORDS) == mirrored.get(expected, expected)


CELLS = st.builds(
    Cell,
    topic=st.sampled_from(["products", "phones", "recalls", "careers"]),
    audience=st.sampled_from(["", "journalists", "local_press", "customers"]),
    platform=st.sampled_from(["", "linkedin", "x"]),
    territory=st.sampled_from(["", "world", "europe", "FR", "DE", "BR"]),
    legitimacy=st.sampled_from(["lead", "lead", "contributor"]),
)


def everything_below(cell: Cell) -> set[tuple[str, str, str, str]]:
    """The cell as the set of all it stands for: every leaf of every list that lies in it."""
    lists = (
        (WORDS.topics, cell.topic),
        (WORDS.audiences, cell.audience),
        (WORDS.platforms, cell.platform),
        (WORDS.territories, cell.territory),
    )
    kept = []
    for hierarchy, value in lists:
        tokens = {token for token in hierarchy.parents if not value or value in hierarchy.path(token)}
        kept.append(frozenset(tokens | ({"anything else"} if not value else {f"{value} itself"})))
    return kept  # type: ignore[return-value]


@settings(max_examples=300)
@given(CELLS, CELLS)
def test_cells_meet_exactly_when_they_stand_for_something_in_common(one, other):
    common = all(a & b for a, b in zip(everything_below(one), everything_below(other), strict=True))
    assert (relation(one, other, WORDS) != "apart") == common


@settings(max_examples=200)
@given(st.lists(CELLS, max_size=5), st.lists(CELLS, max_size=5))
def test_overlaps_are_found_from_both_sides_and_none_is_missed(mine, theirs):
    one, other = scope("one", *mine), scope("two", *theirs)
    from_one = overlaps(mine, [(other, other.editions[0])], WORDS)
    from_other = overlaps(theirs, [(one, one.editions[0])], WORDS)
    mirrored = {"narrower": "wider", "wider": "narrower", "conflict": "conflict"}
    assert {(each.index, each.other_index, each.relation) for each in from_one} == {
        (each.other_index, each.index, mirrored[each.relation]) for each in from_other
    }
    slow = {
        (a, b)
        for a, first in enumerate(mine)
        for b, second in enumerate(theirs)
        if first.legitimacy == second.legitimacy == "lead" and relation(first, second, WORDS) != "apart"
    }
    assert {(each.index, each.other_index) for each in from_one} == slow
