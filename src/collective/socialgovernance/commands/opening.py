"""Opening the site that a command works on."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from Acquisition import aq_base
from collections.abc import Iterator
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from contextlib import contextmanager
from pathlib import Path
from Products.CMFPlone.interfaces import IPloneSiteRoot
from Testing.makerequest import makerequest
from typing import Any
from zc.lockfile import LockError
from ZConfig import ConfigurationError
from zope.component import queryUtility
from zope.component.hooks import setSite
from zope.interface import alsoProvides

import transaction
import Zope2


class CannotOpen(Exception):
    """The site cannot be worked on; its text says why and what to do, in one sentence."""


@contextmanager
def opened_site(configuration: str, path: str) -> Iterator[Any]:
    """The site at ``path`` of the Zope instance that ``configuration`` describes.

    What is not committed inside is thrown away. Raises :class:`CannotOpen`.
    """
    app = _application(configuration)
    try:
        site = _entered(app, path)
        if queryUtility(IDirectory) is None:
            raise CannotOpen(f"The add-on is not installed in the site {path}.")
        yield site
    finally:
        _leave()
        app._p_jar.close()


@contextmanager
def opened_sites(configuration: str) -> Iterator[Iterator[Any]]:
    """Every site of the Zope instance that has the add-on, entered one after the other.

    What is not committed in one is thrown away before the next. Raises :class:`CannotOpen`.
    """
    app = _application(configuration)
    try:
        yield every_site(app)
    finally:
        _leave()
        app._p_jar.close()


def every_site(app: Any) -> Iterator[Any]:
    """The sites with the add-on, in the root of Zope and in its folders, by path; each with a request."""
    for path in sorted(_paths(app)):
        site = _entered(app, path)
        if queryUtility(IDirectory) is not None:
            yield site
        _leave()


def _paths(folder: Any) -> Iterator[str]:
    for content in folder.objectValues():
        if IPloneSiteRoot.providedBy(content):
            yield "/".join(content.getPhysicalPath())
        elif getattr(aq_base(content), "meta_type", "") == "Folder":
            yield from _paths(content)


def _entered(app: Any, path: str) -> Any:
    within = makerequest(aq_base(app))
    site = _site(within, path)
    setSite(site)
    alsoProvides(within.REQUEST, ISocialGovernanceLayer)
    newSecurityManager(None, system)
    return site


def _leave() -> None:
    transaction.abort()
    noSecurityManager()
    setSite(None)


def _application(configuration: str) -> Any:
    from Zope2.Startup.run import configure_wsgi

    if not Path(configuration).is_file():
        raise CannotOpen(f"There is no configuration file {configuration}.")
    try:
        configure_wsgi(configuration)
        return Zope2.app()
    except LockError as error:
        raise CannotOpen(
            "The database is held by a running server: use the REST service @governance-directory or "
            "@governance-clock of that server, or serve the database with ZEO so that both can work on it."
        ) from error
    except ConfigurationError as error:
        raise CannotOpen(f"{configuration} cannot be used: {error}") from error


def _site(app: Any, path: str) -> Any:
    site = app.unrestrictedTraverse(path.strip("/"), None)
    if not IPloneSiteRoot.providedBy(site):
        raise CannotOpen(f"There is no site at {path}.")
    return site
