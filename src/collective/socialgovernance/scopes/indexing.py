"""What search knows of a scope: the words of the edition in force."""

from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.scopes.content import ISpeakingScope
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.texts.wording import plain
from collective.socialgovernance.vocabularies import kept
from plone.indexer import indexer
from typing import Any


LISTS = (kept.topics, kept.audiences, kept.platforms, kept.territories)


def all_words(content: ScopeContent) -> str:
    """Every readable word of an edition: what it speaks about, in English and French, tone and wordings."""
    tokens = {part for cell in content.cells for part in (cell.topic, cell.audience, cell.platform)}
    tokens |= {cell.territory for cell in content.cells} | set(content.topics_allowed)
    titles = [
        title
        for each in LISTS
        for row in each.rows()
        if row["token"] in tokens
        for title in (row["title"], row.get("title_fr") or "")
    ]
    said = [each.wording for each in content.disclosure]
    return " ".join([*titles, plain(content.tone), *said])


@indexer(ISpeakingScope)
def searchable_text(scope: Any) -> str:
    """Title, description and the words of the edition in force; nothing of a draft, no names of people."""
    edition = in_force(scope)
    words = "" if edition is None else all_words(content_of(edition))
    return " ".join(part for part in (scope.title, scope.description, words) if part)
