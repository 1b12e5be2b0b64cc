"""A scope from its draft to its end: who approves, what stands in the way, what is answered meanwhile."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.asking import ask
from collective.socialgovernance.scopes.asking import question_of
from collective.socialgovernance.scopes.freezing import freeze
from collective.socialgovernance.scopes.freezing import present_freeze
from collective.socialgovernance.scopes.freezing import unfreeze
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from datetime import timedelta
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from tests.intranet import act
from tests.scopes.company import contact
from tests.scopes.company import DEPARTMENTS
from tests.scopes.company import fill
from tests.scopes.company import following
from tests.scopes.company import let_time_pass
from tests.scopes.company import PEOPLE
from tests.scopes.company import programme
from tests.scopes.company import row
from tests.scopes.company import scope
from tests.scopes.company import tell
from tests.scopes.company import today
from tests.scopes.company import walk_to
from zope.event import notify
from zope.globalrequest import clearRequest
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


@pytest.fixture()
def gov(portal):
    return programme(portal)


def refused(userid: str, edition, transition: str, comment: str = "") -> list[str]:
    """The codes with which a transition is refused."""
    before = state_of(edition)
    with pytest.raises(Refused) as found:
        act(userid, edition, transition, comment=comment)
    assert state_of(edition) == before
    return [problem.field for problem in found.value.problems]


def test_a_scope_is_submitted_where_no_request_is_at_hand(gov):
    edition = scope(gov)["e1"]
    request = getRequest()
    clearRequest()
    try:
        walk_to("in_force", edition)
    finally:
        setRequest(request)
    assert state_of(edition) == "in_force"


def answer(gov, topic: str = "innovation", as_of=None, **asked):
    return ask(gov, question_of(gov, topic, as_of=as_of, **asked))


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"purpose": []}, ["purpose"]),
        ({"cells": []}, ["cells"]),
        ({"topics_allowed": []}, ["topics_allowed"]),
        ({"topics_allowed": ["careers"]}, ["topics_allowed"]),
        ({"topics_forbidden": [{"topic": "innovation", "reason": "hr"}]}, ["topics_allowed"]),
        ({"escalation": []}, ["escalation"]),
        ({"escalation": [contact("head")]}, ["escalation"]),
        ({"escalation": [contact("head", "head"), contact("head", "", "low")]}, ["escalation"]),
        ({"escalation": [contact("head", "nobody")]}, ["escalation"]),
        ({"escalation": [contact("head"), contact("mgr", "", "low")]}, []),
        ({"valid_to": None}, ["validity"]),
        ({"valid_to": today() - timedelta(days=1)}, ["validity"]),
        ({"valid_to": today() + timedelta(days=600)}, ["validity"]),
        ({"valid_from": today() + timedelta(days=90), "valid_to": today() + timedelta(days=600)}, []),
        (
            {"valid_from": today() + timedelta(days=90), "valid_to": today() + timedelta(days=80)},
            ["validity"],
        ),
        ({"voices": [{"user": "edi", "capacity": "official", "topics": []}]}, ["official_voice"]),
        ({"voices": [{"user": "edi", "capacity": "professional", "topics": []}]}, []),
        ({}, []),
    ],
)
def test_what_submit_asks_for(gov, values, codes):
    edition = fill(scope(gov)["e1"], **values)
    if codes:
        assert refused("head", edition, "submit") == codes
    else:
        act("head", edition, "submit")
        assert state_of(edition) == "submitted"


def test_a_mandate_is_a_file_for_each_official_voice(gov):
    edition = scope(gov, voices=[{"user": "edi", "capacity": "official", "topics": []}])["e1"]
    edition.mandates = {"edi": NamedBlobFile(b"Signed", "application/pdf", "mandate.pdf")}
    act("head", edition, "submit")
    digest = edition.digest
    act("own", edition, "return_to_draft", comment="Another file")
    assert edition.digest is None
    edition.mandates = {"edi": NamedBlobFile(b"Signed again", "application/pdf", "mandate.pdf")}
    act("head", edition, "submit")
    assert edition.digest not in (None, digest)


def test_everything_missing_is_said_at_once(gov):
    with api.env.adopt_user(username="head"):
        made = api.content.create(gov, "SpeakingScope", "rd", title="R&D", department="rd")
    assert refused("head", made["e1"], "submit") == [
        "purpose",
        "cells",
        "topics_allowed",
        "escalation",
        "validity",
    ]


def test_whoever_leads_the_department_does_not_approve_it(gov):
    edition = walk_to("submitted", scope(gov)["e1"])
    api.user.grant_roles(username="head", roles=["Site Administrator"])
    api.user.grant_roles(username="mgr", roles=["Manager"])
    assert refused("head", edition, "approve") == ["author", "head"]
    assert refused("mgr", edition, "approve") == ["head"]
    gov.manage_setLocalRoles("head", ["Governance Owner"])
    assert refused("head", edition, "approve") == ["author", "head"]
    act("own", edition, "approve")
    assert state_of(edition) == "in_force"


def test_an_author_who_owns_the_programme_is_told_who_else_could(gov):
    edition = scope(gov, by="own")["e1"]
    act("head", edition, "submit")
    with pytest.raises(Refused) as found:
        act("own", edition, "approve")
    assert [problem.field for problem in found.value.problems] == ["author"]
    assert "Own2 Martin" in str(found.value.problems[0].message.mapping["who_else"].mapping["names"])
    act("own2", edition, "approve")


def test_legal_approves_when_every_owner_is_excluded(gov):
    edition = scope(gov, by="own")["e1"]
    with api.env.adopt_user(username="own2"):
        notify(ObjectModifiedEvent(edition))
    act("head", edition, "submit")
    assert refused("own", edition, "approve") == ["author"]
    act("leg", edition, "approve")
    assert state_of(edition) == "in_force"


@pytest.mark.parametrize(
    "values",
    [{"regulated": True}, {"topics_forbidden": [{"topic": "results", "reason": "inside_information"}]}],
)
def test_what_is_regulated_goes_through_legal(gov, values):
    edition = walk_to("submitted", scope(gov, **values)["e1"])
    assert refused("own", edition, "approve") == ["legal_required"]
    act("own", edition, "send_to_legal")
    act("leg", edition, "approve")
    assert state_of(edition) == "in_force"


def test_what_is_returned_needs_a_note_and_is_a_draft_again(gov):
    edition = walk_to("submitted", scope(gov)["e1"])
    assert refused("own", edition, "return_to_draft") == ["note"]
    act("own", edition, "return_to_draft", comment="The press office leads this; you contribute.")
    assert state_of(edition) == "draft"
    assert history_of(edition)[-1]["comments"].startswith("The press office")
    act("head", edition, "submit")


def test_two_scopes_do_not_lead_the_same(gov):
    walk_to("in_force", scope(gov)["e1"])
    rival = walk_to("submitted", scope(gov, "press", "emp")["e1"], head="emp")
    with pytest.raises(Refused) as found:
        act("own", rival, "approve")
    (problem,) = found.value.problems
    assert problem.field == "lead_conflict" and problem.url.endswith("/gov/rd")
    assert problem.message.mapping["scope"] == "RD" and problem.message.mapping["cell"] == "Innovation"
    act("own", rival, "return_to_draft", comment="R&D leads, you contribute")
    fill(rival, row("innovation", legitimacy="contributor"))
    walk_to("in_force", rival, head="emp")
    told = answer(gov)
    assert told.answer.lead.scope.department == "rd"
    assert [entry.scope.department for entry in told.answer.contributors] == ["press"]


def test_the_narrower_lead_leads_there(gov):
    walk_to("in_force", scope(gov)["e1"])
    walk_to("in_force", scope(gov, "press", "emp", row("innovation", "journalists"))["e1"], head="emp")
    assert answer(gov, audience="journalists").answer.lead.scope.department == "press"
    assert answer(gov, audience="customers").answer.lead.scope.department == "rd"
    assert answer(gov).answer.lead.scope.department == "rd"


def test_conflicts_are_looked_for_in_what_will_be_in_force(gov):
    month = timedelta(days=30)
    first = walk_to("in_force", scope(gov, valid_to=today() + month)["e1"])
    press = scope(gov, "press", "emp", valid_from=today() + 2 * month)
    later = walk_to("submitted", press["e1"], head="emp")
    coming = walk_to("submitted", following(first.__parent__, valid_from=today() + month))
    act("own", coming, "approve")
    assert refused("own", later, "approve") == ["lead_conflict"]
    act("own", coming, "close", comment="Not needed")
    act("own", later, "approve")
    assert state_of(later) == "approved"
    assert answer(gov, as_of=today() + 2 * month).answer.lead.scope.department == "press"
    assert answer(gov, as_of=today()).answer.lead.scope.department == "rd"


def test_a_child_department_only_tightens(gov):
    forbidden = [{"topic": "results", "reason": "confidential"}]
    above = scope(gov, topics_forbidden=forbidden, topics_refer=[{"topic": "csr", "department": "press"}])
    walk_to("in_force", above["e1"])
    labs = scope(gov, "labs", "out", row("careers"))
    assert labs["e1"].topics_forbidden == forbidden, "a first draft forbids what is forbidden above"
    for values, codes in (
        ({"topics_forbidden": []}, ["tighten"]),
        ({"topics_allowed": ["careers", "csr"], "topics_forbidden": forbidden}, ["tighten"]),
    ):
        fill(labs["e1"], row("careers"), **values)
        assert refused("out", labs["e1"], "submit") == codes
    fill(labs["e1"], row("careers"), topics_forbidden=[*forbidden, {"topic": "csr", "reason": "hr"}])
    walk_to("in_force", labs["e1"], head="out")
    assert answer(gov, "careers").answer.lead.scope.department == "labs"


def test_what_is_forbidden_above_later_holds_below_at_once(gov):
    above = scope(gov)
    walk_to("in_force", above["e1"])
    walk_to("in_force", scope(gov, "labs", "out", row("careers"))["e1"], head="out")
    tighter = following(above, row("innovation"), topics_forbidden=[{"topic": "careers", "reason": "hr"}])
    walk_to("in_force", tighter)
    assert answer(gov, "careers").answer.kind == "none"
    assert state_of(gov["labs"]["e1"]) == "in_force", "nothing expires"


def test_the_corporate_list_comes_first_and_its_past_is_known(gov, monkeypatch):
    walk_to("in_force", scope(gov)["e1"])
    now = wallclock.now()
    monkeypatch.setattr(wallclock, "now", lambda: now + timedelta(days=10))
    gov.topics_forbidden = [{"topic": "innovation", "reason": "security"}]
    notify(ObjectModifiedEvent(gov))
    told = answer(gov)
    assert told.answer.kind == "none" and told.answer.prohibition.reason == "security"
    assert told.refer_to.person.userid == "ref"
    assert answer(gov, as_of=today() - timedelta(days=1)).answer.kind == "lead"
    press = scope(gov, "press", "emp", row("innovation", "journalists"))
    fill(press["e1"], row("innovation", "journalists"), topics_forbidden=[])
    assert refused("emp", press["e1"], "submit") == ["corporate_forbidden"]


def test_while_a_scope_is_revised_readers_and_resolver_see_the_one_in_force(gov):
    made = scope(gov)
    first = walk_to("in_force", made["e1"])
    second = following(made, row("careers"))
    for state in ("draft", "submitted"):
        walk_to(state, second)
        assert answer(gov).answer.lead.edition.uid == IUUID(first)
        assert answer(gov, "careers").answer.kind == "none"
    act("own", second, "approve")
    assert (state_of(first), state_of(second)) == ("superseded", "in_force")
    assert second.number == "2.0.0"
    assert answer(gov, "careers").answer.lead.edition.uid == IUUID(second)
    assert answer(gov).answer.kind == "none"
    yesterday = today() - timedelta(days=1)
    assert answer(gov, as_of=yesterday).answer.kind == "none"


def test_a_frozen_scope_holds_until_it_is_unfrozen_or_its_day_has_passed(gov):
    made = scope(gov)
    walk_to("in_force", made["e1"])
    freeze(made, "Recall", until=today() + timedelta(days=5))
    told = answer(gov)
    assert told.answer.kind == "hold" and told.refer_to.person.userid == "head"
    assert told.answer.freeze.reason == "Recall"
    assert answer(gov, as_of=today() + timedelta(days=5)).answer.kind == "hold"
    assert answer(gov, as_of=today() + timedelta(days=6)).answer.kind == "lead"
    unfreeze(made)
    assert answer(gov).answer.kind == "lead" and present_freeze(made) is None
    assert [act["action"] for act in history_of(made) if act["action"].endswith("freeze")] == [
        "freeze",
        "unfreeze",
    ]


def test_a_freeze_goes_over_to_the_next_edition_and_survives_the_end(gov):
    made = scope(gov)
    walk_to("in_force", made["e1"])
    freeze(made, "Recall")
    second = walk_to("in_force", following(made, valid_to=today() + timedelta(days=20)))
    assert answer(gov).answer.kind == "hold"
    done = let_time_pass(today() + timedelta(days=21))
    assert done == {"expire": 1} and state_of(second) == "expired"
    assert answer(gov, as_of=today() + timedelta(days=21)).answer.kind == "hold"
    unfreeze(made)
    assert answer(gov, as_of=today() + timedelta(days=21)).answer.kind == "none"


def test_the_clock_starts_and_ends_what_is_due_once(gov):
    made = scope(gov, valid_from=today() + timedelta(days=10), valid_to=today() + timedelta(days=20))
    edition = walk_to("submitted", made["e1"])
    act("own", edition, "approve")
    assert state_of(edition) == "approved" and state_of(made) == "unpublished"
    assert let_time_pass(today() + timedelta(days=9)) == {}
    start, end = today() + timedelta(days=10), today() + timedelta(days=21)
    assert let_time_pass(start) == {"start": 1}
    assert let_time_pass(start) == {}
    assert state_of(made) == "published" and edition.in_force_on == start
    assert let_time_pass(end - timedelta(days=1)) == {}
    assert let_time_pass(end) == {"expire": 1}
    assert state_of(edition) == "expired" and state_of(made) == "published"
    assert history_of(edition)[-1]["actor"] == "clock"


def test_a_run_that_was_missed_altogether_starts_and_ends_in_one(gov):
    made = scope(gov, valid_from=today() + timedelta(days=10), valid_to=today() + timedelta(days=20))
    walk_to("submitted", made["e1"])
    act("own", made["e1"], "approve")
    assert let_time_pass(today() + timedelta(days=90)) == {"start": 1, "expire": 1}


def test_who_left_is_at_once_out_of_every_answer(gov):
    voices = [
        {"user": "edi", "capacity": "professional", "topics": []},
        {"user": "aud", "capacity": "professional", "topics": ["careers"]},
        {"user": "leg", "capacity": "professional", "topics": [], "valid_to": today() - timedelta(days=1)},
        {"user": "con", "capacity": "professional", "topics": []},
    ]
    walk_to("in_force", scope(gov, voices=voices)["e1"])
    told = answer(gov)
    assert [speaker.person.userid for speaker in told.voices] == ["edi", "con"]
    assert [(call.person.userid, call.backup.userid) for call in told.escalation] == [
        ("head", "mgr"),
        ("mgr", "head"),
    ]
    tell(
        people=[
            {"userid": name, "fullname": name, "department": "rd", "status": "left"}
            for name in ("head", "con")
        ]
    )
    told = answer(gov)
    assert [speaker.person.userid for speaker in told.voices] == ["edi"]
    assert [(call.person.userid, call.backup) for call in told.escalation] == [("mgr", None), ("mgr", None)]


def test_of_a_lead_whose_contacts_have_all_left_whoever_leads_the_department_is_named(gov):
    walk_to("in_force", scope(gov)["e1"])
    assert answer(gov).refer_to is None
    tell(
        people=[
            {"userid": name, "fullname": name, "department": "rd", "status": "left"}
            for name in ("head", "mgr")
        ]
    )
    told = answer(gov)
    assert (told.answer.kind, told.escalation, told.refer_to.kind) == ("lead", (), "referent")
    tell([{"id": "co", "title": "Company", "head": "own2"}])
    told = answer(gov)
    assert (told.refer_to.kind, told.refer_to.person.userid) == ("contact", "own2")


def test_somebody_is_named_even_where_nobody_was_given_a_role(portal):
    tell(DEPARTMENTS, PEOPLE)
    bare = api.content.create(portal, "GovernanceProgramme", "bare", title="Bare", country="FR")
    told = answer(bare)
    assert told.answer.kind == "none"
    assert told.refer_to.person.userid == bare.Creator()
    api.user.grant_roles(username="own2", roles=["Governance Owner"], obj=bare)
    api.user.get(userid="own2").setMemberProperties({"fullname": "Olga Wins"})
    tell(people=[{"userid": "own2", "fullname": "Olga Wins", "department": "rd", "status": "leave"}])
    person = answer(bare).refer_to.person
    assert (person.userid, person.name, person.email) == ("own2", "Olga Wins", "own2@example.org")


def test_what_an_edition_says_is_what_its_digest_covers(gov):
    made = scope(gov)
    edition = walk_to("submitted", made["e1"])
    before = edition.digest
    act("own", edition, "return_to_draft", comment="x")
    act("head", edition, "submit")
    assert edition.digest == before
    act("own", edition, "return_to_draft", comment="x")
    fill(edition, row("innovation", "customers"))
    act("head", edition, "submit")
    assert edition.digest != before and content_of(edition).cells[0].audience == "customers"
