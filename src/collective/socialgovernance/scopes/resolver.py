"""Who may speak? The answer from the scopes of a programme, as a function of facts and a day.

The order: (1) a topic nobody speaks about; (2) the narrowest lead, which is *hold* while its scope is frozen;
(3) no lead, and a scope refers the topic to somebody else; (4) nobody, and who contributes. Every answer says
from which edition and which cell it comes. Whom the reader can call is added by who knows the directory.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import CONTRIBUTOR
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import IN_FORCE
from collective.socialgovernance.scopes.facts import LEAD
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import REFER
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import Words
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import NamedTuple
from typing import Protocol


NONE, HOLD = "none", "hold"


class Ancestry(Protocol):
    """What the resolver asks of the directory."""

    def ancestors(self, id: str, as_of: date) -> tuple[str, ...]:
        """The departments above one, nearest first."""


@dataclass(frozen=True)
class Question:
    """Who may speak about a topic; what is not said is empty. The day is asked for as of its end."""

    topic: str
    day: date
    audience: str = ""
    platform: str = ""
    territory: str = ""
    language: str = ""

    @property
    def cell(self) -> Cell:
        """The question as a cell."""
        return Cell(self.topic, self.audience, self.platform, self.territory)


class Entry(NamedTuple):
    """A cell with where it stands."""

    cell: Cell
    scope: ScopeFacts
    edition: EditionFacts
    place: int


@dataclass(frozen=True)
class Reason:
    """One step of the explanation.

    ``code`` is ``forbidden`` (nobody speaks about it, ``prohibition`` says why), ``lead``, ``part`` (it leads
    a part of what was asked), ``narrower`` (a narrower lead went before it), ``conflict``, ``frozen``,
    ``barred`` (a scope that forbids or refers the topic, or one above it that forbids it), ``contributor``,
    ``refer`` or ``gap``.
    """

    code: str
    entry: Entry | None = None
    prohibition: Prohibition | None = None
    referral: Referral | None = None
    freeze: Freeze | None = None
    by: ScopeFacts | None = None


@dataclass(frozen=True)
class Answer:
    """``kind`` is ``lead``, ``refer``, ``hold`` or ``none``; ``others`` lead a part of what was asked."""

    kind: str
    lead: Entry | None = None
    contributors: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    referral: Referral | None = None
    freeze: Freeze | None = None
    prohibition: Prohibition | None = None
    explanation: tuple[Reason, ...] = field(default=())


class ScopeMap:
    """The cells of all scopes of a programme by topic, past and coming editions included. Never changed."""

    def __init__(self, scopes: Iterable[ScopeFacts]):
        self.scopes = tuple(scopes)
        self.by_department = {scope.department: scope for scope in self.scopes}
        self.by_uid = {scope.uid: scope for scope in self.scopes}
        self._cells: dict[str, list[Entry]] = {}
        self._referrals: dict[str, list[tuple[Referral, ScopeFacts, EditionFacts]]] = {}
        for scope in self.scopes:
            for edition in scope.editions:
                if edition.starts is not None:
                    self._add(scope, edition)

    def _add(self, scope: ScopeFacts, edition: EditionFacts) -> None:
        for place, cell in enumerate(edition.content.cells):
            self._cells.setdefault(cell.topic, []).append(Entry(cell, scope, edition, place))
        for referral in edition.content.topics_refer:
            self._referrals.setdefault(referral.topic, []).append((referral, scope, edition))

    def meeting(self, question: Question, words: Words) -> Iterator[Entry]:
        """Every cell that meets the question, whatever its edition is doing."""
        topics = words.topics.meeting(question.topic) or frozenset()
        audiences = words.audiences.meeting(question.audience)
        platforms = words.platforms.meeting(question.platform)
        territories = words.territories.meeting(question.territory)
        for topic in sorted(topics):
            for entry in self._cells.get(topic, ()):
                cell = entry.cell
                if (
                    (audiences is None or not cell.audience or cell.audience in audiences)
                    and (platforms is None or not cell.platform or cell.platform in platforms)
                    and (territories is None or not cell.territory or cell.territory in territories)
                ):
                    yield entry

    def referrals(self, path: Iterable[str]) -> Iterator[tuple[Referral, ScopeFacts, EditionFacts]]:
        """Who refers a topic, or one above it, to another department; the nearest first."""
        for topic in path:
            yield from self._referrals.get(topic, ())


def resolve(
    scopes: ScopeMap,
    question: Question,
    words: Words,
    corporate: Iterable[Prohibition],
    directory: Ancestry,
) -> Answer:
    """The answer to a question."""
    return _Search(scopes, question, words, tuple(corporate), directory).answer()


class _Search:
    """One question being answered."""

    def __init__(
        self,
        scopes: ScopeMap,
        question: Question,
        words: Words,
        corporate: tuple[Prohibition, ...],
        directory: Ancestry,
    ):
        self.scopes = scopes
        self.question = question
        self.words = words
        self.corporate = corporate
        self.directory = directory
        self.path = words.topics.path(question.topic)
        self._counting: dict[str, tuple[str, Freeze | None]] = {}
        self._barring: dict[str, Reason | None] = {}

    def answer(self) -> Answer:
        for prohibition in self.corporate:
            if prohibition.topic in self.path:
                return Answer(
                    NONE, prohibition=prohibition, explanation=(Reason("forbidden", prohibition=prohibition),)
                )
        found = [entry for entry in self.scopes.meeting(self.question, self.words) if self._counts(entry)]
        contributors, leads, barred = self._sorted_out(found)
        if leads:
            return self._led(leads, contributors, barred)
        referral = self._referral(found)
        if referral is not None:
            to, entry = referral
            reason = Reason("refer", entry=entry, referral=to)
            return Answer(
                REFER,
                contributors=contributors,
                referral=to,
                explanation=(*barred, reason, *_said(contributors)),
            )
        return Answer(
            NONE, contributors=contributors, explanation=(*barred, Reason("gap"), *_said(contributors))
        )

    # what counts on the day

    def _counts(self, entry: Entry) -> bool:
        """Whether the edition of a cell is in force on the day, or ended while its scope is frozen."""
        scope = entry.scope
        known = self._counting.get(scope.uid)
        if known is None:
            edition, status = scope.on(self.question.day)
            freeze = scope.frozen_on(self.question.day)
            counts = edition is not None and (status == IN_FORCE or freeze is not None)
            known = (edition.uid if counts and edition is not None else "", freeze)
            self._counting[scope.uid] = known
        return known[0] == entry.edition.uid

    def _freeze(self, entry: Entry) -> Freeze | None:
        return self._counting[entry.scope.uid][1]

    def _barred(self, entry: Entry) -> Reason | None:
        """Why a scope does not speak about the topic although a cell of it does."""
        uid = entry.scope.uid
        if uid not in self._barring:
            self._barring[uid] = self._bar_of(entry)
        return self._barring[uid]

    def _bar_of(self, entry: Entry) -> Reason | None:
        own = _forbidding(entry.edition, self.path)
        if own is not None:
            return Reason("barred", entry, prohibition=own, by=entry.scope)
        for referral in entry.edition.content.topics_refer:
            if referral.topic in self.path:
                return Reason("barred", entry, referral=referral, by=entry.scope)
        for department in self.directory.ancestors(entry.scope.department, self.question.day):
            above = self.scopes.by_department.get(department)
            edition = None if above is None else above.in_force_on(self.question.day)
            forbidden = None if edition is None else _forbidding(edition, self.path)
            if forbidden is not None:
                return Reason("barred", entry, prohibition=forbidden, by=above)
        return None

    def _sorted_out(self, found: list[Entry]) -> tuple[tuple[Entry, ...], list[Entry], tuple[Reason, ...]]:
        """Contributors, one cell for each scope; all leads that may lead; what is barred."""
        contributors: dict[str, Entry] = {}
        leads: list[Entry] = []
        barred: dict[str, Reason] = {}
        for entry in found:
            if entry.cell.legitimacy == REFER:
                continue
            bar = self._barred(entry)
            if bar is not None:
                barred[entry.scope.uid] = bar
            elif entry.cell.legitimacy == LEAD:
                leads.append(entry)
            elif entry.cell.legitimacy == CONTRIBUTOR and self._freeze(entry) is None:
                best = contributors.get(entry.scope.uid)
                if best is None or self._nearness(entry) < self._nearness(best):
                    contributors[entry.scope.uid] = entry
        ordered = sorted(contributors.values(), key=lambda entry: (self._nearness(entry), _stable(entry)))
        return tuple(ordered), leads, tuple(barred.values())

    # the lead

    def _led(self, leads: list[Entry], contributors: tuple[Entry, ...], barred: tuple[Reason, ...]) -> Answer:
        covering = [entry for entry in leads if self._covers(entry.cell)]
        if covering:
            narrowest = self._narrowest(covering)
            lead = min(narrowest, key=_first)
        else:
            narrowest = []
            lead = min(leads, key=lambda entry: (self._nearness(entry), _stable(entry)))
        rivals = {entry.scope.uid: entry for entry in narrowest if entry.scope.uid != lead.scope.uid}
        others = _one_each(
            [entry for entry in leads if entry not in covering and entry.scope.uid != lead.scope.uid]
        )
        wider = _one_each(
            [
                entry
                for entry in covering
                if entry.scope.uid != lead.scope.uid and entry.scope.uid not in rivals
            ]
        )
        freeze = self._freeze(lead)
        said = [Reason("lead" if covering else "part", lead)]
        said += [Reason("frozen", lead, freeze=freeze)] if freeze is not None else []
        said += [Reason("narrower", entry) for entry in wider]
        said += [Reason("conflict", entry) for entry in rivals.values()]
        contributing = tuple(entry for entry in contributors if entry.scope.uid != lead.scope.uid)
        return Answer(
            HOLD if freeze is not None else LEAD,
            lead=lead,
            contributors=contributing,
            others=tuple(others),
            freeze=freeze,
            explanation=(*said, *barred, *_said(contributing)),
        )

    def _covers(self, cell: Cell) -> bool:
        """Whether a cell covers all of what was asked, not only a part."""
        asked, words = self.question, self.words
        return (
            words.topics.covers(cell.topic, asked.topic)
            and words.audiences.covers(cell.audience, asked.audience)
            and words.platforms.covers(cell.platform, asked.platform)
            and words.territories.covers(cell.territory, asked.territory)
        )

    def _heights(self, cell: Cell) -> tuple[int, int, int, int]:
        """How far above the question each value of a covering cell stands; higher is wider."""
        asked, words = self.question, self.words
        return (
            _height(words.topics.path(asked.topic), cell.topic),
            _height(words.audiences.path(asked.audience), cell.audience),
            _height(words.platforms.path(asked.platform), cell.platform),
            _height(words.territories.path(asked.territory), cell.territory),
        )

    def _narrowest(self, covering: list[Entry]) -> list[Entry]:
        """The cells before which no other goes; the cells of one scope never stand against one another."""
        heights = {self._heights(entry.cell) for entry in covering}
        least = {
            one
            for one in heights
            if not any(
                other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in heights
            )
        }
        return [entry for entry in covering if self._heights(entry.cell) in least]

    def _nearness(self, entry: Entry) -> tuple[int, int]:
        """Cells that cover more of the question come first: the narrowest that covers all, the widest part."""
        asked, words, cell = self.question, self.words, entry.cell
        covered = (
            words.topics.covers(cell.topic, asked.topic),
            words.audiences.covers(cell.audience, asked.audience),
            words.platforms.covers(cell.platform, asked.platform),
            words.territories.covers(cell.territory, asked.territory),
        )
        depth = sum(
            len(hierarchy.path(value)) if value else 0
            for hierarchy, value in (
                (words.topics, cell.topic),
                (words.audiences, cell.audience),
                (words.platforms, cell.platform),
                (words.territories, cell.territory),
            )
        )
        return -sum(covered), -depth if all(covered) else depth

    # the referral

    def _referral(self, found: list[Entry]) -> tuple[Referral, Entry | None] | None:
        """To which department a scope in force refers the topic: by a cell first, then by its list."""
        cells = [entry for entry in found if entry.cell.legitimacy == REFER]
        for entry in sorted(cells, key=lambda entry: (self._nearness(entry), _stable(entry))):
            listed = next(
                (each for each in entry.edition.content.topics_refer if each.topic in self.path),
                Referral(entry.cell.topic, entry.scope.department),
            )
            return listed, entry
        listed_by = [
            (referral, scope)
            for referral, scope, edition in self.scopes.referrals(self.path)
            if self._is_in_force(scope, edition) and self._in_its_territories(edition)
        ]
        if not listed_by:
            return None
        referral, scope = min(
            listed_by, key=lambda each: (self.path.index(each[0].topic), each[1].title, each[1].uid)
        )
        edition = scope.in_force_on(self.question.day)
        listing = Cell(referral.topic, legitimacy=REFER)
        return referral, None if edition is None else Entry(listing, scope, edition, -1)

    def _is_in_force(self, scope: ScopeFacts, edition: EditionFacts) -> bool:
        present = scope.in_force_on(self.question.day)
        return present is not None and present.uid == edition.uid

    def _in_its_territories(self, edition: EditionFacts) -> bool:
        asked, own = self.question.territory, edition.content.territories
        return not asked or not own or any(self.words.territories.meet(each, asked) for each in own)


def _forbidding(edition: EditionFacts, path: tuple[str, ...]) -> Prohibition | None:
    return next((each for each in edition.content.topics_forbidden if each.topic in path), None)


def _height(path: tuple[str, ...], value: str) -> int:
    return path.index(value) if value else len(path)


def _stable(entry: Entry) -> tuple[str, str, int]:
    return entry.scope.title, entry.scope.uid, entry.place


def _first(entry: Entry) -> tuple[date, str, str, int]:
    """Of rivals the one that was there first."""
    return (entry.edition.starts or date.max, *_stable(entry))


def _one_each(entries: Iterable[Entry]) -> list[Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.scope.uid, entry)
    return sorted(found.values(), key=_stable)


def _said(contributors: Iterable[Entry]) -> tuple[Reason, ...]:
    return tuple(Reason("contributor", entry) for entry in contributors)
