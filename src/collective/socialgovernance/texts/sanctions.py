"""Where a text speaks of sanctions. Only a binding one may (Code du travail L1321-1)."""

from collections.abc import Mapping
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.wording import found_words
from collective.socialgovernance.texts.wording import plain
from dataclasses import dataclass


@dataclass(frozen=True)
class SanctionWording:
    """Words of sanction in one place: its title, where it is mended, the words in order."""

    place: str
    url: str
    words: tuple[str, ...]


def sanction_wording(
    edition: EditionFacts, words: Mapping[str, tuple[str, ...]]
) -> tuple[SanctionWording, ...]:
    """The places that use one of the words (by language), in any language of the edition.

    Looked for everywhere except in clauses that state a right.
    """
    found = []
    for place, url, texts in _texts_by_language(edition):
        used = {
            word for language, text in texts.items() for word in found_words(text, words.get(language, ()))
        }
        if used:
            found.append(SanctionWording(place, url, tuple(sorted(used))))
    return tuple(found)


def _texts_by_language(edition: EditionFacts) -> list[tuple[str, str, dict[str, str]]]:
    places = [
        (
            edition.title,
            edition.url + "/edit",
            {
                language: " ".join(
                    plain(edition.in_language(name, language))
                    for name in ("title", "one_minute", "what_i_gain", "change_summary")
                )
                for language in edition.languages
            },
        )
    ]
    for clause in edition.clauses:
        if clause.kind == "right":
            continue
        texts = {
            language: " ".join(
                plain(clause.in_language(name, language, edition.authoritative_language))
                for name in ("title", "text", "why")
            )
            for language in edition.languages
        }
        places.append((clause.title, clause.url, texts))
    return places
