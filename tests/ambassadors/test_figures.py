"""Figures: by state, level, department and over time, never about fewer people than the threshold."""

from collections import Counter
from collective.socialgovernance.ambassadors.facts import SPEAKING
from collective.socialgovernance.ambassadors.facts import STATES
from collective.socialgovernance.ambassadors.figures import count
from collective.socialgovernance.ambassadors.figures import Counted
from collective.socialgovernance.ambassadors.figures import Figures
from collective.socialgovernance.ambassadors.figures import shown_of
from collective.socialgovernance.ambassadors.figures import steady
from collective.socialgovernance.ambassadors.logged import entered_on
from collective.socialgovernance.ambassadors.logged import state_at
from collective.socialgovernance.evidence.events import Event
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from hypothesis import given
from hypothesis import strategies


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
    assert found.total == 7
    assert [row.id for row in found.by_state] == ["active", "paused"]
    assert shown(found.by_state) == {"active": 4, "paused": 3}
    assert shown(found.by_level) == {"relay": 4, "expert": 3}
    assert shown(found.by_department) == {"rd": 4, "hr": 3}


def test_a_small_figure_and_what_would_give_it_away_are_not_shown():
    found = figures([one()] * 9 + [one(department="hr")] * 4 + [one(department="")])
    assert found.total == 14
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
    assert numbers[date(2027, 5, 30)] == 5


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


def test_the_line_subtracted_from_the_states_tells_about_nobody():
    found = figures([one()] * 20 + [one("grace")] * 2 + [one("applied")] * 4, k=3)
    assert found.total == 26
    speaking = found.over_time[-1].count
    shown_speaking = sum(row.count or 0 for row in found.by_state if row.id in ("active", "grace"))
    assert speaking is None or speaking == shown_speaking or speaking - shown_speaking >= 3


@given(
    strategies.dictionaries(strategies.sampled_from(STATES[:-1]), strategies.integers(0, 15), max_size=8),
    strategies.integers(1, 6),
)
def test_whatever_is_shown_of_today_tells_about_nobody_by_subtraction(counts, k):
    found = figures([one(state) for state, number in counts.items() for _ in range(number)], k=k)
    hidden = {row.id: counts[row.id] for row in found.by_state if row.count is None}
    speaking = sum(number for state, number in hidden.items() if state in SPEAKING)
    line = found.over_time[-1].count
    groups = [sum(hidden.values())] if found.total is not None else []
    groups += [speaking] if line is not None else []
    groups += [sum(hidden.values()) - speaking] if line is not None and found.total is not None else []
    assert all(group == 0 or group >= k for group in groups), (counts, found)


@given(strategies.lists(strategies.integers(0, 60), min_size=1, max_size=13), strategies.integers(1, 12))
def test_two_days_subtracted_tell_about_nobody(numbers, k):
    found = steady(numbers, k)
    assert len(found) == len(numbers)
    assert found[-1] == (None if 0 < numbers[-1] < k else numbers[-1])
    known = [number for number in found if number is not None]
    changes = Counter(abs(after - before) for before, after in zip(known, known[1:], strict=False))
    assert all(change == 0 or change >= k for change in changes)
    assert all(not 0 < number < k for number in known)


def test_the_state_on_a_day_and_the_day_since_which():
    events = acts((30, "register", "draft"), (20, "apply", "applied"), (5, "change", ""), (3, "x", "applied"))
    assert state_at(events, "UTC", TODAY - timedelta(days=31)) == ""
    assert state_at(events, "UTC", TODAY - timedelta(days=21)) == "draft"
    assert state_at(events, "UTC", TODAY) == "applied"
    assert entered_on(events, "UTC") == TODAY - timedelta(days=20)
    assert entered_on((), "UTC") is None
