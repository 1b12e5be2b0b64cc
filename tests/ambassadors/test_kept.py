"""What is kept about a person, for them; and how long."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.figures import figures_of
from collective.socialgovernance.ambassadors.holds import add_word
from collective.socialgovernance.ambassadors.kept_about import kept_about
from collective.socialgovernance.ambassadors.renaming import rename
from collective.socialgovernance.ambassadors.retention import ANONYMISE
from collective.socialgovernance.ambassadors.retention import carry_out
from collective.socialgovernance.ambassadors.retention import due_for_retention
from collective.socialgovernance.ambassadors.retention import Kept
from collective.socialgovernance.ambassadors.retention import PURGE
from collective.socialgovernance.ambassadors.retention import retention_of
from collective.socialgovernance.browser.reading.own_registrations import own_registrations
from collective.socialgovernance.evidence.interfaces import IEventLog
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from tests.ambassadors.company import programme
from tests.ambassadors.company import proposed
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from tests.intranet import act
from tests.site_day import site_day
from types import SimpleNamespace
from zope.component import getUtility

import json
import pickle
import pytest


ENDED = date(2027, 2, 28)


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (Kept(ENDED, False, True), (PURGE, date(2027, 8, 28))),
        (Kept(ENDED, True, True), (ANONYMISE, date(2028, 2, 28))),
        (Kept(None, True, True), None),
        (Kept(None, False, True), None),
        (Kept(ENDED, True, False), None),
    ],
)
def test_what_came_to_nothing_goes_and_what_was_lived_loses_its_names(kept, found):
    assert retention_of(kept, 6, 12) == found


def test_what_is_kept_about_me_is_complete_and_nothing_of_others(portal):
    gov = programme(portal)
    first = registration(gov, image_consent={"given": True, "at": wallclock.now(), "withdrawn_at": None})
    act("emp", first, "withdraw")
    made = proposed(walk_to("active", registration(gov)))
    registration(gov, "head")
    ended, active = sorted(kept_about("emp"), key=lambda each: each["state"] != "ended")
    assert ended["image_consent"]["given"] and ended["end_reason"] == "withdrawn"
    assert active["motivation"] == "Secretmotive" and active["declared_profiles"]
    assert active["answers"][0]["manager"] == "mgr" and active["statement_text"]
    assert "What is kept" in active["privacy_notice_text"]
    assert active["hold"] is None and "propose_hold" not in json.dumps(active["acts"])
    assert {"apply", "endorse", "activate"} <= {each["action"] for each in active["acts"]}
    act("leg", made, "hold")
    with api.env.adopt_user(username="emp"):
        add_word(made, "I was away")
    held = next(each for each in kept_about("emp") if each["state"] == "on_hold")
    assert held["hold"]["reason"] == "Because" and held["hold"]["word"] == "I was away"
    assert kept_about("mgr") == kept_about("") == kept_about("own") == []
    for language in ("en", "fr"):
        shown = own_registrations("emp", language)
        words = " ".join(value for each in shown for _name, value in each.rows)
        assert len(shown) == 2 and "Secretmotive" in words and "Max Roy" in words and "Because" in words
        assert any("Rita Sol" in line for each in shown for line in each.acts)


def names_in(registration):
    """Whether anything that the database keeps of it still names somebody."""
    uid = IUUID(registration)
    events = getUtility(IEventLog).of(uid)
    state = {name: value for name, value in registration.__dict__.items() if name != "__parent__"}
    words = repr(state) + repr(events) + repr(pickle.dumps(state.get("__ac_local_roles__")))
    people = ("'emp'", "'mgr'", "'ref'", "'leg'", "admin", "Secretmotive", "secretprofile", "Because")
    return [name for name in people if name in words]


def test_an_ended_registration_loses_its_names_and_one_that_came_to_nothing_goes(portal):
    gov = programme(portal)
    gov.k_threshold = 1
    lived = walk_to("on_hold", registration(gov))
    act("emp", lived, "withdraw")
    nothing = registration(gov)
    act("emp", nothing, "apply")
    act("emp", nothing, "withdraw")
    today = site_day()
    lived.ended_on = date(today.year - 1, today.month, min(today.day, 28))
    nothing.ended_on = date(today.year - 1, today.month, min(today.day, 28))
    running = walk_to("active", registration(gov))
    id, uid = nothing.getId(), IUUID(nothing)
    due = list(due_for_retention(gov, today))
    assert sorted(each.action for each in due) == [ANONYMISE, PURGE]
    assert names_in(lived) and list(due_for_retention(gov, lived.ended_on)) == []
    before = figures_of(gov, today)
    for each in due:
        carry_out(each)
    assert id not in gov and getUtility(IEventLog).of(uid) == ()
    assert names_in(lived) == [] and lived.level_granted == "relay" and lived.valid_to
    assert api.content.get_state(lived) == "ended" and lived.end_reason == "withdrawn"
    assert list(due_for_retention(gov, date(2099, 1, 1))) == []
    assert figures_of(gov, today).over_time == before.over_time
    assert [each["state"] for each in kept_about("emp")] == ["active"] and running.person == "emp"


def test_everything_follows_a_person_to_another_userid():
    made = SimpleNamespace(
        person="emp",
        certified_by="ref",
        answers=({"result": "available", "manager": "mgr"},),
        endorsement={"result": "available", "manager": "mgr"},
        asked_of=("mgr", date(2027, 3, 1)),
        hold={"proposed_by": "ref", "made_by": "leg", "reason": "mgr"},
    )
    rename(made, {"emp": "emma", "mgr": "max", "ref": "rita"})
    assert (made.person, made.certified_by) == ("emma", "rita")
    assert made.answers[0]["manager"] == made.endorsement["manager"] == "max"
    assert made.asked_of == ("max", date(2027, 3, 1))
    assert made.hold == {"proposed_by": "rita", "made_by": "leg", "reason": "mgr"}
