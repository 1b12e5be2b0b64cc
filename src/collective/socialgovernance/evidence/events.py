"""The log of acts: who did what to which object, when, with which guard results.

As-of answers and evidence read this log, not the workflow history that Plone keeps on the object: the history
travels with copies and exports, the log does not.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Callable
from collections.abc import Mapping
from collective.socialgovernance.evidence.interfaces import IEventLog
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from persistent import Persistent
from zlib import crc32
from zope.interface import implementer

import json


SHARDS = 64


@dataclass(frozen=True)
class Event:
    """One act.

    ``kind`` is the workflow or the sort of act (``edition_workflow``, ``export``), ``action`` the transition;
    ``actor`` a userid or ``clock``; ``at`` an aware instant; ``guards`` maps guard codes to whether they
    held; ``facts`` are further values that JSON can hold (the number given, the figure seen).
    """

    kind: str
    action: str
    actor: str
    at: datetime
    before: str = ""
    after: str = ""
    comment: str = ""
    guards: Mapping[str, bool] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)


def _stored(event: Event) -> tuple[object, ...]:
    return (
        event.kind,
        event.action,
        event.actor,
        event.at,
        event.before,
        event.after,
        event.comment,
        json.dumps(dict(event.guards), sort_keys=True),
        json.dumps(dict(event.facts), sort_keys=True),
    )


@lru_cache(maxsize=4096)
def _event(stored: tuple) -> Event:
    """The event kept in a tuple; equal tuples give the same value, which nobody changes."""
    return Event(*stored[:7], guards=json.loads(stored[7]), facts=json.loads(stored[8]))


@implementer(IEventLog)
class EventLog(Persistent):
    """Events by object uid, in shards so that acts on different objects seldom meet in one bucket."""

    def __init__(self) -> None:
        self._shards = tuple(OOBTree() for _ in range(SHARDS))

    def _shard(self, uid: str) -> OOBTree:
        return self._shards[crc32(uid.encode("utf-8")) % SHARDS]

    def append(self, uid: str, event: Event) -> None:
        """Add one event to the history of the object ``uid``; only :meth:`forget` ever removes it."""
        shard = self._shard(uid)
        shard[uid] = (*shard.get(uid, ()), _stored(event))

    def of(self, uid: str) -> tuple[Event, ...]:
        """All events of the object ``uid``, in the order in which they happened."""
        return tuple(_event(stored) for stored in self._shard(uid).get(uid, ()))

    def rewrite(self, uid: str, change: Callable[[Event], Event | None]) -> None:
        """Keep of each event of the object ``uid`` what ``change`` gives; nothing of it when that is None."""
        shard = self._shard(uid)
        if uid in shard:
            changed = (change(event) for event in self.of(uid))
            shard[uid] = tuple(_stored(event) for event in changed if event is not None)

    def forget(self, uid: str) -> None:
        """Keep nothing of the object ``uid``."""
        self._shard(uid).pop(uid, None)
