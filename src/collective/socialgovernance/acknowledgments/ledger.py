"""The ledger: every answer ever given, append-only.

Per edition there are 256 shards, made when the edition starts; a shard maps a person's directory key to the
tuple of their entries, oldest first. Writing an answer changes one bucket and nothing else: no counter, no
index, no catalog. Two people answering at the same moment nearly never meet in one bucket, and where they do,
the bucket resolves it, because they write different keys. Two answers of one person at the same moment do
conflict, and the second is tried again, then seeing the first.

There is no way to change or remove an entry.
"""

from BTrees.LOBTree import LOBTree
from BTrees.LOBTree import LOSet
from BTrees.LOBTree import LOTreeSet
from BTrees.LOBTree import multiunion
from BTrees.OOBTree import OOBTree
from collective.socialgovernance.acknowledgments.entries import AT
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import RECORDED
from collective.socialgovernance.acknowledgments.entries import restored
from collective.socialgovernance.acknowledgments.entries import SELF
from collective.socialgovernance.acknowledgments.entries import Stored
from collective.socialgovernance.acknowledgments.entries import stored
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from persistent import Persistent
from zope.interface import implementer

import zlib


SHARDS = 256


def shard_of(key: int) -> int:
    """The shard of a person: the same in every process, for ever; hence no ``hash()``."""
    return zlib.crc32(key.to_bytes(8, "big", signed=True)) % SHARDS


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

    def entries(self, edition: str, key: int) -> tuple[Entry, ...]:
        """What a person answered to an edition, oldest first; empty when nothing."""
        shards = self.shards(edition)
        kept = shards[shard_of(key)].get(key, ()) if shards else ()
        return tuple(restored(edition, key, one) for one in kept)

    def keys(self, edition: str) -> LOSet:
        """The directory keys of everybody who ever answered to an edition, as a sorted set."""
        return multiunion(list(self.shards(edition)))

    def asking(self, edition: str) -> tuple[int, ...]:
        """The keys of everybody who ever asked for an exception from an edition, decided by now or not."""
        return tuple(self._asking.get(edition, ()))

    def remarking(self, edition: str) -> tuple[int, ...]:
        """The keys of everybody who ever gave a question or a remark with an answer of their own."""
        return tuple(self._remarking.get(edition, ()))

    def shards(self, edition: str) -> tuple[LOBTree, ...]:
        """Everybody's stored tuples: mappings from key to them, oldest first. For reading a whole edition
        only.
        """
        return self._editions.get(edition, ())

    def editions(self) -> tuple[str, ...]:
        """The UIDs of the editions that were ever opened."""
        return tuple(self._editions)


def _counts_from(kept: Stored) -> tuple[int, int]:
    return kept[AT], kept[RECORDED]
