"""What the acknowledgments room offers, asks for and announces."""

from zope.interface import Attribute
from zope.interface import Interface


class ILedger(Interface):
    """Every answer ever given, append-only; nothing removes one."""

    def unname(key, alias, proof):
        """Put ``alias`` in place of a person in their entries, once nothing may name them any more.

        Notes and salts go; ``proof`` makes of each entry what proves it without them.
        """

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


class IAsksReaders(Interface):
    """Marks what people are asked to acknowledge: a charter, a guide, a page of the intranet."""


class IAnswerable(Interface):
    """Marks what answers are given to: an edition of a charter or guide, a page of the intranet itself."""


class IAskedText(Interface):
    """What this room must know of something marked with ``IAsksReaders``; an adapter of it."""

    content = Attribute("The charter, guide or page itself, as the signed-in user reaches it")
    guardian = Attribute(
        "The content on which the rights of owners and auditors are asked; None: nobody has them"
    )
    programme = Attribute("The governance programme whose settings hold")
    facts = Attribute("The TextFacts: its editions, and the dated settings that decide who owes it")
    today = Attribute('The day that "now" means for it')

    def edition(uid):
        """The content that is answered to for the edition with this UID. Raises ``LookupError``."""

    def title(uid, language):
        """The title of the edition with this UID in a language, the authoritative one where there is none."""

    def shown(uid, language):
        """The exact text of that edition, a mapping in its canonical form."""


class IObliged(Interface):
    """Who owes a text that is mandatory for ambassadors also where it is optional. A utility, if any."""

    def people(programme, day):
        """The directory keys of the ambassadors of a programme on a day, as a set."""

    def includes(programme, userid, day):
        """Whether somebody is one of them."""


class IStatements(Interface):
    """The sentences of acknowledging that the site ever used, by version; no version ever goes."""

    current = Attribute("The version that is used now")

    def keep(wordings):
        """Use these sentences, by language, from now on; gives their version."""

    def wordings(version):
        """The sentences of a version by language. KeyError when it never existed."""


class IRemarks(Interface):
    """Which answers came with a question or a remark, the replies, and the questions published for all."""

    def open_text(text):
        """Make the room for what is asked about the text with this UID."""

    def ask(text, entry, clause=""):
        """Note that an entry of the ledger is a question, perhaps about a clause; gives the ``Asked``."""

    def reply(text, id, words, actor, at):
        """Say something back to a question; KeyError when there is no such one."""

    def publish(text, common):
        """Keep a ``CommonQuestion`` for all readers, or a new version of one."""

    def asked(text):
        """Everything that was asked about a text, as a tuple of ``Asked``."""

    def question(text, id):
        """One ``Asked``, None when there is no such one."""

    def is_open(text, id):
        """Whether nobody has replied yet."""

    def count_open(text):
        """How many questions about a text wait for a reply."""

    def replies(text, id):
        """The replies to a question, oldest first."""

    def common(text):
        """The common questions that are shown, oldest first."""


class IAcknowledgeable(Interface):
    """What this room must know of an edition, gathered by the room that keeps its text.

    An adapter of what ``IAnswerable`` marks; the rules themselves see only these plain facts.
    """

    context = Attribute("The content that is answered to")
    asked = Attribute("The IAskedText that it is an edition of")
    text = Attribute(
        "The TextFacts of the text: its editions, and the dated settings that decide who owes it"
    )
    edition = Attribute("UID of the edition")
    number = Attribute("Its number, as a string")
    in_force = Attribute("Whether it is in force now")
    digests = Attribute("Mapping of language to the hex digest of the text in that language")
    language = Attribute("The authoritative language")
    change_class = Attribute("editorial, minor or major; None while nobody has said")
    begins = Attribute("The day from which it is or will be in force; None while that is not known")

    def on(day):
        """What a question about a day is about: itself, for a page the edition that was in force then."""


class IAcknowledged(Interface):
    """An answer was given and is in the ledger, in this transaction."""

    text = Attribute("UID of the text")
    entry = Attribute("The Entry")
