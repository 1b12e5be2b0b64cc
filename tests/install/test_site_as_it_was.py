"""A site that lives already is, once the product is uninstalled, what it was before."""

from collections.abc import Iterator
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.testing import ANSWERS
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.distribution.api import site as site_api
from tests.install.site import differences
from tests.install.site import settings_of
from typing import Any
from zope.component.hooks import setSite

import pytest


@pytest.fixture()
def living(functional: Any) -> Iterator[Any]:
    """A French intranet that somebody else made: its own default workflow, a type, a section, a group."""
    login(functional["app"], SITE_OWNER_NAME)
    answers = {**ANSWERS, "site_id": "living", "default_language": "fr"}
    site = site_api.create(functional["app"], "classic", answers)
    setSite(site)
    api.portal.get_tool("portal_workflow").setDefaultChain("intranet_workflow")
    page = api.portal.get_tool("portal_types")["Document"]
    page.manage_changeProperties(behaviors=(*page.behaviors, "plone.leadimage"))
    applyProfile(site, "plone.restapi:default")
    api.group.create("everybody", roles=["Reader"])
    api.content.create(site, "Folder", "section", title="Section")
    yield site
    setSite(functional["portal"])


def test_uninstalled_it_leaves_every_setting_as_it_was(living):
    before = settings_of(living)
    applyProfile(living, f"{PACKAGE}:default")
    assert len(differences(before, settings_of(living))) > 50
    applyProfile(living, f"{PACKAGE}:uninstall")
    assert differences(before, settings_of(living)) == {}


def test_installed_again_the_rights_are_there_again(living):
    applyProfile(living, f"{PACKAGE}:default")
    programme = api.content.create(living["section"], "GovernanceProgramme", "gov", title="Gov", country="FR")
    api.user.create(username="olga", email="olga@example.org", password="Correct-Horse-9")
    programme.manage_setLocalRoles("olga", ["Governance Owner"])
    installed = settings_of(living)
    applyProfile(living, f"{PACKAGE}:uninstall")
    applyProfile(living, f"{PACKAGE}:default")
    assert differences(installed, settings_of(living)) == {}
    assert api.user.has_permission(f"{PACKAGE}: Approve", username="olga", obj=living["section"]["gov"])
    assert api.content.get_state(living["section"]["gov"]) == "open"
