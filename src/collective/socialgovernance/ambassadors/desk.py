"""The desk of a referent, and of who decides about holds: what waits, since when, and what is coming.

Nothing is decided or counted here; each row leads to the registration and to what may be done there.
"""

from collective.socialgovernance.ambassadors.due import forward_day
from collective.socialgovernance.ambassadors.facts import DEFERRED
from collective.socialgovernance.ambassadors.facts import ENDORSED
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import ON_HOLD
from collective.socialgovernance.ambassadors.facts import ONBOARDING
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.lists import not_now_reasons
from collective.socialgovernance.ambassadors.logged import entered_on
from collective.socialgovernance.ambassadors.renewing import on_renew
from collective.socialgovernance.ambassadors.steps import Missing
from collective.socialgovernance.ambassadors.steps import missing_of
from collective.socialgovernance.ambassadors.steps import Renewal
from collective.socialgovernance.ambassadors.steps import renewal_of
from collective.socialgovernance.ambassadors.steps import shown_missing
from collective.socialgovernance.ambassadors.steps import Way
from collective.socialgovernance.ambassadors.steps import way_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.scopes.gathering import titles_of_words
from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.vocabularies.fixed import levels
from dataclasses import dataclass
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


REFERENT, LEGAL = "Governance Referent", "Governance Legal"


@dataclass(frozen=True)
class Waiting:
    """A registration that waits for a referent.

    ``id`` is that of the registration in its programme; ``since`` the day from which it waits and ``days``
    how many that is. ``missing`` is what stands in the way of certifying; ``ready`` that nothing does.
    ``until`` is the last day on which somebody else (the manager) is asked, ``reason`` what a manager chose.
    """

    id: str
    url: str
    name: str
    department: str
    state: str
    title: str
    level: str
    topics: tuple[str, ...]
    since: date
    days: int
    missing: tuple[Missing, ...] = ()
    ways: tuple[Way, ...] = ()
    until: date | None = None
    reason: str = ""
    renewal: Renewal | None = None

    @property
    def ready(self) -> bool:
        """Whether it may be certified now."""
        certifying = any(way.transition in ("activate", "renew") for way in self.ways)
        return certifying and not self.missing


@dataclass(frozen=True)
class Hold:
    """A hold that is proposed, or open; ``ending_by`` proposes that the role ends.

    Names are those of people, "" for nobody. ``may_make`` is whether the reader is the other person that it
    takes for what is proposed.
    """

    id: str
    url: str
    name: str
    department: str
    reason: str
    review_on: date | None
    proposed_by: str
    made_by: str
    word: str
    ending_by: str
    ending_reason: str
    may_make: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Desk:
    """Everything on the desk, each list with what waits longest, or is due first, in front."""

    waiting: tuple[Waiting, ...] = ()
    with_manager: tuple[Waiting, ...] = ()
    deferrals: tuple[Waiting, ...] = ()
    renewals: tuple[Waiting, ...] = ()
    holds_proposed: tuple[Hold, ...] = ()
    holds_open: tuple[Hold, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on it."""
        lists = (self.waiting, self.with_manager, self.deferrals, self.renewals)
        return not any(lists) and not self.holds_proposed and not self.holds_open


def desk_of(programme: Any, userid: str, day: date) -> Desk:
    """The desk of the signed-in user (``userid``) on a day; nobody finds their own registration on it.

    Referents see everything, who has the legal role the holds; for everybody else it is empty.
    """
    roles = set(api.user.get_roles(obj=programme)) & {REFERENT, LEGAL}
    if not roles:
        return Desk()
    desk = _Gathering(programme, userid, day)
    others = [each for each in registrations_of(programme) if each.person != userid]
    held = [each for each in others if (each.hold or {}).get("proposed_by")]
    holds = [desk.hold(each) for each in held]
    is_open = [desk.facts(each).state == ON_HOLD for each in held]
    holds_open = [hold for hold, opened in zip(holds, is_open, strict=True) if opened]
    proposed = [hold for hold, opened in zip(holds, is_open, strict=True) if not opened]
    found = desk.rows(others) if REFERENT in roles else {}
    return Desk(
        waiting=_by_age(found.get("waiting", ())),
        with_manager=_by_age(found.get("with_manager", ())),
        deferrals=_by_age(found.get("deferrals", ())),
        renewals=tuple(sorted(found.get("renewals", ()), key=_by_end)),
        holds_proposed=tuple(sorted(proposed, key=_by_review)),
        holds_open=tuple(sorted(holds_open, key=_by_review)),
    )


def _by_age(rows: Any) -> tuple[Waiting, ...]:
    return tuple(sorted(rows, key=lambda row: (row.since, row.name.casefold(), row.id)))


def _by_end(row: Waiting) -> tuple[date, str]:
    return (row.renewal.valid_to if row.renewal else date.max), row.id


def _by_review(hold: Hold) -> tuple[date, str]:
    return hold.review_on or date.max, hold.id


class _Gathering:
    """What all rows have in common."""

    def __init__(self, programme: Any, userid: str, day: date):
        self.programme = programme
        self.userid = userid
        self.day = day
        self.surroundings = Surroundings(programme)
        self.directory = getUtility(IDirectory)
        self.words = titles_of_words()
        self._facts: dict[str, Facts] = {}

    def facts(self, registration: Any) -> Facts:
        """The facts of a registration, gathered once."""
        id = registration.getId()
        if id not in self._facts:
            self._facts[id] = self.surroundings.facts_of(registration)
        return self._facts[id]

    def rows(self, registrations: list[Any]) -> dict[str, list[Waiting]]:
        """The rows by list."""
        found: dict[str, list[Waiting]] = {}
        for registration in registrations:
            place = self._place(self.facts(registration))
            if place:
                found.setdefault(place, []).append(self._row(registration))
        return found

    def hold(self, registration: Any) -> Hold:
        """A hold, proposed or open."""
        hold = registration.hold
        is_open = self.facts(registration).state == ON_HOLD
        proposer = hold.get("ending_by" if is_open else "proposed_by") or ""
        legal = LEGAL in api.user.get_roles(obj=self.programme)
        return Hold(
            id=registration.getId(),
            url=registration.absolute_url(),
            name=name_of(registration.person, self.day),
            department=self._department(registration.person),
            reason=hold.get("reason") or "",
            review_on=hold.get("review_on"),
            proposed_by=self._name(hold.get("proposed_by")),
            made_by=self._name(hold.get("made_by")),
            word=hold.get("word") or "",
            ending_by=self._name(hold.get("ending_by")),
            ending_reason=hold.get("ending_reason") or "",
            may_make=legal and proposer not in ("", self.userid),
            ways=self._ways(registration, ("hold", "release_hold")),
        )

    def _place(self, facts: Facts) -> str:
        states = {
            "applied": "with_manager",
            DEFERRED: "deferrals",
            ENDORSED: "waiting",
            ONBOARDING: "waiting",
        }
        if facts.state in states:
            return states[facts.state]
        renewal = renewal_of(facts, self.day)
        if renewal is None or not renewal.open:
            return ""
        return "waiting" if renewal.answered else "renewals"

    def _row(self, registration: Any) -> Waiting:
        facts = self.facts(registration)
        renewal = renewal_of(facts, self.day)
        events = getUtility(IEventLog).of(IUUID(registration))
        entered = entered_on(events, zone_of(self.programme)) or self.day
        asked = renewal.asked if renewal is not None else None
        since = asked or entered
        answer = registration.endorsement or {}
        return Waiting(
            id=registration.getId(),
            url=registration.absolute_url(),
            name=name_of(registration.person, self.day),
            department=self._department(registration.person),
            state=facts.state,
            title=state_title(registration),
            level=levels.titles.get(facts.level, ""),
            topics=tuple(self.words.get(topic, topic) for topic in facts.topics),
            since=since,
            days=max((self.day - since).days, 0),
            missing=self._missing(facts, renewal),
            ways=self._ways(registration, _WAYS),
            until=forward_day(facts) if facts.state == "applied" else None,
            reason=not_now_reasons.titles.get(answer.get("reason") or "", ""),
            renewal=renewal,
        )

    def _missing(self, facts: Facts, renewal: Renewal | None) -> tuple[Missing, ...]:
        if renewal is not None and renewal.answered:
            return shown_missing(on_renew(facts, self.day, self.userid))
        return missing_of(facts, self.day, self.userid) if facts.state in (ENDORSED, ONBOARDING) else ()

    def _ways(self, registration: Any, wanted: tuple[str, ...]) -> tuple[Way, ...]:
        return tuple(way_of(registration, each) for each in offered(registration) if each in wanted)

    def _name(self, userid: str | None) -> str:
        return name_of(userid, self.day) if userid else ""

    def _department(self, userid: str) -> str:
        person = self.directory.person(userid, self.day)
        department = self.directory.department(person.department, self.day) if person else None
        return department.title if department is not None else ""


_WAYS = ("review_deferral", "start_onboarding", "activate", "renew")
