"""Making a registration, for oneself only, and what the person may change in it afterwards."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.facts import BEFORE_ACTIVATION
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.facts import LEVELS
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.past import keep_values
from collective.socialgovernance.ambassadors.recording import counting
from collective.socialgovernance.ambassadors.topics import allowing
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from typing import Any
from uuid import uuid4
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


TYPE = "AmbassadorRegistration"
ADD = "collective.socialgovernance: Add AmbassadorRegistration"
KIND = "registration"
OWN = (
    "scopes",
    "level_requested",
    "level_granted",
    "topics",
    "languages",
    "motivation",
    "voluntary_statement",
    "privacy_notice",
    "security_self_attestation",
    "image_consent",
    "declared_profiles",
    "paused_until",
    "directory_visibility",
)
"""Fields that the person may change."""

MADE_AGAIN = ("voluntary_statement", "privacy_notice", "security_self_attestation")
"""What is said again to renew."""


def check_may_register(programme: Any, userid: str) -> None:
    """Refuse with 403 who may not register here, with 409 who has a registration that has not ended."""
    if not getSecurityManager().checkPermission(ADD, programme):
        raise refuse(403, "permission", _("You are not entitled to do this."))
    day = counting_day(programme)
    person = getUtility(IDirectory).person(userid, day)
    if person is None or person.status not in (ACTIVE, LEAVE):
        raise refuse(
            403,
            "person",
            _("The directory does not know you: ask the referent. In your own name you may always speak."),
        )
    if person.population not in (programme.ambassador_population or ()):
        raise refuse(
            403,
            "person",
            _(
                "Registering is open to other colleagues of the company here. "
                "In your own name you may always speak."
            ),
        )
    present = registration_of(programme, userid)
    if present is not None:
        raise refuse(
            409, "person", _("You have a registration in this programme already."), present.absolute_url()
        )


def new_registration(programme: Any) -> Any:
    """A registration of the signed-in user that is in no place yet; refused as by the check above."""
    userid = current_actor()
    check_may_register(programme, userid)
    made = createContent(TYPE)
    made.id = f"r-{uuid4().hex[:12]}"
    made.person = userid
    made.changed_on = counting_day(programme)
    return made


def place(programme: Any, made: Any) -> Any:
    """Put a new registration into its programme; gives it in its place."""
    notify(ObjectCreatedEvent(aq_base(made)))
    return addContentToContainer(programme, aq_base(made), checkConstraints=False)


def register(programme: Any, **values: Any) -> Any:
    """Register the signed-in user with these values of their own fields."""
    made = new_registration(programme)
    for name, value in values.items():
        if name not in OWN or name == "level_granted":
            raise refuse(403, name, _("This is given by the system."))
        setattr(made, name, value)
    return place(programme, made)


def own_values(registration: Any) -> dict[str, Any]:
    """What the person may change, as it is now."""
    return {name: getattr(registration, name) for name in OWN}


def check_change(registration: Any, before: Mapping[str, Any]) -> None:
    """Refuse with 403 what the person may not change any more, after the fields were written.

    Before activation everything may change. Later, scopes and topics may only become fewer and the level
    lower: more of it is certified again; whom a scope left without a topic chooses others that it allows. An
    ended registration is kept as it is, but that its person may be shown no more.
    """
    state = state_of(registration)
    changed = [name for name in OWN if getattr(registration, name) != before[name]]
    if state == ENDED:
        wrong = [name for name in changed if not _is_taken_back(name, getattr(registration, name))]
    elif state in BEFORE_ACTIVATION:
        wrong = [name for name in changed if name in ("level_granted", "paused_until")]
    else:
        wrong = [name for name in changed if not _is_less(name, before[name], getattr(registration, name))]
        if wrong == ["topics"] and _may_choose_again(registration, before["topics"]):
            wrong = []
    if wrong:
        why = {name: _why(name, state) for name in wrong}
        raise Refused(403, [Problem(name, why[name]) for name in wrong])
    until = registration.paused_until
    if "paused_until" in changed and until is not None and until < counting_day(programme_of(registration)):
        raise refuse(400, "paused_until", _("This day has passed."))


def is_new(name: str, value: Any, before: Any) -> bool:
    """Whether a value is another one than before; what is said again is, even within the same second."""
    return bool(value != before or (name in MADE_AGAIN and value is not before))


def say_again(registration: Any, names: Iterable[str]) -> None:
    """Take what the person said as said anew, where it reads the same to the second."""
    for name in names:
        if name in MADE_AGAIN and getattr(registration, name):
            setattr(registration, name, dict(getattr(registration, name)))


def note_change(registration: Any, before: Mapping[str, Any]) -> tuple[str, ...]:
    """Log which fields the person changed, never their values; gives their names."""
    changed = tuple(name for name in OWN if is_new(name, getattr(registration, name), before[name]))
    if changed:
        registration.changed_on = _today(registration)
        _count_today(registration, changed)
        log_event(
            registration,
            Event(KIND, "change", current_actor(), wallclock.now(), facts={"fields": list(changed)}),
        )
        keep_values(registration, wallclock.now())
    return changed


def _count_today(registration: Any, changed: tuple[str, ...]) -> None:
    """What an ambassador says again counts on the day that the clock has reached, as what follows from it."""
    if state_of(registration) not in BEFORE_ACTIVATION:
        zone = zone_of(programme_of(registration))
        for name in MADE_AGAIN:
            row = getattr(registration, name)
            if name in changed and row:
                setattr(registration, name, counting(row, _today(registration), zone))


def _may_choose_again(registration: Any, before: Any) -> bool:
    """Whether no topic was left that a chosen scope allows, and each one that is added is allowed by one."""
    programme = programme_of(registration)
    facts, day = Surroundings(programme).facts_of(registration), counting_day(programme)
    left = [topic for topic in before or () if allowing(facts, topic, day, frozen_too=True)]
    added = set(facts.topics) - set(before or ())
    return not left and all(allowing(facts, topic, day, frozen_too=True) for topic in added)


def _is_taken_back(name: str, now: Any) -> bool:
    """What an ended registration still lets the person do: be shown no more."""
    if name == "image_consent":
        return not (now or {}).get("given")
    return name == "directory_visibility" and now == "none"


def _is_less(name: str, before: Any, now: Any) -> bool:
    if name in ("scopes", "topics"):
        return set(now or ()) <= set(before or ())
    if name in ("level_requested", "level_granted"):
        return now in LEVELS and before in LEVELS and LEVELS.index(now) < LEVELS.index(before)
    return True


def _why(name: str, state: str) -> str:
    if state == ENDED:
        return _("This registration has ended and is kept as it is.")
    if name in ("scopes", "topics"):
        return _("Scopes and topics may be taken away now; more of them are certified by a referent first.")
    if name == "paused_until":
        return _("There is nothing to pause yet.")
    return _("The level may be lowered by you; a higher one is certified by a referent first.")


def _today(registration: Any) -> date:
    return counting_day(programme_of(registration))
