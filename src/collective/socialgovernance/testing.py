"""Test layers: a Classic site made the ordinary way, with the add-on installed."""

from collective.socialgovernance import PACKAGE
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.distribution.testing.layer import PloneDistributionFixture
from plone.testing.zope import WSGIServer
from typing import Any
from zope.component.hooks import setSite

import time


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


class Server(WSGIServer):
    """A server whose requests can be waited for, and none of which meets what another left on its thread.

    A request that is still being answered when its test ends loses its database. Zope then fails to take that
    test's site off the thread, and would refuse every later request there.
    """

    PATIENCE = 60.0
    """How long `settle` waits, in seconds."""

    def make_wsgi_app(self) -> Any:
        return without_site(super().make_wsgi_app())

    def settle(self) -> None:
        """Wait until nothing is being answered any more; raises `TimeoutError`."""
        workers = self.server.task_dispatcher
        deadline = time.monotonic() + self.PATIENCE
        while workers.queue or workers.active_count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"A request is still being answered after {self.PATIENCE:.0f} s.")
            time.sleep(0.01)


def without_site(application: Any) -> Any:
    """The WSGI application, begun without a site on the thread."""

    def begun_afresh(environ: Any, start_response: Any) -> Any:
        setSite(None)
        return application(environ, start_response)

    return begun_afresh


class ServedTesting(FunctionalTesting):
    """Each test with a database of its own, which is closed when its last request has been answered."""

    def testTearDown(self) -> None:
        SERVER_FIXTURE.settle()
        super().testTearDown()


FIXTURE = SocialGovernanceFixture()
SERVER_FIXTURE = Server()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="SocialGovernance:Integration")
FUNCTIONAL_TESTING = ServedTesting(bases=(FIXTURE, SERVER_FIXTURE), name="SocialGovernance:Functional")
