"""Which pages somebody looks after. Kept apart from the catalog: who looks at their own page loads none."""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.socialgovernance.refreshing.interfaces import ILookedAfter
from dataclasses import astuple
from dataclasses import dataclass
from datetime import date
from persistent import Persistent
from zope.interface import implementer


@dataclass(frozen=True)
class Kept:
    """Who looks after a page, until when it is to be looked at, and since when they are known to do."""

    owner: str
    deputy: str
    due: date
    since: date


@implementer(ILookedAfter)
class LookedAfter(Persistent):
    """See :class:`~.interfaces.ILookedAfter`."""

    def __init__(self) -> None:
        self._pages = OOBTree()

    def put(self, uid: str, kept: Kept) -> None:
        if self._pages.get(uid) != astuple(kept):
            self._pages[uid] = astuple(kept)

    def drop(self, uid: str) -> None:
        self._pages.pop(uid, None)

    def items(self) -> Iterator[tuple[str, Kept]]:
        for uid, stored in self._pages.items():
            yield uid, Kept(*stored)
