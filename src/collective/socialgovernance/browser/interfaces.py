"""What pages of this package say about themselves."""

from zope.interface import Attribute
from zope.interface import Interface


class IGovernancePage(Interface):
    """A page with a title of its own in the browser's tab, in bookmarks and for screen readers."""

    browser_title = Attribute("What the page is, a message; without it the name of the page decides.")
