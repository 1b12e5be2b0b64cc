"""Role by state by transition: who may do what with an edition of a scope, and that nobody else can."""

from AccessControl import Unauthorized
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import available
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from tests.scopes.company import following
from tests.scopes.company import programme
from tests.scopes.company import scope
from tests.scopes.company import walk_to
from typing import Any

import pytest


TRANSITIONS = (
    "submit",
    "return_to_draft",
    "send_to_legal",
    "approve",
    "start",
    "supersede",
    "expire",
    "close",
)
MAY: dict[str, dict[str, set[str]]] = {
    # state: {transition: members who may}; a site administrator may what owner and legal may
    "draft": {"submit": {"head", "deputy"}},
    "submitted": {
        "return_to_draft": {"own", "admin"},
        "send_to_legal": {"own", "admin"},
        "approve": {"own", "admin"},
    },
    "legal": {"return_to_draft": {"leg", "admin"}, "approve": {"leg", "admin"}},
    "approved": {"close": {"own", "head", "admin"}},
    "in_force": {"close": {"own", "head", "admin"}},
    "superseded": {},
    "expired": {},
    "closed": {},
}
MEMBERS = {
    "head": "head",
    "deputy": "mgr",
    "own": "own",
    "leg": "leg",
    "ref": "ref",
    "aud": "aud",
    "edi": "edi",
    "con": "con",
    "head of another department": "emp",
    "head of the department below": "out",
    "employee": "plain",
    "admin": "boss",
}


def edition_in(state: str, portal: Any) -> Any:
    made = scope(programme(portal))
    if state != "superseded":
        return walk_to(state, made["e1"])
    first = walk_to("in_force", made["e1"])
    walk_to("in_force", following(made))
    return first


@pytest.fixture()
def members(portal) -> dict[str, str]:
    for userid, roles in (("plain", []), ("boss", ["Site Administrator"])):
        api.user.create(f"{userid}@example.org", userid, "Correct-Horse-9", roles=["Member", *roles])
    return MEMBERS


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
                with pytest.raises((Unauthorized, Refused, WorkflowException)):
                    workflow.doActionFor(edition, transition, comment="Because")
    assert state_of(edition) == state
    assert history_of(edition) == before


@pytest.mark.parametrize("state", [state for state in MAY if state != "draft"])
@pytest.mark.parametrize("userid", ["head", "own", "con"])
def test_after_draft_nobody_may_write_not_even_a_manager(portal, state, userid):
    api.user.grant_roles(username="con", roles=["Manager"])
    edition = edition_in(state, portal)
    with api.env.adopt_user(username=userid):
        for permission in ("Modify portal content", "Delete objects", "Copy or Move", "Change local roles"):
            assert not api.user.has_permission(permission, obj=edition), f"{permission} in {state}"
    with pytest.raises(Refused):
        edition.__parent__._delObject(edition.getId())


@pytest.mark.parametrize(
    ("state", "see"),
    [
        ("draft", False),
        ("submitted", False),
        ("legal", False),
        ("approved", False),
        ("in_force", True),
        ("superseded", False),
        ("expired", False),
        ("closed", False),
    ],
)
def test_readers_see_what_is_in_force_and_nothing_else(portal, state, see):
    edition = edition_in(state, portal)
    for userid, expected in (("emp", see), ("head", True), ("mgr", True), ("own", True), ("aud", True)):
        with api.env.adopt_user(username=userid):
            for permission in ("View", "Access contents information"):
                assert api.user.has_permission(permission, obj=edition) is expected, (userid, permission)
