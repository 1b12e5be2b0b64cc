"""Who may speak? The answer from the scopes of a programme, as a function of facts and a day.

The order: (1) a topic nobody speaks about; (2) the narrowest lead, which is *hold* while its scope is frozen;
(3) no lead, and a scope refers the topic to somebody else; (4) nobody, and who contributes. Every answer says
from which edition and which cell it comes. Whom the reader can call is added by who knows the directory.
"""

from collections.abc import Iterable
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import CONTRIBUTOR
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import LEAD
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import REFER
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.scopes.laid_out import Entry
from collective.socialgovernance.scopes.laid_out import Key
from collective.socialgovernance.scopes.laid_out import Question
from collective.socialgovernance.scopes.laid_out import ScopeMap
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from typing import Protocol


NONE, HOLD = "none", "hold"


class Ancestry(Protocol):
    """What the resolver asks of the directory."""

    def ancestors(self, id: str, as_of: date) -> tuple[str, ...]:
        """The departments above one, nearest first."""


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


Nearness = tuple[int, int]
Heights = tuple[int, int, int, int]


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
        self.present = scopes.present(question.day)
        self._paths = (
            (self.path, words.topics.path),
            (words.audiences.path(question.audience), words.audiences.path),
            (words.platforms.path(question.platform), words.platforms.path),
            (words.territories.path(question.territory), words.territories.path),
        )
        self._barring: dict[str, Reason | None] = {}
        self._leading: list[tuple[Heights, Entry]] = []
        self._leading_a_part: list[tuple[Nearness, Entry]] = []
        self._contributing: dict[str, tuple[Nearness, Entry]] = {}
        self._referring: list[tuple[Nearness, Entry]] = []

    def answer(self) -> Answer:
        for prohibition in self.corporate:
            if prohibition.topic in self.path:
                return Answer(
                    NONE, prohibition=prohibition, explanation=(Reason("forbidden", prohibition=prohibition),)
                )
        self._bars()
        barred = self._sort_out()
        contributors = self._contributors()
        if self._leading or self._leading_a_part:
            return self._led(contributors, barred)
        referral = self._referral()
        if referral is None:
            return Answer(
                NONE, contributors=contributors, explanation=(*barred, Reason("gap"), *_said(contributors))
            )
        to, entry = referral
        reason = Reason("refer", entry=entry, referral=to)
        return Answer(
            REFER,
            contributors=contributors,
            referral=to,
            explanation=(*barred, reason, *_said(contributors)),
        )

    # what does not speak about the topic although a cell of it does

    def _bars(self) -> None:
        """Editions that forbid or refer the topic themselves; departments whose scope in force forbids it."""
        self._own_bars: dict[str, Reason] = {}
        self._bars_below: dict[str, tuple[Prohibition, ScopeFacts]] = {}
        for referral, scope, edition in self.scopes.referrals(self.path):
            self._own_bars[edition.uid] = Reason("barred", referral=referral, by=scope)
        for prohibition, scope, edition in self.scopes.prohibitions(self.path):
            self._own_bars[edition.uid] = Reason("barred", prohibition=prohibition, by=scope)
            present = self.present.get(edition.uid)
            if present is not None and present.in_force:
                self._bars_below[scope.department] = (prohibition, scope)

    def _barred(self, entry: Entry) -> Reason | None:
        uid = entry.edition.uid
        if uid in self._barring:
            return self._barring[uid]
        found = self._own_bars.get(uid)
        if found is None and self._bars_below:
            for department in self.directory.ancestors(entry.scope.department, self.question.day):
                if department in self._bars_below:
                    prohibition, above = self._bars_below[department]
                    found = Reason("barred", prohibition=prohibition, by=above)
                    break
        reason = None if found is None else replace(found, entry=entry)
        self._barring[uid] = reason
        return reason

    def _sort_out(self) -> tuple[Reason, ...]:
        """Put every cell that meets the question and counts where it belongs; gives what is barred."""
        barred: dict[str, Reason] = {}
        bars = bool(self._own_bars)
        present = self.present
        for topic, key, entries in self.scopes.meeting(self.question, self.words):
            near, heights = self._measured(topic, key)
            for entry in entries:
                stands = present.get(entry.edition.uid)
                if stands is None:
                    continue
                legitimacy = entry.cell.legitimacy
                if legitimacy == REFER:
                    self._referring.append((near, entry))
                elif bars and (bar := self._barred(entry)) is not None:
                    barred[entry.scope.uid] = bar
                elif legitimacy == LEAD and heights is not None:
                    self._leading.append((heights, entry))
                elif legitimacy == LEAD:
                    self._leading_a_part.append((near, entry))
                elif legitimacy == CONTRIBUTOR and stands.freeze is None:
                    best = self._contributing.get(entry.scope.uid)
                    if best is None or near < best[0]:
                        self._contributing[entry.scope.uid] = (near, entry)
        return tuple(barred.values())

    def _measured(self, topic: str, key: Key) -> tuple[Nearness, Heights | None]:
        """How near a cell is to the question, and how far above it each of its values when it covers all.

        Cells that cover more of the question are nearer: of those that cover all the narrowest, else the
        widest. Higher is wider.
        """
        covered, heights, depth = 0, [], 0
        for value, (path, above) in zip((topic, *key), self._paths, strict=True):
            if not value:
                covered += 1
                heights.append(len(path))
                continue
            depth += len(above(value))
            if value in path:
                covered += 1
                heights.append(path.index(value))
        if covered < len(self._paths):
            return (-covered, depth), None
        return (-covered, -depth), (heights[0], heights[1], heights[2], heights[3])

    def _contributors(self) -> tuple[Entry, ...]:
        ordered = sorted(self._contributing.values(), key=lambda each: (each[0], _stable(each[1])))
        return tuple(entry for _near, entry in ordered)

    # the lead

    def _led(self, contributors: tuple[Entry, ...], barred: tuple[Reason, ...]) -> Answer:
        narrowest = self._narrowest()
        if narrowest:
            lead = min(narrowest, key=_first)
        else:
            lead = min(self._leading_a_part, key=lambda each: (each[0], _stable(each[1])))[1]
        own = lead.scope.uid
        rivals = {entry.scope.uid: entry for entry in narrowest if entry.scope.uid != own}
        covering = [entry for _heights, entry in self._leading]
        wider = _one_each(each for each in covering if each.scope.uid != own and each.scope.uid not in rivals)
        others = _one_each(each for _near, each in self._leading_a_part if each.scope.uid != own)
        contributing = tuple(entry for entry in contributors if entry.scope.uid != own)
        freeze = self.present[lead.edition.uid].freeze
        said = [Reason("lead" if narrowest else "part", lead)]
        said += [Reason("frozen", lead, freeze=freeze)] if freeze is not None else []
        said += [Reason("narrower", entry) for entry in wider]
        said += [Reason("conflict", entry) for entry in rivals.values()]
        return Answer(
            HOLD if freeze is not None else LEAD,
            lead=lead,
            contributors=contributing,
            others=tuple(others),
            freeze=freeze,
            explanation=(*said, *barred, *_said(contributing)),
        )

    def _narrowest(self) -> list[Entry]:
        """Of the cells that cover all those before which no other goes."""
        heights = {each for each, _entry in self._leading}
        least = {
            one
            for one in heights
            if not any(
                other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in heights
            )
        }
        return [entry for each, entry in self._leading if each in least]

    # the referral

    def _referral(self) -> tuple[Referral, Entry | None] | None:
        """To which department a scope in force refers the topic: by a cell first, then by its list."""
        if self._referring:
            entry = min(self._referring, key=lambda each: (each[0], _stable(each[1])))[1]
            listed = next(
                (each for each in entry.edition.content.topics_refer if each.topic in self.path),
                Referral(entry.cell.topic, entry.scope.department),
            )
            return listed, entry
        listed_by = [
            (referral, scope, edition)
            for referral, scope, edition in self.scopes.referrals(self.path)
            if self._is_in_force(edition) and self._in_its_territories(edition)
        ]
        if not listed_by:
            return None
        referral, scope, edition = min(
            listed_by, key=lambda each: (self.path.index(each[0].topic), each[1].title, each[1].uid)
        )
        return referral, Entry(Cell(referral.topic, legitimacy=REFER), scope, edition, -1)

    def _is_in_force(self, edition: EditionFacts) -> bool:
        present = self.present.get(edition.uid)
        return present is not None and present.in_force

    def _in_its_territories(self, edition: EditionFacts) -> bool:
        asked, own = self.question.territory, edition.content.territories
        return not asked or not own or any(self.words.territories.meet(each, asked) for each in own)


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
