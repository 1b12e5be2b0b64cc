"""The digest that binds an acknowledgment to the exact text shown."""

from collective.socialgovernance.editions.digesting import canonical_json
from collective.socialgovernance.editions.digesting import composed
from collective.socialgovernance.editions.digesting import sha256_of
from collective.socialgovernance.texts.facts import EditionFacts
from typing import Any

import rfc8785


CLAUSE = "clause:"
"""What the name of a part begins with that is a clause."""


def canonical(edition: EditionFacts, language: str) -> bytes:
    """The text of an edition in one language as canonical JSON (RFC 8785), strings in Unicode form NFC.

    A missing translation is replaced by the authoritative text. Dates, formalities and links are left out.
    """
    return canonical_json(_content(edition, language))


def digest(edition: EditionFacts, language: str) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return sha256_of(canonical(edition, language))


def digests(edition: EditionFacts) -> dict[str, str]:
    """One digest per language of the edition."""
    return {language: digest(edition, language) for language in edition.languages}


def part_digests(edition: EditionFacts) -> dict[str, dict[str, str]]:
    """By language a digest of each part, so that it can be said which part is not what it was.

    Parts are ``legal_force``, ``title``, ``one_minute``, ``what_i_gain``, ``order`` (that of the clauses) and
    ``clause:`` with the id of a clause. They prove nothing that :func:`digests` does not; they only point.
    """
    return {language: _parts(_content(edition, language)) for language in edition.languages}


def _parts(content: dict[str, Any]) -> dict[str, str]:
    clauses = content["clauses"]
    parts = {name: content[name] for name in ("legal_force", "title", "one_minute", "what_i_gain")}
    parts["order"] = [clause["clause_id"] for clause in clauses]
    parts |= {f"{CLAUSE}{clause['clause_id']}": clause for clause in clauses}
    return {name: sha256_of(rfc8785.dumps(composed(part))) for name, part in parts.items()}


def _content(edition: EditionFacts, language: str) -> dict[str, Any]:
    authoritative = edition.authoritative_language
    return {
        "edition": edition.uid,
        "language": language,
        "legal_force": edition.legal_force,
        "title": edition.in_language("title", language),
        "one_minute": edition.in_language("one_minute", language),
        "what_i_gain": edition.in_language("what_i_gain", language),
        "clauses": [
            {
                "clause_id": clause.clause_id,
                "kind": clause.kind,
                "topic_group": clause.topic_group,
                "title": clause.in_language("title", language, authoritative),
                "text": clause.in_language("text", language, authoritative),
                "why": clause.in_language("why", language, authoritative),
            }
            for clause in edition.clauses
        ],
    }
