"""Which scopes and topics a person is offered, and which of them they chose."""

from collective.socialgovernance.ambassadors.facts import Chosen
from collective.socialgovernance.ambassadors.facts import DRAFT
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import LEVELS
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.topics import allowing
from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.known import scope_map
from collective.socialgovernance.scopes.saying import Titles
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any


@dataclass(frozen=True)
class OfferedTopic:
    """A topic with the levels at which it is open; ``key`` names it in the form."""

    key: str
    token: str
    title: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """What a department speaks about with ambassadors."""

    uid: str
    title: str
    url: str
    frozen: bool
    topics: tuple[OfferedTopic, ...]
    languages: tuple[str, ...]
    until: date | None

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels at which any of its topics is open."""
        return tuple(level for level in LEVELS if any(level in topic.levels for topic in self.topics))


def offers_of(programme: Any, day: date, titles: Titles) -> list[Offer]:
    """The scopes in force that the reader sees and that admit ambassadors, by title."""
    around, known = Surroundings(programme), scope_map(programme)
    found = []
    for scope in scopes_of(programme):
        facts = around.scopes.get(IUUID(scope))
        if facts is None or not may("View", scope):
            continue
        above = around.directory.ancestors(facts.department, day)
        ancestors = tuple(filter(None, (known.by_department.get(each) for each in above)))
        offer = _offer(scope, facts, Facts("", DRAFT, None, around.rules), ancestors, day, titles)
        if offer is not None:
            found.append(offer)
    return sorted(found, key=lambda offer: offer.title.casefold())


def _offer(
    scope: Any, facts: ScopeFacts, nobody: Facts, ancestors: tuple[ScopeFacts, ...], day: date, titles: Titles
) -> Offer | None:
    edition = facts.in_force_on(day)
    if edition is None:
        return None
    asked = replace(nobody, scopes=(Chosen(facts, ancestors),))
    topics = []
    for token in edition.content.topics_allowed:
        levels = tuple(
            level for level in LEVELS if allowing(replace(asked, level=level), token, day, frozen_too=True)
        )
        if levels:
            topics.append(OfferedTopic(f"{facts.uid}:{token}", token, titles.word(token), levels))
    if not topics:
        return None
    return Offer(
        uid=facts.uid,
        title=facts.title,
        url=scope.absolute_url(),
        frozen=facts.frozen_on(day) is not None,
        topics=tuple(topics),
        languages=edition.content.languages,
        until=edition.content.valid_to,
    )
