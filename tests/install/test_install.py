"""Installing, uninstalling and installing again: what people acknowledged is never lost."""

from collective.socialgovernance import PACKAGE
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.clock.feeds import IFeedTokens
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.setuphandlers import check_type_names
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.app.testing import applyProfile
from plone.base.utils import get_installer
from plone.browserlayer.utils import registered_layers
from plone.dexterity.fti import DexterityFTI
from plone.registry.interfaces import IRegistry
from Products.CMFCore.utils import getToolByName
from tests.ambassadors import company as ambassadors
from tests.contract.company import Company
from zope.component import getUtility
from zope.component import queryUtility

import pytest
import transaction


OURS = (
    "GovernanceProgramme",
    "Charter",
    "Guide",
    "Edition",
    "Clause",
    "SpeakingScope",
    "ScopeEdition",
    "AmbassadorRegistration",
)


def test_installing_brings_types_roles_and_records(portal):
    assert get_installer(portal).is_product_installed(PACKAGE)
    assert ISocialGovernanceLayer in registered_layers()
    assert set(OURS) <= set(portal.portal_types.objectIds())
    assert "Governance Owner" in portal.valid_roles()
    for interface in (IDirectory, ILedger, IEventLog):
        assert queryUtility(interface) is not None


def test_the_rest_interface_is_there_for_employees_of_a_classic_site(rest):
    assert rest("emp").get("@types")


@pytest.mark.parametrize("name", OURS)
def test_no_type_of_ours_has_the_default_workflow_of_the_site(portal, name):
    tool = api.portal.get_tool("portal_workflow")
    assert tool.getDefaultChain() == ("simple_publication_workflow",)
    assert tool.getChainFor(name) != tool.getDefaultChain()
    expected = {
        "GovernanceProgramme": ("programme_workflow",),
        "Charter": ("address_workflow",),
        "Guide": ("address_workflow",),
        "Edition": ("edition_workflow",),
        "Clause": (),
        "SpeakingScope": ("address_workflow",),
        "ScopeEdition": ("scope_edition_workflow",),
        "AmbassadorRegistration": ("ambassador_workflow",),
    }
    assert tuple(tool.getChainFor(name)) == expected[name]


def test_it_does_not_install_over_a_foreign_type_of_the_same_name(portal):
    portal.portal_types.manage_delObjects(["Charter"])
    portal.portal_types._setObject("Charter", DexterityFTI("Charter", klass="plone.dexterity.content.Item"))
    with pytest.raises(ValueError, match="Charter"):
        check_type_names(portal.portal_setup)


def test_after_uninstall_and_reinstall_the_same_receipts_are_there(rest, served):
    company = Company(rest)
    company.start()
    url = company.draft()
    company.publish(url)
    shown = rest("emp").get(f"{url}/@acknowledgment")
    receipt = rest("emp").post(
        f"{url}/@acknowledgment", {"answer": "acknowledged", "digest": shown["edition"]["digest"]}, expect=201
    )
    transaction.begin()
    ledger = getUtility(ILedger)

    applyProfile(served, f"{PACKAGE}:uninstall")
    transaction.commit()
    assert queryUtility(ILedger) is None and queryUtility(IDirectory) is None
    assert ISocialGovernanceLayer not in registered_layers()
    assert not set(OURS) & set(served.portal_types.objectIds())

    applyProfile(served, f"{PACKAGE}:default")
    transaction.commit()
    assert getUtility(ILedger)._p_oid == ledger._p_oid
    again = rest("emp").get(f"{url}/@acknowledgment")
    assert again["record"] == receipt
    rest().patch("gov", {"k_threshold": 1})
    assert rest().get(f"{url}/@coverage")["total"]["acknowledged"] == 1
    assert rest("edi").get(url)["review_state"] == "in_force"


def test_uninstalling_leaves_the_settings_of_the_site_as_they_were(portal):
    names = ("plone.types_not_searched", "plone.displayed_types")
    assert all(set(OURS) & set(api.portal.get_registry_record(name)) for name in names)
    applyProfile(portal, f"{PACKAGE}:uninstall")
    for name in names:
        assert not set(OURS) & set(api.portal.get_registry_record(name))
        assert "Document" not in OURS and api.portal.get_registry_record(name)
    socialgovernance = [key for key in getUtility(IRegistry).records if key.startswith("socialgovernance.")]
    assert socialgovernance == []


def test_installing_twice_changes_nothing(portal):
    ledger, setup = getUtility(ILedger), getToolByName(portal, "portal_setup")
    api.portal.set_registry_record("socialgovernance.leavers_share", 35)
    setup.runAllImportStepsFromProfile(f"profile-{PACKAGE}:default")
    assert getUtility(ILedger) is ledger
    assert api.portal.get_registry_record("socialgovernance.leavers_share") == 35


@pytest.mark.parametrize("behavior", ["acknowledgeable", "refreshable"])
def test_uninstalling_leaves_no_behavior_on_any_type(portal, behavior):
    page = api.portal.get_tool("portal_types")["Document"]
    before = page.behaviors
    page.manage_changeProperties(behaviors=(*before, f"{PACKAGE}.{behavior}"))
    applyProfile(portal, f"{PACKAGE}:uninstall")
    assert page.behaviors == before


def test_after_uninstall_and_reinstall_ambassadors_and_addresses_are_there(portal):
    made = ambassadors.walk_to("active", ambassadors.registration(ambassadors.programme(portal)))
    token = getUtility(IFeedTokens).renew("own", None, wallclock.now())
    applyProfile(portal, f"{PACKAGE}:uninstall")
    api.content.create(portal, "Document", "meanwhile", title="Meanwhile")
    applyProfile(portal, f"{PACKAGE}:default")
    assert registration_of(portal["gov"], "emp").getId() == made.getId()
    assert state_of(made) == "active" and history_of(made)[-1]["action"] == "activate"
    assert getUtility(IFeedTokens).owner_of(token) == ("own", None)
