"""Figures: by state, level, department and over time, never about fewer people than the threshold."""

from collective.socialgovernance.ambassadors.figures import count
from collective.socialgovernance.ambassadors.figures import Counted
from collective.socialgovernance.ambassadors.figures import Figures
from collective.socialgovernance.ambassadors.figures import figures_day
from collective.socialgovernance.ambassadors.figures import said
from collective.socialgovernance.ambassadors.figures import shown_of
from collective.socialgovernance.ambassadors.logged import entered_on
from collective.socialgovernance.ambassadors.logged import state_at
from collective.socialgovernance.evidence.events import Event
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from hypothesis import given
from hypothesis import strategies

import pytest


TODAY = date(2027, 6, 30)


def acts(*made):
    """The log of a registration: (days before today, action, state after it)."""
    found, before = [], ""
    for ago, action, after in made:
        at = datetime(2027, 6, 30, 12, tzinfo=timezone.utc) - timedelta(days=ago)
        found.append(Event("ambassador_workflow", action, "emp", at, before=before, after=after))
        before = after or before
    return tuple(found)


def one(state="active", level="relay", department="rd", ago=40, action="activate"):
    return Counted(acts((ago + 9, "register", "draft"), (ago, action, state)), level, department)


def figures(registrations, k=3, departments=("rd", "hr")):
    return count(registrations, departments, TODAY, "UTC", k)


def shown(rows):
    return {row.id: row.count for row in rows}


def test_by_state_level_and_department_in_their_order():
    found = figures([one()] * 4 + [one("paused", "expert", "hr")] * 3 + [one("ended", ago=500)])
    assert found.total == 6
    assert [row.id for row in found.by_state] == ["active", "paused"]
    assert shown(found.by_state) == shown(figures([one()] * 5 + [one("paused")] * 3).by_state)
    assert shown(found.by_state) == {"active": 3, "paused": 3}
    assert shown(found.by_level) == {"relay": 3, "expert": 3}
    assert shown(found.by_department) == {"rd": 3, "hr": 3}


def test_a_small_figure_and_what_would_give_it_away_are_not_shown():
    found = figures([one()] * 9 + [one(department="hr")] * 4 + [one(department="")])
    assert found.total == 12
    assert shown(found.by_department) == {"rd": 9, "hr": None, "": None}
    assert [row.suppressed for row in found.by_department] == [False, True, True]


def test_fewer_than_the_threshold_have_no_figure_at_all():
    found = figures([one(), one("grace")])
    assert found.total is None
    assert {row.count for row in (*found.by_state, *found.by_level, *found.by_department)} == {None}
    assert found.over_time[-1].count is None
    assert figures([]).total == 0 and figures([]).by_state == ()
    assert figures([one(), one("grace")], k=1).total == 2


def test_a_closed_department_comes_after_the_others_and_nobodys_last():
    found = figures([one(department="gone"), one(department=""), one()], k=1)
    assert [row.id for row in found.by_department] == ["rd", "gone", ""]


def test_the_line_goes_back_twelve_months_and_counts_who_may_speak():
    found = figures([one(ago=100)] * 5 + [one("grace", ago=10)] * 4 + [one("lapsed", ago=5)] * 3)
    assert [point.day for point in found.over_time][::12] == [date(2026, 6, 30), TODAY]
    numbers = {point.day: point.count for point in found.over_time}
    assert numbers[date(2026, 6, 30)] == 0 and numbers[TODAY] == 9
    assert numbers[date(2027, 5, 31)] == 3


def test_leaving_is_counted_to_show_that_it_is_immediate():
    left = one("ended", ago=20, action="withdraw")
    found = figures([left] * 3 + [one("ended", ago=20, action="expire"), one("ended", ago=400)])
    assert found.exits.count == 3 and found.exits.longest == timedelta(0)
    assert figures([left] * 2).exits.count is None and figures([left] * 2).exits.longest is None
    assert figures([one()] * 3).exits.count == 0 and figures([one()] * 3).exits.longest is None


def test_a_figure_holds_no_name():
    names = set(Figures.__dataclass_fields__) | set(Counted.__dataclass_fields__)
    assert not names & {"person", "userid", "name", "names", "people"}


parts = strategies.dictionaries(strategies.sampled_from("abcdefg"), strategies.integers(0, 30), max_size=7)


@given(parts, strategies.integers(1, 12))
def test_what_is_hidden_is_about_nobody_or_enough_people(counts, k):
    found = shown_of(counts, k)
    hidden = sum(counts[id] for id, number in found.items() if number is None)
    assert all(number is None or number == counts[id] for id, number in found.items())
    assert all(number is None or not 0 < number < k for number in found.values())
    assert hidden == 0 or hidden >= k or sum(counts.values()) < k


@given(strategies.integers(0, 60), strategies.integers(0, 60), strategies.integers(1, 12))
def test_two_figures_subtracted_tell_about_nobody(before, after, k):
    told = [said(before, k), said(after, k)]
    assert all(number is None or number == 0 or number >= k for number in told)
    if None not in told:
        assert (told[1] - told[0]) % k == 0
    assert k > 1 or told == [before, after]


@pytest.mark.parametrize("day", [date(2027, 7, 1), date(2027, 7, 14), date(2027, 7, 31)])
def test_the_figures_stand_still_for_a_month(day):
    assert figures_day(day, 10) == date(2027, 6, 30)
    assert figures_day(day, 1) == day


def test_a_point_of_the_line_is_the_same_whenever_it_is_shown():
    registrations = [one(ago=100)] * 5 + [one("grace", ago=10)] * 4 + [one("lapsed", ago=45)] * 3
    last, month_before = (
        {point.day: point.count for point in count(registrations, (), day, "UTC", 3).over_time}
        for day in (TODAY, date(2027, 5, 31))
    )
    assert len(last) == len(month_before) == 13 and len(set(last) & set(month_before)) == 12
    assert all(last[day] == month_before[day] for day in set(last) & set(month_before))


def test_the_state_on_a_day_and_the_day_since_which():
    events = acts((30, "register", "draft"), (20, "apply", "applied"), (5, "change", ""), (3, "x", "applied"))
    assert state_at(events, "UTC", TODAY - timedelta(days=31)) == ""
    assert state_at(events, "UTC", TODAY - timedelta(days=21)) == "draft"
    assert state_at(events, "UTC", TODAY) == "applied"
    assert entered_on(events, "UTC") == TODAY - timedelta(days=20)
    assert entered_on((), "UTC") is None
