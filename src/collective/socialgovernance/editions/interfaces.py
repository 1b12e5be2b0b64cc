"""What a room offers so that its addresses hold editions."""

from zope.interface import Attribute
from zope.interface import Interface


class IEditionAddress(Interface):
    """A charter, a guide, a speaking scope: a stable address that holds editions."""


class IFrozenAfterDraft(Interface):
    """An edition: changed by its authors while it is a draft, by nobody afterwards.

    Its class has ``own_history``: the fields that belong to what happened to it, each with its empty value.
    """


class IEditionMaker(Interface):
    """Adapter of an address: how its editions are made."""

    right = Attribute("The permission of those who may prepare an edition here.")

    def first():
        """Add the first draft of a new address."""

    def following():
        """Add a draft with the content of the edition in force, or of the last one approved."""
