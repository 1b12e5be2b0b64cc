"""Private addresses of calendar feeds: one a person, of which only the hash is kept.

A program that reads a calendar cannot sign in, so that the address itself must prove for whom it was made. It
shows what that person may see at the moment it is asked, and it can be made anew or taken back at any time.
"""

from BTrees.OOBTree import OOBTree
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import LEFT
from datetime import datetime
from persistent import Persistent
from plone import api
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer
from zope.interface import Interface

import hashlib
import secrets


TOKEN_BYTES = 32


class IFeedTokens(Interface):
    """For whom the address of a calendar feed was made."""

    def renew(userid, key, at):
        """A new token of a person, at an aware instant; the one before works no more.

        ``key`` is the person's key in the directory, None for who is not in it. The token itself is not kept.
        """

    def revoke(userid):
        """The person has no address any more."""

    def made_at(userid):
        """The instant at which the address that works was made; None when there is none."""

    def owner_of(token):
        """``(userid, key)`` of whom a token was made for, None for one that is not valid."""


@implementer(IFeedTokens)
class FeedTokens(Persistent):
    """See :class:`IFeedTokens`."""

    def __init__(self) -> None:
        self._owners = OOBTree()
        self._hashes = OOBTree()

    def renew(self, userid: str, key: int | None, at: datetime) -> str:
        """A new token in place of the one before."""
        self.revoke(userid)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        hashed = _hash(token)
        self._owners[hashed] = (userid, key, at)
        self._hashes[userid] = hashed
        return token

    def revoke(self, userid: str) -> None:
        """There is no address for the person any more."""
        if userid in self._hashes:
            del self._owners[self._hashes.pop(userid)]

    def made_at(self, userid: str) -> datetime | None:
        """When the address that works was made."""
        hashed = self._hashes.get(userid)
        found: datetime | None = None if hashed is None else self._owners[hashed][2]
        return found

    def owner_of(self, token: str) -> tuple[str, int | None] | None:
        """Whom a token was made for."""
        known = self._owners.get(_hash(token))
        return None if known is None else (known[0], known[1])


def reader_of(token: str, now: datetime) -> Any | None:
    """The user for whom a token was made, None for one that is not valid, or whose user is gone.

    Who has left the company is gone, and so is a person whose userid is somebody else's by now.
    """
    tokens = queryUtility(IFeedTokens)
    owner = None if tokens is None else tokens.owner_of(token)
    if owner is None:
        return None
    userid, key = owner
    directory = getUtility(IDirectory)
    person = directory.person(userid, site.today(now))
    if directory.key(userid) != key and key is not None:
        return None
    if person is not None and person.status == LEFT:
        return None
    return api.user.get(userid=userid)


def _hash(token: str) -> str:
    # A token has 256 random bits: there is nothing to guess, so that a slow hash would protect nothing.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
