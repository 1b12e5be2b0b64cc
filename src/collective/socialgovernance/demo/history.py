"""Ten months of answers to the charter and the guide: who said what, when, in which language.

Nothing is drawn by lot: who has read, and how soon, follows from the userid, so that each load tells the same
story. Offices read quickly; the yard, where few people sit at a screen, waits for the terminal beside the
coffee machine, which came in July.
"""

from collections import defaultdict
from collections.abc import Iterator
from collective.socialgovernance.demo import cast
from collective.socialgovernance.demo.company import CHARTER_STARTED
from collective.socialgovernance.demo.company import GUIDE_STARTED
from collective.socialgovernance.demo.company import moved
from collective.socialgovernance.demo.company import PAGE_PUBLISHED
from collective.socialgovernance.demo.company import people
from collective.socialgovernance.demo.company import REFERENCE_DAY
from collective.socialgovernance.demo.company import UPDATE_STARTED
from collective.socialgovernance.demo.company import ZONE
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from zlib import crc32
from zoneinfo import ZoneInfo


CHARTER = "charter"
GUIDE = "guide"

ACKNOWLEDGED = "acknowledged"
DECLINED = "declined"
EXCEPTION_REQUESTED = "exception_requested"
EXCEPTION_GRANTED = "exception_granted"
WITHDRAWN = "withdrawn"

YARD = "chantier"

READ_SHARE = {
    "co": 0.92,
    YARD: 0.35,
    "etudes": 0.95,
    "services": 0.80,
    "commerce": 0.83,
    "clients": 0.94,
    "rh": 1.0,
    "finance": 0.95,
    "communication": 0.95,
}
"""The share of each department that has acknowledged the charter by the reference day."""

AWAY = 0.6
"""Of those on leave or gone, fewer had read before they went."""

GUIDE_SHARE = 0.55
"""The share of the charter's readers who acknowledge the guide as well, though nobody has to."""

PACE = ((0.0, 0), (0.45, 4), (0.70, 14), (0.85, 35), (0.93, 120), (1.0, 290))
"""How soon people read: (share of the readers, days after they were asked). Reminders make the steps."""
YARD_PACE = ((0.0, 1), (0.20, 20), (0.35, 120), (0.45, 175), (0.90, 230), (1.0, 290))

OWES = (cast.EMPLOYEE, cast.ENGLISH_EMPLOYEE, cast.CONTRACTOR)
"""Who has not read, so that somebody can try it."""

NEWCOMERS = (
    "aurelie.rousseau",
    "cheikh.sow",
    "clement.hamon",
    "eric.le-goff",
    "julien.cordier",
    "linh.pham",
    "xavier.chabert",
)
"""Who joined in the last weeks and has not read yet; some of them are about to be late."""

ON_PAPER = ("samira.haddad", "linh.tran", "yves.prevost", "quentin.charpentier", "philippe.roussel")
"""The welding team read the charter together and signed a sheet; an owner entered it."""
SHEET = "Feuille d’émargement de la réunion de l’atelier soudage, conservée aux ressources humaines."

NOTES = {
    "yann.kermarrec": "Question : le groupe de l’équipe d’Arles, c’est à nous ou à la maison ?",
    "maelle.prigent": "Très bien, la page sur les faux comptes. J’aurais aimé l’avoir il y a deux ans.",
    "rhys.fletcher": "One question: does “drawings” cover the sketches I make at home for fun?",
    "rachel.whitcombe": "Could the Thursday workshop come to Gloucester twice a year?",
    "brigitte.maillard": "Peut-on montrer un essai en bassin une fois le bateau livré ?",
    "odile.berthier": "Rien à redire, sauf que le lien vers la photothèque ne marchait pas ce matin.",
    "stuart.ravenhill": "Fine by me. Please put the blue discs on the Gloucester floor plan too.",
    "celine.chauvin": "Que répondre quand un client nous écrit sur notre compte personnel ?",
}

WITHDREW = "nicolas.prevost"
WITHDRAWAL_NOTE = "J’ai cliqué depuis la session d’un collègue. Je relis et je reviens."
UNDECIDED = "herve.clerc"
UNDECIDED_NOTE = (
    "Je pars six mois en mission sur le bateau-école, sans connexion. Puis-je le lire à mon retour ?"
)
EXEMPT = "laure.fontaine"
EXEMPT_NOTE = "Je suis aussi soumise à la charte de mon cabinet, plus stricte. Est-ce que cela suffit ?"
GRANTED_NOTE = "Oui : les deux textes disent la même chose. Votre référent reste Théo."
GUIDE_DECLINED = {
    "gilles.faure": "Merci, je préfère venir à l’atelier.",
    "james.nash": "I have no accounts and I am happy that way.",
    "patrick.guyot": "",
}

SET_DAYS = {
    **dict.fromkeys(ON_PAPER, date(2026, 4, 14)),
    cast.AMBASSADOR: CHARTER_STARTED + timedelta(days=3),
    WITHDREW: REFERENCE_DAY - timedelta(days=10),
}
"""When those acknowledged of whom the story says so."""


PAGE = "page"
PAGE_AUDIENCE = ("communication", "clients")
"""The departments that are asked to acknowledge a page of the intranet."""
PAGE_SHARE = 0.7


@dataclass(frozen=True)
class Told:
    """One answer: ``edition`` counts from 1, ``at`` is in UTC, ``actor`` gave it for ``userid``."""

    text: str
    edition: int
    userid: str
    actor: str
    answer: str
    language: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class _Person:
    userid: str
    department: str
    language: str
    joined: date
    left: date | None
    leave_from: date | None
    leave_until: date | None

    def absent(self, day: date) -> bool:
        """Whether they were not at work on a day."""
        if day < self.joined or (self.left is not None and day >= self.left):
            return True
        return self.leave_from is not None and self.leave_from <= day <= (self.leave_until or date.max)


def answers(today: date) -> list[Told]:
    """Every answer of the story, oldest first, moved to the present."""
    shift = moved(REFERENCE_DAY, today) - REFERENCE_DAY
    told = sorted(_story(), key=lambda entry: (entry.at, entry.text, entry.userid))
    return [replace(entry, at=_at_same_hour(entry.at, shift)) for entry in told]


def answers_to_page(today: date) -> list[Told]:
    """What those said who were asked to acknowledge a page, oldest first, moved to the present."""
    shift = moved(REFERENCE_DAY, today) - REFERENCE_DAY
    told = []
    for person in map(_person, people()):
        if person.department not in PAGE_AUDIENCE or person.userid == cast.SCOPE_WRITER:
            continue
        asked = max(PAGE_PUBLISHED, person.joined) + timedelta(days=int(_share(person, "page day") * 20))
        day = _at_work(person, asked, _last_day(person))
        if day is not None and _share(person, PAGE) < PAGE_SHARE:
            told.append(_told(PAGE, 1, person, ACKNOWLEDGED, day))
    told.sort(key=lambda entry: (entry.at, entry.userid))
    return [replace(entry, at=_at_same_hour(entry.at, shift)) for entry in told]


def _story() -> Iterator[Told]:
    by_department: dict[str, list[_Person]] = defaultdict(list)
    for row in people():
        person = _person(row)
        by_department[person.department].append(person)
    for department, members in sorted(by_department.items()):
        readers = _readers(department, members)
        for person in readers:
            entry = _reads_charter(person)
            yield entry
            if person.userid == WITHDREW:
                yield _later(entry, 1, WITHDRAWN, WITHDRAWAL_NOTE)
            if _share(person, "guide") < GUIDE_SHARE and person.userid not in GUIDE_DECLINED:
                yield _reads_guide(person, entry)
        for person in members:
            yield from _says_otherwise(person)


def _readers(department: str, members: list[_Person]) -> list[_Person]:
    """Who of a department reads the charter: those with a part in the story, then by a mark of their userid.

    The share is taken of those present today, and of those away or gone as well.
    """
    able = [
        person
        for person in members
        if person.userid not in (*OWES, *NEWCOMERS, UNDECIDED, EXEMPT) and _day_to_read(person) is not None
    ]
    able.sort(key=lambda person: (not _has_a_part(person.userid), _share(person, "reads")))
    chosen: list[_Person] = []
    for away in (False, True):
        group = [person for person in able if person.absent(REFERENCE_DAY) is away]
        everyone = [person for person in members if person.absent(REFERENCE_DAY) is away]
        share = READ_SHARE[department] * (AWAY if away else 1)
        chosen += group[: round(share * len(everyone))]
    return chosen


def _has_a_part(userid: str) -> bool:
    named = {account.login for account in cast.ACCOUNTS}
    return userid in named or userid in NOTES or userid in ON_PAPER or userid == WITHDREW


def _reads_charter(person: _Person) -> Told:
    day = _day_to_read(person)
    assert day is not None
    edition = 1 if day < UPDATE_STARTED else 2
    if person.userid in ON_PAPER:
        entry = _told(CHARTER, edition, person, ACKNOWLEDGED, day, SHEET)
        return replace(entry, actor=cast.OWNER)
    return _told(CHARTER, edition, person, ACKNOWLEDGED, day, NOTES.get(person.userid, ""))


def _reads_guide(person: _Person, charter: Told) -> Told:
    asked = max(GUIDE_STARTED + timedelta(days=1), charter.at.date() + timedelta(days=1), person.joined)
    last = _last_day(person)
    if asked >= last:
        return replace(charter, text=GUIDE, edition=1, note="", actor=person.userid)
    day = asked + timedelta(days=int(_share(person, "guide day") ** 3 * (last - asked).days))
    return _told(GUIDE, 1, person, ACKNOWLEDGED, _at_work(person, day, last) or asked)


def _says_otherwise(person: _Person) -> Iterator[Told]:
    """Answers other than an acknowledgment: exceptions, and no to the guide."""
    if person.userid == UNDECIDED:
        yield _told(
            CHARTER, 2, person, EXCEPTION_REQUESTED, REFERENCE_DAY - timedelta(days=8), UNDECIDED_NOTE
        )
    if person.userid == EXEMPT:
        asked = _told(
            CHARTER, 2, person, EXCEPTION_REQUESTED, UPDATE_STARTED + timedelta(days=3), EXEMPT_NOTE
        )
        yield asked
        yield replace(_later(asked, 4, EXCEPTION_GRANTED, GRANTED_NOTE), actor=cast.SECOND_OWNER)
    if person.userid in GUIDE_DECLINED:
        day = _at_work(person, GUIDE_STARTED + timedelta(days=1), REFERENCE_DAY)
        if day is not None:
            yield _told(GUIDE, 1, person, DECLINED, day, GUIDE_DECLINED[person.userid])


def _day_to_read(person: _Person) -> date | None:
    """The day on which somebody who reads the charter does so; None when they were never there to."""
    if person.userid in SET_DAYS:
        return SET_DAYS[person.userid]
    asked = max(CHARTER_STARTED, person.joined)
    pace = YARD_PACE if person.department == YARD else PACE
    delay = _days_taken(_share(person, "pace"), pace)
    last = _last_day(person)
    if asked > last:
        return None
    room = (last - asked).days
    day = asked + timedelta(days=delay if delay <= room else int(room * _share(person, "late")))
    return _at_work(person, day, last)


def _last_day(person: _Person) -> date:
    """The last day on which they could have read."""
    last = REFERENCE_DAY - timedelta(days=1)
    if person.left is not None:
        last = min(last, person.left - timedelta(days=1))
    if person.leave_from is not None and person.absent(REFERENCE_DAY):
        last = min(last, person.leave_from - timedelta(days=1))
    return last


def _days_taken(share: float, pace: tuple[tuple[float, int], ...]) -> int:
    for (low, first), (high, last) in zip(pace, pace[1:], strict=False):
        if share <= high:
            return round(first + (share - low) / (high - low) * (last - first))
    return pace[-1][1]


def _at_work(person: _Person, day: date, last: date) -> date | None:
    """The first working day from ``day`` to ``last`` on which the person is there."""
    while day <= last:
        if day.weekday() < 5 and not person.absent(day):
            return day
        day += timedelta(days=1)
    return None


def _told(text: str, edition: int, person: _Person, answer: str, day: date, note: str = "") -> Told:
    first = 350 if person.department == YARD else 500
    minutes = first + int(_share(person, f"hour {text}") * 500)
    local = datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(ZONE))
    at = local.astimezone(timezone.utc)
    return Told(text, edition, person.userid, person.userid, answer, person.language, at, note)


def _later(entry: Told, days: int, answer: str, note: str) -> Told:
    return replace(entry, at=entry.at + timedelta(days=days), answer=answer, note=note)


def _share(person: _Person, question: str) -> float:
    """A number in [0, 1) that is always the same for this person and question."""
    return crc32(f"{question}:{person.userid}".encode()) / 2**32


def _at_same_hour(at: datetime, shift: timedelta) -> datetime:
    """The instant moved by whole days, at the same time of day in the company's time zone."""
    local = at.astimezone(ZoneInfo(ZONE))
    return datetime.combine(local.date() + shift, local.time(), ZoneInfo(ZONE)).astimezone(timezone.utc)


def _person(row: dict[str, str]) -> _Person:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    joined = day("joined")
    assert joined is not None
    return _Person(
        row["userid"],
        row["department"],
        row["language"],
        joined,
        day("left"),
        day("leave_from"),
        day("leave_until"),
    )
