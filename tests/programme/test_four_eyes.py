"""Two different people where the rules ask for two."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.programme.four_eyes import lacking
from collective.socialgovernance.programme.four_eyes import LEGAL
from collective.socialgovernance.programme.four_eyes import others
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.four_eyes import REFERENT
from collective.socialgovernance.programme.four_eyes import who_else
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.holders import names_of
from collective.socialgovernance.refusals import Refused
from hypothesis import given
from hypothesis import strategies as st
from itertools import permutations
from plone import api
from tests import intranet
from tests.contract.company import PEOPLE as ROWS
from zope.component import getUtility
from zope.i18n import translate

import pytest


PEOPLE = st.frozensets(st.sampled_from("abcd"))


def codes(owners="", referents="", legal="") -> list[str]:
    holders = {OWNER: frozenset(owners), REFERENT: frozenset(referents), LEGAL: frozenset(legal)}
    return [each.code for each in lacking(holders)]


@pytest.mark.parametrize(
    ("owners", "referents", "legal", "expected"),
    [
        ("ab", "ab", "a", []),
        ("ab", "ab", "ab", []),
        ("a", "ab", "c", ["owner"]),
        ("", "ab", "c", ["owner"]),
        ("ab", "a", "c", ["referent"]),
        ("ab", "a", "a", ["referent", "hold"]),
        ("ab", "ab", "", ["hold"]),
        ("", "", "", ["owner", "referent", "hold"]),
    ],
)
def test_what_one_person_alone_cannot_look_after_is_named(owners, referents, legal, expected):
    assert codes(owners, referents, legal) == expected


@given(owners=PEOPLE, referents=PEOPLE, legal=PEOPLE)
def test_nothing_is_lacking_exactly_when_two_different_people_can_be_found(owners, referents, legal):
    found = codes(owners, referents, legal)
    assert ("owner" in found) == (not any(True for _pair in permutations(owners, 2)))
    assert ("referent" in found) == (not any(True for _pair in permutations(referents, 2)))
    assert ("hold" in found) == (not any(one != other for one in referents for other in legal))


def test_two_people_who_share_all_roles_suffice():
    assert codes("ab", "ab", "ab") == []


def test_those_who_are_excluded_are_not_offered():
    assert others({OWNER: frozenset("abc")}, OWNER, ("b",)) == ("a", "c")
    assert others({}, OWNER, ()) == ()


def test_a_refusal_names_who_else_could_act_or_who_can_name_one_more():
    assert translate(who_else(("Ada", "Bo"), OWNER)) == "These people can: Ada, Bo."
    assert translate(who_else("ABCDE", OWNER)) == "Among others, these people can: A, B, C."
    assert translate(who_else((), OWNER)) == (
        "Nobody else can: ask a site administrator to give Governance Owner to one more person."
    )


def test_roles_count_person_by_person_through_groups_and_from_above(portal):
    programme = intranet.programme(portal, referent="ref", referent_backup="head")
    api.group.create("board")
    api.group.create("inner")
    groups = api.portal.get_tool("portal_groups")
    groups.addPrincipalToGroup("emp", "inner")
    groups.addPrincipalToGroup("inner", "board")
    groups.addPrincipalToGroup("mgr", "board")
    programme.manage_setLocalRoles("board", ["Governance Owner"])
    programme.manage_setLocalRoles("AuthenticatedUsers", ["Governance Legal"])
    programme.manage_setLocalRoles("nobody-any-more", ["Governance Owner"])
    portal.manage_setLocalRoles("out", ["Governance Legal"])
    held = holders_of(intranet.charter(programme)["e1"])
    assert held[OWNER] == {"own", "own2", "emp", "mgr"}
    assert held[LEGAL] == {"leg", "out"}
    assert held[REFERENT] == {"ref", "head"}


def test_roles_from_above_do_not_count_where_sharing_is_cut(portal):
    portal.manage_setLocalRoles("out", ["Governance Owner"])
    programme = intranet.programme(portal)
    assert "out" in holders_of(programme)[OWNER]
    programme.__ac_local_roles_block__ = True
    assert "out" not in holders_of(programme)[OWNER]


def test_who_has_left_the_company_can_no_longer_act(portal):
    intranet.directory()
    programme = intranet.programme(portal)
    programme.manage_setLocalRoles("emp", ["Governance Owner"])
    assert "emp" in holders_of(programme)[OWNER]
    people, now = getUtility(IDirectory), wallclock.now()
    gone = [{**next(row for row in ROWS if row["userid"] == "emp"), "status": "left"}]
    plan = imports.plan(people, now.date(), rows.json_table(rows.PERSON_ROWS, gone), delta=True)
    imports.apply(people, plan, who="admin", when=now)
    assert "emp" not in holders_of(programme)[OWNER]


def test_people_are_named_as_the_directory_knows_them(portal):
    intranet.directory()
    assert names_of(["mgr", "emp", "aud"]) == ("aud", "Emma Petit", "Max Roy")


@pytest.mark.parametrize("binding", [False, True])
def test_an_author_who_may_not_approve_reads_who_can(portal, binding):
    programme = intranet.programme(portal)
    edition = intranet.charter(programme)["e1"]
    edition.authors = ("edi", "own", "leg")
    intranet.walk_to("formalities" if binding else "review", edition)
    with pytest.raises(Refused) as refused:
        intranet.act("leg" if binding else "own", edition, "approve")
    (problem,) = [each for each in refused.value.problems if each.field == "author"]
    words = translate(problem.message)
    if binding:
        assert "Nobody else can: ask a site administrator to give Governance Legal" in words
    else:
        assert words.endswith("somebody else approves it. These people can: own2.")
