"""What the clock does with scopes: editions start on their first day and end after their last."""

from collections.abc import Iterator
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.scopes.gathering import begins_on
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.guards import CLOCK
from datetime import date
from datetime import datetime
from typing import Any


def due_to_start(programme: Any, as_of: date) -> Iterator[Any]:
    """Approved editions of the scopes of a programme whose first day is ``as_of`` or earlier."""
    for edition in _in_state(programme, "approved"):
        if begins_on(edition) <= as_of:
            yield edition


def due_to_expire(programme: Any, as_of: date) -> Iterator[Any]:
    """Editions in force whose last day is before ``as_of``."""
    for edition in _in_state(programme, "in_force"):
        if edition.valid_to is not None and edition.valid_to < as_of:
            yield edition


def run(programme: Any, as_of: date, at: datetime) -> dict[str, int]:
    """Start and expire what is due; gives how many of each. The second run of a day finds nothing.

    ``at`` is the instant at which it counts. Starting comes first: an edition that follows another on the day
    after its last one supersedes it. One that was missed altogether starts and expires in the same run.
    """
    done = {"start": 0, "expire": 0}
    for transition, due in (("start", due_to_start), ("expire", due_to_expire)):
        for edition in list(due(programme, as_of)):
            fire_as_system(edition, transition, CLOCK, at)
            done[transition] += 1
    return done


def _in_state(programme: Any, state: str) -> Iterator[Any]:
    for scope in scopes_of(programme):
        for edition in editions_of(scope):
            if state_of(edition) == state:
                yield edition
