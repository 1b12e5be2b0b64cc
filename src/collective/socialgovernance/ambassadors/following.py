"""What follows by itself, carried out: by the clock for a day, or at once when an act changed something.

At once are only restored what is complete again, and set to grace what a change of scopes left without a
topic; everything else waits for the run of its day.
"""

from collections import Counter
from collections.abc import Collection
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledged
from collective.socialgovernance.ambassadors.answers import keep_answer
from collective.socialgovernance.ambassadors.due import due_transitions
from collective.socialgovernance.ambassadors.due import next_due
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import FORWARDED
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.holds import forget_proposal
from collective.socialgovernance.ambassadors.holds import is_forgotten
from collective.socialgovernance.ambassadors.index import programmes
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.interfaces import IEndorsementAsked
from collective.socialgovernance.ambassadors.interfaces import IRegistrationIndex
from collective.socialgovernance.ambassadors.interfaces import ITopicsRemoved
from collective.socialgovernance.ambassadors.past import keep_values
from collective.socialgovernance.ambassadors.renaming import follow_renamed
from collective.socialgovernance.ambassadors.renewing import answered
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import forwarded_on
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.interfaces import IDirectoryChanged
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.scopes.interfaces import IScopeEnded
from collective.socialgovernance.scopes.interfaces import IScopeStarted
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.guards import CLOCK
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.component import queryUtility
from zope.event import notify
from zope.interface import implementer


AT_ONCE = ("restore", "enter_grace")
KIND = "registration"


@implementer(ITopicsRemoved)
@dataclass(frozen=True)
class TopicsRemoved:
    """See :class:`~.interfaces.ITopicsRemoved`."""

    registration: Any
    topics: tuple[str, ...]
    scope: Any
    at: datetime


@implementer(IEndorsementAsked)
@dataclass(frozen=True)
class EndorsementAsked:
    """See :class:`~.interfaces.IEndorsementAsked`."""

    registration: Any
    manager: str
    at: datetime


def run(programme: Any, as_of: date, at: datetime) -> Counter[str]:
    """Everything that is due for the registrations of a programme; the second run of a day finds nothing."""
    surroundings = Surroundings(programme)
    done: Counter[str] = Counter()
    for registration in list(registrations_of(programme)):
        done += run_one(registration, as_of, at, surroundings)
    return done


def is_due(registration: Any, as_of: date, surroundings: Surroundings) -> bool:
    """Whether a run for a day would change a registration."""
    facts = surroundings.facts_of(registration)
    if next_due(facts, as_of) is not None or forwarded_on(facts, as_of) is not None:
        return True
    if is_forgotten(registration.hold, facts.state, as_of):
        return True
    asking = getUtility(IRegistrationIndex).asking(IUUID(surroundings.programme))
    return is_asking(facts, as_of) != (facts.person in asking)


def run_one(
    registration: Any, as_of: date, at: datetime, surroundings: Surroundings | None = None
) -> Counter[str]:
    """Everything that is due for one registration; gives how often which transition was made."""
    done = Counter(carry_out_due(registration, as_of, at, CLOCK, surroundings=surroundings))
    around = surroundings or Surroundings(programme_of(registration))
    facts = around.facts_of(registration)
    if is_forgotten(registration.hold, facts.state, as_of):
        forget_proposal(registration, at)
    if forwarded_on(facts, as_of) is not None:
        answer_without_transition(registration, FORWARDED, facts.manager_on(as_of), at, CLOCK)
        facts = around.facts_of(registration)
    note_asking(registration, facts, as_of, at)
    return done


def carry_out_due(
    registration: Any,
    as_of: date,
    at: datetime,
    actor: str,
    only: Collection[str] | None = None,
    surroundings: Surroundings | None = None,
) -> list[str]:
    """Make what is due until a day, in order, ``only`` those transitions; gives their names."""
    facts = (surroundings or Surroundings(programme_of(registration))).facts_of(registration)
    made = []
    for due in due_transitions(facts, as_of):
        if only is not None and due.transition not in only:
            break
        if due.transition == "enter_grace":
            # Known before, since whoever is told at once is told until when there is time.
            registration.grace_since = due.on
        fire_as_system(registration, due.transition, actor, at)
        if state_of(registration) == "active":
            registration.active_since = due.on
            keep_values(registration, at)
        made.append(due.transition)
    return made


def follow(
    registration: Any,
    actor: str = CLOCK,
    surroundings: Surroundings | None = None,
    at: datetime | None = None,
) -> list[str]:
    """What an act changed at once for one registration; ``at``: the instant that counts, if not now."""
    day = counting_day(programme_of(registration))
    return carry_out_due(registration, day, at or wallclock.now(), actor, AT_ONCE, surroundings)


def asked_manager(registration: Any, day: date) -> str:
    """The userid of the manager who is asked about a registration on a day, "" when there is none."""
    return Surroundings(programme_of(registration)).manager_of(registration.person)(day)


def answer_without_transition(registration: Any, result: str, manager: str, at: datetime, actor: str) -> None:
    """Keep an answer about a registration that is not waiting for one to go on."""
    keep_answer(registration, result, manager, at)
    state = state_of(registration)
    log_event(
        registration,
        Event(KIND, "answer", actor, at, before=state, after=state, facts={"result": result}),
    )


def is_asking(facts: Facts, day: date) -> bool:
    """Whether the manager of today is asked now: an application, a renewal, or a new manager."""
    manager = facts.manager_on(day)
    if not manager or facts.state == "ended":
        return False
    if facts.state == "applied":
        return True
    if asked_on(facts) is not None and not answered(facts):
        return True
    return facts.state in ("endorsed", "onboarding", "active", "grace", "lapsed", "paused") and not any(
        answer.manager == manager for answer in facts.answers
    )


def note_asking(
    registration: Any, facts: Facts | None = None, day: date | None = None, at: datetime | None = None
) -> None:
    """Keep whether the manager is asked, and say so when it is new."""
    programme = programme_of(registration)
    index = queryUtility(IRegistrationIndex)
    if facts is None or facts.state != state_of(registration):
        facts = Surroundings(programme).facts_of(registration)
    asked_day = day or counting_day(programme)
    asked = is_asking(facts, asked_day)
    before = registration.person in index.asking(IUUID(programme))
    index.ask(IUUID(programme), registration.person, asked)
    manager = facts.manager_on(asked_day)
    if asked and (facts.asked_of is None or facts.asked_of[0] != manager):
        registration.asked_of = (manager, asked_day)
        keep_values(registration, at or wallclock.now())
    if asked and not before:
        notify(EndorsementAsked(registration, manager, at or wallclock.now()))


@adapter(IAcknowledged)
def follow_acknowledgment(event: Any) -> None:
    """Who acknowledges what was missing may speak again at once."""
    index = queryUtility(IRegistrationIndex)
    if index is None:
        return
    person = getUtility(IDirectory).userid(event.entry.key)
    if not index.knows(person):
        return
    for programme in programmes():
        registration = registration_of(programme, person)
        if registration is not None and state_of(registration) in ("grace", "lapsed"):
            follow(registration, person)


@adapter(IScopeStarted)
def follow_scope_started(event: Any) -> None:
    """Topics that the new edition drops are removed; sleeping ones wake."""
    dropped = _topics_before(event) - set(event.edition.topics_allowed or ())
    for registration, surroundings in _having(event.scope):
        if dropped:
            _remove_topics(registration, dropped, event, surroundings)
        follow(registration, event.actor, surroundings, event.at)


def _topics_before(event: Any) -> set[str]:
    """What the edition before the new one allowed, in force until now or ended before."""
    if event.previous is not None:
        return set(event.previous.topics_allowed or ())
    known = Surroundings(programme_of(event.scope)).scopes.get(IUUID(event.scope))
    uids = [] if known is None else [edition.uid for _day, edition in known.begun]
    place = uids.index(IUUID(event.edition)) if IUUID(event.edition) in uids else 0
    return set(known.begun[place - 1][1].content.topics_allowed) if known is not None and place else set()


@adapter(IScopeEnded)
def follow_scope_ended(event: Any) -> None:
    """The topics of a scope that ended sleep."""
    for registration, surroundings in _having(event.scope):
        follow(registration, event.actor, surroundings, event.at)


def _having(scope: Any) -> list[tuple[Any, Surroundings]]:
    programme, uid = programme_of(scope), IUUID(scope)
    surroundings = Surroundings(programme)
    found = [each for each in registrations_of(programme) if uid in (each.scopes or ())]
    return [(registration, surroundings) for registration in found]


def _remove_topics(registration: Any, dropped: set[str], event: Any, surroundings: Surroundings) -> None:
    """Take off what no chosen scope allows any more; a topic of a scope that merely ended stays."""
    facts = surroundings.facts_of(registration)
    covers = facts.programme.topics.covers
    present = counting_day(surroundings.programme)
    allowed = set()
    for chosen in facts.scopes:
        edition = chosen.scope.in_force_on(present)
        last = chosen.scope.on(present)[0] if edition is None else edition
        allowed |= set() if last is None else set(last.content.topics_allowed)
    gone = tuple(
        topic
        for topic in registration.topics or ()
        if any(covers(each, topic) for each in dropped) and not any(covers(each, topic) for each in allowed)
    )
    if gone:
        registration.topics = [topic for topic in registration.topics if topic not in gone]
        keep_values(registration, event.at)
        state = state_of(registration)
        facts_told = {"topics": list(gone), "scope": event.scope.title or ""}
        log_event(
            registration,
            Event(KIND, "topics_removed", event.actor, event.at, before=state, after=state, facts=facts_told),
        )
        notify(TopicsRemoved(registration, gone, event.scope, event.at))


@adapter(IDirectoryChanged)
def follow_directory(event: Any) -> None:
    """A person's new userid goes with their registration; who is complete again may speak again."""
    index = queryUtility(IRegistrationIndex)
    if index is None:
        return
    if event.renamed:
        follow_renamed(event.renamed)
    for before, after in event.renamed.items():
        index.rename(before, after)
    for programme in programmes():
        known = index.registrations(IUUID(programme))
        concerned = [person for person in known if person in event.people]
        surroundings = Surroundings(programme)
        for person in sorted(concerned):
            registration = registration_of(programme, person)
            if registration is not None:
                note_asking(registration)
                if state_of(registration) in ("grace", "lapsed"):
                    follow(registration, surroundings=surroundings)


def programme_changed(programme: Any, event: Any) -> None:
    """Settings of a programme changed: what they were missing may be there now."""
    if queryUtility(IRegistrationIndex) is None:
        return
    surroundings = Surroundings(programme)
    for registration in list(registrations_of(programme)):
        if state_of(registration) in ("grace", "lapsed"):
            follow(registration, surroundings=surroundings)
