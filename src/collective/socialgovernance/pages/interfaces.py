"""What this room keeps and announces."""

from zope.interface import Interface


class IFrozenTexts(Interface):
    """The texts of pages and files as they were published, immutable and append-only."""

    def append(frozen):
        """Keep one more :class:`~.frozen.FrozenText` of its page; nothing ever changes or removes it."""

    def of(page):
        """The frozen texts of the page with this UID, oldest first, as a tuple."""

    def pages():
        """The UIDs of all pages that an edition was ever published of, those that are gone included."""

    def get(edition):
        """The frozen text whose own UID this is. Raises ``LookupError``."""
