"""The cells of a programme's scopes, laid out so that those which meet a question are found at once."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import EXPIRED
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import IN_FORCE
from collective.socialgovernance.scopes.facts import ONE_DAY
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import Words
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple


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


class Present(NamedTuple):
    """What an edition is on a day: in force, or only held by a freeze of its scope."""

    in_force: bool
    freeze: Freeze | None


Key = tuple[str, str, str]
DAYS_KEPT = 32


class ScopeMap:
    """The cells of all scopes of a programme by topic, past and coming editions included.

    What it says never changes; what counts on the days asked for last is remembered.
    """

    def __init__(self, scopes: Iterable[ScopeFacts]):
        self.scopes = tuple(scopes)
        self.by_department = {scope.department: scope for scope in self.scopes}
        self._cells: dict[str, dict[Key, list[Entry]]] = {}
        self._referrals: dict[str, list[tuple[Referral, ScopeFacts, EditionFacts]]] = {}
        self._prohibitions: dict[str, list[tuple[Prohibition, ScopeFacts, EditionFacts]]] = {}
        self._days: dict[date, dict[str, Present]] = {}
        for scope in self.scopes:
            for edition in scope.editions:
                if edition.starts is not None:
                    self._add(scope, edition)

    @cached_property
    def reached(self) -> date:
        """The day that the clock has reached among these scopes: it may have run ahead of the calendar."""
        begun = [
            edition.starts
            for scope in self.scopes
            for edition in scope.editions
            if edition.starts is not None and edition.state == IN_FORCE
        ]
        over = [
            edition.content.valid_to + ONE_DAY
            for scope in self.scopes
            for edition in scope.editions
            if edition.content.valid_to is not None and edition.state == EXPIRED
        ]
        return max([*begun, *over], default=date.min)

    def _add(self, scope: ScopeFacts, edition: EditionFacts) -> None:
        for place, cell in enumerate(edition.content.cells):
            key = (cell.audience, cell.platform, cell.territory)
            here = self._cells.setdefault(cell.topic, {})
            here.setdefault(key, []).append(Entry(cell, scope, edition, place))
        for referral in edition.content.topics_refer:
            self._referrals.setdefault(referral.topic, []).append((referral, scope, edition))
        for prohibition in edition.content.topics_forbidden:
            self._prohibitions.setdefault(prohibition.topic, []).append((prohibition, scope, edition))

    def present(self, day: date) -> dict[str, Present]:
        """By UID the editions that count at the end of a day: in force, or ended while frozen."""
        known = self._days.get(day)
        if known is None:
            known = {}
            for scope in self.scopes:
                edition, status = scope.on(day)
                freeze = scope.frozen_on(day) if scope.freezes else None
                if edition is not None and (status == IN_FORCE or freeze is not None):
                    known[edition.uid] = Present(status == IN_FORCE, freeze)
            if len(self._days) >= DAYS_KEPT:
                self._days = {}
            self._days[day] = known
        return known

    def meeting(self, question: Question, words: Words) -> Iterator[tuple[str, Key, list[Entry]]]:
        """The cells that meet the question, by their values, whatever their editions are doing."""
        topics = words.topics.meeting(question.topic) or frozenset()
        audiences = words.audiences.meeting(question.audience)
        platforms = words.platforms.meeting(question.platform)
        territories = words.territories.meeting(question.territory)
        for topic in sorted(topics):
            for key, entries in self._cells.get(topic, {}).items():
                if (
                    (audiences is None or key[0] in audiences)
                    and (platforms is None or key[1] in platforms)
                    and (territories is None or key[2] in territories)
                ):
                    yield topic, key, entries

    def referrals(self, path: Iterable[str]) -> Iterator[tuple[Referral, ScopeFacts, EditionFacts]]:
        """Who refers a topic, or one above it, to another department; the nearest first."""
        for topic in path:
            yield from self._referrals.get(topic, ())

    def prohibitions(self, path: Iterable[str]) -> Iterator[tuple[Prohibition, ScopeFacts, EditionFacts]]:
        """Who forbids a topic, or one above it."""
        for topic in path:
            yield from self._prohibitions.get(topic, ())
