"""What happens by itself and when: the table of effects, day by day."""

from collective.socialgovernance.ambassadors.due import Due
from collective.socialgovernance.ambassadors.due import due_transitions
from collective.socialgovernance.ambassadors.due import LEADS_TO
from collective.socialgovernance.ambassadors.facts import Chosen
from collective.socialgovernance.ambassadors.facts import STATES
from collective.socialgovernance.ambassadors.guards import all_hold
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.scopes.facts import Freeze
from dataclasses import replace
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies
from tests.ambassadors.build import active
from tests.ambassadors.build import complete
from tests.ambassadors.build import DAY
from tests.ambassadors.build import days
from tests.ambassadors.build import history
from tests.ambassadors.build import RULES
from tests.ambassadors.build import scope
from tests.ambassadors.build import text

import pytest


START = DAY + days(60)
"""The day on which a major edition comes into force."""


def asked_again(overdue, until=None):
    """A text whose next major edition is overdue from a day on, until it is acknowledged."""
    status = {date.min: "acknowledged", START: "pending", overdue: "overdue"}
    if until is not None:
        status[until] = "acknowledged"
    return (text(status),)


def names(facts, day):
    return [due.transition for due in due_transitions(facts, day)]


def run_daily(facts, until, first=DAY):
    """What a run each night does, and on which nights."""
    done, day = {}, first
    while day <= until:
        for due in due_transitions(facts, day):
            done[(day - START).days] = due.transition
            facts = replace(
                facts,
                state=LEADS_TO[due.transition],
                held=False,
                grace_since=due.on if due.transition == "enter_grace" else facts.grace_since,
                active_since=due.on if LEADS_TO[due.transition] == "active" else facts.active_since,
            )
        day += timedelta(days=1)
    return done, facts


def test_a_major_edition_gives_thirty_days_then_fifteen():
    facts = active(texts=asked_again(START + days(31)))
    done, _facts = run_daily(facts, START + days(60))
    assert done == {31: "enter_grace", 46: "lapse"}


def test_a_leave_stops_the_days_of_grace():
    leave = Interval(START + days(35), START + days(44))
    done, _facts = run_daily(
        active(texts=asked_again(START + days(31)), history=history((leave,))), START + days(70)
    )
    assert done == {31: "enter_grace", 56: "lapse"}


@pytest.mark.parametrize("day", [31, 40, 45, 46, 90])
def test_acknowledging_restores_at_once(day):
    facts = active(texts=asked_again(START + days(31), START + days(day)))
    _done, facts = run_daily(facts, START + days(day - 1))
    assert names(facts, START + days(day)) == ([] if day == 31 else ["restore"])


def test_a_missed_week_ends_where_an_unbroken_one_does():
    facts = active(texts=asked_again(START + days(31)))
    assert due_transitions(facts, START + days(50)) == (
        Due("enter_grace", START + days(31)),
        Due("lapse", START + days(46)),
    )


def test_a_manager_who_stays_silent_ten_working_days():
    applied = complete(state="applied", answers=(), applied_on=DAY, changed_on=DAY)
    # Two weeks later, a Monday, is the tenth working day.
    assert names(applied, DAY + days(14)) == []
    assert names(applied, DAY + days(15)) == ["auto_forward"]
    holiday = replace(applied, programme=replace(RULES, holidays=frozenset((DAY + days(3),))))
    assert names(holiday, DAY + days(15)) == []
    assert names(holiday, DAY + days(16)) == ["auto_forward"]
    assert names(replace(applied, manager_on=lambda day: ""), DAY) == ["auto_forward"]


@pytest.mark.parametrize("state", ["draft", "applied", "deferred", "endorsed", "onboarding"])
def test_six_months_without_a_change_end_what_was_not_pursued(state):
    facts = complete(state=state, changed_on=DAY)
    assert names(facts, date(2027, 8, 31)) == []
    assert names(facts, date(2027, 9, 1)) == ["not_pursue"]


@pytest.mark.parametrize("state", STATES)
def test_who_left_is_registered_no_more(state):
    facts = active(state=state, history=history(left=DAY + days(5)))
    assert "depart" not in names(facts, DAY + days(4))
    assert names(facts, DAY + days(5)) == ([] if state == "ended" else ["depart"])


def test_what_nobody_renewed_ends_after_the_days_of_grace():
    ends = date(2028, 3, 1)
    assert names(active(), ends) == []
    done, facts = run_daily(active(), ends + days(20), ends - days(1))
    offset = (ends - START).days
    assert done == {offset + 1: "enter_grace", offset + 15: "expire"} and facts.state == "ended"
    assert names(active(), ends + days(40)) == ["enter_grace", "expire"]
    assert names(active(state="paused"), ends + days(15)) == ["expire"]
    assert names(active(state="lapsed"), ends + days(15)) == ["expire"]


def test_nothing_ends_during_a_leave():
    ends = date(2028, 3, 1)
    away = history((Interval(ends, ends + days(30)),))
    assert "expire" not in names(active(history=away), ends + days(30))
    assert names(active(history=away, state="lapsed"), ends + days(31)) == ["expire"]


def test_a_leave_that_begins_later_does_not_bring_back_what_ended_on_a_missed_day():
    ends = date(2028, 3, 1)
    away = history((Interval(ends + days(16), ends + days(60)),))
    lapsed = active(history=away, state="lapsed")
    assert names(lapsed, ends + days(14)) == []
    assert names(lapsed, ends + days(15)) == names(lapsed, ends + days(20)) == ["expire"]


def test_a_pause_ends_after_its_last_day_and_one_without_does_not():
    assert names(active(state="paused"), DAY + days(300)) == []
    paused = active(state="paused", paused_until=DAY + days(10))
    assert names(paused, DAY + days(10)) == []
    assert names(paused, DAY + days(11)) == ["resume"]
    missing = replace(paused, texts=(text("overdue"),))
    assert due_transitions(missing, DAY + days(11)) == (
        Due("resume", DAY + days(11)),
        Due("enter_grace", DAY + days(11)),
    )


def test_nothing_lapses_while_paused_or_on_hold():
    for state in ("paused", "on_hold"):
        assert names(active(state=state, texts=(text("critical"),)), DAY + days(300)) == []


def test_a_hold_that_nobody_reviews_ends_by_itself():
    held = active(state="on_hold", held=True, review_on=DAY + days(15))
    assert names(held, DAY + days(15)) == []
    assert names(held, DAY + days(16)) == ["release_hold"]
    missing = replace(held, texts=(text("overdue"),))
    assert names(missing, DAY + days(16)) == ["release_hold", "enter_grace"]


def test_a_hold_open_at_the_last_valid_day_is_decided_first():
    ends = date(2028, 3, 1)
    held = active(state="on_hold", held=True, review_on=ends + days(20))
    assert names(held, ends + days(15)) == []
    assert names(held, ends + days(21)) == ["release_hold", "enter_grace", "expire"]


def test_a_hold_that_ends_during_a_leave_ends_no_registration_before_the_person_is_back():
    ends = date(2028, 3, 1)
    back = ends + days(41)
    away = history((Interval(ends + days(18), back - days(1)),))
    held = active(state="on_hold", held=True, review_on=ends + days(20), history=away)
    assert names(held, ends + days(21)) == ["release_hold", "enter_grace"]
    done, facts = run_daily(held, ends + days(60), first=ends)
    assert [list(done.values())[-1], facts.state] == ["expire", "ended"]
    assert max(done) == (back - START).days


def test_a_scope_that_ends_is_grace_the_same_day_and_a_frozen_one_is_nothing():
    closed = active(scopes=(Chosen(scope("innovation", closed=DAY + days(5))),))
    assert due_transitions(closed, DAY + days(5)) == (Due("enter_grace", DAY + days(5)),)
    frozen = active(scopes=(Chosen(scope("innovation", freezes=(Freeze(DAY + days(5)),))),))
    assert names(frozen, DAY + days(5)) == []


moments = strategies.integers(min_value=0, max_value=500)
statuses = strategies.sampled_from(["acknowledged", "pending", "overdue", "critical", "exempt", "on_leave"])


@given(
    state=strategies.sampled_from(STATES[5:]),
    told=strategies.dictionaries(moments, statuses, max_size=6),
    leave=strategies.none() | strategies.tuples(moments, strategies.integers(0, 60)),
    left=strategies.none() | moments,
    valid=strategies.integers(min_value=1, max_value=400),
    until=strategies.none() | moments,
    asked=moments,
)
def test_after_a_run_nobody_is_active_with_a_failing_guard(state, told, leave, left, valid, until, asked):
    status = {date.min: "acknowledged", **{DAY + days(day): value for day, value in told.items()}}
    leaves = () if leave is None else (Interval(DAY + days(leave[0]), DAY + days(sum(leave))),)
    facts = active(
        state=state,
        texts=(text(status),),
        history=history(leaves, None if left is None else DAY + days(left)),
        valid_to=DAY + days(valid),
        paused_until=None if until is None else DAY + days(until),
        held=state == "on_hold",
        review_on=DAY + days(15),
        grace_since=DAY if state in ("grace", "lapsed") else None,
    )
    day = DAY + days(asked)
    for due in due_transitions(facts, day):
        facts = replace(
            facts,
            state=LEADS_TO[due.transition],
            held=False,
            active_since=due.on if LEADS_TO[due.transition] == "active" else facts.active_since,
            grace_since=due.on if due.transition == "enter_grace" else facts.grace_since,
        )
    if facts.state == "active":
        assert all_hold(facts, day) and day <= facts.valid_to
    assert due_transitions(facts, day) == ()
