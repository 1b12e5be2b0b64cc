"""How long registrations are kept: what came to nothing goes, what was lived loses its names.

What remains of an anonymised registration are its level, its days and how it ended: enough for figures, and
about nobody. The days come from the settings of the programme.
"""

from collections.abc import Iterator
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.figures import every_registration
from collective.socialgovernance.ambassadors.logged import WORKFLOW
from collective.socialgovernance.days import months_after
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import workflow_of
from collective.socialgovernance.transitions.guards import CLOCK
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


PURGE, ANONYMISE = "purge", "anonymise"
EMPTIED: dict[str, Any] = {
    "person": "",
    "scopes": [],
    "topics": [],
    "languages": [],
    "motivation": None,
    "voluntary_statement": None,
    "privacy_notice": None,
    "security_self_attestation": None,
    "image_consent": None,
    "declared_profiles": [],
    "endorsement": None,
    "answers": (),
    "asked_of": None,
    "certified_by": None,
    "paused_until": None,
    "directory_visibility": "none",
    "hold": None,
    "kept_values": (),
    "creators": (),
    "contributors": (),
}
"""What an anonymised registration does not say any more."""


@dataclass(frozen=True)
class Kept:
    """What decides how long a registration is kept: the day on which it ended, whether it was ever certified,
    and whether it still names a person.
    """

    ended_on: date | None
    certified: bool
    names: bool


@dataclass(frozen=True)
class Expired:
    """A registration that is to be purged or anonymised, and since when."""

    registration: Any
    action: str
    on: date


def retention_of(kept: Kept, declined_months: int, ended_months: int) -> tuple[str, date] | None:
    """What is done with a registration and from which day; None while nothing is to be done.

    One that was never certified is purged ``declined_months`` after its end, any other one is anonymised
    ``ended_months`` after it.
    """
    if kept.ended_on is None or not kept.names:
        return None
    if kept.certified:
        return ANONYMISE, months_after(kept.ended_on, ended_months)
    return PURGE, months_after(kept.ended_on, declined_months)


def due_for_retention(programme: Any, as_of: date) -> Iterator[Expired]:
    """What is due in a programme at the end of a day; nothing the second time. Writes nothing."""
    for registration in every_registration(programme):
        ended = registration.ended_on if state_of(registration) == ENDED else None
        kept = Kept(ended, registration.valid_from is not None, bool(registration.person))
        found = retention_of(kept, programme.retention_declined, programme.retention_registrations)
        if found is not None and found[1] <= as_of:
            yield Expired(registration, *found)


def carry_out(expired: Expired) -> None:
    """Do what is due."""
    (purge if expired.action == PURGE else anonymise)(expired.registration)


def purge(registration: Any) -> None:
    """Remove a registration and everything that the log says of it."""
    programme, uid = programme_of(registration), IUUID(registration)
    programme._delObject(registration.getId())
    getUtility(IEventLog).forget(uid)


def anonymise(registration: Any) -> None:
    """Take everything off a registration that is about a person; its days and its level stay."""
    for name, value in EMPTIED.items():
        setattr(registration, name, type(value)(value) if isinstance(value, list) else value)
    registration.__ac_local_roles__ = {}
    registration._owner = None
    workflow = workflow_of(registration).getId()
    rows = registration.workflow_history.get(workflow, ())
    registration.workflow_history[workflow] = tuple({**row, "actor": "", "comments": ""} for row in rows)
    getUtility(IEventLog).rewrite(IUUID(registration), nameless)
    registration._p_changed = True


def nameless(event: Event) -> Event | None:
    """An act without who did it and what was said; None for one that says nothing without that."""
    if event.kind != WORKFLOW:
        return None
    facts = {
        name: event.facts[name] for name in ("level_granted", "valid_from", "valid_to") if name in event.facts
    }
    return replace(event, actor=CLOCK if event.actor == CLOCK else "", comment="", facts=facts)
