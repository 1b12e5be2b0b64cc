"""The scopes of a programme as the resolver wants them, kept in memory for as long as nothing changed.

What is computed from a scope never changes: another stamp is another computation. So all threads of a process
share it, a transaction sees what it wrote itself, and what an aborted one computed is never asked for again.
"""

from collections import OrderedDict
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.gathering import scope_facts
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.interfaces import IScopeIndex
from collective.socialgovernance.scopes.laid_out import ScopeMap
from plone.uuid.interfaces import IUUID
from threading import Lock
from typing import Any
from typing import Generic
from typing import TypeVar
from zope.component import queryUtility


Value = TypeVar("Value")


class Kept(Generic[Value]):
    """At most so many values by stamp, those asked for last."""

    def __init__(self, most: int):
        self._most = most
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, stamp: str) -> Value | None:
        """What is kept under a stamp."""
        with self._lock:
            value = self._values.get(stamp)
            if value is not None:
                self._values.move_to_end(stamp)
            return value

    def put(self, stamp: str, value: Value) -> Value:
        """Keep a value, and forget the one not asked for longest when there are too many."""
        with self._lock:
            self._values[stamp] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


_scopes: Kept[ScopeFacts] = Kept(5000)
_maps: Kept[ScopeMap] = Kept(20)


def scope_map(programme: Any) -> ScopeMap:
    """All scopes of a programme as they are in this transaction."""
    index = queryUtility(IScopeIndex)
    uid = IUUID(programme)
    stamp = "" if index is None else index.stamp(uid)
    if not stamp:
        return ScopeMap(())
    known = _maps.get(stamp)
    if known is None:
        stamps = index.stamps(uid)
        known = ScopeMap(_facts(scope, stamps.get(scope.getId(), "")) for scope in scopes_of(programme))
        _maps.put(stamp, known)
    return known


def _facts(scope: Any, stamp: str) -> ScopeFacts:
    if not stamp:
        return scope_facts(scope, located=False)
    return _scopes.get(stamp) or _scopes.put(stamp, scope_facts(scope, located=False))
