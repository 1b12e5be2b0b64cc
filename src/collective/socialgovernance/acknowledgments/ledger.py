"""The ledger: every answer ever given, append-only.

Per edition there are 256 shards, made when the edition starts; a shard maps a person's directory key to the
tuple of their entries, oldest first. Writing an answer changes one bucket and nothing else: no counter, no
index, no catalog. Two people answering at the same moment nearly never meet in one bucket, and where they do,
the bucket resolves it, because they write different keys. Two answers of one person at the same moment do
conflict, and the second is tried again, then seeing the first.

There is no way to change or remove an entry. Once retention is over, the link of a person's entries to the
person is cut (:meth:`Ledger.unname`): what was answered, when and to which text stays, with its proof.
"""

from array import array
from BTrees.LOBTree import LOBTree
from BTrees.LOBTree import LOBucket
from BTrees.LOBTree import LOSet
from BTrees.LOBTree import LOTreeSet
from BTrees.LOBTree import multiunion
from BTrees.OOBTree import OOBTree
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED_CODE
from collective.socialgovernance.acknowledgments.entries import ANSWER
from collective.socialgovernance.acknowledgments.entries import AT
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import Proof
from collective.socialgovernance.acknowledgments.entries import RECORDED
from collective.socialgovernance.acknowledgments.entries import restored
from collective.socialgovernance.acknowledgments.entries import SELF
from collective.socialgovernance.acknowledgments.entries import Stored
from collective.socialgovernance.acknowledgments.entries import stored
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from dataclasses import replace
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer

import zlib


SHARDS = 256
END_OF_TIME = 1 << 62


def shard_of(key: int) -> int:
    """The shard of a person: the same in every process, for ever; hence no ``hash()``."""
    return zlib.crc32(key.to_bytes(8, "big", signed=True)) % SHARDS


class Page(NamedTuple):
    """What is on one page of the ledger: the answers of some people that are stored together.

    ``acknowledged`` are the keys of those whose last answer is an acknowledgment, given between ``first`` and
    ``last`` (seconds since 1970 UTC); ``others`` of those whose last answer is something else; ``dated_back``
    of those whose last answer counts from before it was recorded.
    """

    acknowledged: "array[int]"
    first: int
    last: int
    others: tuple[int, ...]
    dated_back: tuple[int, ...]


@implementer(ILedger)
class Ledger(Persistent):
    """See the module; registered as a persistent local utility."""

    def __init__(self) -> None:
        self._editions = OOBTree()
        self._asking = OOBTree()
        self._remarking = OOBTree()

    def open_edition(self, edition: str) -> None:
        """Make the shards of an edition that starts; opening it again changes nothing."""
        if edition not in self._editions:
            self._editions[edition] = tuple(LOBTree() for _ in range(SHARDS))
            self._asking[edition] = LOTreeSet()
            self._remarking[edition] = LOTreeSet()

    def is_open(self, edition: str) -> bool:
        """Whether an edition with this UID has ever started."""
        return edition in self._editions

    def append(self, edition: str, key: int, entry: Entry) -> Entry:
        """Keep an entry and give it back.

        The entries of a person stay in the order of the instants from which they count; an entry that an
        officer dates back takes its place among the earlier ones. Raises ``KeyError`` when the edition was
        never opened, ``ValueError`` when the entry is about another edition or person.
        """
        if (entry.edition, entry.key) != (edition, key):
            raise ValueError("this entry is about another edition or person")
        shard = self._editions[edition][shard_of(key)]
        kept = (*shard.get(key, ()), stored(entry))
        shard[key] = tuple(sorted(kept, key=_counts_from))
        if entry.answer == EXCEPTION_REQUESTED:
            self._asking[edition].insert(key)
        elif entry.note and entry.mode == SELF:
            self._remarking[edition].insert(key)
        return entry

    def unname(self, key: int, alias: str, proof: Callable[[Entry], Proof]) -> int:
        """Put ``alias`` in place of a person in their entries; gives how many. The second time it is none.

        Notes and salts go, what ``proof`` makes of each entry before stays. Who answered for somebody else
        stays named in the other one's entries.
        """
        count = 0
        for edition, shards in self._editions.items():
            shard = shards[shard_of(key)]
            kept = [restored(edition, key, one) for one in shard.get(key, ())]
            named = [entry for entry in kept if entry.proof is None]
            if named:
                shard[key] = tuple(
                    stored(entry if entry.proof else _unnamed(entry, alias, proof)) for entry in kept
                )
                count += len(named)
            if key in self._remarking[edition]:
                self._remarking[edition].remove(key)
        return count

    def entries(self, edition: str, key: int) -> tuple[Entry, ...]:
        """What a person answered to an edition, oldest first; empty when nothing."""
        shards = self._editions.get(edition)
        kept = shards[shard_of(key)].get(key, ()) if shards else ()
        return tuple(restored(edition, key, one) for one in kept)

    def keys(self, edition: str) -> LOSet:
        """The directory keys of everybody who ever answered to an edition, as a sorted set."""
        return multiunion(list(self._editions.get(edition, ())))

    def asking(self, edition: str) -> tuple[int, ...]:
        """The keys of everybody who ever asked for an exception from an edition, decided by now or not."""
        return tuple(self._asking.get(edition, ()))

    def remarking(self, edition: str) -> tuple[int, ...]:
        """The keys of everybody who ever gave a question or a remark with an answer of their own."""
        return tuple(self._remarking.get(edition, ()))

    def pages(self, edition: str) -> Iterator[tuple[Page, Mapping[int, tuple[Stored, ...]]]]:
        """All answers to an edition, for reading the whole of it: page by page, what is on it and the stored
        tuples.

        What is on a page is remembered as long as the page stays as it is: for a large edition nearly all of
        them do from one reading to the next.
        """
        known: dict[bytes, tuple[bytes, Page]] | None = getattr(self, "_v_pages", None)
        if known is None:
            known = {}
            self._v_pages = known
        for shard in self._editions.get(edition, ()):
            bucket = shard._firstbucket
            while bucket is not None:
                # A small tree keeps its only bucket inside itself.
                kept = shard if bucket._p_jar is None else bucket
                yield _remembered(known, kept, bucket), bucket
                bucket = bucket._next

    def editions(self) -> tuple[str, ...]:
        """The UIDs of the editions that were ever opened."""
        return tuple(self._editions)


def _unnamed(entry: Entry, alias: str, proof: Callable[[Entry], Proof]) -> Entry:
    actor = alias if entry.actor == entry.subject else entry.actor
    return replace(entry, subject=alias, actor=actor, note="", salt=b"", proof=proof(entry))


def _counts_from(kept: Stored) -> tuple[int, int]:
    return kept[AT], kept[RECORDED]


def _remembered(known: dict[bytes, tuple[bytes, Page]], kept: Persistent, bucket: LOBucket) -> Page:
    """What is on a page, read again only when it was written since."""
    if kept._p_jar is None or kept._p_changed:
        return _read_page(bucket)
    kept._p_activate()
    serial, page = known.get(kept._p_oid, (b"", None))
    if page is None or serial != kept._p_serial:
        page = _read_page(bucket)
        known[kept._p_oid] = kept._p_serial, page
    return page


def _read_page(bucket: LOBucket) -> Page:
    acknowledged, others, dated_back = array("q"), [], []
    first, last = END_OF_TIME, 0
    for key, kept in bucket.items():
        answer = kept[-1]
        at = answer[AT]
        if answer[ANSWER] == ACKNOWLEDGED_CODE:
            acknowledged.append(key)
            first, last = min(first, at), max(last, at)
        else:
            others.append(key)
        if at != answer[RECORDED]:
            dated_back.append(key)
    return Page(acknowledged, first, last, tuple(others), tuple(dated_back))
