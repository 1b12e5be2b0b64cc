"""Editions of scopes on their way, for those who may see them."""

from AccessControl import getSecurityManager
from collections.abc import Iterator
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.gathering import edition_facts
from collective.socialgovernance.scopes.gathering import scope_facts
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.live import PROPOSED
from collective.socialgovernance.transitions.firing import state_of
from typing import Any


def pending_for_reader(programme: Any) -> Iterator[tuple[ScopeFacts, EditionFacts]]:
    """Submitted editions that the signed-in user may see, each with its scope."""
    for scope in scopes_of(programme):
        edition = in_preparation(scope)
        if (
            edition is not None
            and state_of(edition) in PROPOSED
            and getSecurityManager().checkPermission("View", edition)
        ):
            yield scope_facts(scope), edition_facts(edition)
