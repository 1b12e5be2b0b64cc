"""Who may move a registration from which state; what follows; what never is."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.ambassadors.facts import STATES
from collective.socialgovernance.ambassadors.following import run
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.tasks import tasks_of
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.freezing import freeze
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.transitions.firing import available
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import outgoing
from collective.socialgovernance.transitions.firing import state_of
from datetime import timedelta
from plone import api
from tests import intranet
from tests.ambassadors.company import programme
from tests.ambassadors.company import proposed
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from tests.intranet import act
from tests.scopes import company as scopes
from tests.site_day import site_day
from zope.component import getUtility
from zope.globalrequest import clearRequest
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

import pytest


@pytest.fixture()
def gov(portal):
    return programme(portal)


PERSON = {
    "draft": {"apply", "withdraw"},
    "applied": {"withdraw"},
    "deferred": {"withdraw"},
    "endorsed": {"withdraw"},
    "onboarding": {"withdraw"},
    "active": {"pause", "withdraw"},
    "grace": {"pause", "withdraw"},
    "lapsed": {"withdraw"},
    "paused": {"resume", "withdraw"},
    "on_hold": {"withdraw"},
    "ended": set(),
}
REFERENT = {
    "deferred": {"review_deferral"},
    "endorsed": {"start_onboarding"},
    "onboarding": {"activate"},
    "active": {"renew"},
    "grace": {"renew"},
    "lapsed": {"renew"},
    "on_hold": {"release_hold"},
}
LEGAL = {"active": {"hold"}, "grace": {"hold"}, "on_hold": {"release_hold"}}
MANAGER = {"applied": {"endorse", "not_now"}}
TABLE = {
    "emp": PERSON,
    "mgr": MANAGER,
    "ref": REFERENT,
    "leg": LEGAL,
    "own": {},
    "edi": {},
    "aud": {},
    "con": {},
    "head": {},
    "out": {},
}


@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what_from_each_state(gov, state):
    made = walk_to(state, registration(gov))
    assert state_of(made) == state
    for userid, rights in TABLE.items():
        with api.env.adopt_user(username=userid):
            assert set(available(made)) == rights.get(state, set()), userid
    assert set(available(made)) == LEGAL.get(state, set())


EVERY = sorted({transition for rights in TABLE.values() for each in rights.values() for transition in each})


@pytest.mark.parametrize("state", STATES)
def test_all_else_is_refused_and_changes_nothing(gov, state):
    made = walk_to(state, registration(gov))
    before = history_of(made)
    for userid, rights in TABLE.items():
        for transition in {*EVERY, *outgoing(made)} - rights.get(state, set()):
            with pytest.raises(Refused):
                act(userid, made, transition)
    assert state_of(made) == state and history_of(made) == before


@pytest.mark.parametrize("state", [state for state in STATES if state != "ended"])
def test_the_person_leaves_from_every_state_at_once_and_without_a_word(gov, state):
    made = walk_to(state, registration(gov))
    act("emp", made, "withdraw")
    assert state_of(made) == "ended" and made.end_reason == "withdrawn"
    assert registration_of(gov, "emp") is None
    assert state_of(registration(gov)) == "draft"


def at(day):
    return wallclock.now() + timedelta(days=day)


def on(day):
    return site_day() + timedelta(days=day)


def runs(gov, day):
    return dict(run(gov, on(day), at(day)))


def test_a_run_from_the_console_has_no_request_and_calls_texts_as_the_site_does(gov):
    intranet.walk_to("in_force", intranet.charter(gov)["e1"])
    request = getRequest()
    clearRequest()
    try:
        titles = Surroundings(gov).titles
    finally:
        setRequest(request)
    assert titles and all(titles.values())


def test_a_manager_who_stays_silent_is_passed_and_the_second_run_finds_nothing(gov):
    made = walk_to("applied", registration(gov))
    assert runs(gov, 9) == {}
    assert runs(gov, 25) == {"auto_forward": 1} and state_of(made) == "endorsed"
    assert made.endorsement["result"] == "forwarded" and made.endorsement["manager"] == "mgr"
    assert runs(gov, 25) == {}


def test_a_mandatory_text_brings_grace_then_lapse_and_acknowledging_restores_at_once(gov):
    made = walk_to("active", registration(gov))
    text = intranet.charter(gov, mandatory_for_ambassadors=True)
    intranet.walk_to("in_force", text["e1"])
    assert runs(gov, 30) == {}
    assert runs(gov, 31) == {"enter_grace": 1} and state_of(made) == "grace"
    assert runs(gov, 45) == {}
    assert runs(gov, 46) == {"lapse": 1} and state_of(made) == "lapsed"
    with api.env.adopt_user(username="emp"):
        give_answer(text["e1"], "emp", "emp", Given("acknowledged", digest=text["e1"].digest))
    assert state_of(made) == "active" and history_of(made)[-1]["action"] == "restore"


def test_a_missed_month_ends_where_a_run_each_night_does(gov):
    made = walk_to("active", registration(gov))
    intranet.walk_to("in_force", intranet.charter(gov, mandatory_for_ambassadors=True)["e1"])
    assert runs(gov, 60) == {"enter_grace": 1, "lapse": 1} and state_of(made) == "lapsed"
    assert runs(gov, 60) == {}


def test_a_closed_scope_brings_grace_the_same_day_and_the_next_edition_restores(gov):
    made = walk_to("active", registration(gov))
    act("own", gov["rd"]["e1"], "close", comment="Because")
    assert state_of(made) == "grace" and made.topics == ["innovation"]
    scopes.walk_to("in_force", scopes.following(gov["rd"]))
    assert state_of(made) == "active"


def test_a_topic_that_a_new_edition_drops_is_removed(gov):
    made = walk_to("active", registration(gov))
    scopes.walk_to("in_force", scopes.following(gov["rd"], scopes.row("careers")))
    assert made.topics == [] and state_of(made) == "grace"
    assert [event["action"] for event in history_of(made)][-2:] == ["topics_removed", "enter_grace"]


def test_a_topic_that_is_not_in_the_edition_after_an_expired_one_is_removed(gov):
    made = walk_to("active", registration(gov))
    act("own", gov["rd"]["e1"], "close", comment="Because")
    assert made.topics == ["innovation"]
    scopes.walk_to("in_force", scopes.following(gov["rd"], scopes.row("careers")))
    assert made.topics == [] and state_of(made) == "grace"
    assert history_of(made)[-1]["action"] == "topics_removed"


def test_where_the_clock_ran_ahead_acts_count_on_its_day(gov):
    """A run for a day to come is how one looks ahead: what follows from an act is computed for that day."""
    made = walk_to("active", registration(gov))
    intranet.walk_to("in_force", intranet.charter(gov, mandatory_for_ambassadors=True)["e1"])
    act("emp", made, "pause")
    getUtility(IClockRecord).as_of = on(60)
    act("emp", made, "resume")
    assert state_of(made) == "grace" and made.grace_since == on(60)
    assert runs(gov, 74) == {} and runs(gov, 75) == {"lapse": 1}


def test_silence_is_a_yes_in_a_run_only_and_at_once_without_a_manager(gov):
    getUtility(IClockRecord).as_of = on(60)
    assert state_of(walk_to("applied", registration(gov))) == "applied"
    head = registration(gov, "head")
    act("head", head, "apply")
    assert state_of(head) == "endorsed"


def test_who_belongs_to_an_open_population_again_may_speak_again_at_once(gov):
    made = walk_to("active", registration(gov))
    row = {"userid": "emp", "fullname": "Emma Petit", "department": "rd", "manager": "mgr"}
    intranet.tell([{**row, "population": "contractor"}])
    assert runs(gov, 0) == {"enter_grace": 1}
    intranet.tell([{**row, "population": "employee"}])
    assert state_of(made) == "active"


def test_a_manager_told_of_late_is_known_from_then(gov):
    made = walk_to("active", registration(gov))
    since = on(-60).isoformat()
    row = {"userid": "emp", "fullname": "Emma Petit", "department": "rd", "manager": "head"}
    intranet.tell([{**row, "since": since}])
    assert made.asked_of == ("head", on(0))
    assert runs(gov, 30) == {} and runs(gov, 31) == {"enter_grace": 1}


def test_a_frozen_scope_changes_nobodys_standing(gov):
    made = walk_to("active", registration(gov))
    freeze(gov["rd"], "Recall")
    assert runs(gov, 1) == {} and state_of(made) == "active"


def test_a_hold_that_nobody_reviews_ends_by_itself(gov):
    made = walk_to("on_hold", registration(gov))
    assert runs(gov, 0) == {}
    assert runs(gov, 1) == {"release_hold": 1} and state_of(made) == "active" and made.hold is None


def test_a_pause_until_a_day_ends_after_it(gov):
    made = registration(gov)
    walk_to("active", made)
    made.paused_until = on(5)
    act("emp", made, "pause")
    assert runs(gov, 5) == {}
    assert runs(gov, 6) == {"resume": 1} and state_of(made) == "active"


def test_who_left_is_no_longer_registered(gov):
    made = walk_to("active", registration(gov))
    intranet.tell([{"userid": "emp", "fullname": "Emma Petit", "department": "rd", "status": "left"}])
    assert runs(gov, 0) == {"depart": 1} and made.end_reason == "left"
    assert list(registrations_of(gov)) == []


def kinds(userid):
    with api.env.adopt_user(username=userid):
        return [task.kind for task in tasks_of(userid)]


def test_what_waits_for_whom(gov):
    made = registration(gov)
    assert kinds("emp") == ["complete_registration"] and kinds("mgr") == []
    walk_to("applied", made)
    assert kinds("mgr") == ["endorse"] and kinds("ref") == []
    act("mgr", made, "endorse")
    assert kinds("mgr") == [] and kinds("ref") == ["certify"]
    act("ref", made, "start_onboarding")
    act("ref", made, "activate")
    assert kinds("ref") == [] and kinds("emp") == []
    proposed(made)
    assert kinds("leg") == ["hold_review"] and kinds("ref") == []
    act("leg", made, "hold")
    assert kinds("leg") == kinds("ref") == ["hold_review"] and kinds("emp") == []


def test_the_catalog_never_knows_a_registration(gov):
    walk_to("active", registration(gov))
    catalog = api.portal.get_tool("portal_catalog")
    assert not catalog.unrestrictedSearchResults(portal_type="AmbassadorRegistration")
    assert not catalog.unrestrictedSearchResults(SearchableText="Secretmotive")
