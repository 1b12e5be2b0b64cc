"""What is sent with a step: wrong values are refused by name, and nothing changes."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.following import follow
from collective.socialgovernance.ambassadors.following import run
from collective.socialgovernance.ambassadors.holds import drop
from collective.socialgovernance.ambassadors.holds import propose
from collective.socialgovernance.ambassadors.registering import check_change
from collective.socialgovernance.ambassadors.registering import note_change
from collective.socialgovernance.ambassadors.registering import own_values
from collective.socialgovernance.browser.ambassadors.form import RegistrationForm
from collective.socialgovernance.browser.ambassadors.offers import offers_of
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from datetime import timedelta
from plone import api
from tests.ambassadors.company import programme
from tests.ambassadors.company import proposed
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from tests.intranet import act
from tests.scopes import company as scopes
from tests.site_day import site_day

import pytest


WRONG = {
    "applied": [
        ("mgr", "not_now", {}, ["reason"]),
        ("mgr", "not_now", {"reason": "because"}, ["reason"]),
        ("mgr", "not_now", {"reason": ["workload"]}, ["reason"]),
        ("mgr", "not_now", {"reason": "workload", "outcome": "ended"}, ["outcome"]),
        ("mgr", "endorse", {"reason": "workload"}, ["reason"]),
    ],
    "onboarding": [
        ("ref", "activate", {"level_granted": "boss"}, ["A3", "level_granted"]),
        ("ref", "activate", {"level_granted": ["relay"]}, ["A3", "level_granted"]),
        ("ref", "activate", {"level_granted": "official"}, ["A3", "A11"]),
        ("ref", "activate", {"review_on": "2099-01-01"}, ["review_on"]),
    ],
    "active": [
        ("emp", "pause", {"paused_until": "yesterday"}, ["paused_until"]),
        ("emp", "pause", {"paused_until": "2020-01-01"}, ["paused_until"]),
        ("emp", "pause", {"paused_until": 5}, ["paused_until"]),
        ("leg", "hold", {}, ["reason", "review_on", "second_person"]),
    ],
    "proposed": [
        ("leg", "hold", {"reason": ["x"]}, ["reason"]),
        ("leg", "hold", {"reason": "x" * 2001}, ["reason"]),
        ("leg", "hold", {"review_on": "2099-01-01"}, ["review_on"]),
        ("leg", "hold", {"review_on": "2020-01-01"}, ["review_on"]),
        ("leg", "hold", {"review_on": "2099-1-1"}, ["review_on"]),
        ("leg", "hold", {"review_on": 20990101}, ["review_on"]),
    ],
    "on_hold": [
        ("leg", "release_hold", {"outcome": "forever"}, ["outcome"]),
        ("leg", "release_hold", {"outcome": ["ended"]}, ["outcome"]),
        ("ref", "release_hold", {"outcome": "ended"}, ["second_person"]),
    ],
}


def test_what_is_sent_wrong_is_refused_by_name_and_changes_nothing(portal):
    gov = programme(portal)
    for state, attempts in WRONG.items():
        made = registration(gov)
        if state == "proposed":
            proposed(walk_to("active", made))
        else:
            walk_to(state, made)
        before = (state_of(made), len(history_of(made)))
        for userid, transition, inputs, fields in attempts:
            with pytest.raises(Refused) as refused:
                act(userid, made, transition, **inputs)
            named = [problem.field for problem in refused.value.problems]
            assert (transition, inputs, named) == (transition, inputs, fields)
            assert refused.value.status == 400
        assert (state_of(made), len(history_of(made))) == before
        # Whatever is sent with it, nobody is kept.
        act("emp", made, "withdraw", outcome="active", reason=["x"], level_granted="relay")
        assert state_of(made) == "ended" and made.hold is None


def test_a_pause_lasts_until_the_day_that_is_said(portal):
    gov = programme(portal)
    made = walk_to("active", registration(gov))
    until = site_day() + timedelta(days=5)
    act("emp", made, "pause", paused_until=until.isoformat())
    assert made.paused_until == until
    at = wallclock.now() + timedelta(days=6)
    assert dict(run(gov, until + timedelta(days=1), at)) == {"resume": 1} and made.paused_until is None


def test_a_proposal_that_nobody_decides_about_is_dropped_by_itself(portal):
    gov = programme(portal)
    made = proposed(walk_to("active", registration(gov)))
    tomorrow, at = site_day() + timedelta(days=1), wallclock.now() + timedelta(days=1)
    run(gov, site_day(), wallclock.now())
    assert made.hold["proposed_by"] == "ref"
    run(gov, tomorrow, at)
    assert made.hold is None and history_of(made)[-1]["action"] == "drop_hold"
    before = len(history_of(made))
    run(gov, tomorrow, at)
    assert len(history_of(made)) == before and state_of(made) == "active"


def test_what_has_ended_lets_the_person_be_shown_no_more_and_nothing_else(portal):
    gov = programme(portal)
    made = walk_to("ended", registration(gov))
    given = {"given": True, "at": wallclock.now(), "withdrawn_at": None}
    taken_back = {"given": False, "at": wallclock.now(), "withdrawn_at": wallclock.now()}
    for name, value, refused in (
        ("image_consent", given, True),
        ("image_consent", taken_back, False),
        ("directory_visibility", "company", True),
        ("motivation", "Other", True),
    ):
        before = own_values(made)
        setattr(made, name, value)
        with api.env.adopt_user(username="emp"):
            if not refused:
                check_change(made, before)
                continue
            with pytest.raises(Refused) as error:
                check_change(made, before)
        assert [problem.field for problem in error.value.problems] == [name]
        setattr(made, name, before[name])


def test_nobody_decides_about_themself_whatever_their_roles(portal):
    gov = programme(portal)
    made = registration(gov)
    roles = ["Governance Referent", "Governance Legal", "Governance Owner"]
    gov.manage_setLocalRoles("emp", roles)
    walk_to("applied", made)
    made.manage_setLocalRoles("emp", ["Line Manager"])
    for transition, inputs in (("endorse", {}), ("not_now", {"reason": "workload"})):
        with pytest.raises(Refused) as refused:
            act("emp", made, transition, **inputs)
        assert [problem.field for problem in refused.value.problems] == ["person"]
    act("mgr", made, "endorse")
    for transition, code in (("start_onboarding", "person"), ("activate", "A5")):
        with pytest.raises(Refused) as refused:
            act("emp", made, transition)
        assert [problem.field for problem in refused.value.problems] == [code]
        act("ref", made, transition)
    with api.env.adopt_user(username="emp"), pytest.raises(Refused):
        propose(made, "Because", site_day())
    proposed(made)
    with api.env.adopt_user(username="emp"), pytest.raises(Refused):
        drop(made)
    with pytest.raises(Refused) as refused:
        act("emp", made, "hold")
    assert [problem.field for problem in refused.value.problems] == ["reason", "review_on", "second_person"]
    act("leg", made, "hold")
    with pytest.raises(Refused) as refused:
        act("emp", made, "release_hold")
    assert [problem.field for problem in refused.value.problems] == ["person"]
    act("leg", made, "release_hold")
    assert state_of(made) == "active"


def test_whom_a_scope_left_without_a_topic_chooses_another_that_it_allows(portal):
    gov = programme(portal)
    made = walk_to("active", registration(gov))

    def choose(*topics):
        before = own_values(made)
        made.topics = list(topics)
        with api.env.adopt_user(username="emp"):
            try:
                check_change(made, before)
            except Refused as refused:
                made.topics = before["topics"]
                return [problem.field for problem in refused.problems]
            note_change(made, before)
            follow(made, "emp")
        return []

    assert choose("innovation", "careers") == ["topics"]
    scopes.walk_to("in_force", scopes.following(gov["rd"], scopes.row("careers")))
    assert made.topics == [] and state_of(made) == "grace"
    assert choose("innovation") == ["topics"]
    assert choose("careers", "innovation") == ["topics"]
    form = RegistrationForm(gov, made, offers_of(gov, site_day(), Titles()), None)
    assert [topic.token for offer in form.offers for topic in offer.topics] == ["careers"]
    assert choose("careers") == [] and state_of(made) == "active"
