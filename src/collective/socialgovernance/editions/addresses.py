"""The editions of one address (a charter, a guide), by what they are doing now."""

from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.interfaces import IGoverned
from typing import Any


PREPARING = ("draft", "review", "submitted", "legal", "formalities", "approved")
"""States of an edition that is on its way: there is at most one at an address."""


def editions_of(address: Any) -> list[Any]:
    """All editions, oldest first."""
    found = [child for child in address.objectValues() if IGoverned.providedBy(child)]
    return sorted(found, key=lambda edition: int(edition.getId()[1:]))


def in_force(address: Any) -> Any | None:
    """The edition in force, or None."""
    return next((edition for edition in editions_of(address) if state_of(edition) == "in_force"), None)


def in_preparation(address: Any) -> Any | None:
    """The edition on its way, or None."""
    return next((edition for edition in editions_of(address) if state_of(edition) in PREPARING), None)


def given_numbers(address: Any) -> list[str]:
    """All numbers ever given here."""
    return [edition.number for edition in editions_of(address) if edition.number]


def next_id(address: Any) -> str:
    """The id of the next edition: ``e1``, ``e2``, ... for ever, never used twice."""
    address.edition_counter += 1
    return f"e{address.edition_counter}"
