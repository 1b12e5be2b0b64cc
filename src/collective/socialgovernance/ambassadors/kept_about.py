"""Everything that registrations keep about one person, for that person."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.facts import ON_HOLD
from collective.socialgovernance.ambassadors.figures import every_registration
from collective.socialgovernance.ambassadors.index import programmes
from collective.socialgovernance.ambassadors.privacy import PROPOSALS
from collective.socialgovernance.ambassadors.statement import STATEMENT
from collective.socialgovernance.ambassadors.statement import STATEMENT_VERSION
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import datetime
from typing import Any
from zope.schema import getFieldNamesInOrder


def registrations_about(userid: str) -> Iterator[tuple[Any, Any]]:
    """Each programme with each registration of a person in it, those that have ended too, whoever asks."""
    for programme in programmes():
        for registration in every_registration(programme):
            if userid and registration.person == userid:
                yield programme, registration


def kept_about(userid: str) -> list[dict[str, Any]]:
    """Every registration of a person with all its fields, answers and acts, as values that JSON can hold.

    A hold that is only proposed is left out: the person is told of it when somebody makes it. With the
    statement and the notice comes the text, as long as it is the one in force.
    """
    return [_kept(programme, registration) for programme, registration in registrations_about(userid)]


def acts_told(registration: Any) -> list[dict[str, Any]]:
    """The acts on a registration that its person reads, oldest first."""
    return [act for act in history_of(registration) if act["action"] not in PROPOSALS]


def _kept(programme: Any, registration: Any) -> dict[str, Any]:
    fields = {
        name: plain(getattr(registration, name, None))
        for name in getFieldNamesInOrder(IAmbassadorRegistration)
    }
    state = state_of(registration)
    return {
        "@id": registration.absolute_url(),
        "programme": {"@id": programme.absolute_url(), "title": programme.title or ""},
        "state": state,
        **fields,
        "statement_text": _statement(registration),
        "privacy_notice_text": _notice(programme, registration),
        "answers": plain(registration.answers),
        "hold": _hold(registration.hold) if state == ON_HOLD else None,
        "asked_of": plain(registration.asked_of),
        "earlier": plain(registration.kept_values),
        "ended_on": plain(registration.ended_on),
        "acts": acts_told(registration),
    }


def _statement(registration: Any) -> str | None:
    made = registration.voluntary_statement or {}
    return STATEMENT if made.get("version") == STATEMENT_VERSION else None


def _notice(programme: Any, registration: Any) -> str | None:
    read = registration.privacy_notice or {}
    current = programme.privacy_notice_version
    return raw(programme.privacy_notice) if current and read.get("version") == current else None


def _hold(hold: Mapping[str, Any] | None) -> Any:
    """An open hold; that somebody proposes to end the role is not told before it is decided."""
    told = {key: value for key, value in (hold or {}).items() if not key.startswith("ending_")}
    return plain(told) or None


def plain(value: Any) -> Any:
    """Days and instants as texts, tuples as lists."""
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return iso_instant(value)
    return value.isoformat() if isinstance(value, date) else value
