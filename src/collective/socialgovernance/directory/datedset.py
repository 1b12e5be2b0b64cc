"""A set of people that changes over time, and its answer for any day."""

from BTrees.LLBTree import difference
from BTrees.LLBTree import intersection
from BTrees.LLBTree import LLSet
from BTrees.LLBTree import LLTreeSet
from BTrees.LLBTree import union
from collections.abc import Iterable
from collective.socialgovernance.directory.records import FOREVER
from collective.socialgovernance.directory.records import Spans
from persistent import Persistent


_KEY_BITS = 40
_KEY_MASK = (1 << _KEY_BITS) - 1
HIGHEST_KEY = _KEY_MASK


def _stamp(day: int, key: int) -> int:
    """One integer that sorts by day, then by person."""
    return day << _KEY_BITS | key


class DatedSet(Persistent):
    """Who belongs, on any day.

    Kept are the members after every known change, and a log of comings and goings ordered by day. The set
    of an earlier day is the last one with the changes after that day undone: the cost is that of those
    changes, and nobody's record is loaded.
    """

    def __init__(self) -> None:
        self._last = LLTreeSet()
        self._comings = LLTreeSet()
        self._goings = LLTreeSet()

    def on(self, day: int) -> LLSet | LLTreeSet:
        """The keys of those who belong on a day (an ordinal). For reading only: it may be the stored set."""
        comings = list(self._comings.keys(_stamp(day + 1, 0)))
        goings = list(self._goings.keys(_stamp(day + 1, 0)))
        if not comings and not goings:
            return self._last
        came = _keys(comings)
        gone = _keys(goings)
        both = intersection(came, gone)
        members = union(difference(self._last, came), difference(gone, came))
        if both:
            first_coming = _first_days(comings, both)
            first_going = _first_days(goings, both)
            members.update(key for key in both if first_going[key] < first_coming[key])
        return members

    def staying_after(self, day: int) -> LLSet:
        """The keys of those who belong on some later day."""
        return union(self._last, _keys(self._goings.keys(_stamp(day + 2, 0))))

    def gone_between(self, first: int, last: int) -> LLSet:
        """The keys of those who stop belonging on one of the days from ``first`` to ``last``."""
        stamps = self._goings.keys(_stamp(first, 0), _stamp(last, _KEY_MASK))
        return _keys(stamps)

    def changed_between(self, first: int, last: int) -> LLSet:
        """The keys of those who come or go on one of the days from ``first`` to ``last``."""
        within = (_stamp(first, 0), _stamp(last, _KEY_MASK))
        return _keys((*self._comings.keys(*within), *self._goings.keys(*within)))


def _keys(stamps: Iterable[int]) -> LLSet:
    """The people of these stamps; sorted first, since a set grows fast at its end only."""
    return LLSet(sorted({stamp & _KEY_MASK for stamp in stamps}))


def _first_days(stamps: list[int], keys: LLSet) -> dict[int, int]:
    """The day of the first stamp of each of these keys."""
    first: dict[int, int] = {}
    for stamp in stamps:
        key = stamp & _KEY_MASK
        if key in keys:
            first.setdefault(key, stamp >> _KEY_BITS)
    return first


class SetChanges:
    """What many people's changes make of one dated set, gathered so that it is written once."""

    def __init__(self) -> None:
        self._add: tuple[list[int], list[int], list[int]] = ([], [], [])
        self._remove: tuple[list[int], list[int], list[int]] = ([], [], [])

    def note(self, key: int, old: Spans, new: Spans) -> None:
        """A person's days in the set were ``old`` and are ``new``."""
        if old:
            _place(self._remove, key, [span for span in old if span not in new])
            new = tuple(span for span in new if span not in old)
        _place(self._add, key, new)

    def write(self, dated: DatedSet) -> None:
        """Put them in."""
        trees = (dated._last, dated._comings, dated._goings)
        for tree, gone, come in zip(trees, self._remove, self._add, strict=True):
            if gone:
                kept = set(come)
                for value in gone:
                    if value not in kept:
                        tree.remove(value)
            tree.update(sorted(come))


def _place(lists: tuple[list[int], list[int], list[int]], key: int, spans: Iterable[tuple[int, int]]) -> None:
    last, comings, goings = lists
    for start, end in spans:
        comings.append(start << _KEY_BITS | key)
        if end == FOREVER:
            last.append(key)
        else:
            goings.append(end << _KEY_BITS | key)
