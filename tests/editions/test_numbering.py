"""Edition numbers are given in order and never twice."""

from collective.socialgovernance.editions.numbering import next_number
from collective.socialgovernance.editions.numbering import parsed
from hypothesis import given
from hypothesis import strategies as st

import pytest


CLASSES = st.sampled_from(["major", "minor", "editorial"])


@pytest.mark.parametrize(
    ("change_class", "given_before", "expected"),
    [
        ("major", [], "1.0.0"),
        ("minor", [], "1.0.0"),
        (None, [], "1.0.0"),
        ("major", ["1.0.0"], "2.0.0"),
        ("minor", ["1.0.0"], "1.1.0"),
        ("editorial", ["1.0.0"], "1.0.1"),
        ("major", ["1.2.3"], "2.0.0"),
        ("minor", ["1.2.3"], "1.3.0"),
        ("editorial", ["1.2.3"], "1.2.4"),
        ("minor", ["2.0.0", "1.9.0"], "2.1.0"),
        ("editorial", ["1.9.0", "1.10.0"], "1.10.1"),
    ],
)
def test_the_number_follows_the_highest_ever_given(change_class, given_before, expected):
    assert next_number(change_class, given_before) == expected


@given(st.lists(CLASSES, max_size=30))
def test_no_number_is_given_twice_and_they_only_rise(classes):
    numbers: list[str] = []
    for change_class in classes:
        numbers.append(next_number(change_class, numbers))
    assert len(set(numbers)) == len(numbers)
    assert [parsed(number) for number in numbers] == sorted(parsed(number) for number in numbers)


@pytest.mark.parametrize("wrong", ["1.0", "1.0.0.0", "a.b.c", "", "1.-1.0"])
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(ValueError):
        parsed(wrong)


def test_an_unknown_class_is_refused_from_the_second_edition_on():
    with pytest.raises(ValueError):
        next_number(None, ["1.0.0"])
