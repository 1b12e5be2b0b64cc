"""Tidings: what a room has to tell somebody besides the texts that they are asked to read.

Most can wait for the next run and stand in its one mail; a room offers them as an ``ITidings`` adapter. What
cannot wait is told by :func:`tell_now`, a mail of its own which no cap of a week holds back. Even that leaves
in the hours and on the days of the programme only: outside of them, and while the mail server does not
answer, it waits for the next run in hours. Nobody on leave is written to, unless it is said that it must be.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.address import address_of
from collective.socialgovernance.clock.desk import Desk
from collective.socialgovernance.clock.desk import Reader
from collective.socialgovernance.clock.desk import reader_of
from collective.socialgovernance.clock.due import Schedule
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.interfaces import ITidings
from collective.socialgovernance.clock.jobs import programmes
from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.notices import Waiting
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import moment_at_hand
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.answering import sees
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import time
from plone import api
from plone.uuid.interfaces import IUUID
from Products.MailHost.MailHost import MailBase
from smtplib import SMTPException
from typing import Any
from zope.component import getAdapters
from zope.component import getUtility
from zope.i18n import translate

import logging


logger = logging.getLogger(__name__)

Words = str | Callable[[str], str]
"""A string, an i18n message, or what gives the words in a language."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, eq=False)
class Tidings:
    """One thing to tell somebody.

    ``kind`` is a stable name, ``about`` the UID of what it is about, ``since`` the day from which it is the
    case: under these three it is told once to each person. ``title`` is the line that is clicked, ``why`` one
    sentence, ``until`` the day at whose end it is due. ``rows`` stand below the sentence, ``links`` are (what
    happens, address) of what can be done at once. Who may not see ``content`` is not told; it may be None
    when no title is named. ``programme`` is that whose hours count, None for those of any office.
    ``holds_in``: states of the content outside of which it is not worth saying any more. ``subject``: what a
    mail is called that tells of nothing else, where the title does not say it.

    ``urgent`` tidings are not held back because there was a mail this week, and do not count as that mail.
    ``even_on_leave``: it concerns the person so closely that they are told while they are on leave, too.
    """

    kind: str
    about: str
    since: date
    title: Words
    why: Words
    url: str
    programme: Any = None
    until: date | None = None
    rows: tuple[Words, ...] = ()
    links: tuple[tuple[Words, str], ...] = ()
    content: Any = None
    holds_in: tuple[str, ...] = ()
    urgent: bool = False
    even_on_leave: bool = False
    waited: Waiting | None = None
    subject: Words = ""

    def line(self, language: str) -> Line:
        """How a mail in a language names it."""
        reason = say(self.why, language)
        if self.until is not None:
            until = _("Until ${day}.", mapping={"day": day_in_words(self.until, language)})
            reason = f"{reason} {say(until, language)}".strip()
        return Line(
            self.kind,
            say(self.title, language),
            self.url,
            self.until,
            reason=reason,
            rows=tuple(say(row, language) for row in self.rows),
            links=tuple((say(words, language), url) for words, url in self.links),
            subject=say(self.subject, language) if self.subject else "",
        )

    @property
    def request(self) -> tuple[str, str, date]:
        """What it is kept under."""
        return self.kind, self.about, self.since

    @property
    def holds(self) -> bool:
        """Whether what it is about is still in a state in which it is worth saying."""
        return not self.holds_in or state_of(self.content) in self.holds_in


def say(words: Words, language: str) -> str:
    """Words in a language."""
    if callable(words):
        return words(language)
    return str(translate(words, target_language=language))


def tell_now(userid: str, tidings: Tidings) -> bool:
    """Tell somebody at once, in the transaction at hand; whether the mail leaves when that is committed.

    In a run of the clock it stands in the mail that the same run sends. It waits for the next run in hours
    when it is outside of the programme's hours and days, when the person is on leave, and when the mail
    server does not answer: whoever acts is never refused because of a mail. The same tidings are told once.
    """
    moment = moment_at_hand()
    programme = tidings.programme
    zone = schedule_for(None).zone if programme is None else zone_of(programme)
    day = day_of(wallclock.now(), zone) if moment is None else moment.as_of
    reader, site = reader_of(userid, day), api.portal.get()
    if reader is None or not _is_here(reader) or _was_told(reader, tidings):
        return False
    desk = Desk(site)
    if moment is None and address_of(site) and _may_leave(tidings, reader, day) and _answers():
        if not _may_know(reader, tidings):
            return False
        desk.write(reader, [tidings.line(desk.language_of(reader))])
        note(reader, tidings, day)
        return True
    getUtility(INotices).wait(reader.who, _kept(tidings, desk.language_of(reader)))
    return False


def note(reader: Reader, tidings: Tidings, day: date) -> None:
    """Keep that somebody was told; what waited does so no more."""
    notices = getUtility(INotices)
    notices.tell(reader.who, day, tidings.kind, tidings.about, tidings.since)
    if tidings.waited is not None:
        notices.waits_no_more(reader.who, tidings.waited)


def tidings_due(moment: Moment) -> Iterator[tuple[Tidings, list[Reader]]]:
    """What is due to be told on a day besides texts, with whom it is to be told to now; each thing once."""
    given: set[tuple[int | str, str, str, date]] = set()
    if not any(may_leave(schedule_for(each), moment) for each in (None, *programmes())):
        return
    for tidings, people in _offered(moment):
        if not may_leave(schedule_for(tidings.programme), moment):
            continue
        readers = [found for who in people if (found := reader_of(who, moment.as_of)) is not None]
        told = [
            reader
            for reader in readers
            if (reader.who, *tidings.request) not in given
            and _is_reached(reader, tidings)
            and not _was_told(reader, tidings)
            and _may_know(reader, tidings)
        ]
        given.update((reader.who, *tidings.request) for reader in told)
        if told:
            yield tidings, told


def outdated(moment: Moment) -> list[tuple[int | str, Waiting]]:
    """What waits and is not worth saying any more: what it is about has gone on, or the person has left."""
    found = []
    for who, waiting in getUtility(INotices).waiting():
        reader, tidings = reader_of(who, moment.as_of), _of(waiting)
        if reader is None or not _is_here(reader) or tidings is None or _was_told(reader, tidings):
            found.append((who, waiting))
    return found


def kinds() -> dict[str, str]:
    """What each kind of tidings is called in the list of what one was told."""
    named: dict[str, str] = {}
    for _name, source in _sources():
        named.update(source.kinds)
    return named


def schedule_for(programme: Any) -> Schedule:
    """When mail of a programme leaves; of none: on weekdays from nine to five where the site is."""
    if programme is None:
        return Schedule(zone=api.portal.get_registry_record("plone.portal_timezone", default=None) or "UTC")
    opens, closes = (time.fromisoformat(each) for each in programme.reminder_hours.split("-"))
    return Schedule(
        offsets=tuple(programme.reminder_offsets or ()),
        cap=programme.reminder_cap,
        weekdays=frozenset(WEEKDAYS.index(day) for day in programme.reminder_days or ()),
        holidays=frozenset(programme.holidays or ()),
        opens=opens,
        closes=closes,
        zone=programme.timezone,
    )


def may_leave(schedule: Schedule, moment: Moment) -> bool:
    """Whether mail of a programme may leave now; who names a day is not asked for the hour."""
    return schedule.is_open(moment.day_in(schedule.zone)) and (
        moment.chosen or schedule.is_open_at(moment.now)
    )


def _sources() -> list[tuple[str, Any]]:
    return sorted(getAdapters((api.portal.get(),), ITidings), key=lambda each: each[0])


def _offered(moment: Moment) -> Iterator[tuple[Tidings, Collection[int | str]]]:
    for who, waiting in getUtility(INotices).waiting():
        tidings = _of(waiting)
        if tidings is not None:
            yield tidings, [who]
    for _name, source in _sources():
        yield from source.due(moment)


def _may_leave(tidings: Tidings, reader: Reader, day: date) -> bool:
    return may_leave(schedule_for(tidings.programme), Moment(day, wallclock.now())) and _is_reached(
        reader, tidings
    )


def _is_here(reader: Reader) -> bool:
    return reader.status in (ACTIVE, LEAVE)


def _is_reached(reader: Reader, tidings: Tidings) -> bool:
    return reader.status == ACTIVE or (reader.status == LEAVE and tidings.even_on_leave)


def _was_told(reader: Reader, tidings: Tidings) -> bool:
    told = getUtility(INotices).was_told(reader.who, tidings.kind, tidings.about, tidings.since)
    return bool(told)


def _may_know(reader: Reader, tidings: Tidings) -> bool:
    return tidings.content is None or sees(reader.userid, tidings.content)


def _answers() -> bool:
    """Whether the mail server is there: it is asked before an act depends on it.

    A mail host with a queue, or with a way of its own to send, takes everything.
    """
    post = api.portal.get_tool("MailHost")
    if post.smtp_queue or type(aq_base(post))._send is not MailBase._send:
        return True
    mailer = post._makeMailer()
    try:
        mailer.vote("", [], b"")
    except (OSError, RuntimeError, SMTPException):
        logger.warning("The mail server does not answer: what is told waits for the next run of the clock.")
        return False
    mailer.abort()
    return True


def _kept(tidings: Tidings, language: str) -> Waiting:
    """Tidings as they wait, in the person's language."""
    line = replace(tidings, until=None).line(language)
    return Waiting(
        tidings.kind,
        tidings.about,
        tidings.since,
        line.title,
        line.reason,
        tidings.url,
        tidings.until,
        line.links,
        "" if tidings.content is None else IUUID(tidings.content),
        tidings.holds_in,
        "" if tidings.programme is None else IUUID(tidings.programme),
        tidings.even_on_leave,
        line.rows,
    )


def _of(waiting: Waiting) -> Tidings | None:
    """What waited; None when what it is about is gone, or has gone on."""
    content, programme = (
        api.content.get(UID=uid) if uid else None for uid in (waiting.content, waiting.programme)
    )
    if (waiting.content and content is None) or (waiting.programme and programme is None):
        return None
    tidings = Tidings(
        waiting.kind,
        waiting.about,
        waiting.since,
        waiting.title,
        waiting.why,
        waiting.url,
        programme,
        waiting.until,
        waiting.rows,
        waiting.links,
        content=content,
        holds_in=waiting.holds_in,
        urgent=True,
        even_on_leave=waiting.even_on_leave,
        waited=waiting,
    )
    return tidings if tidings.holds else None
