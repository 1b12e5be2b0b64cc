"""Our ambassadors: those who chose to be shown, to whom they chose, and nobody else.

Whoever did not choose it leaves no trace here: no row, no number, no topic to choose from. Who is in grace
may still speak and stays on it: that something is missing is nobody else's business.
"""

from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import SPEAKING
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.speaking import state_on
from collective.socialgovernance.ambassadors.topics import allowing
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import Person
from collective.socialgovernance.scopes.gathering import titles_of_words
from dataclasses import dataclass
from datetime import date
from typing import Any
from zope.component import getUtility


NOBODY, DEPARTMENT, COMPANY = "none", "department", "company"


@dataclass(frozen=True)
class Shown:
    """An ambassador who chose to be shown.

    ``topics`` are (token, title) of what they may speak about now; ``department`` and ``department_title``
    are "" for somebody without one. ``picture`` is whether their picture may be shown.
    """

    userid: str
    name: str
    department: str
    department_title: str
    topics: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    picture: bool


def shown_to(
    programme: Any, userid: str, day: date, topic: str | None = None, department: str | None = None
) -> tuple[Shown, ...]:
    """The ambassadors of a programme whom a reader sees on a day, by name; nobody for anonymous readers.

    ``topic`` leaves those who may speak about it or about something below it, ``department`` the people of a
    department and those below it. A word that nobody knows leaves nobody.
    """
    directory = getUtility(IDirectory)
    reader = directory.person(userid, day) if userid else None
    if not userid or (reader is not None and not _is_there(reader)):
        return ()
    below = None if not department else directory.subtree([department], day)
    around, words = Surroundings(programme), titles_of_words()
    found = []
    for registration in registrations_of(programme):
        person = directory.person(registration.person, day)
        if person is None or not _chose(registration, person, reader):
            continue
        if below is not None and person.department not in below:
            continue
        facts = around.facts_on(registration, day)
        topics = _topics(facts, day)
        if topic and not any(facts.programme.topics.covers(topic, each) for each in topics):
            continue
        if topics and state_on(registration, facts, day) in SPEAKING:
            found.append(_shown(registration, person, topics, words, day))
    return tuple(sorted(found, key=lambda shown: (shown.name.casefold(), shown.userid)))


def _is_there(person: Person) -> bool:
    return person.status in (ACTIVE, LEAVE)


def _chose(registration: Any, person: Person, reader: Person | None) -> bool:
    """Whether somebody chose to be shown to this reader."""
    if not _is_there(person):
        return False
    if registration.directory_visibility == DEPARTMENT:
        return reader is not None and bool(person.department) and reader.department == person.department
    return bool(registration.directory_visibility == COMPANY)


def _topics(facts: Facts, day: date) -> tuple[str, ...]:
    return tuple(topic for topic in facts.topics if allowing(facts, topic, day, frozen_too=False))


def _shown(
    registration: Any, person: Person, topics: tuple[str, ...], words: dict[str, str], day: date
) -> Shown:
    known = getUtility(IDirectory).department(person.department, day) if person.department else None
    consent = registration.image_consent or {}
    return Shown(
        userid=person.userid,
        name=person.fullname or person.userid,
        department=person.department,
        department_title=known.title if known is not None else "",
        topics=tuple((topic, words.get(topic, topic)) for topic in topics),
        languages=tuple(registration.languages or ()),
        picture=bool(consent.get("given")),
    )
