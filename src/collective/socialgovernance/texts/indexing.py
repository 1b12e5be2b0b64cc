"""What search knows of charters and guides: the edition in force, in every language, once."""

from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.wording import plain
from plone.indexer import indexer
from typing import Any


def all_words(edition: EditionFacts) -> str:
    """Every readable text of an edition in all its languages."""
    parts: list[str] = []
    for language in edition.languages:
        shown = ("title", "one_minute", "what_i_gain")
        parts += [plain(edition.in_language(name, language)) for name in shown]
        for clause in edition.clauses:
            parts += [
                plain(clause.in_language(name, language, edition.authoritative_language))
                for name in ("title", "text", "why")
            ]
    return " ".join(parts)


@indexer(IGovernedText)
def searchable_text(text: Any) -> str:
    """Title, description and the words of the edition in force; nothing of a draft."""
    edition = in_force(text)
    words = "" if edition is None else all_words(edition_facts(edition))
    return " ".join(part for part in (text.title, text.description, words) if part)
