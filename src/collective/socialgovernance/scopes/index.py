"""Which department has which scope, and when what is known of a scope has changed.

The content of scopes stands in their editions and nowhere else. Kept here are two small things: the scope of
each department, a key written in the same transaction as the scope, so that two people adding one at once
conflict; and a stamp for each scope, new with every event that changes what the resolver answers. What is
computed from a scope may be kept in memory by every process for as long as the stamp is the same.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.socialgovernance.scopes.interfaces import IScopeIndex
from persistent import Persistent
from plone.uuid.interfaces import IUUID
from typing import Any
from uuid import uuid4
from zope.component import queryUtility
from zope.interface import implementer


class ProgrammeScopes(Persistent):
    """The scopes of one programme: their ids by department, a stamp for each, and one for all."""

    def __init__(self) -> None:
        self.by_department = OOBTree()
        self.stamps = OOBTree()
        self.stamp = uuid4().hex


@implementer(IScopeIndex)
class ScopeIndex(Persistent):
    """See :class:`~.interfaces.IScopeIndex`; programmes are known by their UID."""

    def __init__(self) -> None:
        self._programmes = OOBTree()

    def scope_of(self, programme: str, department: str) -> str | None:
        known = self._programmes.get(programme)
        return None if known is None else known.by_department.get(department)

    def scopes(self, programme: str) -> dict[str, str]:
        known = self._programmes.get(programme)
        return {} if known is None else dict(known.by_department)

    def stamps(self, programme: str) -> dict[str, str]:
        known = self._programmes.get(programme)
        return {} if known is None else dict(known.stamps)

    def stamp(self, programme: str) -> str:
        """The stamp of all scopes of a programme together; "" for one that has none."""
        known = self._programmes.get(programme)
        return "" if known is None else known.stamp

    def put(self, programme: str, department: str, scope: str) -> None:
        """The scope with this id is that of a department."""
        if programme not in self._programmes:
            self._programmes[programme] = ProgrammeScopes()
        known = self._programmes[programme]
        for former in [each for each, id in known.by_department.items() if id == scope]:
            del known.by_department[former]
        known.by_department[department] = scope
        self.touch(programme, scope)

    def take(self, programme: str, scope: str) -> None:
        """There is no scope with this id any more."""
        known = self._programmes.get(programme)
        if known is None:
            return
        for department in [each for each, id in known.by_department.items() if id == scope]:
            del known.by_department[department]
        known.stamps.pop(scope, None)
        known.stamp = uuid4().hex

    def touch(self, programme: str, scope: str) -> None:
        """What the resolver knows of a scope has changed."""
        known = self._programmes.get(programme)
        if known is not None:
            known.stamps[scope] = uuid4().hex
            known.stamp = uuid4().hex

    def forget(self, programme: str) -> None:
        """There is no such programme any more."""
        self._programmes.pop(programme, None)


def scopes_of(programme: Any) -> Iterator[Any]:
    """The scopes of a programme, whoever asks, by the id of their department."""
    index = queryUtility(IScopeIndex)
    ids = {} if index is None else index.scopes(IUUID(programme))
    for _department, id in sorted(ids.items()):
        if id in programme:
            yield programme[id]


def scope_of_department(programme: Any, department: str) -> Any | None:
    """The scope of a department in a programme, None when it has none."""
    index = queryUtility(IScopeIndex)
    id = None if index is None else index.scope_of(IUUID(programme), department)
    return programme[id] if id is not None and id in programme else None


def changed(programme: Any, scope: Any) -> None:
    """Note that what the resolver knows of a scope has changed."""
    index = queryUtility(IScopeIndex)
    if index is not None:
        index.touch(IUUID(programme), scope.getId())


def rebuild(programme: Any) -> int:
    """Make the index of a programme anew from what it holds; gives the number of scopes."""
    index = queryUtility(IScopeIndex)
    uid = IUUID(programme)
    index.forget(uid)
    found = [child for child in programme.objectValues() if child.portal_type == "SpeakingScope"]
    for scope in found:
        index.put(uid, scope.department, scope.getId())
    return len(found)
