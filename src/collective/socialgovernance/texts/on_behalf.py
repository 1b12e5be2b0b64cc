"""Noting what many people said on paper or in a meeting: who is noted, who not and why; then all at once.

One officer, one day, one note. Nothing is noted while somebody on the list cannot be: the list is then shown
again, so that what is kept is exactly what was looked at.
"""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Answerable
from collective.socialgovernance.acknowledgments.api import considered
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import NOTE_LENGTH
from collective.socialgovernance.acknowledgments.api import Person
from collective.socialgovernance.acknowledgments.api import Rights
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.standing import OWING
from collective.socialgovernance.directory.finding import find_people
from collective.socialgovernance.directory.finding import Found
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import answerable
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import ON_BEHALF
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.answering import statuses_of
from collective.socialgovernance.texts.answering import today_in
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any
from zope.component import getUtility

import re


BATCH = 500
"""How many people are noted in one go."""

ROWS = "collective.socialgovernance: View acknowledgments"

UNKNOWN = _("Nobody in the directory has this userid, e-mail address or name.")
NAMESAKES = _("Several people are called so: write the userid instead.")
ONESELF = _("You answer for yourself on the page of the text.")
NOT_ASKED = _("This text is not addressed to this person.")
DONE = _("Has acknowledged it already: nothing is to be noted.")


@dataclass(frozen=True)
class Meeting:
    """What is the same for everybody on the list.

    ``note`` says on what it rests. ``at`` is the day from which the answers count, None for now; ``language``
    that in which the text was read, empty for the authoritative one.
    """

    note: str
    at: date | None = None
    language: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the list: as it was written, whom it means, and why they cannot be noted ("": they can)."""

    written: str
    userid: str = ""
    name: str = ""
    department: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Prepared:
    """The list as it will be noted, and what of it cannot be."""

    accepted: tuple[Line, ...] = ()
    refused: tuple[Line, ...] = ()


@dataclass(frozen=True)
class _Desk:
    """Everything that the lines of one list have in common."""

    edition: Any
    asked: Answerable
    actor: str
    given: Given
    rights: Rights
    names: bool
    today: date
    seen: set[str] = field(default_factory=set)


def lines_of(written: str) -> list[str]:
    """The people on a list as it was pasted: one a line, or separated by commas or semicolons; each once."""
    words = (" ".join(word.split()) for word in re.split(r"[\n\r;,\t]+", written))
    return list(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True)
class OwingDepartment:
    """How many people of a department (its own level) have not acknowledged."""

    id: str
    title: str
    owing: int


def owing_by_department(edition: Any) -> list[OwingDepartment]:
    """The departments in which somebody has not acknowledged, in the order of the company."""
    directory, today = getUtility(IDirectory), today_in(edition)
    owing = _owing(edition, today)
    counted = [
        OwingDepartment(each.id, each.title, len(owing & set(directory.members(each.id, today))))
        for each in directory.departments(today)
    ]
    return [each for each in counted if each.owing]


def owing_in(edition: Any, department: str) -> list[Line]:
    """Who of a department (its own level) has not acknowledged, by name.

    Raises ``Refused`` 403 for who may not see who owes what, 400 for a department that is none.
    """
    if not has_right(ROWS, edition):
        raise refuse(403, "permission", _("Names are for those who see the acknowledgments."))
    directory, today = getUtility(IDirectory), today_in(edition)
    if directory.department(department, today) is None:
        raise refuse(400, "department", _("There is no such department."))
    people = [
        directory.person(directory.userid(key), today)
        for key in _owing(edition, today) & set(directory.members(department, today))
    ]
    people.sort(key=lambda person: (person.fullname, person.userid))
    return [Line(each.userid, each.userid, each.fullname, each.department) for each in people]


def prepare(edition: Any, people: Iterable[str], actor: str, meeting: Meeting) -> Prepared:
    """Who of these people would be noted as having acknowledged the edition; nothing is written.

    ``people`` are userids, e-mail addresses or whole names. Raises ``Refused`` as :func:`note` does for what
    concerns the list as a whole.
    """
    desk = _desk(edition, actor, meeting)
    written = _checked(people)
    found = find_people(getUtility(IDirectory), written, desk.today)
    lines = [_line(desk, each) for each in found]
    return Prepared(
        tuple(line for line in lines if not line.reason), tuple(line for line in lines if line.reason)
    )


def note(edition: Any, people: Iterable[str], actor: str, meeting: Meeting) -> list[Entry]:
    """Note that these people acknowledged the edition, each in their own name, by ``actor``: all or nobody.

    Raises ``Refused``: 403 without the right, 400 without a note, a day or people, 409 naming every line that
    cannot be noted. Nothing is then written.
    """
    people = list(people)
    prepared = prepare(edition, people, actor, meeting)
    if prepared.refused:
        places = {word: index for index, word in reversed([*enumerate(people)])}
        raise Refused(
            409,
            [Problem(f"people.{places[line.written]}", line.reason) for line in prepared.refused],
            _("Nobody was noted: some of the people on the list cannot be."),
        )
    desk = _desk(edition, actor, meeting)
    ledger = getUtility(ILedger)
    return [
        acknowledge(desk.asked, person_of(line.userid), actor, desk.given, ledger, desk.rights)[0]
        for line in prepared.accepted
    ]


def _owing(edition: Any, day: date) -> set[int]:
    statuses = statuses_of(edition, day)
    return set().union(*(statuses.get(status, set()) for status in OWING))


def _desk(edition: Any, actor: str, meeting: Meeting) -> _Desk:
    if not has_right(ON_BEHALF, edition):
        raise refuse(403, "permission", _("You can only answer for yourself."))
    asked, today = answerable(edition), today_in(edition)
    if not asked.in_force:
        raise refuse(409, "edition", _("This edition is not in force: it cannot be answered to."))
    if not meeting.note.strip():
        raise refuse(
            400, "note", _("Say in the note on what this rests: the paper, the meeting, the reason.")
        )
    if len(meeting.note.strip()) > NOTE_LENGTH:
        raise refuse(
            400, "note", _("A note holds at most ${count} characters.", mapping={"count": NOTE_LENGTH})
        )
    if meeting.at is not None and meeting.at > today:
        raise refuse(400, "at", _("The day of an answer cannot lie ahead."))
    language = meeting.language or asked.language
    if language not in asked.digests:
        raise refuse(400, "language", _("This text does not exist in that language."))
    given = Given(
        ACKNOWLEDGED,
        digest=asked.digests[language],
        language=language,
        note=meeting.note.strip(),
        at=meeting.at,
    )
    rights, names = Rights(on_behalf=True), has_right(ROWS, edition)
    return _Desk(edition, asked, actor, given, rights, names, today)


def _checked(people: Iterable[str]) -> list[str]:
    written = list(dict.fromkeys(word for word in people if word.strip()))
    if not written:
        raise refuse(400, "people", _("Say for whom: nobody is on the list."))
    if len(written) > BATCH:
        raise refuse(
            400,
            "people",
            _("At most ${count} people are noted in one go: make two lists.", mapping={"count": BATCH}),
        )
    return written


def _line(desk: _Desk, found: Found) -> Line:
    if not found.userids:
        return Line(found.written, reason=UNKNOWN)
    if len(found.userids) > 1:
        return Line(found.written, reason=NAMESAKES)
    (userid,) = found.userids
    person = person_of(userid)
    assert person is not None
    known = getUtility(IDirectory).person(userid, desk.today)
    reason = _("Is on the list twice.") if userid in desk.seen else _reason(desk, person)
    desk.seen.add(userid)
    if not desk.names:
        # Who may not see rows learns nothing beyond what they wrote.
        return Line(found.written, userid, reason=reason)
    return Line(found.written, userid, known.fullname, known.department, reason)


def _reason(desk: _Desk, person: Person) -> str:
    if person.userid == desk.actor:
        return ONESELF
    try:
        created = considered(desk.asked, person, desk.actor, desk.given, getUtility(ILedger), desk.rights)[1]
    except Refused as refused:
        return NOT_ASKED if refused.status == 403 else refused.problems[0].message
    return "" if created else DONE
