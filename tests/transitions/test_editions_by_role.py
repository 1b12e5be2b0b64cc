"""Role by state by transition: who may do what with an edition, and that nobody else can."""

from AccessControl import Unauthorized
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import available
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from tests.intranet import charter
from tests.intranet import next_edition
from tests.intranet import programme
from tests.intranet import walk_to
from typing import Any

import pytest


TRANSITIONS = (
    "submit",
    "return_to_draft",
    "send_to_legal",
    "request_formalities",
    "downgrade",
    "approve",
    "start",
    "supersede",
    "withdraw",
    "reaffirm",
)
MAY: dict[str, dict[str, set[str]]] = {
    # state: {transition: members who may}; a site administrator may what owner, editor and legal may
    "draft": {"submit": {"edi", "admin"}},
    "review": {
        "return_to_draft": {"own", "admin"},
        "send_to_legal": {"own", "admin"},
        "approve": {"own", "admin"},
    },
    "legal": {
        "return_to_draft": {"leg", "admin"},
        "request_formalities": {"leg", "admin"},
        "approve": {"own", "admin"},
    },
    "formalities": {
        "return_to_draft": {"leg", "admin"},
        "downgrade": {"leg", "admin"},
        "approve": {"leg", "admin"},
    },
    "approved": {"withdraw": {"leg", "admin"}},
    "in_force": {"withdraw": {"own", "admin"}, "reaffirm": {"own", "admin"}},
    "superseded": {},
    "withdrawn": {},
}
MEMBERS = ("edi", "own", "leg", "ref", "con", "aud", "emp", "out", "admin")


def edition_in(state: str, portal: Any) -> Any:
    text = charter(programme(portal))
    if state != "superseded":
        return walk_to(state, text["e1"])
    first = walk_to("in_force", text["e1"])
    walk_to("in_force", next_edition(text, "minor"))
    return first


@pytest.fixture()
def members(portal):
    api.user.grant_roles(username="mgr", roles=["Site Administrator"])
    return {name: "mgr" if name == "admin" else name for name in MEMBERS}


@pytest.mark.parametrize("state", MAY)
def test_each_transition_is_for_those_whose_business_it_is(portal, members, state):
    edition = edition_in(state, portal)
    assert state_of(edition) == state
    for member, userid in members.items():
        expected = {transition for transition, who in MAY[state].items() if member in who}
        with api.env.adopt_user(username=userid):
            assert set(available(edition)) == expected, f"{member} in {state}"


@pytest.mark.parametrize("state", MAY)
def test_nobody_else_changes_anything_whatever_the_way_in(portal, members, state):
    edition = edition_in(state, portal)
    before = history_of(edition)
    workflow = api.portal.get_tool("portal_workflow")
    for member, userid in members.items():
        for transition in TRANSITIONS:
            if member in MAY[state].get(transition, ()):
                continue
            with api.env.adopt_user(username=userid):
                with pytest.raises(Refused) as refused:
                    fire(edition, transition, comment="Because")
                assert refused.value.status in (400, 403)
                if refused.value.status == 400:
                    assert refused.value.problems[0].field == "review_state"
                with pytest.raises((Unauthorized, Refused, workflow_error())):
                    workflow.doActionFor(edition, transition, comment="Because")
    assert state_of(edition) == state
    assert history_of(edition) == before


def workflow_error() -> type[Exception]:
    from Products.CMFCore.WorkflowCore import WorkflowException

    return WorkflowException


@pytest.mark.parametrize("transition", ["start", "supersede"])
def test_what_the_system_does_cannot_be_asked_for(portal, members, transition):
    state = "approved" if transition == "start" else "in_force"
    edition = edition_in(state, portal)
    with api.env.adopt_user(username=members["admin"]):
        with pytest.raises(Refused) as refused:
            fire(edition, transition)
    assert refused.value.status == 403


def test_a_manager_who_wrote_it_does_not_approve_it(portal, members):
    text = charter(programme(portal))
    with api.env.adopt_user(username=members["admin"]):
        text["e1"].setTitle("x")
        from zope.event import notify
        from zope.lifecycleevent import ObjectModifiedEvent

        notify(ObjectModifiedEvent(text["e1"]))
    edition = walk_to("review", text["e1"])
    with api.env.adopt_user(username=members["admin"]):
        with pytest.raises(Refused) as refused:
            fire(edition, "approve")
    assert [problem.field for problem in refused.value.problems] == ["author"]
    assert state_of(edition) == "review"
