"""Role by state by transition: who may do what with an edition, and that nobody else can."""

from AccessControl import Unauthorized
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import available
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from tests.intranet import act
from tests.intranet import charter
from tests.intranet import directory
from tests.intranet import FORMALITIES
from tests.intranet import next_edition
from tests.intranet import PATHS
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
FORCES = ("pedagogical", "informative", "binding")
ADMINISTRATORS = {"admin", "manager"}
"""A site administrator and a manager may do what owner, editor and legal may."""

Cells = dict[str, dict[str, set[str]]]


def cells(force: str) -> Cells:
    """Of a legal force: state, transition, members whose roles allow it."""
    decides, ends = ("leg", "leg") if force == "binding" else ("own", "own")
    return {
        "draft": {"submit": {"edi"}},
        "review": {"return_to_draft": {"own"}, "send_to_legal": {"own"}, "approve": {decides}},
        "legal": {"return_to_draft": {"leg"}, "request_formalities": {"leg"}, "approve": {decides}},
        "formalities": {"return_to_draft": {"leg"}, "downgrade": {"leg"}, "approve": {decides}},
        "approved": {"withdraw": {ends}},
        "in_force": {"withdraw": {ends}, "reaffirm": {"own"}},
        "superseded": {},
        "withdrawn": {},
    }


NEVER_MET = {("pedagogical", "formalities"), ("informative", "formalities")}
"""Formalities are opened for binding texts only."""

TABLE = [
    pytest.param(force, state, id=f"{force}-{state}")
    for force in FORCES
    for state in cells(force)
    if (force, state) not in NEVER_MET
]
MEMBERS = {
    "edi": "Governance Editor",
    "own": "Governance Owner",
    "leg": "Governance Legal",
    "ref": "Governance Referent",
    "con": "Governance Consulted",
    "aud": "Governance Auditor",
    "emp": "Member",
    "head": "Department Head",
    "out": "Reader, Contributor, Editor and Reviewer through Sharing",
    "admin": "Site Administrator",
    "manager": "Manager",
}


def edition_in(state: str, portal: Any, force: str) -> Any:
    """An edition of a legal force in a state, by the acts of those who may."""
    text = charter(programme(portal))
    first = text["e1"]
    first.legal_force = force
    if state == "superseded":
        start(first, force)
        start(next_edition(text, "minor"), force)
        return first
    if state in ("in_force", "withdrawn"):
        start(first, force)
    elif state == "approved":
        approve(first, force, date(2099, 1, 1))
    else:
        for userid, transition in PATHS[state]:
            act(userid, first, transition, comment="Because")
    if state == "withdrawn":
        first.withdrawal_formalities = dict(FORMALITIES)
        act("leg" if force == "binding" else "own", first, "withdraw", comment="Because")
    return first


def approve(edition: Any, force: str, day: date | None) -> None:
    """Along the path of the legal force; held back until ``day`` when one is given."""
    act("edi", edition, "submit")
    if force != "pedagogical":
        act("own", edition, "send_to_legal")
    if force == "binding":
        act("leg", edition, "request_formalities")
        edition.formalities = dict(FORMALITIES)
    edition.effective_from = day or (date(2026, 4, 5) if force == "binding" else None)
    act("leg" if force == "binding" else "own", edition, "approve")


def start(edition: Any, force: str) -> None:
    """Approved, and in force at once."""
    approve(edition, force, None)


@pytest.fixture()
def members(portal):
    """Member of the table by userid, each with the role that the table means."""
    api.user.create(username="boss", email="boss@example.org", password="Correct-Horse-9")
    api.user.grant_roles(username="mgr", roles=["Site Administrator"])
    api.user.grant_roles(username="boss", roles=["Manager"])
    directory()
    return {name: {"admin": "mgr", "manager": "boss"}.get(name, name) for name in MEMBERS}


def share(portal: Any) -> None:
    """Whatever Plone's own roles are worth on a governed text."""
    for content in (portal["gov"], portal["gov"]["charte"], portal["gov"]["charte"]["e1"]):
        content.manage_setLocalRoles("out", ["Reader", "Contributor", "Editor", "Reviewer"])


def allowed(force: str, state: str, transition: str, member: str) -> bool:
    who = cells(force)[state].get(transition, set())
    return bool(who) and member in who | ADMINISTRATORS


def test_the_table_has_every_role_state_and_transition(portal):
    workflow = api.portal.get_tool("portal_workflow")["edition_workflow"]
    for force in FORCES:
        assert set(cells(force)) == set(workflow.states)
    assert set(TRANSITIONS) == set(workflow.transitions)
    ours = {role for role in portal.valid_roles() if role.startswith("Governance ")}
    assert ours <= set(MEMBERS.values())


@pytest.mark.parametrize(("force", "state"), TABLE)
def test_each_transition_is_for_those_whose_business_it_is_and_nobody_else(portal, members, force, state):
    edition = edition_in(state, portal, force)
    share(portal)
    assert (state_of(edition), edition.legal_force) == (state, force)
    before = history_of(edition)
    workflow = api.portal.get_tool("portal_workflow")
    for member, userid in members.items():
        expected = {each for each in TRANSITIONS if allowed(force, state, each, member)}
        with api.env.adopt_user(username=userid):
            assert set(available(edition)) == expected, member
            assert set(offered(edition)) <= expected, member
            for transition in set(TRANSITIONS) - expected:
                with pytest.raises(Refused) as refused:
                    fire(edition, transition, comment="Because")
                assert refused.value.status in (400, 403)
                if refused.value.status == 400:
                    assert refused.value.problems[0].field == "review_state"
                with pytest.raises((Unauthorized, Refused, WorkflowException)):
                    workflow.doActionFor(edition, transition, comment="Because")
    assert state_of(edition) == state
    assert history_of(edition) == before


OFFERED = {
    # (legal force, state): what owner or legal find on the page, of what their roles allow
    ("pedagogical", "review"): {"return_to_draft", "send_to_legal", "approve"},
    ("informative", "review"): {"return_to_draft", "send_to_legal"},
    ("binding", "review"): {"return_to_draft", "send_to_legal"},
    ("pedagogical", "legal"): {"return_to_draft", "approve"},
    ("informative", "legal"): {"return_to_draft", "approve"},
    ("binding", "legal"): {"return_to_draft", "request_formalities"},
    ("binding", "formalities"): {"return_to_draft", "downgrade", "approve"},
}


@pytest.mark.parametrize(("force", "state"), OFFERED)
def test_a_page_offers_nothing_that_the_legal_force_refuses_always(portal, members, force, state):
    edition = edition_in(state, portal, force)
    found = set()
    for userid in ("own", "leg"):
        with api.env.adopt_user(username=userid):
            found |= set(offered(edition))
    assert found == OFFERED[force, state]


@pytest.mark.parametrize("transition", ["start", "supersede"])
def test_what_the_system_does_cannot_be_asked_for(portal, members, transition):
    state = "approved" if transition == "start" else "in_force"
    edition = edition_in(state, portal, "pedagogical")
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
