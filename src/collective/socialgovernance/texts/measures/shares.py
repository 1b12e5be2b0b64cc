"""Measures of a text, shown to those who write and approve it. They describe a text, never a person."""

from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.wording import plain
from math import ceil


WORDS_PER_MINUTE = 220
"""Silent reading of prose by adults: 200 to 250 words a minute (Brysbaert 2019: 238 in English)."""

EMPLOYEE = ("me", "family")
"""Beneficiaries that are the reader's own."""


def reading_minutes(edition: EditionFacts, language: str | None = None) -> int:
    """Minutes to read the text in a language (by default the authoritative one), rounded up; at least 1 if
    there is any. What is not translated is read in the original.
    """
    original = edition.authoritative_language
    read = language or original
    parts = [edition.in_language(name, read) for name in ("one_minute", "what_i_gain")]
    parts += [
        clause.in_language(name, read, original)
        for clause in edition.clauses
        for name in ("title", "text", "why")
    ]
    return ceil(sum(len(plain(part).split()) for part in parts) / WORDS_PER_MINUTE)


def orders_ratio(edition: EditionFacts) -> float | None:
    """Share of the clauses that are rules, two decimals; None without clauses."""
    return _share(edition, [clause.kind == "rule" for clause in edition.clauses])


def employee_gain_ratio(edition: EditionFacts) -> float | None:
    """Share of the clauses from which the reader themself gains, two decimals; None without clauses."""
    return _share(
        edition,
        [any(gain in EMPLOYEE for gain in clause.benefits) for clause in edition.clauses],
    )


def _share(edition: EditionFacts, hits: list[bool]) -> float | None:
    return round(sum(hits) / len(hits), 2) if hits else None
