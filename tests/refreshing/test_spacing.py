"""On which day something is looked at again, and when its owner is reminded: pure functions."""

from collective.socialgovernance.clock.due import week_of
from collective.socialgovernance.refreshing.spacing import spaced
from collective.socialgovernance.refreshing.spacing import WEEKS
from collective.socialgovernance.refreshing.stages import stage
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies

import pytest


TODAY = date(2026, 9, 1)  # a Tuesday
WANTED = date(2027, 9, 1)
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


def test_the_first_review_is_on_the_day_that_is_wanted():
    assert spaced(WANTED, TODAY, []) == WANTED
    assert spaced(WANTED, TODAY, [WANTED - ONE_WEEK, WANTED + ONE_WEEK]) == WANTED


def test_the_next_one_of_the_same_owner_is_a_week_earlier():
    assert spaced(WANTED, TODAY, [WANTED]) == WANTED - ONE_WEEK
    assert spaced(WANTED, TODAY, [week_of(WANTED), WANTED - ONE_WEEK]) == WANTED - 2 * ONE_WEEK


def test_it_is_never_before_today():
    soon = TODAY + 10 * ONE_DAY
    assert spaced(soon, TODAY, [soon]) == soon - ONE_WEEK
    assert spaced(soon, TODAY, [soon, soon - ONE_WEEK]) == soon
    assert spaced(TODAY, TODAY, [TODAY]) == TODAY


def test_who_has_one_in_every_week_gets_it_on_the_day_that_is_wanted():
    assert spaced(WANTED, TODAY, [WANTED - number * ONE_WEEK for number in range(60)]) == WANTED


def test_the_reviews_of_twenty_texts_approved_on_one_day_are_in_twenty_weeks():
    days: list[date] = []
    for _number in range(20):
        days.append(spaced(WANTED, TODAY, days))
    assert len({week_of(day) for day in days}) == 20


near = strategies.integers(-400, 400).map(lambda number: WANTED + number * ONE_DAY)


@given(wanted=near, taken=strategies.lists(near, max_size=60))
def test_it_is_lawful_and_free_whenever_a_week_is(wanted: date, taken: list[date]):
    day = spaced(wanted, min(TODAY, wanted), taken)
    weeks = {week_of(each) for each in taken}
    assert min(TODAY, wanted) <= day <= wanted
    assert wanted - day <= WEEKS * ONE_WEEK
    assert (wanted - day).days % 7 == 0
    assert day == wanted or week_of(day) not in weeks
    assert spaced(wanted, min(TODAY, wanted), reversed(taken)) == day


@pytest.mark.parametrize(
    "left,expected",
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-31, 7), (-32, None)],
)
def test_the_stage_is_the_nearest_that_has_been_reached(left: int, expected: int | None):
    assert stage(TODAY + left * ONE_DAY, TODAY) == expected
