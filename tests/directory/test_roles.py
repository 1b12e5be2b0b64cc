"""Roles that follow from the directory."""

from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDepartmental
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.interfaces import IPersonal
from collective.socialgovernance.directory.reindexing import follow_days
from collective.socialgovernance.directory.reindexing import reindex_security
from datetime import timedelta
from plone import api
from tests.directory.conftest import DEPARTMENTS
from tests.directory.conftest import NOW
from tests.directory.conftest import PEOPLE
from tests.directory.conftest import someone
from zope.component import getUtility
from zope.interface import alsoProvides

import pytest


def tell(people=None, departments=None, delta=True):
    directory = getUtility(IDirectory)
    plan = imports.plan(
        directory,
        site.today(),
        None if people is None else rows.json_table(rows.PERSON_ROWS, people),
        None if departments is None else rows.json_table(rows.DEPARTMENT_ROWS, departments),
        delta=delta,
    )
    imports.apply(directory, plan, who="admin", when=NOW)


@pytest.fixture
def company(portal):
    tell(PEOPLE, DEPARTMENTS)
    return portal


@pytest.fixture
def scope(company):
    thing = api.content.create(company, "Document", "rd-scope", title="Scope of R&D")
    thing.department = "rd"
    alsoProvides(thing, IDepartmental)
    thing.reindexObject()
    return thing


@pytest.fixture
def registration(company):
    thing = api.content.create(company, "Document", "registration", title="A registration")
    thing.person = "emp"
    thing.setCreators(("emp",))
    alsoProvides(thing, IPersonal)
    thing.reindexObject()
    return thing


def local_roles(thing):
    merged = api.portal.get_tool("acl_users")._getAllLocalRoles(thing)
    ours = {"Department Head", "Scope Deputy", "Line Manager"}
    return {userid: sorted(ours & set(roles)) for userid, roles in merged.items() if ours & set(roles)}


def show_only_to(thing, role):
    for permission in ("View", "Access contents information"):
        thing.manage_permission(permission, ["Manager", role], acquire=False)
    thing.reindexObjectSecurity()


def indexed(thing):
    catalog = api.portal.get_tool("portal_catalog")
    (brain,) = catalog.unrestrictedSearchResults(UID=api.content.get_uuid(thing))
    return set(catalog.getIndexDataForRID(brain.getRID())["allowedRolesAndUsers"])


def test_head_and_deputy_of_the_department(scope):
    assert local_roles(scope) == {"head": ["Department Head"], "deputy": ["Scope Deputy"]}


def test_without_a_head_the_deputy_leads(scope):
    tell([someone("head", status="left")])
    assert local_roles(scope) == {"deputy": ["Department Head", "Scope Deputy"]}


def test_a_new_head_has_the_role_at_once(scope):
    tell(departments=[{"id": "rd", "title": "R&D", "head": "mgr"}])
    assert local_roles(scope) == {"mgr": ["Department Head"], "deputy": ["Scope Deputy"]}


def test_the_manager_of_the_person(registration):
    assert local_roles(registration) == {"mgr": ["Line Manager"]}


def test_a_manager_who_left_holds_nothing(registration):
    tell([someone("mgr", status="left")])
    assert local_roles(registration) == {}


def test_nobody_is_their_own_manager(registration):
    tell([someone("emp", manager="emp")])
    assert local_roles(registration) == {}


def test_the_catalog_follows_a_new_head(scope):
    show_only_to(scope, "Department Head")
    assert "user:head" in indexed(scope)
    tell(departments=[{"id": "rd", "title": "R&D", "head": "mgr"}])
    assert "user:mgr" in indexed(scope)
    assert "user:head" not in indexed(scope)


def test_the_catalog_follows_a_new_manager(registration):
    show_only_to(registration, "Line Manager")
    tell([someone("emp", manager="head")])
    assert "user:head" in indexed(registration)
    assert "user:mgr" not in indexed(registration)


def test_the_catalog_follows_a_head_who_leaves_as_planned(scope):
    today = site.today()
    show_only_to(scope, "Department Head")
    tell([someone("head", left=(today + timedelta(days=3)).isoformat())])
    directory = getUtility(IDirectory)
    assert follow_days(directory, today, today + timedelta(days=2)) == 0
    assert follow_days(directory, today, today + timedelta(days=3)) == 1


def test_only_what_is_concerned_is_indexed_anew(scope, registration):
    assert reindex_security(["hr"], ["chemist"]) == 0
    assert reindex_security(["rd"], ["emp"]) == 2
