"""Which person has which registration. Kept apart from the catalog, which never knows them.

The key of a person is written in the same transaction as the registration, so that two made at once conflict.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from collective.socialgovernance.ambassadors.interfaces import IRegistrationIndex
from persistent import Persistent
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryUtility
from zope.interface import implementer


@implementer(IRegistrationIndex)
class RegistrationIndex(Persistent):
    """See :class:`~.interfaces.IRegistrationIndex`."""

    def __init__(self) -> None:
        self._programmes = OOBTree()
        self._asking = OOBTree()

    def registration_of(self, programme: str, person: str) -> str | None:
        known = self._programmes.get(programme)
        return None if known is None else known.get(person)

    def registrations(self, programme: str) -> dict[str, str]:
        return dict(self._programmes.get(programme) or {})

    def knows(self, person: str) -> bool:
        return any(person in known for known in self._programmes.values())

    def put(self, programme: str, person: str, registration: str) -> None:
        if programme not in self._programmes:
            self._programmes[programme] = OOBTree()
        self._programmes[programme][person] = registration

    def take(self, programme: str, person: str, registration: str) -> None:
        known = self._programmes.get(programme)
        if known is not None and known.get(person) == registration:
            del known[person]
        self.ask(programme, person, False)

    def ask(self, programme: str, person: str, asked: bool) -> None:
        waiting = self._asking.get(programme)
        if asked and waiting is None:
            waiting = self._asking[programme] = OOTreeSet()
        if asked and person not in waiting:
            waiting.insert(person)
        elif not asked and waiting is not None and person in waiting:
            waiting.remove(person)

    def asking(self, programme: str) -> tuple[str, ...]:
        return tuple(self._asking.get(programme) or ())

    def rename(self, before: str, after: str) -> None:
        for known in self._programmes.values():
            if before in known and after not in known:
                known[after] = known.pop(before)
        for programme in self._asking:
            if before in self._asking[programme]:
                self.ask(programme, before, False)
                self.ask(programme, after, True)

    def forget(self, programme: str) -> None:
        self._programmes.pop(programme, None)
        self._asking.pop(programme, None)


def registration_of(programme: Any, person: str) -> Any | None:
    """The registration of a person in a programme that has not ended, whoever asks."""
    index = queryUtility(IRegistrationIndex)
    id = None if index is None else index.registration_of(IUUID(programme), person)
    return programme[id] if id is not None and id in programme else None


def registrations_of(programme: Any) -> Iterator[Any]:
    """The registrations of a programme that have not ended, whoever asks, by person."""
    index = queryUtility(IRegistrationIndex)
    ids = {} if index is None else index.registrations(IUUID(programme))
    for _person, id in sorted(ids.items()):
        if id in programme:
            yield programme[id]


def programmes() -> list[Any]:
    """Every programme of the site, whoever asks."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type="GovernanceProgramme", sort_on="created")
    return [brain._unrestrictedGetObject() for brain in found]
