"""Interfaces and events of charters, guides and their editions."""

from collective.socialgovernance.acknowledgments.interfaces import IAsksReaders
from collective.socialgovernance.editions.interfaces import IEditionAddress
from zope.interface import Attribute
from zope.interface import Interface


class IGovernedText(IAsksReaders, IEditionAddress):
    """A charter or a guide: a stable address for editions."""


class IChanges(Interface):
    """A number in the database that is raised by whatever changes what people owe."""

    number = Attribute("The number")

    def touch():
        """Raise it."""


class IDecides(Interface):
    """Something whose settings decide who owes what: a text, a page, or a programme. An adapter of it."""

    names = Attribute("The names of its fields that decide, as a tuple")

    def texts():
        """What they decide about, each as an ``IAskedText``."""

    def changes(values):
        """For each of the texts, with it, the settings (a mapping by the names of ``TextSettings``) that it
        would have were these the values of the fields.
        """


class IEditionEvent(Interface):
    """Something that happened to one edition."""

    edition = Attribute("The edition.")
    actor = Attribute("The userid of the person who did it, or ``clock``.")
    at = Attribute("The instant, aware.")


class IEditionStarted(IEditionEvent):
    """The edition came into force; the one before it is superseded in the same transaction."""

    previous = Attribute("The edition that was in force until now, or None.")


class IEditionEnded(IEditionEvent):
    """The edition is no longer in force: superseded or withdrawn."""


class ITaskSource(Interface):
    """A named utility: what waits for a person in another room."""

    def __call__(userid: str, as_of):
        """Tasks of the signed-in user as :class:`~.tasks.Task`, on a day or now without one."""
