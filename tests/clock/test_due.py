"""What is due to be said to whom, day by day: pure functions of sets."""

from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.due import first_notices
from collective.socialgovernance.clock.due import REMINDER
from collective.socialgovernance.clock.due import reminders
from collective.socialgovernance.clock.due import Schedule
from collective.socialgovernance.clock.due import week_of
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import pytest


ONE_DAY = timedelta(days=1)
STARTED = date(2026, 9, 1)  # a Tuesday
DUE = date(2026, 10, 1)  # a Thursday, thirty days later


def told_day_by_day(
    schedule: Schedule, due: date | None = DUE, first: date = STARTED, days: int = 90, skip: tuple = ()
) -> list[tuple[date, str]]:
    """What one person is told when the clock runs every day but those of ``skip``."""
    told: dict[tuple[date, str], set[int]] = {}
    for number in range(days):
        day = first + number * ONE_DAY
        if day in skip or not schedule.is_open(day):
            continue
        if first_notices({1}, told):
            told[day, FIRST] = {1}
        elif reminders({1}, due, told, schedule, day):
            told[day, REMINDER] = {1}
        assert not first_notices({1}, told)
        assert not reminders({1}, due, told, schedule, day), "twice on one day"
    return sorted(told)


def days_of(told: list[tuple[date, str]], kind: str = REMINDER) -> list[date]:
    return [day for day, each in told if each == kind]


def test_a_first_notice_then_the_reminders_of_the_programme():
    told = told_day_by_day(Schedule())
    assert days_of(told, FIRST) == [STARTED]
    assert days_of(told) == [date(2026, 9, 17), date(2026, 9, 24), date(2026, 9, 30), date(2026, 10, 8)]


def test_no_more_reminders_than_the_cap():
    assert len(days_of(told_day_by_day(Schedule(cap=2)))) == 2
    assert days_of(told_day_by_day(Schedule(cap=0))) == []


def test_one_that_falls_on_a_saturday_goes_on_monday():
    saturday = date(2026, 10, 3)
    told = told_day_by_day(Schedule(offsets=(0,)), due=saturday)
    assert days_of(told) == [date(2026, 10, 5)]


def test_two_that_are_moved_to_one_day_are_one():
    saturday = date(2026, 10, 3)
    told = told_day_by_day(Schedule(offsets=(0, 1, 2)), due=saturday)
    assert days_of(told) == [date(2026, 10, 5)]


def test_a_holiday_is_no_working_day():
    schedule = Schedule(offsets=(0,), holidays=(DUE, DUE + ONE_DAY))
    assert days_of(told_day_by_day(schedule)) == [date(2026, 10, 5)]


def test_one_that_lies_before_the_first_notice_is_dropped():
    told = told_day_by_day(Schedule(), due=STARTED + 7 * ONE_DAY)
    assert days_of(told) == [date(2026, 9, 7), date(2026, 9, 15)]


def test_without_a_due_date_there_is_no_reminder():
    assert told_day_by_day(Schedule(), due=None) == [(STARTED, FIRST)]


def test_days_on_which_the_clock_did_not_run_make_one_reminder():
    skipped = tuple(date(2026, 9, 16) + number * ONE_DAY for number in range(12))
    told = told_day_by_day(Schedule(), skip=skipped)
    assert days_of(told) == [date(2026, 9, 28), date(2026, 9, 30), date(2026, 10, 8)]


def test_a_first_notice_on_a_weekend_goes_on_monday():
    assert days_of(told_day_by_day(Schedule(), first=date(2026, 9, 5)), FIRST) == [date(2026, 9, 7)]


def test_a_due_date_that_moves_on_reminds_of_the_new_one():
    told = {(STARTED, FIRST): {1}, (date(2026, 9, 17), REMINDER): {1}}
    later = DUE + 20 * ONE_DAY
    assert not reminders({1}, later, told, Schedule(), date(2026, 9, 24))
    assert reminders({1}, later, told, Schedule(), later - 14 * ONE_DAY)


def test_each_person_has_a_story_of_their_own():
    told = {(STARTED, FIRST): {1, 2, 3}, (date(2026, 9, 24), REMINDER): {1}}
    assert first_notices({1, 2, 4}, told) == {4}
    assert reminders({1, 2, 4}, DUE, told, Schedule(), date(2026, 9, 25)) == {2}


@pytest.mark.parametrize("hour,is_open", [(6, False), (7, True), (14, True), (15, False)])
def test_the_hours_are_those_of_the_programme(hour, is_open):
    instant = datetime(2026, 9, 1, hour, tzinfo=timezone.utc)
    assert Schedule(zone="Europe/Paris").is_open_at(instant) is is_open


def test_a_week_begins_on_monday():
    assert {week_of(date(2026, 9, day)) for day in range(7, 14)} == {date(2026, 9, 7)}
