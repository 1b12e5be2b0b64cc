"""Asking who may speak: the facts gathered, the resolver asked, the people of the answer looked up.

The one place where scopes, programme and directory meet for an answer; pages and services show what it gives.
"""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.four_eyes import REFERENT
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.corporate import corporate_list
from collective.socialgovernance.scopes.facts import Contact
from collective.socialgovernance.scopes.facts import Voice
from collective.socialgovernance.scopes.gathering import present_words
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.scopes.interfaces import IMaySpeak
from collective.socialgovernance.scopes.known import scope_map
from collective.socialgovernance.scopes.resolver import Answer
from collective.socialgovernance.scopes.resolver import Entry
from collective.socialgovernance.scopes.resolver import HOLD
from collective.socialgovernance.scopes.resolver import Question
from collective.socialgovernance.scopes.resolver import resolve
from collective.socialgovernance.scopes.resolver import ScopeMap
from collective.socialgovernance.vocabularies import kept
from collective.socialgovernance.vocabularies.spoken import spoken_languages
from dataclasses import dataclass
from datetime import date
from plone import api
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility
from zope.component import subscribers


SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True)
class Known:
    """A person as shown in an answer."""

    userid: str
    name: str
    email: str = ""


@dataclass(frozen=True)
class Call:
    """A contact that can be called today: the person, or the backup in their place, and who comes next."""

    severity: str
    person: Known
    backup: Known | None
    hours: str


@dataclass(frozen=True)
class Speaker:
    """A voice that may speak today."""

    person: Known
    voice: Voice


@dataclass(frozen=True)
class Referred:
    """Whom to ask.

    ``kind`` is ``department``, ``referent``, ``owner``, or ``contact`` of a scope that is frozen or whose
    contacts are all gone or away.
    """

    kind: str
    person: Known | None = None
    department: str = ""
    department_title: str = ""
    scope: Entry | None = None


@dataclass(frozen=True)
class Told:
    """An answer with its people, as of a day."""

    question: Question
    answer: Answer
    voices: tuple[Speaker, ...] = ()
    escalation: tuple[Call, ...] = ()
    refer_to: Referred | None = None


def today_in(programme: Any) -> date:
    """Today in the time zone of a programme."""
    return day_of(wallclock.now(), zone_of(programme))


def now_in(programme: Any) -> date:
    """The day that "now" means for answers: the later of today and what the clock has started or ended."""
    return max(today_in(programme), scope_map(programme).reached)


def question_of(
    programme: Any,
    topic: str | None,
    audience: str | None = None,
    platform: str | None = None,
    territory: str | None = None,
    language: str | None = None,
    as_of: date | None = None,
) -> Question:
    """A question with known words. Raises :class:`~..refusals.Refused` 400 naming every unknown one."""
    given = {"topic": topic, "audience": audience, "platform": platform, "territory": territory}
    lists = {
        "topic": kept.topics,
        "audience": kept.audiences,
        "platform": kept.platforms,
        "territory": kept.territories,
    }
    problems = [] if topic else [Problem("topic", _("Say about which topic."))]
    for name, token in given.items():
        if token and token not in {row["token"] for row in lists[name].rows()}:
            problems.append(Problem(name, _("“${token}” is not in this list.", mapping={"token": token})))
    if language and language not in spoken_languages():
        problems.append(
            Problem("language", _("“${token}” is not in this list.", mapping={"token": language}))
        )
    if problems:
        raise Refused(400, problems)
    return Question(
        topic=topic or "",
        day=as_of or now_in(programme),
        audience=audience or "",
        platform=platform or "",
        territory=territory or "",
        language=language or "",
    )


def ask(programme: Any, question: Question) -> Told:
    """The answer of a programme to a question, with the people who can be called on its day."""
    words = present_words()
    scopes = scope_map(programme)
    corporate = corporate_list(programme, question.day, today_in(programme))
    directory = getUtility(IDirectory)
    answer = resolve(scopes, question, words, corporate, directory)
    return told(programme, question, answer, scopes, words)


def told(programme: Any, question: Question, answer: Answer, scopes: ScopeMap, words: Words) -> Told:
    """An answer with its people."""
    lead, day = answer.lead, question.day
    if lead is None:
        return Told(question, answer, refer_to=_refer_to(programme, question, answer, scopes))
    content = lead.edition.content
    calls = tuple(calls_of(content.escalation, day))
    if answer.kind == HOLD:
        return Told(question, answer, escalation=calls, refer_to=_contact_of(programme, lead, calls, day))
    voices = tuple(speakers(content.voices, question, words))
    refer_to = None if calls else _contact_of(programme, lead, calls, day)
    return Told(question, answer, voices, calls, refer_to)


def speakers(voices: Iterable[Voice], question: Question, words: Words) -> Iterable[Speaker]:
    """The voices that speak about the topic on the day: in their dates, and neither gone nor away."""
    path = words.topics.path(question.topic)
    for voice in voices:
        person = known(voice.user, question.day)
        about = not voice.topics or any(topic in path for topic in voice.topics)
        if person is not None and about and voice.speaks_on(question.day):
            yield Speaker(person, voice)


def calls_of(contacts: Iterable[Contact], day: date) -> Iterable[Call]:
    """Whom to call on a day, the most serious first; who is gone or away is not called, the backup is."""
    ordered = sorted(contacts, key=lambda contact: SEVERITIES.index(contact.severity))
    for contact in ordered:
        there = [person for userid in contact.people if (person := known(userid, day)) is not None]
        if there:
            yield Call(contact.severity, there[0], there[1] if len(there) > 1 else None, contact.hours)


def known(userid: str, day: date) -> Known | None:
    """A person who can be called on a day; None for one who is away, has left or is not known."""
    directory = queryUtility(IDirectory)
    if directory is None or directory.is_empty():
        return Known(userid, userid)
    person = directory.person(userid, day)
    if person is None or person.status != ACTIVE:
        return None
    return Known(person.userid, person.fullname or person.userid, person.email)


def _refer_to(programme: Any, question: Question, answer: Answer, scopes: ScopeMap) -> Referred:
    referral, day = answer.referral, question.day
    if referral is None:
        return at_the_least(programme, day)
    directory = getUtility(IDirectory)
    department = directory.department(referral.department, day)
    scope = scopes.by_department.get(referral.department)
    edition = None if scope is None else scope.in_force_on(day)
    entry = None
    person = None
    if scope is not None and edition is not None and edition.content.cells:
        entry = Entry(edition.content.cells[0], scope, edition, 0)
        person = next((call.person for call in calls_of(edition.content.escalation, day)), None)
    if person is None:
        person = _first_known(directory.heads(referral.department, day), day)
    if person is None:
        person = at_the_least(programme, day).person
    title = referral.department if department is None else department.title
    return Referred("department", person, referral.department, title, entry)


def _contact_of(programme: Any, lead: Entry, calls: tuple[Call, ...], day: date) -> Referred:
    """The single contact of a scope: the first who can be called, the head, else the referent."""
    directory = getUtility(IDirectory)
    department = directory.department(lead.scope.department, day)
    title = lead.scope.title if department is None else department.title
    person = calls[0].person if calls else _first_known(directory.heads(lead.scope.department, day), day)
    if person is None:
        return at_the_least(programme, day)
    return Referred("contact", person, lead.scope.department, title, lead)


def at_the_least(programme: Any, day: date) -> Referred:
    """The programme's referent, the backup, whoever else is one, an owner, else who made the programme."""
    person = _first_known((programme.referent or "", programme.referent_backup or ""), day)
    if person is not None:
        return Referred("referent", person)
    holders = holders_of(programme)
    for kind, role in (("referent", REFERENT), ("owner", OWNER)):
        userids = sorted(holders[role])
        if userids:
            return Referred(kind, _first_known(userids, day) or _of_the_site(userids[0]))
    return Referred("owner", _of_the_site(str(programme.Creator())))


def _of_the_site(userid: str) -> Known:
    """Somebody as the site knows them, for whom the directory does not name."""
    user = api.user.get(userid=userid)
    if user is None:
        return Known(userid, userid)
    return Known(userid, user.getProperty("fullname") or userid, user.getProperty("email") or "")


def _first_known(userids: Iterable[str], day: date) -> Known | None:
    found = (known(userid, day) for userid in userids if userid)
    return next((person for person in found if person is not None), None)


def may_speak(programme: Any, told: Told, userid: str) -> tuple[bool, list[str]]:
    """Whether a person may speak for the company about what was asked, and messages that say why or not.

    In their own name they always may.
    """
    answer, question = told.answer, told.question
    if answer.kind != "lead" or answer.lead is None:
        return False, [_not_now(answer)]
    if known(userid, question.day) is None:
        return False, [_("This person is not there on that day.")]
    if any(speaker.person.userid == userid for speaker in told.voices):
        scope = answer.lead.scope.title
        return True, [_("Named as a voice of “${scope}”.", mapping={"scope": scope})]
    words = present_words()
    for entry in answer.contributors:
        if any(
            each.person.userid == userid for each in speakers(entry.edition.content.voices, question, words)
        ):
            return True, [
                _(
                    "Named as a voice of “${scope}”, which contributes: agree it with who leads.",
                    mapping={"scope": entry.scope.title},
                )
            ]
    reasons = [_not_named(answer.lead, userid, question)]
    for found in subscribers([programme], IMaySpeak):
        may, why = found.reasons(userid, question, answer)
        if may:
            return True, list(why)
        reasons += why
    return False, reasons


def _not_now(answer: Answer) -> str:
    if answer.prohibition is not None:
        return _("Nobody speaks about this for the company.")
    if answer.kind == HOLD:
        return _("The scope is frozen: nobody speaks about this for the company now.")
    if answer.kind == "refer":
        return _("Another department answers this.")
    return _("No department leads this.")


def _not_named(lead: Entry, userid: str, question: Question) -> str:
    own = [voice for voice in lead.edition.content.voices if voice.user == userid]
    if not own:
        return _("Not named as a voice of “${scope}”.", mapping={"scope": lead.scope.title})
    if not any(voice.speaks_on(question.day) for voice in own):
        return _("A voice of “${scope}”, but not on that day.", mapping={"scope": lead.scope.title})
    return _("A voice of “${scope}”, but for other topics.", mapping={"scope": lead.scope.title})
