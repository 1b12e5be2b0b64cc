"""What everybody may say in their own name, with the tips of the programme's guides that help."""

from collective.socialgovernance import _
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.texts.gathering import clause_facts
from collective.socialgovernance.texts.gathering import clauses_of
from dataclasses import dataclass
from plone import api
from typing import Any


OWN_NAME = "own_name"
MOST_TIPS = 3
TEXT = _(
    "In your own name you may always speak about it, without asking anybody: say that you speak for "
    "yourself, and keep to yourself what is confidential."
)


@dataclass(frozen=True)
class Tip:
    """One advice of a guide: what it is called and where it stands."""

    title: str
    url: str


def tips(programme: Any, language: str) -> list[Tip]:
    """At most three advices for who speaks in their own name, of the guides in force that the reader sees."""
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(programme.getPhysicalPath())
    found: list[Tip] = []
    for brain in catalog(portal_type="Guide", path=path, sort_on="created"):
        guide = brain.getObject()
        edition = in_force(guide)
        for clause in () if edition is None else clauses_of(edition):
            if clause.kind == "advice" and OWN_NAME in (clause.capacity or (OWN_NAME,)):
                said = clause_facts(clause)
                title = said.in_language("title", language, edition.authoritative_language)
                found.append(Tip(title, f"{guide.absolute_url()}#{said.clause_id}"))
            if len(found) == MOST_TIPS:
                return found
    return found
