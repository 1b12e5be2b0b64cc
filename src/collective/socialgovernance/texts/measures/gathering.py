"""The measures and findings of an edition, from content."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.texts import guards
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import situation_of
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.measures.findings import Finding
from collective.socialgovernance.texts.measures.findings import findings
from collective.socialgovernance.texts.measures.findings import Surroundings
from collective.socialgovernance.texts.measures.measured import Measures
from collective.socialgovernance.texts.measures.measured import measures
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.vocabularies.kept import languages
from dataclasses import dataclass
from plone import api
from typing import Any


@dataclass(frozen=True)
class Report:
    """What there is to say about the text of one edition."""

    edition: EditionFacts
    measures: Measures
    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> int:
        """How many things stand in the way of submitting it."""
        return sum(finding.blocks for finding in self.findings)

    @property
    def advised(self) -> int:
        """How many other things are worth a second look."""
        return len(self.findings) - self.blocking


def report_of(edition: Any) -> Report:
    """Measures and findings of the text as it is stored now; nothing is written.

    Once an edition has its number, what stood in the way of submitting it is no question any more.
    """
    situation = situation_of(edition, wallclock.now())
    measured = measures(situation.edition, situation.words)
    asked = [] if edition.number else guards.on_submit(situation)
    draft = state_of(edition) == "draft"
    found = findings(
        situation.edition,
        measured,
        asked,
        surroundings_of(edition),
        lambda clause: url_of_clause(edition, clause, draft),
    )
    return Report(situation.edition, measured, found)


def url_of_clause(edition: Any, clause: ClauseFacts, draft: bool) -> str:
    """Where a clause is mended: its place where the draft is written, afterwards where it is read."""
    if not draft:
        return f"{edition.absolute_url()}#{clause.clause_id}"
    name = clause.url.removesuffix("/edit").rpartition("/")[2]
    return f"{edition.absolute_url()}/@@write?clause={name}#clause-{name}"


def surroundings_of(edition: Any) -> Surroundings:
    """What the text is seen against."""
    text, programme = text_of(edition), programme_of(edition)
    page = getattr(programme.strategy_page, "to_object", None)
    return Surroundings(
        text_type=text.portal_type,
        guide=any(_is_alive(guide) for guide in _guides(programme)),
        referent=bool(programme.referent),
        strategy_page=page is not None,
        programme_url=programme.absolute_url(),
        company_names=tuple(filter(None, (programme.entity,))),
        languages={term.token: term.title for term in languages(edition)},
    )


def _guides(programme: Any) -> list[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(programme.getPhysicalPath())
    found = catalog.unrestrictedSearchResults(portal_type="Guide", path=path)
    return [brain._unrestrictedGetObject() for brain in found]


def _is_alive(text: Any) -> bool:
    """Whether a text is read by somebody, or being written."""
    return in_force(text) is not None or in_preparation(text) is not None
