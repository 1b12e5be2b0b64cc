"""What a head should see while writing a scope: overlaps, topics nobody covers, what is forbidden.

For the form: a function of what is being written, saved or not, and of what others submitted or have in
force.
"""

from collections.abc import Iterable
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.matrix import Gap
from collective.socialgovernance.scopes.matrix import matrix
from collective.socialgovernance.scopes.overlaps import Overlap
from collective.socialgovernance.scopes.overlaps import overlaps
from collective.socialgovernance.scopes.situation import Situation
from dataclasses import dataclass
from datetime import date


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


def live(situation: Situation) -> Live:
    """What to show beside the form of a draft, from the facts that the guards of its submission look at."""
    content, today, words = situation.content, situation.today, situation.words
    bars = [Bar(each) for each in situation.corporate]
    for scope in situation.ancestors:
        edition = scope.in_force_on(today)
        bars += [Bar(each, scope) for each in (() if edition is None else edition.content.topics_forbidden)]
    covers = words.topics.covers
    own = [each.topic for each in content.topics_forbidden]
    mine = ScopeFacts("", "", "", editions=(EditionFacts("", "in_force", content, starts=today),))
    return Live(
        overlaps=overlaps(content.cells, counted(situation.others, today), words),
        gaps=matrix((*situation.others, mine), today, words, situation.corporate).gaps,
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
