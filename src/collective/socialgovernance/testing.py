"""Test layers: a Classic site made the ordinary way, with the add-on installed."""

from collective.socialgovernance import PACKAGE
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.distribution.testing.layer import PloneDistributionFixture
from plone.testing.zope import WSGI_SERVER_FIXTURE
from typing import Any


USERS = ("edi", "own", "own2", "leg", "ref", "con", "head", "emp", "mgr", "aud", "out")
"""Ordinary members of the site; tests give them their roles."""

PASSWORD = "Correct-Horse-9"

ANSWERS = {
    "site_id": "plone",
    "title": "Intranet",
    "description": "",
    "default_language": "en",
    "portal_timezone": "Europe/Paris",
    "setup_content": False,
}


class ClassicSite(PloneDistributionFixture):
    """A site of the Classic UI distribution."""

    PACKAGE_NAME = "plone.classicui"
    SITES = (("classic", ANSWERS),)
    _distribution_products = (
        ("plone.app.contenttypes", {"loadZCML": True}),
        ("plone.distribution", {"loadZCML": True}),
    )


CLASSIC_SITE = ClassicSite()


class SocialGovernanceFixture(PloneSandboxLayer):
    """The add-on in a Classic site with English and French."""

    defaultBases = (CLASSIC_SITE,)

    def setUpZope(self, app: Any, configurationContext: Any) -> None:
        import collective.socialgovernance

        self.loadZCML(package=collective.socialgovernance)

    def setUpPloneSite(self, portal: Any) -> None:
        applyProfile(portal, f"{PACKAGE}:default")
        # Members of the intranet are signed in; nobody else reads anything.
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        languages = api.portal.get_tool("portal_languages")
        languages.addSupportedLanguage("fr")
        api.portal.set_registry_record("plone.use_request_negotiation", True)
        for userid in USERS:
            api.user.create(username=userid, email=f"{userid}@example.org", password=PASSWORD)


FIXTURE = SocialGovernanceFixture()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="SocialGovernance:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="SocialGovernance:Functional"
)
