"""Where two programmes of one intranet cover the same departments: their people owe what both ask."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.programme.zones import zone_of
from dataclasses import dataclass
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


@dataclass(frozen=True)
class Overlap:
    """Another programme (None: the reader may not see it), and the titles of departments both cover."""

    programme: Any | None
    departments: tuple[str, ...]


def covered(perimeter: Iterable[str], day: date) -> frozenset[str]:
    """The departments of a perimeter with all below them; every open one when the perimeter is empty."""
    directory = getUtility(IDirectory)
    everything = frozenset(department.id for department in directory.departments(day))
    chosen = tuple(perimeter)
    return directory.subtree(chosen, day) & everything if chosen else everything


def overlaps_of(programme: Any) -> list[Overlap]:
    """The other programmes of the site that cover departments of this one, today."""
    directory = getUtility(IDirectory)
    if directory.is_empty():
        return []
    day = day_of(wallclock.now(), zone_of(programme))
    own = covered(programme.perimeter or (), day)
    titles = {department.id: department.title for department in directory.departments(day)}
    found = []
    for other in _others(programme):
        shared = own & covered(other.perimeter or (), day)
        if shared:
            seen = getSecurityManager().checkPermission("View", other)
            names = tuple(title for id, title in titles.items() if id in shared)
            found.append(Overlap(other if seen else None, names))
    return found


def _others(programme: Any) -> list[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type="GovernanceProgramme", sort_on="created")
    programmes = [brain._unrestrictedGetObject() for brain in found]
    return [other for other in programmes if IUUID(other) != IUUID(programme)]
