"""Day by day: leave, pause, hold, grace and a major edition, alone and in every combination.

The editions, the leaves and the acknowledgments go through the rules of standing; what is expected is said by
a second model that counts days one by one and knows nothing of those rules.
"""

from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.ambassadors.due import due_transitions
from collective.socialgovernance.ambassadors.due import LEADS_TO
from collective.socialgovernance.ambassadors.facts import Answer
from collective.socialgovernance.ambassadors.facts import Asked
from collective.socialgovernance.ambassadors.facts import Attested
from collective.socialgovernance.ambassadors.facts import Made
from collective.socialgovernance.ambassadors.gathering import whatever_leave
from collective.socialgovernance.ambassadors.guards import all_hold
from dataclasses import replace
from functools import lru_cache
from hypothesis import given
from hypothesis import strategies
from itertools import product
from pathlib import Path
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import days
from tests.acknowledgments.company import edition
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import person
from tests.acknowledgments.company import text
from tests.ambassadors.build import active
from tests.ambassadors.build import scope
from xml.etree import ElementTree

import collective.socialgovernance as package
import pytest


REVIEW_DAYS = 10


def asked(history, entries, *editions):
    """A text that ambassadors must know, as the rules of standing see it."""
    facts = text(*editions, mandatory_for_ambassadors=True)
    company, known = Company(), {}

    def on(when):
        if when not in known:
            audience = audience_of(facts, company, when, company.tree_days())
            stands = standing(history, facts, audience, entries, when, None, True)
            known[when] = whatever_leave(stands, when)
        return known[when]

    return Asked("Charte", "http://nohost/charte", on)


def story(leave=None, major=True, missing=None, acknowledged=None):
    """An ambassador since day -50; a major edition on day 0; something else missing in some days."""
    history = person(leaves=() if leave is None else (days(*leave),))
    entries = [entry(at=-90, uid="one")]
    if acknowledged is not None:
        entries.append(entry(at=acknowledged, uid="two"))
    editions = [edition(starts=-300, ended=0 if major else None)]
    if major:
        editions.append(edition("two", "2.0.0", 2, starts=0))

    def other(when):
        return "overdue" if missing and day(missing[0]) <= when <= day(missing[1]) else "acknowledged"

    return active(
        history=history,
        texts=(asked(history, tuple(entries), *editions), Asked("Guide", "http://nohost/guide", other)),
        statement=Made("1", day(-60)),
        notice=Made("1", day(-60)),
        attestation=Attested(("strong_password", "two_factor"), day(-60)),
        answers=(Answer("available", "mgr", day(-55)),),
        scopes=(replace(active().scopes[0], scope=scope("innovation", starts=day(-400))),),
        valid_from=day(-50),
        valid_to=day(315),
        active_since=day(-50),
    )


def after(facts, due):
    """The facts once something due was carried out."""
    state = LEADS_TO[due.transition]
    return replace(
        facts,
        state=state,
        held=False,
        paused_until=None if due.transition == "resume" else facts.paused_until,
        grace_since=due.on if state == "grace" else None if state == "active" else facts.grace_since,
        active_since=due.on if state == "active" else facts.active_since,
    )


def acts_of(facts, number, pause, hold):
    """What people do on a day, before the run of its night."""
    if pause and number == pause[0] and facts.state in ("active", "grace"):
        return replace(facts, state="paused", paused_until=day(pause[1]))
    if hold is not None and number == hold and facts.state in ("active", "grace"):
        return replace(facts, state="on_hold", held=True, review_on=day(hold + REVIEW_DAYS))
    return facts


def lived(facts, until=66, pause=None, hold=None, first=-6):
    """The state at the end of each day, with a run every night."""
    found = {}
    for number in range(first, until + 1):
        facts = acts_of(facts, number, pause, hold)
        for due in due_transitions(facts, day(number)):
            facts = after(facts, due)
        found[number] = facts.state
    return found


def changes(found):
    """The days on which the state became another one."""
    numbers = sorted(found)
    return [
        (now, found[now])
        for before, now in zip(numbers, numbers[1:], strict=False)
        if found[before] != found[now]
    ]


@pytest.mark.parametrize(
    ("leave", "acknowledged", "expected"),
    [
        (None, None, [(31, "grace"), (46, "lapsed")]),
        ((10, 20), None, [(42, "grace"), (57, "lapsed")]),
        (None, 30, []),
        (None, 31, []),
        (None, 40, [(31, "grace"), (40, "active")]),
        (None, 60, [(31, "grace"), (46, "lapsed"), (60, "active")]),
        ((35, 44), None, [(31, "grace"), (56, "lapsed")]),
        ((10, 20), 50, [(42, "grace"), (50, "active")]),
        ((25, None), None, []),
    ],
)
def test_a_major_edition_day_by_day(leave, acknowledged, expected):
    found = lived(story(leave=leave, acknowledged=acknowledged))
    assert changes(found) == expected
    assert found[30] == "active" and (leave != (10, 20) or found[41] == "active")


def expected(leave, pause, hold, missing, major, acknowledged, until=66, first=-6):
    """The second model: a machine that looks at one day at a time."""

    def away(number):
        return leave is not None and leave[0] <= number <= leave[1]

    worked, overdue = 0, None
    for number in range(1, 200):
        worked += not away(number)
        if worked == 31:
            overdue = number
            break
    state, left, until_day, found = "active", 0, None, {}
    for number in range(first, until + 1):
        lacks = bool(missing and missing[0] <= number <= missing[1]) or (
            major and number >= overdue and not (acknowledged is not None and number >= acknowledged)
        )
        if pause and number == pause[0] and state in ("active", "grace"):
            state, until_day = "paused", pause[1]
        elif hold is not None and number == hold and state in ("active", "grace"):
            state, until_day = "on_hold", hold + REVIEW_DAYS
        if state in ("paused", "on_hold") and number > until_day:
            state = "active"
        if state in ("grace", "lapsed") and not lacks:
            state = "active"
        elif state == "active" and lacks:
            state, left = "grace", 15
        elif state == "grace":
            left -= not away(number)
            if left == 0:
                state = "lapsed"
        found[number] = state
    return found


LEAVES = (None, (10, 20), (33, 48))
PAUSES = (None, (5, 25), (34, 50))
HOLDS = (None, 20, 36)
MISSING = (None, (-5, 3), (18, 60))
MAJORS = ((False, None), (True, None), (True, 40))


@pytest.mark.parametrize("leave", LEAVES, ids=str)
@pytest.mark.parametrize("pause", PAUSES, ids=str)
def test_in_every_combination_both_models_agree(leave, pause):
    for hold, missing, (major, acknowledged) in product(HOLDS, MISSING, MAJORS):
        facts = story(leave, major, missing, acknowledged)
        found = lived(facts, pause=pause, hold=hold)
        wanted = expected(leave, pause, hold, missing, major, acknowledged)
        assert found == wanted, (hold, missing, major, acknowledged)


WORKFLOW = Path(package.__file__).parent / "profiles/default/workflows/ambassador_workflow/definition.xml"


@lru_cache
def machine():
    """The workflow as it is defined: the states, and where each transition leads."""
    root = ElementTree.parse(WORKFLOW).getroot()
    leads = {each.get("transition_id"): each.get("new_state") for each in root.iter("transition")}
    exits = {
        each.get("state_id"): [way.get("transition_id") for way in each.iter("exit-transition")]
        for each in root.iter("state")
    }
    return exits, leads


@given(strategies.lists(strategies.integers(0, 1000), max_size=30))
def test_whatever_happened_the_person_may_withdraw(walk):
    exits, leads = machine()
    state = "draft"
    for step in walk:
        ways = exits[state]
        if not ways:
            break
        state = leads[ways[step % len(ways)]] or state
        assert (state == "ended") == (exits[state] == [])
        if state != "ended":
            assert "withdraw" in exits[state] and leads["withdraw"] == "ended"


moments = strategies.integers(-9, 60)
acts = strategies.lists(
    strategies.tuples(
        moments, strategies.sampled_from(["pause", "resume", "hold", "release", "manager", "yes"])
    ),
    max_size=8,
)


@given(
    leave=strategies.none() | strategies.tuples(moments, moments).map(sorted),
    missing=strategies.none() | strategies.tuples(moments, moments).map(sorted),
    major=strategies.booleans(),
    acknowledged=strategies.none() | strategies.integers(0, 60),
    happened=acts,
    nights=strategies.sets(moments, min_size=1, max_size=8),
)
def test_nobody_is_active_with_a_failing_guard_after_a_run(
    leave, missing, major, acknowledged, happened, nights
):
    facts = story(leave, major, missing, acknowledged)
    changed = []
    for number in range(-10, 61):
        for _when, act in (each for each in happened if each[0] == number):
            facts = done(facts, act, number, changed)
        if number in nights:
            for due in due_transitions(facts, day(number)):
                facts = after(facts, due)
            assert due_transitions(facts, day(number)) == ()
            assert facts.state != "active" or all_hold(facts, day(number))


def done(facts, act, number, changed):
    """An act of the person, of those who decide about holds, or of the manager."""
    if act == "pause" and facts.state in ("active", "grace"):
        return replace(facts, state="paused", paused_until=day(number + 7) if number % 2 else None)
    if act == "hold" and facts.state in ("active", "grace"):
        return replace(facts, state="on_hold", held=True, review_on=day(number + REVIEW_DAYS))
    if (act, facts.state) in (("resume", "paused"), ("release", "on_hold")):
        return replace(
            facts, state="active", held=False, paused_until=None, active_since=day(number), grace_since=None
        )
    if act == "manager":
        changed.append(day(number))
        return replace(
            facts, manager_on=lambda when: f"mgr{sum(each <= when for each in changed)}".removesuffix("0")
        )
    if act == "yes":
        return replace(
            facts, answers=(*facts.answers, Answer("available", facts.manager_on(day(number)), day(number)))
        )
    return facts
