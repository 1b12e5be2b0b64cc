"""The editions of one address (a charter, a guide), by what they are doing now."""

from collections.abc import Iterator
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.interfaces import IGoverned
from typing import Any


PREPARING = ("draft", "review", "submitted", "legal", "formalities", "approved")
"""States of an edition that is on its way: there is at most one at an address."""


def editions_of(address: Any) -> list[Any]:
    """All editions, oldest first."""
    children = (address._getOb(id_) for id_ in address.objectIds(ordered=False))
    found = [child for child in children if IGoverned.providedBy(child)]
    return sorted(found, key=lambda edition: int(edition.getId()[1:]))


def newest_first(address: Any) -> Iterator[Any]:
    """The editions, the newest first, each woken only when it is its turn.

    The edition in force and the one on its way are among the last: who looks for them need not read the
    whole past of a text.
    """
    ids = [id_ for id_ in address.objectIds(ordered=False) if id_[:1] == "e" and id_[1:].isdigit()]
    for id_ in sorted(ids, key=lambda id_: int(id_[1:]), reverse=True):
        edition = address[id_]
        if IGoverned.providedBy(edition):
            yield edition


def in_force(address: Any) -> Any | None:
    """The edition in force, or None."""
    return next((edition for edition in newest_first(address) if state_of(edition) == "in_force"), None)


def in_preparation(address: Any) -> Any | None:
    """The edition on its way, or None."""
    return next((edition for edition in newest_first(address) if state_of(edition) in PREPARING), None)


def given_numbers(address: Any) -> list[str]:
    """All numbers ever given here."""
    return [edition.number for edition in editions_of(address) if edition.number]


def next_id(address: Any) -> str:
    """The id of the next edition: ``e1``, ``e2``, ... for ever, never used twice."""
    address.edition_counter += 1
    return f"e{address.edition_counter}"
