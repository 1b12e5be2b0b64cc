"""What a head need not write: the people of the department, and how a neighbour has arranged it."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.browser.scopes.named import name_to_write
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.texts.gathering import programme_of
from datetime import date
from typing import Any
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


STRUCTURE = (
    "purpose",
    "languages",
    "territories",
    "levels_admitted",
    "tone",
    "approval_rule",
    "response_hours",
)
"""What is taken over from a neighbour beside the cells; never the people, the limits nor the days."""


def proposed_people(scope: Any, day: date) -> tuple[str, str]:
    """Whom to call to begin with, as they are written: the head, then a deputy or the head above."""
    directory = getUtility(IDirectory)
    department = scope.department or ""
    found = [*directory.heads(department, day), *directory.deputies(department, day)]
    for above in directory.ancestors(department, day):
        found += directory.heads(above, day)
    people = [name_to_write(userid, day) for userid in dict.fromkeys(found)]
    first, second = [*people, "", ""][:2]
    return first, second


def neighbours(scope: Any) -> list[tuple[str, str]]:
    """The other scopes of the programme in force that the reader sees: (id, title)."""
    return [
        (other.getId(), other.title)
        for other in scopes_of(programme_of(scope))
        if other.getId() != scope.getId() and in_force(other) is not None and may("View", in_force(other))
    ]


def like(edition: Any, scope: Any, name: str) -> None:
    """Begin a draft as a neighbour has arranged theirs: where they lead, it contributes.

    Raises :class:`~..refusals.Refused` 400 for a scope that is not among :func:`neighbours`.
    """
    if name not in dict(neighbours(scope)):
        raise refuse(400, "like", _("Choose one of the scopes."))
    source = in_force(programme_of(scope)[name])
    cells = [
        {**cell, "legitimacy": "contributor"} if cell.get("legitimacy") == "lead" else dict(cell)
        for cell in source.cells or ()
    ]
    edition.cells = cells
    edition.topics_allowed = list(source.topics_allowed or ())
    for field in STRUCTURE:
        value = getattr(source, field)
        setattr(edition, field, [_copied(each) for each in value] if isinstance(value, list) else value)
    notify(ObjectModifiedEvent(edition, Attributes(IScopeEdition, "cells", "topics_allowed", *STRUCTURE)))


def _copied(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value
