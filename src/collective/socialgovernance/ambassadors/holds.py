"""Proposing a hold, dropping the proposal, and the word of the person whom it is about.

A hold is an act of two people and never of the clock. It is about a role; what a person says in their own
name is none of its business.
"""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.facts import ON_HOLD
from collective.socialgovernance.ambassadors.facts import SPEAKING
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.days import day_of
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.guards import CLOCK
from collective.socialgovernance.transitions.guards import Guard
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
from typing import Any


PROPOSE = "collective.socialgovernance: Propose a hold"
MAKE = "collective.socialgovernance: Make a hold"
KIND = "hold"
REVIEW_DAYS = 15
REASON_LENGTH = 2000


def review_day_passes(review_on: date | None, today: date) -> bool:
    """Whether a hold may be reviewed on a day: not in the past, fifteen days from today at most."""
    return review_on is not None and today <= review_on <= today + timedelta(days=REVIEW_DAYS)


def said(reason: object) -> str:
    """A reason as it is kept; "" when it is no text, or a longer one than is kept."""
    words = reason.strip() if isinstance(reason, str) else ""
    return words if len(words) <= REASON_LENGTH else ""


def propose(registration: Any, reason: str, review_on: date | None) -> None:
    """A referent proposes a hold, or, for one on hold, that the role ends. Nothing else changes.

    Refused with 403 without the right, 409 in another state or when one is proposed, 400 without a reason or
    with another day of review.
    """
    actor, state = current_actor(), state_of(registration)
    if not api.user.has_permission(PROPOSE, obj=registration) or actor == registration.person:
        raise refuse(403, "permission", _("You are not entitled to do this."))
    if state not in (*SPEAKING, ON_HOLD):
        raise refuse(409, "review_state", _("There is no role to hold in the present state."))
    hold = dict(registration.hold or {})
    if hold.get("proposed_by" if state != ON_HOLD else "ending_by"):
        raise refuse(409, "hold", _("It is proposed already."))
    programme = programme_of(registration)
    days = (day_of(wallclock.now(), zone_of(programme)), counting_day(programme))
    problems = []
    if not said(reason):
        problems.append(Problem("reason", _("Give the reason, in at most 2000 characters.")))
    if state != ON_HOLD and not any(review_day_passes(review_on, day) for day in days):
        problems.append(Problem("review_on", _("Name the day of the review: within fifteen days.")))
    if problems:
        raise Refused(400, problems)
    if state == ON_HOLD:
        hold |= {"ending_by": actor, "ending_reason": reason.strip()}
    else:
        hold = {"proposed_by": actor, "reason": reason.strip(), "review_on": review_on}
    registration.hold = hold
    _log(registration, "propose_hold", reason.strip())


def drop(registration: Any) -> None:
    """Legal drops what was proposed; 403 without the right or for oneself, 409 when nothing is proposed."""
    if not api.user.has_permission(MAKE, obj=registration) or current_actor() == registration.person:
        raise refuse(403, "permission", _("You are not entitled to do this."))
    hold = dict(registration.hold or {})
    on_hold = state_of(registration) == ON_HOLD
    if not hold.get("ending_by" if on_hold else "proposed_by"):
        raise refuse(409, "hold", _("Nothing is proposed."))
    kept = {key: value for key, value in hold.items() if key not in ("ending_by", "ending_reason")}
    registration.hold = kept if on_hold else None
    _log(registration, "drop_hold")


def is_forgotten(hold: dict[str, Any] | None, state: str, as_of: date) -> bool:
    """Whether nobody made or dropped what was proposed until the day of its review: then it is no more."""
    proposed = hold is not None and hold.get("proposed_by") and state != ON_HOLD
    return bool(proposed and hold is not None and hold["review_on"] < as_of)


def forget_proposal(registration: Any, at: datetime) -> None:
    """The clock drops a proposal that nobody decided about."""
    registration.hold = None
    state = state_of(registration)
    log_event(registration, Event(KIND, "drop_hold", CLOCK, at, before=state, after=state))


def add_word(registration: Any, word: str) -> None:
    """The person says what they think of the hold; it is kept with it and never changed by anybody else."""
    if current_actor() != registration.person or state_of(registration) != ON_HOLD:
        raise refuse(403, "word", _("The person on hold adds their word."))
    if not said(word):
        raise refuse(400, "word", _("Write at most 2000 characters."))
    registration.hold = {**(registration.hold or {}), "word": word.strip()}
    _log(registration, "add_word", word.strip())


def on_hold_asked(
    hold: dict[str, Any], actor: str, person: str, reason: str, review_on: date | None, days: Iterable[date]
) -> list[Guard]:
    """The guards of making a hold on one of some days: today, or the one that the clock has reached."""
    proposer = hold.get("proposed_by") or ""
    return [
        Guard(
            "reason",
            _("A reason is given"),
            bool(reason),
            _("Give the reason, in at most 2000 characters."),
        ),
        Guard(
            "review_on",
            _("The day of the review is named"),
            any(review_day_passes(review_on, day) for day in days),
            _("Name the day of the review: within fifteen days."),
        ),
        _second(proposer, actor, person),
    ]


def on_ending_asked(hold: dict[str, Any], actor: str, person: str, entitled: bool) -> list[Guard]:
    """The guards of ending a role after a hold: proposed by a referent, made by somebody else of Legal."""
    guard = _second(hold.get("ending_by") or "", actor, person)
    return [guard if entitled else Guard(guard.code, guard.title, False, guard.detail, guard.next_step)]


def _second(proposer: str, actor: str, person: str) -> Guard:
    return Guard(
        "second_person",
        _("One person proposes it, another one with the legal role makes it"),
        bool(proposer) and actor not in (proposer, person),
        _("A referent proposes it, and somebody else with the legal role makes it."),
        _("Ask a referent to propose it, or a second person with the legal role to make it."),
    )


def _log(registration: Any, action: str, comment: str = "") -> None:
    state = state_of(registration)
    log_event(
        registration,
        Event(KIND, action, current_actor(), wallclock.now(), before=state, after=state, comment=comment),
    )
