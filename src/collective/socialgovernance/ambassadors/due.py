"""What happens to a registration by itself until a day, as a function of facts.

The clock carries it out; an act that mends something asks for it at once. Asked twice for the same day, the
second answer is that nothing is due.
"""

from collective.socialgovernance.acknowledgments.standing import due_day
from collective.socialgovernance.ambassadors.facts import APPLIED
from collective.socialgovernance.ambassadors.facts import BEFORE_ACTIVATION
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.facts import ENDORSED
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import GRACE
from collective.socialgovernance.ambassadors.facts import LAPSED
from collective.socialgovernance.ambassadors.facts import ON_HOLD
from collective.socialgovernance.ambassadors.facts import ONE_DAY
from collective.socialgovernance.ambassadors.facts import PAUSED
from collective.socialgovernance.ambassadors.facts import STANDING_ACTIVE
from collective.socialgovernance.ambassadors.guards import all_hold
from collective.socialgovernance.days import months_after
from collective.socialgovernance.days import working_days_after
from collective.socialgovernance.directory.people import LEAVE
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta


PURSUED_MONTHS = 6
_FIRST = {"enter_grace": 0, "expire": 1}
"""What comes first of what is due on one day."""

LEADS_TO = {
    "depart": ENDED,
    "not_pursue": ENDED,
    "auto_forward": ENDORSED,
    "enter_grace": GRACE,
    "restore": STANDING_ACTIVE,
    "lapse": LAPSED,
    "expire": ENDED,
    "resume": STANDING_ACTIVE,
    "release_hold": STANDING_ACTIVE,
}


@dataclass(frozen=True)
class Due:
    """A transition that happens by itself, and the day from which it counts."""

    transition: str
    on: date


def due_transitions(facts: Facts, as_of: date) -> tuple[Due, ...]:
    """Everything that is due at the end of a day, in the order in which it happens."""
    found: list[Due] = []
    while (due := next_due(facts, as_of)) is not None:
        found.append(due)
        facts = _after(facts, due, as_of)
    return tuple(found)


def next_due(facts: Facts, as_of: date) -> Due | None:
    """The first thing that is due at the end of a day, None when nothing is."""
    if facts.state == ENDED:
        return None
    left = facts.left_on(as_of)
    if left is not None:
        return Due("depart", left)
    if facts.state in BEFORE_ACTIVATION:
        return _before_activation(facts, as_of)
    found = {
        STANDING_ACTIVE: _from_active,
        GRACE: _from_grace,
        LAPSED: _from_lapsed,
        PAUSED: _from_paused,
        ON_HOLD: _from_hold,
    }[facts.state](facts, as_of)
    return min(found, key=lambda due: (due.on, _FIRST.get(due.transition, len(_FIRST))), default=None)


def forward_day(facts: Facts) -> date | None:
    """The last working day on which the manager may answer an application; None before it was made."""
    if facts.applied_on is None:
        return None
    rules = facts.programme
    return working_days_after(facts.applied_on, rules.endorsement_days, rules.working_week, rules.holidays)


def lapse_day(facts: Facts) -> date | None:
    """The day on which grace ends, days of leave not counted; None while a leave without end runs."""
    if facts.grace_since is None:
        return None
    return due_day(facts.grace_since, facts.programme.grace_days, facts.leaves)


def expiry_day(facts: Facts) -> date | None:
    """The day on which a registration that nobody renewed ends, unless the person is on leave then."""
    if facts.valid_to is None:
        return None
    return facts.valid_to + timedelta(days=facts.programme.grace_days)


def _before_activation(facts: Facts, as_of: date) -> Due | None:
    if facts.state == APPLIED and facts.applied_on is not None:
        if not facts.manager_on(as_of):
            return Due("auto_forward", as_of)
        last = forward_day(facts)
        if last is not None and as_of > last:
            return Due("auto_forward", last + ONE_DAY)
    if facts.changed_on is None:
        return None
    ends = months_after(facts.changed_on, PURSUED_MONTHS)
    return Due("not_pursue", ends) if ends <= as_of else None


def _expired(facts: Facts, as_of: date) -> list[Due]:
    """Since a day on which the person was there; that they are on leave when a missed day is made good for
    does not bring it back. A hold was decided first: only the days since then count.
    """
    ends = expiry_day(facts)
    if ends is None:
        return []
    first = max([ends, *(day for day in (facts.grace_since, facts.active_since) if day is not None)])
    days = (first + timedelta(days=number) for number in range((as_of - first).days + 1))
    return [Due("expire", first)] if any(facts.status_on(day) != LEAVE for day in days) else []


def _from_active(facts: Facts, as_of: date) -> list[Due]:
    found = _expired(facts, as_of)
    failing = _failing_since(facts, as_of)
    if failing is not None:
        found.append(Due("enter_grace", failing))
    return found


def _failing_since(facts: Facts, as_of: date) -> date | None:
    """Since when something is missing without a break; the day after the last valid one at the latest."""
    earliest = facts.active_since or facts.valid_from or as_of
    days = []
    if facts.valid_to is not None and as_of > facts.valid_to:
        days.append(max(earliest, facts.valid_to + ONE_DAY))
    if not all_hold(facts, as_of):
        first = as_of
        while first > earliest and not all_hold(facts, first - ONE_DAY):
            first -= ONE_DAY
        days.append(first)
    return min(days, default=None)


def _may_be_restored(facts: Facts, as_of: date) -> bool:
    return facts.valid_to is not None and as_of <= facts.valid_to and all_hold(facts, as_of)


def _from_grace(facts: Facts, as_of: date) -> list[Due]:
    if _may_be_restored(facts, as_of):
        return [Due("restore", as_of)]
    found = _expired(facts, as_of)
    lapses = lapse_day(facts)
    if lapses is not None and lapses <= as_of:
        found.append(Due("lapse", lapses))
    return found


def _from_lapsed(facts: Facts, as_of: date) -> list[Due]:
    return [Due("restore", as_of)] if _may_be_restored(facts, as_of) else _expired(facts, as_of)


def _from_paused(facts: Facts, as_of: date) -> list[Due]:
    found = _expired(facts, as_of)
    if facts.paused_until is not None and as_of > facts.paused_until:
        found.append(Due("resume", facts.paused_until + ONE_DAY))
    return found


def _from_hold(facts: Facts, as_of: date) -> list[Due]:
    over = facts.review_on is not None and as_of > facts.review_on
    return [Due("release_hold", facts.review_on + ONE_DAY)] if over and facts.review_on is not None else []


def _after(facts: Facts, due: Due, as_of: date) -> Facts:
    """The facts once something due has happened."""
    state = LEADS_TO[due.transition]
    after = replace(facts, state=state, held=False)
    if due.transition == "auto_forward":
        return replace(after, changed_on=as_of)
    if state == GRACE:
        return replace(after, grace_since=due.on)
    if state == STANDING_ACTIVE:
        return replace(after, grace_since=None, active_since=due.on)
    return after
