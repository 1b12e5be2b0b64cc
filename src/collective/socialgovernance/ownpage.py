"""Content whose address is always its own page.

The address of a charter or guide shows readers what is in force for them. A child or another page chosen to
stand in its place - what Plone calls a default page - would show everybody the same, would move the canonical
link, and would make each act on the child an act on the parent.
"""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from plone.dexterity.content import Container


class OwnPage(Container):
    """The Dexterity base of such content: no default page, and none is offered."""

    def canSetDefaultPage(self) -> bool:
        """Nobody may."""
        return False

    def getDefaultPage(self) -> None:
        """There is none."""

    def setDefaultPage(self, objectId: str) -> None:
        """Refused, whoever asks."""
        raise refuse(403, "default_page", _("This address always shows its own page."))
