"""The first draft of a scope, and the next edition beside the one in force."""

from collections.abc import Iterable
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.interfaces import IEditionMaker
from collective.socialgovernance.editions.numbering import parsed
from collective.socialgovernance.editions.preparing import add_edition
from collective.socialgovernance.editions.preparing import copy_fields
from collective.socialgovernance.editions.preparing import refuse_second
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.scopes.content import ISpeakingScope
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.gathering import prohibitions
from collective.socialgovernance.scopes.gathering import scope_facts
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.texts.gathering import programme_of
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


OWN_TO_AN_EDITION = ("change_summary", "valid_from", "valid_to")
"""Fields that a new edition does not take over."""


@implementer(IEditionMaker)
@adapter(ISpeakingScope)
class ScopeEditions:
    """See :class:`~..editions.interfaces.IEditionMaker`."""

    right = "collective.socialgovernance: Prepare a scope edition"

    def __init__(self, context: Any):
        self.scope = context

    def first(self) -> Any:
        """The first draft: it forbids already what the programme and the departments above forbid."""
        forbidden = [{"topic": each.topic, "reason": each.reason} for each in prohibitions_above(self.scope)]
        return add_edition(self.scope, "ScopeEdition", title=self.scope.title, topics_forbidden=forbidden)

    def following(self) -> Any:
        """The next draft, with what the edition in force says, or the last one approved.

        Raises :class:`~..refusals.Refused` 409 while another one is being prepared.
        """
        refuse_second(self.scope)
        source = in_force(self.scope) or self._last_numbered()
        if source is None:
            return self.first()
        edition = add_edition(self.scope, "ScopeEdition", title=self.scope.title)
        copy_fields(IScopeEdition, source, edition, omit=OWN_TO_AN_EDITION)
        return edition

    def _last_numbered(self) -> Any | None:
        numbered = [edition for edition in editions_of(self.scope) if edition.number]
        return max(numbered, key=lambda edition: parsed(edition.number), default=None)


def prohibitions_above(scope: Any) -> tuple[Prohibition, ...]:
    """What the programme and the scopes in force of the departments above forbid, each topic once."""
    programme = programme_of(scope)
    today = day_of(wallclock.now(), zone_of(programme))
    above = getUtility(IDirectory).ancestors(scope.department or "", today)
    found = list(prohibitions(programme.topics_forbidden))
    for other in scopes_of(programme):
        if other.department in above:
            edition = scope_facts(other).in_force_on(today)
            found += () if edition is None else edition.content.topics_forbidden
    return tuple(_once(found))


def _once(found: Iterable[Prohibition]) -> Iterable[Prohibition]:
    by_topic: dict[str, Prohibition] = {}
    for each in found:
        by_topic.setdefault(each.topic, each)
    return by_topic.values()
