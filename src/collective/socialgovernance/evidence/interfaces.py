"""Interfaces of the records that show later what happened."""

from zope.interface import Interface


class IEventLog(Interface):
    """The log of transitions and other acts, by the uid of the object they happened to.

    It only grows, but for what may not be kept about a person any longer.
    """

    def append(uid, event):
        """Add one :class:`~.events.Event` to the history of an object."""

    def of(uid):
        """All events of an object, in the order in which they happened."""

    def rewrite(uid, change):
        """Keep of each event of an object what ``change(event)`` gives: when it may name nobody any more."""

    def forget(uid):
        """Keep nothing of an object that is gone, when the time for keeping it is over."""


class ICommitmentKey(Interface):
    """The site's secret key of all commitments, kept apart from what is committed to."""

    def reveal():
        """The key as bytes; only for making or checking a commitment inside the site."""
