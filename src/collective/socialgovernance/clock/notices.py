"""The record of notices: who was told what and when, in sets, so that many people take few bytes."""

from BTrees.LLBTree import LLSet
from BTrees.LLBTree import LLTreeSet
from BTrees.LLBTree import multiunion
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collective.socialgovernance.clock.interfaces import INotices
from datetime import date
from persistent import Persistent
from zope.interface import implementer


Request = tuple[str, date]


@implementer(INotices)
class Notices(Persistent):
    """See :class:`~.interfaces.INotices`. Days are kept as ordinals; only the run of the clock writes."""

    def __init__(self) -> None:
        self._requests = OOBTree()
        self._mailed = OOBTree()
        self._hidden = OOBTree()

    def told(self, request: Request, day: date, kind: str, keys: Iterable[int]) -> None:
        """Keep that these people were told."""
        line, since = request
        stored = line, since.toordinal()
        if stored not in self._requests:
            self._requests[stored] = OOBTree()
        _put(self._requests[stored], (day.toordinal(), kind), keys)

    def of_request(self, request: Request) -> dict[tuple[date, str], LLTreeSet]:
        """{(day, kind): keys} of everybody who was told about it."""
        line, since = request
        kept = self._requests.get((line, since.toordinal()), {})
        return {(date.fromordinal(day), kind): keys for (day, kind), keys in kept.items()}

    def mailed(self, keys: Iterable[int], day: date) -> None:
        """Keep that these people were sent a mail."""
        _put(self._mailed, day.toordinal(), keys)

    def mailed_since(self, day: date) -> LLSet:
        """The keys of those who were sent a mail on this day or later."""
        return multiunion(list(self._mailed.values(day.toordinal())))

    def of_person(self, key: int) -> list[tuple[date, str, str, date]]:
        """Everything one person was told, as ``(day, kind, line, since)``, oldest first."""
        found = [
            (date.fromordinal(day), kind, line, date.fromordinal(since))
            for (line, since), kept in self._requests.items()
            for (day, kind), keys in kept.items()
            if key in keys
        ]
        return sorted(found)

    def hidden(self) -> dict[str, int]:
        """How many people are asked for a text that they may not see, by the UID of the text."""
        return dict(self._hidden)

    def hide(self, counts: dict[str, int]) -> None:
        """Keep those figures in place of the former ones."""
        self._hidden.clear()
        self._hidden.update(counts)


def _put(tree: OOBTree, place: object, keys: Iterable[int]) -> None:
    if place not in tree:
        tree[place] = LLTreeSet()
    tree[place].update(sorted(keys))
