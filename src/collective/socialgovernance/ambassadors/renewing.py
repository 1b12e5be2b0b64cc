"""Renewing a registration, as functions of facts.

The person asks by making the statement, the attestation and the reading of the notice again, from sixty days
before the last valid day on; then the manager is asked as for an application, and a referent certifies.
"""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.due import forward_day
from collective.socialgovernance.ambassadors.facts import APPLIED
from collective.socialgovernance.ambassadors.facts import ENDORSED
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import ONBOARDING
from collective.socialgovernance.ambassadors.facts import ONE_DAY
from collective.socialgovernance.ambassadors.guards import body_informed
from collective.socialgovernance.ambassadors.guards import evaluate
from collective.socialgovernance.ambassadors.guards import STRICT
from collective.socialgovernance.days import months_after
from collective.socialgovernance.days import working_days_after
from collective.socialgovernance.transitions.guards import Guard
from dataclasses import replace
from datetime import date
from datetime import timedelta


RENEWABLE_DAYS = 60
VALID_MONTHS = 12
RENEWED_FROM = ("active", "grace", "lapsed")


def renewable_from(facts: Facts) -> date | None:
    """The first day on which a renewal may be asked for; None before activation."""
    return None if facts.valid_to is None else facts.valid_to - timedelta(days=RENEWABLE_DAYS)


def asked_on(facts: Facts) -> date | None:
    """The day on which the person asked: all three are made again; None while one of them is not."""
    first = renewable_from(facts)
    made = (facts.statement, facts.notice, facts.attestation)
    days = [each.on for each in made if each is not None]
    if first is None or facts.state not in RENEWED_FROM or len(days) < len(made) or min(days) < first:
        return None
    return max(days)


def answered(facts: Facts) -> bool:
    """Whether the manager answered, or stayed silent long enough, since the renewal may be asked for.

    After a "not now" the person may ask again on a later day; a yes holds whatever they make again.
    """
    first, asked = renewable_from(facts), asked_on(facts)
    if first is None or not facts.answers:
        return False
    last = facts.answers[-1]
    return last.on >= (first if last.positive or asked is None else asked)


def waiting_since(facts: Facts, as_of: date) -> date | None:
    """The day from which the manager of today is asked and silence will be a yes; None when it will not.

    That is for a renewal, and for somebody who got another manager between their application and their
    activation. A new manager of an ambassador is asked too, but their silence is no answer.
    """
    manager, asked = facts.manager_on(as_of), asked_on(facts)
    if asked is not None and not answered(facts):
        return asked
    if not manager or any(answer.manager == manager for answer in facts.answers[-1:]):
        return None
    if asked is not None:
        return max(asked, _manager_since(facts, as_of, asked))
    if facts.state in (ENDORSED, ONBOARDING) and facts.applied_on is not None:
        return _manager_since(facts, as_of, facts.applied_on)
    return None


def _manager_since(facts: Facts, as_of: date, earliest: date) -> date:
    """The first day, not before ``earliest``, from which the manager of a day is known to be it."""
    manager, since = facts.manager_on(as_of), as_of
    while since > earliest and facts.manager_on(since - ONE_DAY) == manager:
        since -= ONE_DAY
    return facts.known_since(manager, since)


def forwarded_on(facts: Facts, as_of: date) -> date | None:
    """The day on which silence counts as a yes without a change of state, when it has come."""
    last = silent_until(facts, as_of)
    if last is None:
        return None
    if not facts.manager_on(as_of):
        return as_of
    return last + ONE_DAY if as_of > last else None


def silent_until(facts: Facts, as_of: date) -> date | None:
    """The last working day on which the manager may answer without a change of state; None without one."""
    since, rules = waiting_since(facts, as_of), facts.programme
    if since is None:
        return None
    return working_days_after(since, rules.endorsement_days, rules.working_week, rules.holidays)


def answer_until(facts: Facts, as_of: date) -> date | None:
    """The last working day on which the manager may answer; None when their silence will be no answer."""
    return forward_day(facts) if facts.state == APPLIED else silent_until(facts, as_of)


def on_renew(facts: Facts, as_of: date, caller: str) -> list[Guard]:
    """All guards of a renewal: the strict ones, and that the person asked for it."""
    first = renewable_from(facts)
    asked = first is not None and as_of >= first and asked_on(facts) is not None
    fresh = facts if answered(facts) else replace(facts, answers=())
    found = [
        body_informed(facts, as_of, strict=False) if guard.code == "A10" else guard
        for guard in evaluate(fresh, as_of, STRICT, caller)
    ]
    day = "" if first is None else first.isoformat()
    return [
        *found,
        Guard(
            "person",
            _("The person asks to renew"),
            asked,
            _("The person has not made the statement, the notice and the checklist again."),
            _("From ${day} on they make them again in the registration.", mapping={"day": day}),
            facts.url or None,
        ),
    ]


def next_valid_to(valid_to: date, day: date) -> date:
    """Twelve months after the old last day, or after today when that has passed."""
    return months_after(max(valid_to, day), VALID_MONTHS)
