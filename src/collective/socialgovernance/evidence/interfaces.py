"""Interfaces of the records that show later what happened."""

from zope.interface import Interface


class IEventLog(Interface):
    """The log of transitions and other acts: append-only, by the uid of the object they happened to."""

    def append(uid, event):
        """Add one :class:`~.events.Event` to the history of an object."""

    def of(uid):
        """All events of an object, in the order in which they happened."""


class ICommitmentKey(Interface):
    """The site's secret key of all commitments, kept apart from what is committed to."""

    def reveal():
        """The key as bytes; only for making or checking a commitment inside the site."""
