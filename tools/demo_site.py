"""Make the demonstration intranet in an instance whose storage is being served.

    python tools/demo_site.py INSTANCE SITE_ID ADMIN

A Classic UI site made the ordinary way, in English and French, with this product and its fictional company.
Writes INSTANCE/accounts.json: who one may log in as.
"""

from AccessControl.SecurityManagement import newSecurityManager
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.demo import accounts
from pathlib import Path
from plone.distribution.api import site as site_api
from plone.registry.interfaces import IRegistry
from Testing.makerequest import makerequest
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.interface import alsoProvides
from zope.publisher.interfaces.browser import IDefaultBrowserLayer
from Zope2.Startup.run import configure_wsgi

import json
import logging
import sys
import time
import transaction
import Zope2


ANSWERS = {
    "title": "Intranet",
    "description": "",
    "default_language": "en",
    "portal_timezone": "Europe/Paris",
    "setup_content": False,
}
PROFILES = ("default", "demo")


def step(text: str) -> None:
    """Show a line of progress at once."""
    print(f"   {text}", flush=True)


def offer_languages(site: object) -> None:
    """Let each reader have the site in the language of their browser, English or French."""
    registry = getUtility(IRegistry, context=site)
    registry["plone.available_languages"] = ["en", "fr"]
    registry["plone.use_request_negotiation"] = True
    registry["plone.use_cookie_negotiation"] = True
    registry["plone.set_cookie_always"] = True


def make_site(app: object, site_id: str) -> object:
    """A Classic site with the profiles of this product applied, committed step by step."""
    started = time.monotonic()
    step("an empty Classic UI site")
    site = site_api.create(app, "classic", {**ANSWERS, "site_id": site_id})
    setSite(site)
    offer_languages(site)
    transaction.commit()
    for profile in PROFILES:
        step(f"the profile {PACKAGE}:{profile}")
        site.portal_setup.runAllImportStepsFromProfile(f"profile-{PACKAGE}:{profile}")
        transaction.commit()
    step(f"done in {time.monotonic() - started:.0f} s")
    return site


def main() -> int:
    """Open the instance, make the site, tell who lives there."""
    instance, site_id, admin = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    logging.basicConfig(filename=instance / "var" / "log" / "site.log", level=logging.INFO)
    step("loading Plone")
    configure_wsgi(str(instance / "etc" / "zope.conf"))
    app = makerequest(Zope2.app())
    alsoProvides(app.REQUEST, IDefaultBrowserLayer)
    app.REQUEST.setServerURL("http", "localhost")
    newSecurityManager(None, app.acl_users.getUserById(admin).__of__(app.acl_users))
    make_site(app, site_id)

    (instance / "accounts.json").write_text(json.dumps(accounts(), indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
