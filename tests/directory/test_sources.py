"""The sources of the directory that a site can choose."""

from Acquisition import aq_base
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import site as surroundings
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.interfaces import IDirectorySource
from collective.socialgovernance.directory.sources.syncing import plan_of_source
from collective.socialgovernance.refusals import Refused
from plone import api
from plone.dexterity.fti import DexterityFTI
from Products.CMFPlone.interfaces import IPloneSiteRoot
from Products.PlonePAS.tools.memberdata import MemberData
from tests.directory.conftest import NOW
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.interface import implementer
from zope.intid.interfaces import IIntIds
from zope.schema.interfaces import IVocabularyFactory

import pytest


def choose(name, **settings):
    api.portal.set_registry_record("socialgovernance.directory_source", name)
    for key, value in settings.items():
        api.portal.set_registry_record(f"socialgovernance.{key}", value)


def sync():
    plan = plan_of_source()
    return imports.apply(getUtility(IDirectory), plan, who="admin", when=NOW)


def department_of(userid):
    person = getUtility(IDirectory).person(userid, surroundings.today())
    return None if person is None else (person.department, person.status)


def test_imports_are_the_first_source_and_tell_nothing_by_themselves(portal):
    assert plan_of_source() is None


def test_a_site_can_add_a_source(portal):
    @implementer(IDirectorySource)
    class Payroll:
        def __init__(self, site):
            self.site = site

        def rows(self):
            return [{"id": "co", "title": "Company"}], [
                {"userid": "a", "fullname": "A", "department": "co"},
            ]

    portal.getSiteManager().registerAdapter(Payroll, (IPloneSiteRoot,), IDirectorySource, "payroll")
    offered = getUtility(IVocabularyFactory, "collective.socialgovernance.directory_sources")(portal)
    assert [term.value for term in offered] == ["import", "groups", "catalog", "payroll"]
    choose("payroll")
    assert sync()["created"] == 2
    assert sync() == {"created": 0, "updated": 0, "left": 0, "unchanged": 2}


class TestGroups:
    @pytest.fixture
    def groups(self, portal):
        for name in ("dep-rd", "dep-lab", "dep-hr", "choir"):
            api.group.create(name, title=name.title())
        for userid in ("emp", "mgr", "head", "own"):
            assert api.user.get(userid) is not None
        api.group.add_user(groupname="dep-rd", username="emp")
        api.group.add_user(groupname="dep-rd", username="head")
        api.group.add_user(groupname="dep-lab", username="head")
        api.group.add_user(groupname="dep-hr", username="mgr")
        api.group.add_user(groupname="choir", username="own")
        portal.acl_users.source_groups.addPrincipalToGroup("dep-lab", "dep-rd")
        choose("groups", department_groups=["dep-*"])
        return portal

    def test_members_of_chosen_groups_are_people(self, groups):
        assert sync() == {"created": 6, "updated": 0, "left": 0, "unchanged": 0}
        assert department_of("emp") == ("dep-rd", "active")
        assert department_of("head") == ("dep-lab", "active")
        assert department_of("own") is None
        directory = getUtility(IDirectory)
        assert directory.department("dep-lab", surroundings.today()).parent == "dep-rd"
        assert directory.department("dep-rd", surroundings.today()).title == "Dep-Rd"

    def test_again_changes_nothing(self, groups):
        sync()
        assert sync() == {"created": 0, "updated": 0, "left": 0, "unchanged": 6}

    def test_no_user_is_woken(self, groups, monkeypatch):
        def woken(*args, **options):
            raise AssertionError("a user was woken")

        monkeypatch.setattr(MemberData, "__init__", woken)
        monkeypatch.setattr(type(aq_base(groups.acl_users)), "_createUser", woken)
        assert sync()["created"] == 6

    def test_joining_and_leaving_a_group_is_followed_at_once(self, groups):
        sync()
        api.group.add_user(groupname="dep-hr", username="own")
        assert department_of("own") == ("dep-hr", "active")
        api.group.remove_user(groupname="dep-lab", username="head")
        assert department_of("head") == ("dep-rd", "active")
        api.group.remove_user(groupname="dep-hr", username="own")
        assert department_of("own")[1] == "left"

    def test_other_groups_and_other_sources_are_not_followed(self, groups):
        sync()
        api.group.add_user(groupname="choir", username="aud")
        assert department_of("aud") is None
        choose("import")
        api.group.add_user(groupname="dep-hr", username="aud")
        assert department_of("aud") is None

    def test_what_groups_do_not_tell_stays(self, groups):
        sync()
        from tests.directory.test_roles import tell

        tell(
            [{"userid": "emp", "fullname": "Emma", "department": "dep-rd", "manager": "head"}],
            [{"id": "dep-rd", "title": "Dep-Rd", "head": "head"}],
        )
        sync()
        directory = getUtility(IDirectory)
        assert directory.person("emp", surroundings.today()).manager == "head"
        assert directory.heads("dep-rd", surroundings.today()) == ("head",)


class TestContent:
    @pytest.fixture
    def intranet(self, portal):
        for name in ("Organisational Unit", "Person"):
            fti = DexterityFTI(name)
            fti.klass = "plone.dexterity.content.Container"
            fti.filter_content_types = False
            fti.behaviors = ("plone.dublincore", "plone.namefromtitle")
            portal.portal_types._setObject(name, fti)
        choose("catalog")
        company = api.content.create(portal, "Organisational Unit", title="Company")
        lab = api.content.create(company, "Organisational Unit", title="Lab")
        intids = getUtility(IIntIds)
        for userid, unit in (("emp", lab), ("mgr", company), ("", company)):
            person = api.content.create(portal, "Person", title=f"Person {userid}")
            person.username = userid
            person.contact_email = f"{userid}@example.org" if userid else None
            person.organisational_unit_reference = [RelationValue(intids.getId(unit))]
        return company, lab

    def test_units_and_people_are_departments_and_people(self, intranet):
        company, lab = (api.content.get_uuid(unit) for unit in intranet)
        assert sync()["created"] == 4
        assert department_of("emp") == (lab, "active")
        assert department_of("mgr") == (company, "active")
        directory = getUtility(IDirectory)
        assert directory.ancestors(lab, surroundings.today()) == (company,)
        assert directory.person("emp", surroundings.today()).email == "emp@example.org"
        assert sync()["unchanged"] == 4

    def test_other_fields_can_be_named(self, intranet):
        choose("catalog", department_fields=["id=id"], person_fields=["department=unit", "email=none"])
        for brain in api.content.find(portal_type="Person"):
            brain.getObject().unit = "lab"
        sync()
        assert department_of("emp") == ("lab", "active")

    def test_a_line_that_is_no_field_is_refused(self, intranet):
        choose("catalog", person_fields=["salary=pay"])
        with pytest.raises(Refused) as refusal:
            sync()
        assert [problem.field for problem in refusal.value.problems] == ["person_fields"]
