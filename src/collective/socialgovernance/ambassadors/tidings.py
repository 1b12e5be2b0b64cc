"""What people are told about registrations: in the one mail of a run, or at once when it cannot wait.

Each change of standing is told to the person, with why and what to do. A manager is told that they are asked,
and that somebody for whom they had time is no longer registered; nothing else. Everything is computed from
the log and from what is the case, so that a missed day is caught up and nothing is told that is over.
"""

from collections.abc import Collection
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.facts import AVAILABLE
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import ON_HOLD
from collective.socialgovernance.ambassadors.figures import every_registration
from collective.socialgovernance.ambassadors.following import is_asking
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.gathering import present_surroundings
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.index import programmes
from collective.socialgovernance.ambassadors.interfaces import IEndorsementAsked
from collective.socialgovernance.ambassadors.logged import WORKFLOW
from collective.socialgovernance.ambassadors.renewing import answer_until
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import renewable_from
from collective.socialgovernance.ambassadors.renewing import RENEWED_FROM
from collective.socialgovernance.ambassadors.renewing import waiting_since
from collective.socialgovernance.ambassadors.saying import question_about
from collective.socialgovernance.ambassadors.saying import words_about
from collective.socialgovernance.ambassadors.steps import Missing
from collective.socialgovernance.ambassadors.steps import missing_of
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.interfaces import ITidings
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import moment_at_hand
from collective.socialgovernance.clock.telling import may_leave
from collective.socialgovernance.clock.telling import say
from collective.socialgovernance.clock.telling import schedule_for
from collective.socialgovernance.clock.telling import tell_now
from collective.socialgovernance.clock.telling import Tidings
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.four_eyes import LEGAL
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.scopes.gathering import titles_of_words
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.guards import CLOCK
from collective.socialgovernance.transitions.interfaces import ITransitioned
from datetime import date
from datetime import timedelta
from functools import cached_property
from functools import partial
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer


Told = tuple[Tidings, Collection[str]]

WORTH_DAYS = timedelta(days=14)
"""How long a change is still worth telling."""

TITLES = {
    "activate": _("You are an ambassador"),
    "renew": _("Your registration is renewed"),
    "restore": _("You may speak for the company again"),
    "resume": _("You may speak for the company again"),
    "release_hold": _("You may speak for the company again"),
    "endorse": _("Your registration goes on"),
    "auto_forward": _("Your registration goes on"),
    "not_now": _("Your registration waits for a better moment"),
    "review_deferral": _("Your manager is asked again"),
    "start_onboarding": _("A referent welcomes you"),
    "enter_grace": _("Something is missing in your registration"),
    "lapse": _("Your registration rests"),
    "hold": _("Your role as an ambassador is on hold"),
    "end_hold": _("Your registration has ended"),
    "expire": _("Your registration has ended"),
    "not_pursue": _("Your registration has ended"),
}
"""What the person is told of, by what happened; who left is told nothing more, nobody is of their own act."""

ASKED, NOT_REGISTERED = "endorsement_asked", "not_registered"
FORWARDED_TO_REFERENT, HOLD_PROPOSED = "forwarded", "hold_proposed"
TOPICS, RENEWAL, NOTICE = "topics_removed", "renewal_open", "privacy_notice"
KINDS = {
    **{f"ambassador_{action}": title for action, title in TITLES.items()},
    ASKED: _("Whether there is time for somebody to be an ambassador"),
    NOT_REGISTERED: _("Somebody is no longer registered"),
    FORWARDED_TO_REFERENT: _("A registration went on without an answer"),
    HOLD_PROPOSED: _("A hold is proposed"),
    TOPICS: _("Topics taken off your registration"),
    RENEWAL: _("Your registration may be renewed"),
    NOTICE: _("The privacy notice has a new version"),
}

LASTING = ("grace", "lapsed", "on_hold")
"""States of which the person is told however late."""

AT_ONCE = ("activate", "enter_grace", "hold")


@implementer(ITidings)
@adapter(IPloneSiteRoot)
class AmbassadorTidings:
    """See :class:`~..clock.interfaces.ITidings`."""

    kinds = KINDS

    def __init__(self, site: Any):
        self.site = site

    def due(self, moment: Moment) -> Iterator[Told]:
        """Everything about all registrations; what waits for this run already is left to it."""
        waiting = {(each.kind, each.about, each.since) for _who, each in getUtility(INotices).waiting()}
        for programme in programmes():
            around, day = present_surroundings(programme), moment.day_in(zone_of(programme))
            for registration in every_registration(programme):
                for tidings, people in _Telling(registration, around, day).all():
                    if (tidings.kind, tidings.about, tidings.since) not in waiting:
                        yield tidings, people


@adapter(ITransitioned)
def tell_at_once(event: Any) -> None:
    """Who begins, who lacks something, and who is put on hold learns it now, not from the next mail."""
    registration, act = event.object, event.act
    if not IAmbassadorRegistration.providedBy(registration) or act.transition not in AT_ONCE:
        return
    if state_of(registration) == event.new_state:
        programme = programme_of(registration)
        telling = _Telling(registration, Surroundings(programme), counting_day(programme))
        for tidings, people in telling.standing():
            _now(people, tidings, programme)


@adapter(IEndorsementAsked)
def tell_manager(event: Any) -> None:
    """The manager is asked now: silence counts from today on."""
    programme = programme_of(event.registration)
    telling = _Telling(event.registration, Surroundings(programme), counting_day(programme))
    for tidings, people in telling.asked():
        _now(people, tidings, programme)


def _now(people: Collection[str], tidings: Tidings, programme: Any) -> None:
    """Tell at once; in a run, and while no mail may leave, the next digest says it from what is the case."""
    if queryUtility(INotices) is None or moment_at_hand() is not None:
        return
    moment = Moment(day_of(wallclock.now(), zone_of(programme)), wallclock.now())
    if may_leave(schedule_for(programme), moment):
        for userid in people:
            tell_now(userid, tidings)


class _Telling:
    """What is to be told about one registration on a day, and to whom."""

    def __init__(self, registration: Any, surroundings: Surroundings, day: date):
        self.registration = registration
        self.around = surroundings
        self.day = day
        self.programme = surroundings.programme
        self.uid = IUUID(registration)
        self.url = registration.absolute_url()
        self.state = state_of(registration)
        self.events = getUtility(IEventLog).of(self.uid)
        moves = [event for event in self.events if event.kind == WORKFLOW]
        self.last: Event | None = moves[-1] if moves else None

    def all(self) -> Iterator[Told]:
        """Everything; nothing about somebody whose name is no longer kept."""
        if not self.registration.person:
            return
        yield from self.standing()
        yield from self.no_longer()
        if self.state == ENDED:
            return
        yield from self.asked()
        yield from self.forwarded()
        yield from self.proposed()
        yield from self.topics()
        yield from self.coming()

    def standing(self) -> Iterator[Told]:
        """The person learns what changed, why, and what to do."""
        last = self.last
        if last is None or last.actor == self.registration.person:
            return
        if last.action in TITLES and (self._is_recent(last) or self.state in LASTING):
            yield self._to_person(last), (self.registration.person,)

    def no_longer(self) -> Iterator[Told]:
        """The manager who had time for it learns that it is over, and nothing else."""
        registration, last = self.registration, self.last
        if self.state != ENDED or last is None or not self._is_recent(last):
            return
        manager = self.around.manager_of(registration.person)(self._day(last))
        said = {row["manager"] for row in registration.answers if row["result"] == AVAILABLE}
        if manager and manager in said:
            name = {"name": name_of(registration.person, self.day)}
            yield (
                self._tidings(
                    NOT_REGISTERED,
                    self._day(last),
                    _("${name} is no longer registered as an ambassador", mapping=name),
                    _("Nothing is asked of you."),
                    url=self.programme.absolute_url(),
                ),
                (manager,),
            )

    def asked(self) -> Iterator[Told]:
        """The manager of today, while they are asked."""
        facts = self._facts
        manager = facts.manager_on(self.day)
        if not is_asking(facts, self.day):
            return
        since = facts.applied_on if self.state == "applied" else asked_on(facts) or facts.valid_from
        page = f"{self.url}/@@availability"
        yield (
            self._tidings(
                ASKED,
                since or self.day,
                question_about(facts, name_of(self.registration.person, self.day)),
                _("Only whether there is time for it is asked of you. Silence counts as yes.")
                if self.state == "applied" or waiting_since(facts, self.day) is not None
                else _("You are the manager now. Only whether there is time for it is asked of you."),
                url=page,
                until=answer_until(facts, self.day),
                links=(
                    (_("There is time for it"), f"{page}?answer=available"),
                    (_("Not now"), f"{page}?answer=not_now"),
                ),
                urgent=True,
            ),
            (manager,),
        )

    def forwarded(self) -> Iterator[Told]:
        """The referents learn that a manager stayed silent; the person is told as of every change."""
        last = self.last
        if last is None or last.action != "auto_forward" or not self._is_recent(last):
            return
        name = {"name": name_of(self.registration.person, self.day)}
        people = set(self.around.rules.referents) - {self.registration.person}
        tidings = self._tidings(
            FORWARDED_TO_REFERENT,
            self._day(last),
            _("The registration of ${name} goes on", mapping=name),
            _("The manager has not answered within the working days. You may welcome the person.")
            if last.actor == CLOCK
            else _("There is no manager to ask. You may welcome the person."),
        )
        yield tidings, sorted(people)

    def proposed(self) -> Iterator[Told]:
        """Whoever could make a hold, or drop it, learns that one is proposed."""
        hold = self.registration.hold or {}
        proposer = hold.get("ending_by" if self.state == ON_HOLD else "proposed_by")
        if not proposer:
            return
        since = next(
            (self._day(event) for event in reversed(self.events) if event.action == "propose_hold"), self.day
        )
        people = holders_of(self.programme)[LEGAL] - {proposer, self.registration.person}
        name = {"name": name_of(self.registration.person, self.day)}
        why = _("You decide about it, or drop it. The person is not told before you decide.")
        title = _("A hold is proposed for ${name}", mapping=name)
        yield self._tidings(HOLD_PROPOSED, since, title, why, urgent=True), sorted(people)

    def topics(self) -> Iterator[Told]:
        """The person learns which topics a new edition of a scope took off."""
        for event in self.events:
            if event.action != "topics_removed" or not self._is_recent(event):
                continue
            topics, scope = event.facts["topics"], event.facts["scope"]
            yield (
                self._tidings(
                    TOPICS,
                    self._day(event),
                    _("Topics were taken off your registration"),
                    partial(_topics, topics, str(scope)),
                    urgent=True,
                ),
                (self.registration.person,),
            )

    def coming(self) -> Iterator[Told]:
        """The person may renew, or reads a new version of the privacy notice in time."""
        facts, rules = self._facts, self.around.rules
        first = renewable_from(facts)
        if self.state not in RENEWED_FROM:
            return
        if first is not None and first <= self.day and asked_on(facts) is None:
            why = _("It takes two minutes, and nothing obliges you to. You may also let it end.")
            title = _("Renew your registration, if you like")
            tidings = self._tidings(RENEWAL, first, title, why, until=facts.valid_to)
            yield tidings, (self.registration.person,)
        read = facts.notice
        if read is not None and read.version != rules.notice_version and rules.notice_since > date.min:
            title = _("The privacy notice has a new version")
            why = _("Please read it in your registration: it says what is kept about you, and why.")
            yield self._tidings(NOTICE, rules.notice_since, title, why), (self.registration.person,)

    @cached_property
    def _facts(self) -> Facts:
        return self.around.facts_of(self.registration)

    def _day(self, event: Event) -> date:
        return day_of(event.at, zone_of(self.programme))

    def _is_recent(self, event: Event) -> bool:
        return self._day(event) > self.day - WORTH_DAYS

    def _to_person(self, last: Event) -> Tidings:
        facts = self._facts
        count = len(words_about(self.registration, facts, self.day))
        missing = missing_of(facts, self.day, self.registration.person)
        to_do = [each for each in missing if each.by == "person" and each.url]
        return self._tidings(
            f"ambassador_{last.action}",
            self._day(last),
            TITLES[last.action],
            self._sentence(0),
            rows=tuple(self._sentence(index) for index in range(1, count)),
            links=tuple(
                (partial(_to_do, self.registration, self.day, each), str(each.url)) for each in to_do
            ),
            urgent=True,
            even_on_leave=self.state == ON_HOLD,
        )

    def _sentence(self, index: int) -> Any:
        return partial(_sentence, self.registration, self._facts, self.day, index)

    def _tidings(self, kind: str, since: date, title: Any, why: Any, **more: Any) -> Tidings:
        url = more.pop("url", self.url)
        return Tidings(kind, self.uid, since, title, why, url, self.programme, **more)


def _sentence(registration: Any, facts: Facts, day: date, index: int, language: str) -> str:
    """One of the sentences about the present state, with days as they are said in a language."""
    sentences = words_about(registration, facts, day, partial(_spoken, language))
    return say(sentences[index], language)


def _to_do(registration: Any, day: date, missing: Missing, language: str) -> str:
    """What the person does about something that is missing, with texts called as in a language."""
    facts = Surroundings(programme_of(registration), language).facts_of(registration)
    said = {each.code: each.next_step for each in missing_of(facts, day, registration.person)}
    return say(said.get(missing.code, missing.next_step), language)


def _spoken(language: str, day: date) -> str:
    return day_in_words(day, language)


def _topics(topics: Collection[str], scope: str, language: str) -> str:
    titles = titles_of_words()
    named = {"topics": ", ".join(titles.get(topic, topic) for topic in topics), "scope": scope}
    return say(_("The new edition of ${scope} does not hold them: ${topics}.", mapping=named), language)
