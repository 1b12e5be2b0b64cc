"""The record of notices: who was told what and when, in sets, so that many people take few bytes."""

from BTrees.LLBTree import LLSet
from BTrees.LLBTree import LLTreeSet
from BTrees.LLBTree import multiunion
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Collection
from collections.abc import Iterable
from collective.socialgovernance.clock.interfaces import INotices
from dataclasses import astuple
from dataclasses import dataclass
from datetime import date
from persistent import Persistent
from zope.interface import implementer


Request = tuple[str, date]

Place = tuple[int, str]
"""A day, as an ordinal, and what kind of notice it was."""

Who = int | str
"""A directory key, or the userid of somebody who has no row in the directory."""


@dataclass(frozen=True)
class Waiting:
    """Tidings for one person, in their language, until mail may leave: see ``telling.Tidings``.

    ``content`` is the UID of what they must be able to see, ``holds_in`` the states of it in which this is
    still worth saying, ``programme`` the UID of that whose hours count.
    """

    kind: str
    about: str
    since: date
    title: str
    why: str
    url: str
    until: date | None = None
    links: tuple[tuple[str, str], ...] = ()
    content: str = ""
    holds_in: tuple[str, ...] = ()
    programme: str = ""
    even_on_leave: bool = False
    rows: tuple[str, ...] = ()


@implementer(INotices)
class Notices(Persistent):
    """See :class:`~.interfaces.INotices`. Days are kept as ordinals."""

    def __init__(self) -> None:
        self._requests = OOBTree()
        self._mailed = OOBTree()
        self._hidden = OOBTree()
        self._personal = OOBTree()
        self._waiting = OOBTree()
        self._others_mailed = OIBTree()

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

    def tell(self, who: Who, day: date, kind: str, about: str, since: date) -> None:
        """Keep that somebody was told of tidings of their own."""
        new = (day.toordinal(), kind, about, since.toordinal())
        self._personal[_place(who)] = (*self._personal.get(_place(who), ()), new)

    def was_told(self, who: Who, kind: str, about: str, since: date) -> bool:
        """Whether somebody was told of these tidings."""
        wanted = kind, about, since.toordinal()
        return any(each[1:] == wanted for each in self._personal.get(_place(who), ()))

    def wait(self, who: Who, tidings: Waiting) -> None:
        """Keep tidings for the next run in whose hours they may leave; the same ones wait once."""
        place = _place(who)
        waiting = self._waiting.get(place, ())
        if astuple(tidings) not in waiting:
            self._waiting[place] = (*waiting, astuple(tidings))

    def waiting(self) -> list[tuple[Who, Waiting]]:
        """Everything that waits, in the order in which it came for each person."""
        return [(who, Waiting(*each)) for (_sort, who), stored in self._waiting.items() for each in stored]

    def waits_no_more(self, who: Who, tidings: Waiting) -> None:
        """Forget what waited."""
        place = _place(who)
        left = tuple(each for each in self._waiting.get(place, ()) if each != astuple(tidings))
        if left:
            self._waiting[place] = left
        elif place in self._waiting:
            del self._waiting[place]

    def mailed(self, people: Iterable[Who], day: date) -> None:
        """Keep that these people were sent a mail."""
        known = list(people)
        keys = [who for who in known if isinstance(who, int)]
        if keys:
            _put(self._mailed, day.toordinal(), keys)
        for who in known:
            if isinstance(who, str):
                self._others_mailed[who] = day.toordinal()

    def others_mailed_since(self, day: date) -> list[str]:
        """The userids of those without a row in the directory who were sent a mail since."""
        return [userid for userid, last in self._others_mailed.items() if last >= day.toordinal()]

    def mailed_since(self, day: date) -> LLSet:
        """The keys of those who were sent a mail on this day or later."""
        return multiunion(list(self._mailed.values(day.toordinal())))

    def of_person(self, key: Who) -> list[tuple[date, str, str, date]]:
        """Everything one person was told, as ``(day, kind, line, since)``, oldest first."""
        found = [
            (date.fromordinal(day), kind, line, date.fromordinal(since))
            for (line, since), kept in self._requests.items()
            for (day, kind), keys in kept.items()
            if isinstance(key, int) and key in keys
        ]
        found += [
            (date.fromordinal(day), kind, about, date.fromordinal(since))
            for day, kind, about, since in self._personal.get(_place(key), ())
        ]
        return sorted(found)

    def requests(self) -> list[Request]:
        """Everything that anybody was ever told about and that is still kept."""
        return [(line, date.fromordinal(since)) for line, since in self._requests]

    def expired(self, request: Request, until: date, keep: Collection[int] = ()) -> dict[Place, list[int]]:
        """Who was told about a request until a day, by day and kind; but for who is in ``keep``."""
        found = {}
        line, since = request
        for place, keys in self._requests.get((line, since.toordinal()), {}).items():
            if place[0] <= until.toordinal():
                gone = [key for key in keys if key not in keep]
                if gone:
                    found[place] = gone
        return found

    def purge(self, request: Request, expired: dict[Place, list[int]]) -> None:
        """Forget what :meth:`expired` found."""
        stored = request[0], request[1].toordinal()
        kept = self._requests[stored]
        for place, keys in expired.items():
            for key in keys:
                kept[place].remove(key)
            if not kept[place]:
                del kept[place]
        if not kept:
            del self._requests[stored]

    def expired_tidings(self, until: date) -> list[tuple[Who, int]]:
        """Who was told of tidings until a day, and how many."""
        last = until.toordinal()
        counted = (
            (who, sum(each[0] <= last for each in told)) for (_sort, who), told in self._personal.items()
        )
        return [(who, count) for who, count in counted if count]

    def purge_tidings(self, who: Who, until: date) -> None:
        """Forget what somebody was told until a day."""
        place, last = _place(who), until.toordinal()
        left = tuple(each for each in self._personal[place] if each[0] > last)
        if left:
            self._personal[place] = left
        else:
            del self._personal[place]

    def has_mailed(self, until: date) -> bool:
        """Whether it is known that anybody was sent a mail until a day."""
        last = until.toordinal()
        return bool(self._mailed.keys(None, last)) or any(
            each <= last for each in self._others_mailed.values()
        )

    def purge_mailed(self, until: date) -> None:
        """Forget who was sent a mail until a day."""
        for day in list(self._mailed.keys(None, until.toordinal())):
            del self._mailed[day]
        for userid in [each for each, last in self._others_mailed.items() if last <= until.toordinal()]:
            del self._others_mailed[userid]

    def forget(self, who: Who) -> None:
        """Keep nothing of one person."""
        for tree in (self._personal, self._waiting):
            tree.pop(_place(who), None)
        for kept in self._requests.values():
            for keys in kept.values():
                if who in keys:
                    keys.remove(who)

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


def _place(who: Who) -> tuple[str, Who]:
    return ("key" if isinstance(who, int) else "userid", who)
