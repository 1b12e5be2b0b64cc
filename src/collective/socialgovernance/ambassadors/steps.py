"""Where a person is with their registration, what is missing, and the way out: what their page shows.

Nothing is decided here: the guards, the days and the rights are those of the rules.
"""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.due import expiry_day
from collective.socialgovernance.ambassadors.due import forward_day
from collective.socialgovernance.ambassadors.due import lapse_day
from collective.socialgovernance.ambassadors.facts import BEFORE_ACTIVATION
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.guards import evaluate
from collective.socialgovernance.ambassadors.guards import STANDING
from collective.socialgovernance.ambassadors.guards import STRICT
from collective.socialgovernance.ambassadors.logged import ended_by
from collective.socialgovernance.ambassadors.logged import entered_on
from collective.socialgovernance.ambassadors.privacy import seen_fields
from collective.socialgovernance.ambassadors.renewing import answered
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import renewable_from
from collective.socialgovernance.ambassadors.renewing import RENEWED_FROM
from collective.socialgovernance.ambassadors.saying import InWords
from collective.socialgovernance.ambassadors.saying import words_about
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.transitions.firing import transition_title
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from dataclasses import dataclass
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


DONE, HERE, AHEAD = "done", "here", "ahead"
LINE = {
    "prepare": (_("I prepare it"), ("draft",)),
    "manager": (_("My manager says whether there is time"), ("applied", "deferred")),
    "welcome": (_("A referent welcomes me"), ("endorsed", "onboarding")),
    "ambassador": (_("I am an ambassador"), ("active", "grace", "lapsed", "paused", "on_hold")),
}
"""The steps in order, each with the states in which a registration stands there."""

KINDS = {
    "draft": "preparing",
    "applied": "waiting",
    "deferred": "later",
    "endorsed": "waiting",
    "onboarding": "waiting",
    "active": "active",
    "grace": "grace",
    "lapsed": "lapsed",
    "paused": "paused",
    "on_hold": "held",
    "ended": "ended",
}
"""How a page shows a state: a lapse never looks like a hold."""

BY = {
    "A1": "person",
    "A2": "person",
    "A3": "person",
    "A4": "manager",
    "A5": "referent",
    "A6": "person",
    "A7": "person",
    "A8": "legal",
    "A9": "referent",
    "A10": "owner",
    "A11": "head",
}
"""Who does what a guard asks for."""


@dataclass(frozen=True)
class Step:
    """One step of the line: ``place`` is ``done``, ``here`` or ``ahead``; ``on`` the day on which it began,
    None for one that has not.
    """

    id: str
    title: str
    place: str
    on: date | None = None


@dataclass(frozen=True)
class Missing:
    """A guard that fails: what, why, what to do, where, and who does it (``by``: ``person``, ``manager``,
    ``referent``, ``legal``, ``owner``, ``head``).
    """

    code: str
    title: str
    detail: str
    next_step: str
    url: str | None
    by: str


@dataclass(frozen=True)
class Way:
    """Something that the reader may do now: a transition, its consequence in a sentence, and its page."""

    transition: str
    title: str
    consequence: str
    url: str


@dataclass(frozen=True)
class Renewal:
    """How far a renewal is: it may be asked for ``since`` a day, ``asked`` on one, ``answered`` by the
    manager, certified until ``valid_to``.
    """

    since: date
    open: bool
    asked: date | None
    answered: bool
    valid_to: date


@dataclass(frozen=True)
class Steps:
    """What the page of a registration shows its reader.

    ``words`` are sentences about the present state, for the person; ``kind`` says how to show it;
    ``way_out`` is the withdrawal, None for everybody but the person and after the end. ``until`` is the last
    day of the present state when time ends it. For a reader who may not know, everything is empty.
    """

    state: str = ""
    title: str = ""
    kind: str = ""
    words: tuple[str, ...] = ()
    until: date | None = None
    line: tuple[Step, ...] = ()
    missing: tuple[Missing, ...] = ()
    ways: tuple[Way, ...] = ()
    way_out: Way | None = None
    renewal: Renewal | None = None

    @property
    def to_do(self) -> tuple[Missing, ...]:
        """What the person does themself."""
        return tuple(each for each in self.missing if each.by == "person")

    @property
    def of_others(self) -> tuple[Missing, ...]:
        """What somebody else does."""
        return tuple(each for each in self.missing if each.by != "person")


def steps_of(registration: Any, userid: str, day: date, in_words: InWords = date.isoformat) -> Steps:
    """What the signed-in user (``userid``) is shown of a registration on a day; writes nothing.

    ``in_words`` says a day in the sentences as the reader says it.
    """
    if "topics" not in seen_fields(registration):
        return Steps()
    programme = programme_of(registration)
    facts = Surroundings(programme).facts_of(registration)
    state = facts.state
    ways = _ways(registration)
    return Steps(
        state=state,
        title=state_title(registration),
        kind=KINDS[state],
        words=words_about(registration, facts, day, in_words),
        until=_until(facts),
        line=_line(registration, zone_of(programme)),
        missing=missing_of(facts, day, userid),
        ways=tuple(way for way in ways if way.transition != "withdraw"),
        way_out=next((way for way in ways if way.transition == "withdraw"), None),
        renewal=renewal_of(facts, day),
    )


def missing_of(facts: Facts, day: date, caller: str) -> tuple[Missing, ...]:
    """The guards that fail: strict before activation, standing after it, none after the end."""
    if facts.state == ENDED:
        return ()
    reading = STRICT if facts.state in BEFORE_ACTIVATION else STANDING
    return shown_missing(evaluate(facts, day, reading, caller))


def shown_missing(guards: Iterable[Guard]) -> tuple[Missing, ...]:
    """Of some guards those that fail, with who mends each."""
    return tuple(
        Missing(
            guard.code, guard.title, guard.detail, guard.next_step, guard.url, BY.get(guard.code, "person")
        )
        for guard in guards
        if not guard.passed
    )


def renewal_of(facts: Facts, day: date) -> Renewal | None:
    """How far a renewal is; None where there is nothing to renew."""
    since = renewable_from(facts)
    if since is None or facts.valid_to is None or facts.state not in RENEWED_FROM:
        return None
    asked = asked_on(facts)
    return Renewal(since, since <= day, asked, asked is not None and answered(facts), facts.valid_to)


def way_of(registration: Any, transition: str) -> Way:
    """A transition as a way that a page offers."""
    return Way(
        transition,
        transition_title(registration, transition),
        ITransitionRules(registration).consequence(transition),
        f"{registration.absolute_url()}/@@transition?transition={transition}",
    )


def _ways(registration: Any) -> tuple[Way, ...]:
    return tuple(way_of(registration, transition) for transition in offered(registration))


def _until(facts: Facts) -> date | None:
    """The last day of the present state, when time ends it."""
    days = {
        "applied": forward_day,
        "active": lambda facts: facts.valid_to,
        "grace": lapse_day,
        "lapsed": expiry_day,
        "paused": lambda facts: facts.paused_until,
        "on_hold": lambda facts: facts.review_on,
    }
    return days[facts.state](facts) if facts.state in days else None


def _line(registration: Any, zone: Zone) -> tuple[Step, ...]:
    """The steps; of one that has ended those that it went through."""
    events = getUtility(IEventLog).of(IUUID(registration))
    state = state_of(registration)
    end = ended_by(events)
    last = end.before if state == ENDED and end is not None else state
    began = {}
    for event in events:
        began.setdefault(event.after, day_of(event.at, zone))
    places = [id for id, (_title, states) in LINE.items() if last in states]
    here = list(LINE).index(places[0]) if places else 0
    found = []
    for index, (id, (title, states)) in enumerate(LINE.items()):
        place = (
            DONE if index < here or (index == here and state == ENDED) else HERE if index == here else AHEAD
        )
        days = [began[each] for each in states if each in began]
        found.append(Step(id, title, place, min(days, default=None) if place != AHEAD else None))
    if state == ENDED:
        return (*found[: here + 1], Step("ended", _("Ended"), HERE, entered_on(events, zone)))
    return tuple(found)
