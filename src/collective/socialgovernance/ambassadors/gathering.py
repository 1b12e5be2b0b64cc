"""From content to plain values: a registration, its person, its scopes, the texts it asks for."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.standing import NOT_REQUIRED
from collective.socialgovernance.acknowledgments.standing import ON_LEAVE
from collective.socialgovernance.acknowledgments.standing import owing_status
from collective.socialgovernance.acknowledgments.standing import Standing
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.ambassadors.facts import Answer
from collective.socialgovernance.ambassadors.facts import Asked
from collective.socialgovernance.ambassadors.facts import Attested
from collective.socialgovernance.ambassadors.facts import Chosen
from collective.socialgovernance.ambassadors.facts import DRAFT
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import Made
from collective.socialgovernance.ambassadors.facts import ON_HOLD
from collective.socialgovernance.ambassadors.facts import ONE_DAY
from collective.socialgovernance.ambassadors.facts import ProgrammeRules
from collective.socialgovernance.ambassadors.logged import state_at
from collective.socialgovernance.ambassadors.notices import notice_on
from collective.socialgovernance.ambassadors.notices import notice_since
from collective.socialgovernance.ambassadors.past import present_values
from collective.socialgovernance.ambassadors.past import values_on
from collective.socialgovernance.ambassadors.recording import counted_on
from collective.socialgovernance.ambassadors.rules_log import rules_on
from collective.socialgovernance.ambassadors.statement import STATEMENT_VERSION
from collective.socialgovernance.clock.record import later_of_last_run
from collective.socialgovernance.clock.runs import gathered_once
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.people import NOT_JOINED
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.four_eyes import REFERENT
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.holders import names_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.corporate import corporate_list
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.gathering import present_words
from collective.socialgovernance.scopes.gathering import prohibitions
from collective.socialgovernance.scopes.known import scope_map
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.gathering import title_in
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.vocabularies.fixed import weekdays
from collective.socialgovernance.vocabularies.kept import reader_language
from collective.socialgovernance.vocabularies.kept import topics as kept_topics
from dataclasses import replace
from datetime import date
from functools import cached_property
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


TEXTS = ("Charter", "Guide")


def counting_day(programme: Any) -> date:
    """The day on which what follows from an act counts: today, or the clock's when it ran ahead."""
    return later_of_last_run(today_in(programme))


class Surroundings:
    """What all registrations of a programme have in common, gathered once for many of them.

    Texts are called as in ``language``, that of who looks when none is given.
    """

    def __init__(self, programme: Any, language: str = ""):
        self.programme = programme
        self.language = language
        self.directory = getUtility(IDirectory)
        self._past_rules: dict[date, ProgrammeRules] = {}

    @cached_property
    def rules(self) -> ProgrammeRules:
        """The programme as the guards look at it."""
        programme = self.programme
        referents = sorted(holders_of(programme)[REFERENT], key=lambda userid: names_of((userid,)))
        return ProgrammeRules(
            country=programme.country,
            body_informed_on=programme.body_informed_on,
            populations=frozenset(programme.ambassador_population or ()),
            statement_version=STATEMENT_VERSION,
            notice_version=programme.privacy_notice_version or "",
            notice_since=notice_since(programme),
            reack_days=programme.reack_days,
            grace_days=programme.grace_days,
            endorsement_days=programme.endorsement_days,
            working_week=tuple(weekdays.tokens.index(day) for day in programme.reminder_days),
            holidays=frozenset(programme.holidays or ()),
            corporate=prohibitions(programme.topics_forbidden),
            topics=present_words().topics,
            topic_titles={term.token: term.title for term in kept_topics()},
            referents=tuple(referents),
            referent_names=tuple(names_of((userid,))[0] for userid in referents),
            url=programme.absolute_url(),
        )

    @cached_property
    def texts(self) -> list[tuple[Any, Any]]:
        """The charters and guides of the programme with their facts, whoever looks."""
        catalog = api.portal.get_tool("portal_catalog")
        path = "/".join(self.programme.getPhysicalPath())
        brains = catalog.unrestrictedSearchResults(portal_type=TEXTS, path=path, sort_on="created")
        texts = [brain._unrestrictedGetObject() for brain in brains]
        return [(text, IAskedText(text).facts) for text in texts]

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the texts are called, by UID: as their editions in force are."""
        language = self.language or reader_language()
        editions = {IUUID(text): in_force(text) for text, _facts in self.texts}
        known = {IUUID(text): str(text.title or "") for text, _facts in self.texts}
        said = {uid: title_in(edition, language) for uid, edition in editions.items() if edition is not None}
        return known | said

    @cached_property
    def asked(self) -> list[tuple[str, str, Any]]:
        """Of each text what it is called, its address, and its facts."""
        return [(self.titles[IUUID(text)], text.absolute_url(), facts) for text, facts in self.texts]

    @cached_property
    def scopes(self) -> dict[str, ScopeFacts]:
        """The scopes of the programme by UID."""
        return {scope.uid: scope for scope in scope_map(self.programme).scopes}

    def rules_on(self, day: date) -> ProgrammeRules:
        """The programme as the guards looked at it on a day that is past, its referents those of now."""
        if day not in self._past_rules:
            self._past_rules[day] = self._rules_on(day)
        return self._past_rules[day]

    def _rules_on(self, day: date) -> ProgrammeRules:
        programme = self.programme
        values, (version, since) = rules_on(programme, day), notice_on(programme, day)
        return replace(
            self.rules,
            populations=frozenset(values["ambassador_population"]),
            notice_version=version,
            notice_since=since,
            reack_days=values["reack_days"],
            grace_days=values["grace_days"],
            endorsement_days=values["endorsement_days"],
            working_week=tuple(weekdays.tokens.index(each) for each in values["reminder_days"]),
            holidays=frozenset(values["holidays"]),
            corporate=corporate_list(programme, day, day + ONE_DAY),
        )

    def facts_on(self, registration: Any, day: date) -> Facts:
        """A registration as it was at the end of a day, with everything that its rules look at then; from
        today on as it is now.
        """
        counting = counting_day(self.programme)
        if day >= counting:
            return self.facts_of(registration)
        zone, events = zone_of(self.programme), getUtility(IEventLog).of(IUUID(registration))
        values = values_on(registration, events, zone, day)
        state = state_at(events, zone, day) or DRAFT
        answers = [row for row in registration.answers if counted_on(row, zone) <= day]
        return self._facts(registration, state, values, answers, self.rules_on(day), day)

    def facts_of(self, registration: Any) -> Facts:
        """A registration as it is now, with everything that its rules look at."""
        values, day = present_values(registration), counting_day(self.programme)
        return self._facts(
            registration, state_of(registration), values, registration.answers, self.rules, day
        )

    def _facts(
        self,
        registration: Any,
        state: str,
        values: Mapping[str, Any],
        answers: Iterable[Mapping[str, Any]],
        rules: ProgrammeRules,
        day: date,
    ) -> Facts:
        person = person_of(registration.person)
        zone = zone_of(self.programme)
        attested = values["security_self_attestation"]
        return Facts(
            person=registration.person,
            state=state,
            history=None if person is None else person.history,
            programme=rules,
            level=values["level_granted"] or values["level_requested"] or "",
            topics=tuple(values["topics"] or ()),
            scopes=tuple(self._scopes(values["scopes"] or (), day)),
            texts=tuple(self._texts(person)),
            statement=_made(values["voluntary_statement"], zone),
            notice=_made(values["privacy_notice"], zone),
            attestation=None
            if not attested
            else Attested(tuple(attested.get("items") or ()), counted_on(attested, zone)),
            answers=tuple(Answer(row["result"], row["manager"], counted_on(row, zone)) for row in answers),
            manager_on=self.manager_of(registration.person),
            asked_of=values["asked_of"],
            certified_by=values["certified_by"] or "",
            held=state == ON_HOLD,
            review_on=values["review_on"],
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
            paused_until=values["paused_until"],
            applied_on=values["applied_on"],
            changed_on=values["changed_on"],
            active_since=values["active_since"],
            grace_since=values["grace_since"],
            url=registration.absolute_url(),
        )

    def manager_of(self, userid: str) -> Callable[[date], str]:
        """The manager of a person as a function of the day; "" for one who left, or for oneself."""

        def on(day: date) -> str:
            person = self.directory.person(userid, day)
            if person is None or not person.manager or person.manager == userid:
                return ""
            manager = self.directory.person(person.manager, day)
            return "" if manager is None or manager.status in (LEFT, NOT_JOINED) else str(manager.userid)

        return on

    def _scopes(self, uids: Iterable[str], day: date) -> Iterator[Chosen]:
        known, by_uid = scope_map(self.programme), self.scopes
        for uid in uids:
            scope = by_uid.get(uid)
            if scope is not None:
                above = self.directory.ancestors(scope.department, day)
                found = (known.by_department.get(department) for department in above)
                yield Chosen(scope, tuple(each for each in found if each is not None))

    def _texts(self, person: Any) -> Iterator[Asked]:
        for title, url, facts in self.asked:
            yield Asked(title, url, _status(facts, person))


def present_surroundings(programme: Any) -> Surroundings:
    """Those of a programme; a run of the clock gathers them once, until it changes anything."""
    path = "/".join(programme.getPhysicalPath())
    found: Surroundings = gathered_once(("surroundings", path), lambda: Surroundings(programme))
    return found


def _status(facts: Any, person: Any) -> Callable[[date], str]:
    entries = entries_of(facts, person)

    def on(day: date) -> str:
        if person is None or not facts.on(day).mandatory_for_ambassadors:
            return NOT_REQUIRED
        audience = audience_until(facts, day)
        return whatever_leave(standing(person.history, facts, audience, entries, day, obliged=True), day)

    return on


def whatever_leave(stands: Standing, day: date) -> str:
    """The status on a day; during a leave what it was when the leave began, since the days stand still.

    A grace that has begun is thus neither ended nor begun anew by going on leave.
    """
    if stands.status != ON_LEAVE:
        return stands.status
    return owing_status(stands.answers.lapsed_on is not None, stands.due, day, stands.optional)


def _made(row: Any, zone: Zone) -> Made | None:
    return None if not row else Made(str(row.get("version") or ""), counted_on(row, zone))
