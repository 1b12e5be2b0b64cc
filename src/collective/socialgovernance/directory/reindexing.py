"""The catalog follows a change of head, deputies or manager: only the objects concerned are indexed anew."""

from collections.abc import Collection
from collections.abc import Iterator
from collective.socialgovernance.directory.imports import leadership
from collective.socialgovernance.directory.interfaces import IDepartmental
from collective.socialgovernance.directory.interfaces import IDirectoryChanged
from collective.socialgovernance.directory.interfaces import IPersonal
from collective.socialgovernance.directory.store import Directory
from datetime import date
from plone import api
from typing import Any
from zope.component import adapter
from zope.component.hooks import getSite

import transaction


AT_ONCE = 500
"""Objects indexed before memory is given back."""


@adapter(IDirectoryChanged)
def follow_directory(event: IDirectoryChanged) -> None:
    """Index anew who may see what belongs to the departments and people of the event."""
    if getattr(getSite(), "portal_catalog", None) is not None:
        reindex_security(event.departments, event.people)


def follow_days(directory: Directory, after: date, until: date) -> int:
    """Index anew what planned joinings and departures changed after one day and until another.

    For the run of the clock: nobody imports anything on the day a head leaves as planned. Gives the number of
    objects.
    """
    before, now = leadership(directory, after), leadership(directory, until)
    departments = {id for id in before.keys() | now.keys() if before.get(id) != now.get(id)}
    return reindex_security(departments, directory.leavers(after, until))


def reindex_security(departments: Collection[str], people: Collection[str]) -> int:
    """Index anew who may see the objects of these departments and people; gives their number."""
    count = 0
    for thing in _concerned(departments, people):
        thing.reindexObjectSecurity()
        count += 1
        if count % AT_ONCE == 0:
            transaction.savepoint(optimistic=True)
            thing._p_jar.cacheGC()
    return count


def _concerned(departments: Collection[str], people: Collection[str]) -> Iterator[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    if departments:
        for brain in catalog.unrestrictedSearchResults(object_provides=IDepartmental.__identifier__):
            thing = brain._unrestrictedGetObject()
            if thing.department in departments:
                yield thing
    if people:
        # What belongs to a person was made by that person.
        query = {"object_provides": IPersonal.__identifier__, "Creator": list(people)}
        for brain in catalog.unrestrictedSearchResults(**query):
            yield brain._unrestrictedGetObject()
