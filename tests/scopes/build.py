"""Scopes as plain values, in few words."""

from collective.socialgovernance.controlpanel.interfaces import DEFAULT_AUDIENCES
from collective.socialgovernance.controlpanel.interfaces import DEFAULT_PLATFORMS
from collective.socialgovernance.controlpanel.interfaces import DEFAULT_TOPICS
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import hierarchy
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.vocabularies.territories import default_territories
from datetime import date
from typing import Any


TODAY = date(2027, 3, 1)
BEGAN = date(2027, 1, 1)
LAST = date(2027, 12, 31)

WORDS = Words(
    topics=hierarchy(
        [
            *DEFAULT_TOPICS,
            {"token": "phones", "parent": "products"},
            {"token": "recalls", "parent": "phones"},
            {"token": "salaries", "parent": "careers"},
        ]
    ),
    audiences=hierarchy([*DEFAULT_AUDIENCES, {"token": "local_press", "parent": "journalists"}]),
    platforms=hierarchy(DEFAULT_PLATFORMS),
    territories=hierarchy(default_territories()),
)


def cell(said: str, legitimacy: str = "lead") -> Cell:
    """``innovation customers linkedin FR`` as a cell; ``-`` for what is not said."""
    parts = ["" if part == "-" else part for part in said.split()]
    return Cell(*parts, *[""] * (4 - len(parts)), legitimacy)


def content(*cells: Cell | str, **values: Any) -> ScopeContent:
    """What an edition says; the topics allowed are those of its cells."""
    made = tuple(cell(each) if isinstance(each, str) else each for each in cells)
    allowed = tuple(dict.fromkeys(each.topic for each in made))
    return ScopeContent(**{"cells": made, "topics_allowed": allowed, "valid_to": LAST, **values})


def edition(said: ScopeContent, uid: str, **values: Any) -> EditionFacts:
    """An edition in force since the beginning of the year."""
    return EditionFacts(
        **{"uid": uid, "state": "in_force", "content": said, "number": "1.0.0", "starts": BEGAN, **values}
    )


def scope(department: str, *cells: Cell | str, freezes: tuple[Freeze, ...] = (), **values: Any) -> ScopeFacts:
    """A scope with one edition in force."""
    return ScopeFacts(
        uid=f"scope-{department}",
        department=department,
        title=department.upper(),
        id=department,
        editions=(edition(content(*cells, **values), f"{department}-e1"),),
        freezes=freezes,
    )


class Tree:
    """Departments above departments: ``{"labs": "rd"}``."""

    def __init__(self, parents: dict[str, str] | None = None):
        self.parents = parents or {}

    def ancestors(self, id: str, as_of: date) -> tuple[str, ...]:
        found: list[str] = []
        while id in self.parents:
            id = self.parents[id]
            found.append(id)
        return tuple(found)
