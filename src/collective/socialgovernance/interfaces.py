"""Interfaces of the package as a whole: the browser layer."""

from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class ISocialGovernanceLayer(IDefaultBrowserLayer):
    """Marks requests of a site in which the add-on is installed."""


class IGovernanceContent(Interface):
    """Marks every content type of this package."""
