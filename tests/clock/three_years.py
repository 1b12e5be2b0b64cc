"""A company of five hundred people for three years: what people do on which day, the same in each telling.

People act on Wednesdays. What they do depends on the day and on what is the case by then, never on how often
the clock ran before.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.ambassadors.endorsing import answer
from collective.socialgovernance.ambassadors.endorsing import may_answer
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.guards import evaluate
from collective.socialgovernance.ambassadors.guards import STRICT
from collective.socialgovernance.ambassadors.holds import propose
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.registering import register
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import on_renew
from collective.socialgovernance.ambassadors.renewing import renewable_from
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.scopes.freezing import freeze
from collective.socialgovernance.scopes.freezing import present_freeze
from collective.socialgovernance.scopes.freezing import unfreeze
from collective.socialgovernance.testing import USERS
from collective.socialgovernance.texts.answering import answerable
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.impact import people_asked
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import timedelta
from plone import api
from plone.dexterity.utils import iterSchemata
from plone.uuid.interfaces import IUUID
from random import Random
from tests import intranet
from tests.scopes import company as scopes
from typing import Any
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFieldsInOrder

import os


BEGAN = date(2026, 1, 7)  # a Wednesday
DAYS = int(os.environ.get("THREE_YEARS") or 3 * 365)
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
PEOPLE = 500
DEPARTMENTS = ("d1", "d2", "d3", "d4", "d5", "d6", "d7")
SCOPES = {"d1": ("head", "innovation"), "d2": ("mgr", "customer_service"), "d3": ("out", "careers")}
TOPICS = {"head": ["innovation", "products"], "mgr": ["customer_service"], "out": ["careers", "csr"]}
AMBASSADORS = ("emp", "con", "aud", *(f"amb{number}" for number in range(4)))
SILENT = ("p010", "p020")
"""Managers who never answer."""

EDITIONS = {
    18: ("charter", "minor", 0),
    20: ("guide", "major", 3),
    30: ("charter", "editorial", 0),
    50: ("charter", "major", 4),
    75: ("charter", "minor", 11),
    77: ("sales", "major", 5),
    100: ("charter", "major", 11),
    120: ("guide", "minor", 1),
    140: ("charter", "minor", 6),
}
"""By week: which text gets what kind of edition, in force how many days later."""

RENEWED = {40: "d1", 47: "d2", 40 + 38: "d1", 40 + 82: "d1", 100: "d3", 95: "d2"}
"""By week: which department prepares the next edition of its scope, in time or long after the last ended."""

FROZEN = {30: "d1", 60: "d3", 80: "d2", 125: "d1"}
THAWED = {31: "d1", 86: "d2"}
HOLD = 70


class Company:
    """The site with its people; :meth:`act` lets a Wednesday happen."""

    def __init__(self, portal: Any):
        self.portal = portal
        self.rows: dict[str, dict[str, Any]] = {}
        self.gone: set[str] = set()
        self.hired = 0

    def found(self) -> None:
        """Everything of the first day."""
        for userid in AMBASSADORS:
            if userid not in USERS:
                api.user.create(username=userid, email=f"{userid}@example.org", password="Correct-Horse-9")
        departments = [{"id": "co", "title": "Company", "head": "own"}]
        heads = ("head", "mgr", "out", "p000", "p001", "p002", "p003")
        for id, head in zip(DEPARTMENTS, heads, strict=True):
            departments.append({"id": id, "title": id.upper(), "parent": "co", "head": head, "deputies": []})
        chance = Random("people")
        for userid in (*USERS, *AMBASSADORS[3:]):
            self._hire(userid, "d1", BEGAN - 400 * ONE_DAY, chance)
        for number in range(PEOPLE - len(self.rows)):
            self._hire(f"p{number:03}", DEPARTMENTS[number % 7], BEGAN - 400 * ONE_DAY, chance)
        for number, userid in enumerate(AMBASSADORS):
            self.rows[userid]["manager"] = ("mgr", "mgr", SILENT[0], SILENT[1])[number % 4]
        self._tell(list(self.rows.values()), departments)
        self.programme = intranet.programme(
            self.portal,
            referent="ref",
            referent_backup="own2",
            privacy_notice=intranet.rich("<p>What is kept.</p>"),
            privacy_notice_version="1",
            holidays=[date(year, month, day) for year in (2026, 2027, 2028) for month, day in HOLIDAYS],
            k_threshold=1,
        )
        _spell_out(self.programme)
        self.texts = {
            "charter": intranet.charter(self.programme, "charter", mandatory_for_ambassadors=True),
            "sales": intranet.charter(self.programme, "sales", audience=["d3"], ack_validity_months=6),
            "guide": self._guide(),
        }
        for text in self.texts.values():
            intranet.walk_to("in_force", text["e1"])
        for id, (head, _topic) in SCOPES.items():
            made = scopes.scope(self.programme, id, head, *self._cells(head), **self._values(head))
            scopes.walk_to("in_force", made["e1"], head)

    def act(self, day: date) -> None:
        """What people do on a Wednesday."""
        week = (day - BEGAN).days // 7
        self.chance = Random(f"week {week}")
        if week:
            self._change_people(day)
        self._change_texts(week, day)
        self._change_scopes(week, day)
        self._read(day)
        for person in AMBASSADORS:
            self._follow(person, week, day)

    # People

    def _hire(self, userid: str, department: str, joined: date, chance: Random) -> None:
        self.rows[userid] = {
            "userid": userid,
            "fullname": f"{userid.title()} Martin",
            "email": f"{userid}@example.org",
            "department": department,
            "manager": "mgr" if userid != "mgr" else "own",
            "language": chance.choice(("fr", "en")),
            "joined": joined.isoformat(),
        }

    def _tell(self, people: list[dict[str, Any]], departments: list[dict[str, Any]] | None = None) -> None:
        directory = getUtility(IDirectory)
        plan = imports.plan(
            directory,
            wallclock.now().date(),
            rows.json_table(rows.PERSON_ROWS, people),
            None if departments is None else rows.json_table(rows.DEPARTMENT_ROWS, departments),
            delta=True,
        )
        imports.apply(directory, plan, who="admin", when=wallclock.now())

    def _change_people(self, day: date) -> None:
        """Two are hired and two leave, two move, three go on leave; now and then an ambassador does."""
        told = []
        for _number in range(2):
            userid = f"h{self.hired:03}"
            self.hired += 1
            self._hire(userid, self.chance.choice(DEPARTMENTS), day, self.chance)
            told.append(self.rows[userid])
        others = sorted(set(self.rows) - set(USERS) - set(AMBASSADORS) - set(SILENT) - LEADING)
        chosen = self.chance.sample([each for each in others if self.rows[each] not in told], 7)
        for userid in chosen[:2]:
            told.append({**self.rows.pop(userid), "status": "left", "left": day.isoformat()})
        for userid in chosen[2:4]:
            self.rows[userid]["department"] = self.chance.choice(DEPARTMENTS)
            told.append(self.rows[userid])
        away = chosen[4:7]
        if self.chance.random() < 0.1:
            away.append(self.chance.choice([each for each in AMBASSADORS if each in self.rows]))
        for userid in away:
            first = day + timedelta(days=self.chance.randrange(1, 5))
            until = first + timedelta(days=self.chance.randrange(3, 60))
            told.append(
                {**self.rows[userid], "leave_from": first.isoformat(), "leave_until": until.isoformat()}
            )
        if self.chance.random() < 0.02:
            userid = self.chance.choice([each for each in AMBASSADORS[3:] if each in self.rows])
            told = [row for row in told if row["userid"] != userid]
            told.append({**self.rows.pop(userid), "status": "left", "left": day.isoformat()})
        self._tell(told)

    # Texts

    def _guide(self) -> Any:
        with api.env.adopt_user(username="edi"):
            made = api.content.create(self.programme, "Guide", "guide", title="Guide")
            intranet.complete(made["e1"])
            intranet.add_clause(made["e1"], "writing")
        return made

    def _change_texts(self, week: int, day: date) -> None:
        if week in EDITIONS:
            name, change_class, later = EDITIONS[week]
            draft = intranet.next_edition(self.texts[name], change_class)
            draft.effective_from = day + later * ONE_DAY if later else None
            intranet.act("edi", draft, "submit")
            seen = {"impact_seen": people_asked(draft, day)} if change_class == "major" else {}
            intranet.act("own", draft, "approve", **seen)
        for text in self.texts.values():
            edition = in_force(text)
            if edition.review_due and edition.review_due <= day and self.chance.random() < 0.3:
                intranet.act("own", edition, "reaffirm", comment="Still good")

    def _read(self, day: date) -> None:
        """Some of those who owe a text read it; those who may answer for themselves only."""
        directory, ledger = getUtility(IDirectory), getUtility(ILedger)
        for name, text in self.texts.items():
            edition = in_force(text)
            facts = IAskedText(text).facts
            found = statuses_on(facts, audience_until(facts, day), directory, ledger, day)
            asked = answerable(edition)
            for status, keys in sorted(found.items()):
                share = READING.get(status, 0) * (0.2 if name == "guide" else 1)
                for key in sorted(keys):
                    if share and self.chance.random() < share:
                        person = person_of(directory.userid(key))
                        given = Given("acknowledged", digest=edition.digest)
                        acknowledge(asked, person, person.userid, given, ledger)

    # Scopes

    def _cells(self, head: str) -> list[dict[str, Any]]:
        return [scopes.row(topic) for topic in TOPICS[head]]

    def _values(self, head: str) -> dict[str, Any]:
        return {
            "escalation": [scopes.contact("head", "mgr"), scopes.contact("mgr", "head", "low")],
            "levels_admitted": ["relay", "storyteller"],
        }

    def _change_scopes(self, week: int, day: date) -> None:
        if week in RENEWED:
            self._renew_scope(self.programme[RENEWED[week]], day, narrower=week == 100)
        if week in FROZEN:
            made = self.programme[FROZEN[week]]
            if in_force(made) is not None and present_freeze(made) is None:
                with api.env.adopt_user(username="ref"):
                    freeze(made, "A crisis", day + 12 * ONE_DAY if week not in THAWED else None)
        if week in THAWED and present_freeze(self.programme[THAWED[week]]) is not None:
            with api.env.adopt_user(username="ref"):
                unfreeze(self.programme[THAWED[week]])

    def _renew_scope(self, made: Any, day: date, narrower: bool) -> None:
        if in_preparation(made) is not None:
            return
        head = SCOPES[made.getId()][0]
        present = in_force(made)
        first = day + 3 * ONE_DAY
        if present is not None and not narrower:
            first = max(first, present.valid_to + ONE_DAY)
        cells = self._cells(head)[-1:] if narrower else self._cells(head)
        values = {**self._values(head), "valid_from": first, "valid_to": first + 299 * ONE_DAY}
        draft = scopes.following(made, *cells, by=head, **values)
        intranet.act(head, draft, "submit")
        intranet.act("own", draft, "approve")

    # Ambassadors

    def _follow(self, person: str, week: int, day: date) -> None:
        """One step of one ambassador's life, if there is one to take."""
        made = registration_of(self.programme, person)
        if made is None:
            number = AMBASSADORS.index(person)
            if person in self.rows and week >= 3 + 6 * number and week % 3 == number % 3:
                self._apply(person, day)
            return
        state = state_of(made)
        if state not in STEPS or person not in self.rows:
            return
        getattr(self, f"_{STEPS[state]}")(made, person, week, day)

    def _apply(self, person: str, day: date) -> None:
        if self._status(person, day) != "active":
            return
        id = self.chance.choice([each for each in SCOPES if in_force(self.programme[each])] or ["d1"])
        scope = self.programme[id]
        topics = TOPICS[SCOPES[id][0]]
        now = wallclock.now()
        with api.env.adopt_user(username=person):
            made = register(
                self.programme,
                scopes=[IUUID(scope)],
                level_requested="relay",
                topics=list(topics),
                languages=["fr"],
                voluntary_statement={"version": "1", "at": now},
                privacy_notice={"version": "1", "at": now},
                security_self_attestation={"items": ["strong_password", "two_factor"], "at": now},
            )
        _spell_out(made)
        intranet.act(person, made, "apply")

    def _answer(self, made: Any, person: str, week: int, day: date) -> None:
        """A manager who is not one of the silent ones answers within three weeks; seldom it is no."""
        manager = self.rows[person]["manager"]
        if manager != "mgr" or self.chance.random() > 0.4:
            return
        with api.env.adopt_user(username=manager):
            if not may_answer(made):
                return
            if self.chance.random() < 0.15 and state_of(made) == "applied":
                answer(made, "not_now", "workload")
            else:
                answer(made, "available")

    def _ask_again(self, made: Any, person: str, week: int, day: date) -> None:
        if self.chance.random() < 0.3:
            intranet.act("ref", made, "review_deferral")

    def _welcome(self, made: Any, person: str, week: int, day: date) -> None:
        intranet.act("ref", made, "start_onboarding")

    def _certify(self, made: Any, person: str, week: int, day: date) -> None:
        facts = Surroundings(self.programme).facts_of(made)
        if all(guard.passed for guard in evaluate(facts, day, STRICT, "ref")):
            intranet.act("ref", made, "activate")

    def _live(self, made: Any, person: str, week: int, day: date) -> None:
        """Whoever is active or in grace renews in time, mostly; pauses and leaves as they like."""
        draw = self.chance.random()
        if week >= HOLD and not self.gone and state_of(made) == "active":
            self.gone.add(person)
            with api.env.adopt_user(username="ref"):
                propose(made, "Something to clear up", day + 9 * ONE_DAY)
            intranet.act("leg", made, "hold")
            return
        if draw < 0.004:
            intranet.act(person, made, "withdraw")
            return
        if draw < 0.02 and state_of(made) != "lapsed":
            with api.env.adopt_user(username=person):
                made.paused_until = None if draw < 0.01 else day + 25 * ONE_DAY
            intranet.act(person, made, "pause")
            return
        self._renew(made, person, day)

    def _renew(self, made: Any, person: str, day: date) -> None:
        facts = Surroundings(self.programme).facts_of(made)
        first = renewable_from(facts)
        if first is None or first > day:
            self._answer(made, person, 0, day)
            return
        if asked_on(facts) is None:
            if self.chance.random() < 0.4:
                now = wallclock.now()
                with api.env.adopt_user(username=person):
                    made.voluntary_statement = {"version": "1", "at": now}
                    made.privacy_notice = {"version": "1", "at": now}
                    made.security_self_attestation = {
                        "items": ["strong_password", "two_factor"],
                        "at": now,
                    }
                    notify(ObjectModifiedEvent(made))
            return
        self._answer(made, person, 0, day)
        facts = Surroundings(self.programme).facts_of(made)
        if state_of(made) in ("active", "grace", "lapsed") and all(
            guard.passed for guard in on_renew(facts, day, "ref")
        ):
            intranet.act("ref", made, "renew")

    def _return(self, made: Any, person: str, week: int, day: date) -> None:
        if self.chance.random() < 0.15:
            intranet.act(person, made, "resume")

    def _status(self, person: str, day: date) -> str:
        known = getUtility(IDirectory).person(person, day)
        return "" if known is None else str(known.status)


HOLIDAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 11), (12, 25))
LEADING = {"p000", "p001", "p002", "p003"}
READING = {
    "pending": 0.2,
    "due_soon": 0.4,
    "overdue": 0.3,
    "critical": 0.15,
    "lapsed": 0.25,
}
"""The share of those in a standing who read in a week."""

STEPS = {
    "applied": "answer",
    "deferred": "ask_again",
    "endorsed": "welcome",
    "onboarding": "certify",
    "active": "live",
    "grace": "live",
    "lapsed": "live",
    "paused": "return",
}


def _spell_out(content: Any) -> None:
    """Keep the defaults of all fields with the content: thousands of days need not look them up."""
    for schema in iterSchemata(content):
        for name, field in getFieldsInOrder(schema):
            if name not in vars(aq_base(content)) and not field.readonly:
                value = getattr(content, name, None)
                setattr(content, name, value)


def end_state(company: Company) -> dict[str, Any]:
    """What is the case, in plain values, without the identities and instants that no two sites share."""
    directory, ledger = getUtility(IDirectory), getUtility(ILedger)
    return {
        "texts": {
            text.getId(): [
                (
                    edition.getId(),
                    edition.number,
                    state_of(edition),
                    edition.in_force_on,
                    edition.review_due,
                    sorted(
                        (directory.userid(key), entry.answer, entry.at.date())
                        for key in ledger.keys(IUUID(edition))
                        for entry in ledger.entries(IUUID(edition), key)
                    )
                    if ledger.is_open(IUUID(edition))
                    else [],
                )
                for edition in text.objectValues()
            ]
            for text in company.texts.values()
        },
        **standing_of(company),
        "told first": sorted(_told_first(company)),
        "told of their own": sorted(_told_of_their_own(company)),
    }


def standing_of(company: Company) -> dict[str, Any]:
    """In which state scopes and registrations are: the same on every Wednesday, however the clock ran."""
    return {
        "scopes": {
            id: [
                (edition.number, state_of(edition), edition.in_force_on, edition.closed_on)
                for edition in company.programme[id].objectValues()
            ]
            for id in SCOPES
        },
        "registrations": sorted(
            (
                (
                    made.person,
                    state_of(made),
                    made.valid_from,
                    made.valid_to,
                    made.end_reason or "",
                    tuple(made.topics or ()),
                )
                for made in company.programme.objectValues()
                if made.portal_type == "AmbassadorRegistration"
            ),
            key=str,
        ),
    }


def _told_first(company: Company) -> Iterator[tuple[str, date, str]]:
    """Who was told of which text that they owe from which day."""
    directory, notices, names = getUtility(IDirectory), getUtility(INotices), _names(company)
    for line, since in notices.requests():
        for (_day, kind), keys in notices.of_request((line, since)).items():
            if kind == FIRST:
                yield from ((names[line], since, directory.userid(key)) for key in keys)


def _told_of_their_own(company: Company) -> Iterator[tuple[str, str, str]]:
    """Who was told what kind of tidings about what, at least once."""
    directory, notices, names = getUtility(IDirectory), getUtility(INotices), _names(company)
    texts = set(notices.requests())
    found = set()
    for who, _count in notices.expired_tidings(date.max):
        for _day, kind, about, since in notices.of_person(who):
            if (about, since) not in texts:
                userid = directory.userid(who) if isinstance(who, int) else who
                found.add((userid, kind, names.get(about, "")))
    yield from found


def _names(company: Company) -> dict[str, str]:
    """What a site calls by UID, by names that all sites share."""
    names = {IUUID(company.programme): "programme"}
    for made in company.programme.objectValues():
        name = getattr(aq_base(made), "person", "") or made.getId()
        names[IUUID(made)] = name
        names |= {IUUID(edition): f"{name} {edition.getId()}" for edition in made.objectValues()}
    return names


def living(company: Company) -> Iterator[Any]:
    """The registrations that have not ended."""
    return registrations_of(company.programme)
