"""Places on the page of a person that other parts of the product fill.

A part registers a named adapter of (site, request) to :class:`IMyGovernanceSection`; its name is the ``id``
of the section on the page.
"""

from typing import Any
from zope.component import getAdapters
from zope.interface import Attribute
from zope.interface import Interface


class IMyGovernanceSection(Interface):
    """A section of ``@@my-governance``, about the signed-in person and nobody else."""

    order = Attribute("Where it stands among the sections: the lowest number first")
    title = Attribute("Its heading, a message")

    def __call__():
        """The HTML below the heading; an empty string and there is no section."""


def sections_of(site: Any, request: Any) -> list[dict[str, Any]]:
    """The sections that have something to say: their id, title and HTML, in order."""
    found = sorted(
        getAdapters((site, request), IMyGovernanceSection), key=lambda named: (named[1].order, named[0])
    )
    shown = ({"id": name, "title": section.title, "html": section()} for name, section in found)
    return [each for each in shown if each["html"]]
