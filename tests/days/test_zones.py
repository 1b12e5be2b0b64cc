"""Days of a programme that moved from one time zone to another: each day in the zone of that day."""

from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import end_of_day
from collective.socialgovernance.days import known_on
from collective.socialgovernance.days import names_of
from collective.socialgovernance.days import start_of_day
from collective.socialgovernance.days import zone_at
from collective.socialgovernance.days import Zones
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from zoneinfo import ZoneInfo

import pytest


BEGIN = datetime(2026, 3, 24, tzinfo=timezone.utc)
"""Some days before summer time begins in Europe, and some after it ended in the south."""
STEP = timedelta(minutes=15)
STEPS = 96 * 14
SECOND = timedelta(seconds=1)
NAMES = (
    "Europe/Paris",
    "Pacific/Auckland",
    "America/Los_Angeles",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kathmandu",
    "UTC",
)

changes = st.lists(
    st.tuples(st.integers(96, STEPS - 96), st.sampled_from(NAMES)), max_size=3, unique_by=lambda each: each[0]
).map(sorted)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def walked(first: str, turns: list[tuple[int, str]]) -> list[date]:
    """The day of every quarter of an hour: the one on the calendar there, but never one that was over."""
    zone, day, found = first, date.min, []
    for step in range(STEPS):
        zone = dict(turns).get(step, zone)
        day = max(day, (BEGIN + step * STEP).astimezone(ZoneInfo(zone)).date())
        found.append(day)
    return found


@given(st.sampled_from(NAMES), changes)
@settings(max_examples=60)
def test_every_instant_has_the_day_that_walking_through_time_gives_it(first, turns):
    zones = Zones(first, tuple((BEGIN + step * STEP, name) for step, name in turns))
    days = walked(first, turns)
    for step, day in enumerate(days):
        assert day_of(BEGIN + step * STEP, zones) == day
        assert day_of(BEGIN + (step + 1) * STEP - SECOND, zones) == day
    for day in (days[0] + timedelta(days=number) for number in range(1, 11)):
        before = max(step for step, each in enumerate(days) if each <= day)
        assert end_of_day(day, zones) == BEGIN + (before + 1) * STEP - SECOND
        assert start_of_day(day + timedelta(days=1), zones) == end_of_day(day, zones) + SECOND


@given(st.sampled_from(NAMES), changes, st.integers(1, 10))
@settings(max_examples=60)
def test_what_was_said_of_a_day_stays_true_when_the_zone_changes_after_it(first, turns, number):
    every = tuple((BEGIN + step * STEP, name) for step, name in turns)
    for count in range(len(every)):
        before, after = Zones(first, every[:count]), Zones(first, every[: count + 1])
        day = BEGIN.date() + timedelta(days=number)
        if end_of_day(day, before) < every[count][0]:
            assert end_of_day(day, after) == end_of_day(day, before)
            assert start_of_day(day, after) == start_of_day(day, before)
            ahead = day + timedelta(days=30)
            assert end_of_day(ahead, known_on(day, after)) == end_of_day(ahead, known_on(day, before))


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        # The clocks of Paris show 14:00; in Auckland the next day is beginning.
        ("Pacific/Auckland", date(2026, 6, 10), at("2026-06-10 11:59:59")),
        ("Pacific/Auckland", date(2026, 6, 11), at("2026-06-11 11:59:59")),
        # In Los Angeles it is five in the morning of the same day, which therefore lasts longer.
        ("America/Los_Angeles", date(2026, 6, 10), at("2026-06-11 06:59:59")),
    ],
)
def test_the_day_of_the_change_is_cut_short_or_lasts_longer(zone, day, end):
    zones = Zones("Europe/Paris", ((at("2026-06-10 12:00"), zone),))
    assert end_of_day(day, zones) == end
    assert end_of_day(date(2026, 6, 9), zones) == at("2026-06-09 21:59:59")


def test_a_day_that_was_over_does_not_come_back():
    # Five in the morning of the tenth in Paris is the evening of the ninth in Los Angeles.
    zones = Zones("Europe/Paris", ((at("2026-06-10 03:00"), "America/Los_Angeles"),))
    assert day_of(at("2026-06-10 02:59:59"), zones) == date(2026, 6, 10)
    assert day_of(at("2026-06-10 03:00"), zones) == date(2026, 6, 10)
    assert end_of_day(date(2026, 6, 9), zones) == at("2026-06-09 21:59:59")
    assert end_of_day(date(2026, 6, 10), zones) == at("2026-06-11 06:59:59")


def test_a_day_that_is_skipped_ends_where_the_one_before_ends():
    zones = Zones("Pacific/Pago_Pago", ((at("2026-06-11 10:30"), "Pacific/Kiritimati"),))
    assert day_of(at("2026-06-11 10:29:59"), zones) == date(2026, 6, 10)
    assert day_of(at("2026-06-11 10:30"), zones) == date(2026, 6, 12)
    assert end_of_day(date(2026, 6, 10), zones) == at("2026-06-11 10:29:59")
    assert end_of_day(date(2026, 6, 11), zones) == at("2026-06-11 10:29:59")


def test_names_and_the_one_that_held():
    zones = Zones("Europe/Paris", ((at("2026-06-10 12:00"), "Pacific/Auckland"),))
    assert zone_at(at("2026-06-10 11:59:59"), zones) == "Europe/Paris"
    assert zone_at(at("2026-06-10 12:00"), zones) == "Pacific/Auckland"
    assert names_of(zones) == ("Europe/Paris", "Pacific/Auckland")
    assert (zone_at(at("2026-06-10 12:00"), "UTC"), names_of("UTC")) == ("UTC", ("UTC",))


@pytest.mark.parametrize(
    ("zone", "day", "begin", "end"),
    [
        # Summer time ends at midnight: the last hour of the day is lived twice.
        ("Asia/Beirut", date(2026, 10, 24), at("2026-10-23 21:00"), at("2026-10-24 21:59:59")),
        # It begins at midnight: the day begins at one o'clock.
        ("Asia/Beirut", date(2026, 3, 29), at("2026-03-28 22:00"), at("2026-03-29 20:59:59")),
    ],
)
def test_summer_time_that_turns_at_midnight(zone, day, begin, end):
    assert (start_of_day(day, zone), end_of_day(day, zone)) == (begin, end)
    assert day_of(end, zone) == day != day_of(end + SECOND, zone)
