"""What waits for heads, owners and legal."""

from collective.socialgovernance.scopes.tasks import scopes_led_by
from collective.socialgovernance.scopes.tasks import tasks_of
from datetime import timedelta
from plone import api
from tests.intranet import act
from tests.scopes.company import contact
from tests.scopes.company import DEPARTMENTS
from tests.scopes.company import following
from tests.scopes.company import programme
from tests.scopes.company import row
from tests.scopes.company import scope
from tests.scopes.company import tell
from tests.scopes.company import today
from tests.scopes.company import walk_to
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


@pytest.fixture()
def gov(portal):
    return programme(portal)


def waiting(userid: str, as_of=None) -> list[tuple[str, str]]:
    with api.env.adopt_user(username=userid):
        return sorted((task.kind, task.status) for task in tasks_of(userid, as_of))


def test_a_head_is_asked_to_say_what_the_department_speaks_about(gov):
    assert waiting("head") == [("define_scope", "missing")]
    assert waiting("mgr") == [], "the deputy is asked when there is no head"
    assert waiting("edi") == waiting("leg") == []
    scope(gov)
    assert waiting("head") == [("define_scope", "draft")]


def test_owners_approve_and_legal_what_is_regulated(gov):
    edition = walk_to("submitted", scope(gov, regulated=True)["e1"])
    assert waiting("own") == waiting("own2") == [("approve_scope", "submitted")]
    assert waiting("leg") == waiting("head") == []
    act("own", edition, "send_to_legal")
    assert waiting("leg") == [("approve_scope", "legal")] and waiting("own") == []


def test_whoever_may_not_approve_it_is_not_asked_to(gov):
    edition = scope(gov, by="own")["e1"]
    act("head", edition, "submit")
    assert waiting("own") == [] and waiting("own2") == [("approve_scope", "submitted")]


def test_what_comes_back_is_a_task_with_the_note(gov):
    edition = walk_to("submitted", scope(gov)["e1"])
    act("own", edition, "return_to_draft", comment="Press leads")
    assert waiting("head") == [("define_scope", "returned")]
    with api.env.adopt_user(username="head"):
        (task,) = tasks_of("head")
    assert task.title.mapping["note"] == "Press leads" and task.url.endswith("/gov/rd/e1")


def test_a_scope_that_runs_out_is_renewed_in_time(gov):
    made = scope(gov, valid_to=today() + timedelta(days=100))
    walk_to("in_force", made["e1"])
    assert waiting("head") == []
    assert waiting("head", today() + timedelta(days=40)) == [("scope_expiring", "in_force")]
    following(made)
    assert waiting("head", today() + timedelta(days=40)) == [("define_scope", "draft")]


def test_contacts_and_voices_who_left_or_moved_are_replaced(gov):
    voices = [{"user": "edi", "capacity": "professional", "topics": []}]
    walk_to("in_force", scope(gov, voices=voices, escalation=[contact("aud", "con")])["e1"])
    assert waiting("head") == []
    tell(
        people=[
            {"userid": "edi", "fullname": "Edi", "department": "rd", "status": "left"},
            {"userid": "aud", "fullname": "Aud", "department": "press"},
        ]
    )
    assert waiting("head") == [("replace_contact", "left")]
    tomorrow = today() + timedelta(days=1)
    assert waiting("head", tomorrow)[0] == ("replace_contact", "left")


def test_the_tasks_of_a_department_without_head_are_those_of_who_leads_above_else_of_owners(gov):
    walk_to("in_force", scope(gov, valid_to=today() + timedelta(days=30))["e1"])
    headless = [{**each, "head": "", "deputies": []} if each["id"] == "rd" else each for each in DEPARTMENTS]
    tell(headless)
    assert waiting("own") == [("scope_expiring", "in_force")] and waiting("head") == []
    tell([{**each, "head": "emp"} if each["id"] == "co" else each for each in headless])
    assert waiting("emp") == [
        ("define_scope", "missing"),
        ("define_scope", "missing"),
        ("scope_expiring", "in_force"),
    ]


def test_a_head_is_told_when_what_they_allow_is_forbidden_above(gov):
    walk_to("in_force", scope(gov)["e1"])
    gov.topics_forbidden = [{"topic": "innovation", "reason": "security"}]
    notify(ObjectModifiedEvent(gov))
    assert waiting("head") == [("define_scope", "tighten")]


def test_a_scope_of_which_nothing_is_in_force_is_prepared_anew(gov):
    made = scope(gov, "rd", "head", row("innovation"))
    walk_to("closed", made["e1"])
    assert waiting("head") == [("define_scope", "ended")]


def test_the_scopes_one_looks_after(gov):
    made = scope(gov)
    walk_to("in_force", made["e1"])
    (led,) = scopes_led_by("mgr")
    assert [led[0].getId(), led[1].getId(), led[2]] == ["rd", "e1", None]
    assert scopes_led_by("edi") == []
