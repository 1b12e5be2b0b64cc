"""What a head should see while writing a scope: overlaps, topics nobody covers, what is forbidden.

For the form: everything is computed from what is being written and what others have submitted or in force.
"""

from collections.abc import Iterable
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.scopes.gathering import present_words
from collective.socialgovernance.scopes.gathering import prohibitions
from collective.socialgovernance.scopes.gathering import scope_facts
from collective.socialgovernance.scopes.gathering import scope_of
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.matrix import Gap
from collective.socialgovernance.scopes.matrix import matrix
from collective.socialgovernance.scopes.overlaps import Overlap
from collective.socialgovernance.scopes.overlaps import overlaps
from collective.socialgovernance.texts.gathering import programme_of
from dataclasses import dataclass
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


PROPOSED = ("submitted", "legal", "approved")
"""States of an edition on its way that others count with."""


@dataclass(frozen=True)
class Bar:
    """A topic that this scope may not have: who forbids it (None: the programme), and why."""

    prohibition: Prohibition
    by: ScopeFacts | None = None


@dataclass(frozen=True)
class Live:
    """``forbidden`` are the prohibitions that hold here; ``lacking`` those of them not yet in the draft.

    ``allowed`` are the topics of the draft that one of them forbids.
    """

    overlaps: tuple[Overlap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    forbidden: tuple[Bar, ...] = ()
    lacking: tuple[Bar, ...] = ()
    allowed: tuple[str, ...] = ()


def live(edition: Any, content: ScopeContent | None = None) -> Live:
    """What to show beside the form of a draft; ``content`` is what is written there and not saved yet."""
    scope, programme = scope_of(edition), programme_of(edition)
    others = tuple(scope_facts(other) for other in scopes_of(programme) if IUUID(other) != IUUID(scope))
    today = today_in(programme)
    above = getUtility(IDirectory).ancestors(scope.department or "", today)
    return seen_live(
        content_of(edition) if content is None else content,
        others,
        tuple(other for other in others if other.department in above),
        prohibitions(programme.topics_forbidden),
        present_words(),
        today,
    )


def seen_live(
    content: ScopeContent,
    others: tuple[ScopeFacts, ...],
    above: Iterable[ScopeFacts],
    corporate: tuple[Prohibition, ...],
    words: Words,
    today: date,
) -> Live:
    """The same as a function of facts."""
    bars = [Bar(each) for each in corporate]
    for scope in above:
        edition = scope.in_force_on(today)
        bars += [Bar(each, scope) for each in (() if edition is None else edition.content.topics_forbidden)]
    covers = words.topics.covers
    own = [each.topic for each in content.topics_forbidden]
    draft = EditionFacts("", "in_force", content, starts=today)
    mine = ScopeFacts("", "", "", editions=(draft,))
    return Live(
        overlaps=overlaps(content.cells, counted(others, today), words),
        gaps=matrix((*others, mine), today, words, corporate).gaps,
        forbidden=tuple(bars),
        lacking=tuple(bar for bar in bars if not any(covers(topic, bar.prohibition.topic) for topic in own)),
        allowed=tuple(
            topic
            for topic in content.topics_allowed
            if any(covers(bar.prohibition.topic, topic) for bar in bars)
        ),
    )


def counted(others: Iterable[ScopeFacts], today: date) -> Iterable[tuple[ScopeFacts, EditionFacts]]:
    """Of each other scope the edition in force and the one on its way once it was submitted."""
    for scope in others:
        present = scope.in_force_on(today)
        if present is not None:
            yield scope, present
        for edition in scope.editions:
            if edition.state in PROPOSED and (present is None or edition.uid != present.uid):
                yield scope, edition
