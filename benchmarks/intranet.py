"""A whole intranet for the benchmarks that need one: Plone sites with the product, people, and a server."""

from AccessControl.SecurityManagement import newSecurityManager
from benchmarks.companies import tell
from collections.abc import Iterator
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.preparing import prepare_next
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.transitions.firing import fire
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from plone import api
from plone.distribution.api import site as site_api
from Testing.makerequest import makerequest
from threading import Thread
from typing import Any
from waitress.server import create_server
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.interface import alsoProvides
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

import logging
import tempfile
import transaction
import Zope2


ADMIN = "admin"
PASSWORD = "Correct-Horse-9"  # of everybody in these throw-away sites
GROUPS = (
    "accounts_profile",
    "writing",
    "brand",
    "conduct",
    "confidentiality",
    "copyright",
    "security",
    "referent",
    "what_i_can_do",
)
CONFIGURATION = """
%define INSTANCE {folder}
instancehome $INSTANCE
clienthome $INSTANCE/var
debug-mode off
<zodb_db main>
    mount-point /
    cache-size 100000
    <blobstorage>
        blob-dir $INSTANCE/var/blobs
        <filestorage>
            path $INSTANCE/var/Data.fs
        </filestorage>
    </blobstorage>
</zodb_db>
"""
ZCML = """
<configure
    xmlns="http://namespaces.zope.org/zope"
    xmlns:five="http://namespaces.zope.org/five"
    >
  <include package="Products.Five" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <securityPolicy component="AccessControl.security.SecurityPolicy" />
  <include file="{here}/configure.zcml" />
</configure>
"""
ANSWERS = {
    "title": "Intranet",
    "description": "",
    "default_language": "en",
    "portal_timezone": "Europe/Paris",
    "setup_content": False,
}


@dataclass(frozen=True)
class Zope:
    """A running Zope: its root as an administrator, its database file, its WSGI application."""

    app: Any
    storage: Path
    publish: Any


@contextmanager
def zope() -> Iterator[Zope]:
    """An empty Zope with a FileStorage of its own, thrown away afterwards; once in a process."""
    from Zope2.Startup.run import make_wsgi_app

    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "var" / "blobs").mkdir(parents=True, mode=0o700)
        (folder / "etc").mkdir()
        configuration = folder / "etc" / "zope.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
        (folder / "etc" / "site.zcml").write_text(ZCML.format(here=Path(__file__).parent), encoding="utf-8")
        (folder / "inituser").write_text(f"{ADMIN}:{PASSWORD}\n", encoding="utf-8")
        publish = make_wsgi_app({}, str(configuration))
        app = makerequest(Zope2.app())
        alsoProvides(app.REQUEST, IDefaultBrowserLayer)
        newSecurityManager(None, app.acl_users.getUserById(ADMIN).__of__(app.acl_users))
        try:
            yield Zope(app, folder / "var" / "Data.fs", publish)
        finally:
            transaction.abort()
            setSite(None)
            app._p_jar.close()


def add_site(zope: Zope, site_id: str, people: int, with_product: bool = True) -> Any:
    """A Classic site; with the product and so many people in sixty departments, committed."""
    site = site_api.create(zope.app, "classic", {**ANSWERS, "site_id": site_id})
    setSite(site)
    transaction.commit()
    if with_product:
        site.portal_setup.runAllImportStepsFromProfile(f"profile-{PACKAGE}:default")
        tell(getUtility(IDirectory), people)
        transaction.commit()
    return site


def add_programme(site: Any) -> Any:
    """A programme of a country that asks for no formalities."""
    setSite(site)
    gain = rich("<p>Ease.</p>")
    return api.content.create(
        site, "GovernanceProgramme", "gov", title="Governance", country="BE", what_i_gain=gain
    )


def add_charter(site: Any) -> Any:
    """A programme with a charter whose first edition is in force; gives the charter."""
    charter = api.content.create(
        add_programme(site), "Charter", "charter", title="Charter", owner_functions=["comms", "legal"]
    )
    _put_in_force(charter["e1"], GROUPS)
    transaction.commit()
    return charter


def add_guides(site: Any, count: int) -> list[Any]:
    """A programme with so many guides that everybody has to acknowledge."""
    programme = add_programme(site)
    guides = [
        api.content.create(programme, "Guide", f"guide{number}", title=f"Guide {number}", ack_optional=False)
        for number in range(count)
    ]
    for guide in guides:
        _put_in_force(guide["e1"], GROUPS[:1])
    transaction.commit()
    return guides


def _put_in_force(draft: Any, groups: tuple[str, ...]) -> None:
    draft.one_minute = draft.what_i_gain = rich("<p>Speak as you are.</p>")
    draft.authoritative_language = "en"
    for group in groups:
        api.content.create(
            draft,
            "Clause",
            group.replace("_", "-"),
            title=group,
            kind="advice",
            topic_group=group,
            text=rich("<p>In your own words.</p>"),
        )
    fire(draft, "submit")
    draft.authors = ("somebody-else",)
    fire(draft, "approve")


def next_major(charter: Any) -> Any:
    """The next major edition, submitted and waiting for approval, committed."""
    draft = prepare_next(charter)
    draft.change_class = "major"
    draft.change_summary = rich("<p>Much.</p>")
    fire(draft, "submit")
    draft.authors = ("somebody-else",)
    transaction.commit()
    return draft


def add_users(site: Any, userids: list[str]) -> None:
    """Accounts for these people of the directory, committed."""
    setSite(site)
    for userid in userids:
        site.acl_users.source_users.doAddUser(userid, PASSWORD)
    for userid in userids:
        site.acl_users.portal_role_manager.assignRoleToPrincipal("Member", userid)
    transaction.commit()


@contextmanager
def server(publish: Any, threads: int = 4) -> Iterator[str]:
    """A WSGI server of one process on this machine; gives its URL."""
    made = create_server(publish, host="127.0.0.1", port=0, threads=threads)
    running = Thread(target=made.run, daemon=True)
    running.start()
    try:
        yield f"http://localhost:{made.effective_port}"
    finally:
        made.close()
        running.join(5)
