"""What the acknowledgments room offers, asks for and announces."""

from zope.interface import Attribute
from zope.interface import Interface


class ILedger(Interface):
    """Every answer ever given, append-only; nothing removes one."""

    def open_edition(edition):
        """Make the room for the answers to the edition with this UID, when it starts."""

    def is_open(edition):
        """Whether an edition with this UID has ever started."""

    def append(edition, key, entry):
        """Keep an entry of the person with this directory key; gives the entry back."""

    def entries(edition, key):
        """The entries of one person on one edition, oldest first, as a tuple."""

    def keys(edition):
        """The directory keys of everybody who ever answered to the edition, as a sorted set."""

    def asking(edition):
        """The keys of everybody who ever asked for an exception from the edition, decided by now or not."""

    def remarking(edition):
        """The keys of everybody who ever gave a question or a remark with their own answer to the edition."""

    def pages(edition):
        """(what is on it, stored tuples by key) of every page of an edition: for reading the whole of it."""

    def editions():
        """The UIDs of the editions that were ever opened."""


class IAcknowledgeable(Interface):
    """What this room must know of an edition, gathered by the room that keeps its text.

    An adapter of the edition; the rules themselves see only these plain facts.
    """

    text = Attribute(
        "The TextFacts of the text: its editions, and the dated settings that decide who owes it"
    )
    edition = Attribute("UID of the edition")
    number = Attribute("Its number, as a string")
    in_force = Attribute("Whether it is in force now")
    digests = Attribute("Mapping of language to the hex digest of the text in that language")
    language = Attribute("The authoritative language")


class IAcknowledged(Interface):
    """An answer was given and is in the ledger, in this transaction."""

    text = Attribute("UID of the text")
    entry = Attribute("The Entry")
