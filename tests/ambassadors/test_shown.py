"""What the pages are given: the line of steps, the desk, our ambassadors, certifying several at once."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.certifying import certify_many
from collective.socialgovernance.ambassadors.desk import desk_of
from collective.socialgovernance.ambassadors.figures import figures_of
from collective.socialgovernance.ambassadors.following import run
from collective.socialgovernance.ambassadors.listing import shown_to
from collective.socialgovernance.ambassadors.registering import MADE_AGAIN
from collective.socialgovernance.ambassadors.steps import Steps
from collective.socialgovernance.ambassadors.steps import steps_of
from collective.socialgovernance.browser.ambassadors.keeping import keep
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import replace
from datetime import timedelta
from plone import api
from plone.uuid.interfaces import IUUID
from tests import intranet
from tests.ambassadors.company import programme
from tests.ambassadors.company import proposed
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from tests.intranet import act
from tests.site_day import site_day
from zope.component import getUtility

import pytest


@pytest.fixture()
def gov(portal):
    return programme(portal)


def today():
    return site_day()


def steps(made, userid):
    with api.env.adopt_user(username=userid):
        return steps_of(made, userid, today())


def desk(gov, userid):
    with api.env.adopt_user(username=userid):
        return desk_of(gov, userid, today())


def places(found):
    return [(step.id, step.place) for step in found.line]


def test_the_person_sees_where_they_are_what_is_missing_and_the_way_out(gov):
    made = registration(gov)
    draft = steps(made, "emp")
    assert places(draft) == [
        ("prepare", "here"),
        ("manager", "ahead"),
        ("welcome", "ahead"),
        ("ambassador", "ahead"),
    ]
    assert draft.words and [way.transition for way in draft.ways] == ["apply"]
    assert draft.way_out.transition == "withdraw" and draft.way_out.consequence
    assert [each.code for each in draft.of_others] == ["A4", "A5"] and draft.to_do == ()
    assert all(each.next_step and each.url for each in draft.missing)
    made.topics = []
    assert [each.code for each in steps(made, "emp").to_do] == ["A3"]
    made.topics = ["innovation"]
    walk_to("active", made)
    active = steps(made, "emp")
    assert active.kind == "active" and active.missing == () and active.until == made.valid_to
    assert {step.place for step in active.line[:3]} == {"done"} and active.line[3].on == today()
    act("emp", made, "withdraw")
    ended = steps(made, "emp")
    assert ended.way_out is None and ended.ways == () and ended.line[-1].id == "ended"
    assert [step.place for step in ended.line] == ["done"] * 4 + ["here"]


def test_a_manager_and_strangers_are_shown_nothing_of_it(gov):
    made = walk_to("applied", registration(gov))
    for userid in ("mgr", "head", "edi", "out"):
        assert steps(made, userid) == Steps()
    assert steps(made, "own").title and steps(made, "own").way_out is None


def test_a_lapse_and_a_hold_are_said_in_different_words(gov):
    made = walk_to("lapsed", registration(gov))
    lapsed = steps(made, "emp")
    act("emp", made, "withdraw")
    held = steps(walk_to("on_hold", registration(gov)), "emp")
    assert lapsed.kind != held.kind and not set(lapsed.words[:-2]) & set(held.words[:-3])
    assert "Rita Sol" in held.words[0].mapping["names"] and held.words[0].mapping["reason"] == "Because"
    assert held.words[1].mapping["day"] == today().isoformat()


def test_the_desk_of_a_referent(gov):
    made = walk_to("applied", registration(gov))
    waiting = desk(gov, "ref").with_manager
    assert [row.name for row in waiting] == ["Emma Petit"] and waiting[0].until > today()
    act("mgr", made, "not_now", reason="workload")
    (deferred,) = desk(gov, "ref").deferrals
    assert deferred.reason and [way.transition for way in deferred.ways] == ["review_deferral"]
    act("ref", made, "review_deferral")
    act("mgr", made, "endorse")
    (endorsed,) = desk(gov, "ref").waiting
    assert not endorsed.ready and endorsed.days == 0 and endorsed.department == "R&D"
    act("ref", made, "start_onboarding")
    assert desk(gov, "ref").waiting[0].ready
    with api.env.adopt_user(username="ref"):
        assert [line.done for line in certify_many([made, made])] == [True]
    assert desk(gov, "ref").is_empty
    proposed(made)
    (hold,) = desk(gov, "leg").holds_proposed
    assert hold.may_make and hold.proposed_by == "Rita Sol" and hold.review_on == today()
    assert not desk(gov, "ref").holds_proposed[0].may_make
    act("leg", made, "hold")
    assert [each.reason for each in desk(gov, "leg").holds_open] == ["Because"]
    for userid in ("own", "mgr", "emp", "aud"):
        assert desk(gov, userid).is_empty


def test_the_desk_tells_which_renewals_are_coming_and_who_waits_longest(gov):
    first, second = walk_to("active", registration(gov)), registration(gov, "head")
    act("head", second, "apply")
    assert desk(gov, "ref").renewals == ()
    first.valid_to = today() + timedelta(days=60)
    for name in MADE_AGAIN:
        said = getattr(first, name)
        setattr(first, name, {**said, "at": said["at"] - timedelta(days=30)})
    (coming,) = desk(gov, "ref").renewals
    assert coming.name == "Emma Petit" and coming.renewal.asked is None
    with api.env.adopt_user(username="emp"):
        keep(first, {name: {**getattr(first, name), "at": wallclock.now()} for name in MADE_AGAIN})
    assert desk(gov, "ref").renewals == ()
    assert [row.name for row in desk(gov, "ref").waiting] == ["Emma Petit", "Hugo Roux"]
    event = getUtility(IEventLog).of(IUUID(second))[-1]
    getUtility(IEventLog).rewrite(
        IUUID(second),
        lambda each: replace(each, at=event.at - timedelta(days=3)),
    )
    assert [(row.name, row.days) for row in desk(gov, "ref").waiting] == [("Hugo Roux", 3), ("Emma Petit", 0)]


def test_several_are_certified_each_with_their_own_result(gov):
    intranet.tell([{"userid": "ref2", "fullname": "Remy Loup", "department": "rd", "manager": "mgr"}])
    first = walk_to("onboarding", registration(gov))
    first.topics = ["careers"]
    second = registration(gov, "head")
    with api.env.adopt_user(username="ref"):
        wrong, draft = certify_many([first, second])
    assert not wrong.done and [problem.field for problem in wrong.problems] == ["A3"]
    assert wrong.name == "Emma Petit" and state_of(first) == "onboarding"
    assert not draft.done and [problem.field for problem in draft.problems] == ["review_state"]
    first.topics = ["innovation"]
    before = len(history_of(second))
    with api.env.adopt_user(username="ref"):
        (higher,) = certify_many([first], "expert")
        draft, right = certify_many([second, first], "relay")
    assert [problem.field for problem in higher.problems] == ["A3"]
    assert right.done and right.problems == () and first.level_granted == "relay"
    assert not draft.done and len(history_of(second)) == before
    with api.env.adopt_user(username="own"):
        (line,) = certify_many([second])
    assert not line.done and [problem.field for problem in line.problems] == ["review_state"]


def names(gov, userid, **asked):
    return [shown.name for shown in shown_to(gov, userid, today(), **asked)]


def test_only_who_chose_it_is_shown_and_only_to_whom(gov):
    made = walk_to("active", registration(gov))
    assert names(gov, "head") == names(gov, "emp") == []
    made.directory_visibility = "department"
    assert names(gov, "head") == names(gov, "emp") == ["Emma Petit"]
    assert names(gov, "ref") == names(gov, "out") == names(gov, "own") == names(gov, "") == []
    made.directory_visibility = "company"
    assert names(gov, "ref") == ["Emma Petit"] and names(gov, "") == []
    assert names(gov, "ref", topic="innovation") == ["Emma Petit"]
    assert names(gov, "ref", topic="careers") == names(gov, "ref", topic="unknown") == []
    assert names(gov, "ref", department="co") == ["Emma Petit"] == names(gov, "ref", department="rd")
    assert names(gov, "ref", department="unknown") == []
    (shown,) = shown_to(gov, "ref", today())
    assert not shown.picture and [token for token, _title in shown.topics] == ["innovation"]
    made.image_consent = {"given": True, "at": wallclock.now(), "withdrawn_at": None}
    assert shown_to(gov, "ref", today())[0].picture
    act("emp", made, "pause")
    assert names(gov, "ref") == []
    act("emp", made, "resume")
    assert names(gov, "ref") == ["Emma Petit"]
    last = made.valid_to
    made.valid_to = today() - timedelta(days=1)
    run(gov, today(), wallclock.now())
    assert state_of(made) == "grace" and names(gov, "ref") == ["Emma Petit"]
    made.valid_to = today() - timedelta(days=30)
    assert names(gov, "ref") == []
    made.valid_to = last
    intranet.tell([{"userid": "head", "fullname": "Hugo Roux", "department": "rd", "status": "left"}])
    assert names(gov, "head") == []


def test_the_figures_of_a_programme_name_nobody(gov):
    walk_to("active", registration(gov))
    gov.k_threshold = 1
    found = figures_of(gov, today())
    assert found.total == 1 and [row.id for row in found.by_department] == ["rd"]
    assert found.over_time[-1].count == 1 and found.exits.count == 0
    assert "emp" not in repr(found) and "Emma" not in repr(found)
    gov.k_threshold = 10
    assert figures_of(gov, today()).total == 0
    next_month = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    assert figures_of(gov, next_month).total is None
