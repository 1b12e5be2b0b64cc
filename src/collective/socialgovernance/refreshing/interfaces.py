"""What this room keeps."""

from zope.interface import Interface


class ILookedAfter(Interface):
    """Which pages somebody looks after, and when, so that no page is loaded to find that out."""

    def put(uid, kept):
        """Keep a ``Kept`` of the page with this UID, in place of the former one."""

    def drop(uid):
        """Keep nothing of it."""

    def items():
        """(UID, ``Kept``) of every page, by UID."""
