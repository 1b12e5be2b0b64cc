"""The digest that binds an acknowledgment to the exact text shown."""

from collective.socialgovernance.texts.facts import EditionFacts
from typing import Any
from unicodedata import normalize

import hashlib
import rfc8785


def canonical(edition: EditionFacts, language: str) -> bytes:
    """The text of an edition in one language as canonical JSON (RFC 8785), strings in Unicode form NFC.

    A missing translation is replaced by the authoritative text. Dates, formalities and links are left out.
    """
    authoritative = edition.authoritative_language
    content: dict[str, Any] = {
        "edition": edition.uid,
        "language": language,
        "legal_force": edition.legal_force,
        "title": _nfc(edition.in_language("title", language)),
        "one_minute": _nfc(edition.in_language("one_minute", language)),
        "what_i_gain": _nfc(edition.in_language("what_i_gain", language)),
        "clauses": [
            {
                "clause_id": clause.clause_id,
                "kind": clause.kind,
                "topic_group": clause.topic_group,
                "title": _nfc(clause.in_language("title", language, authoritative)),
                "text": _nfc(clause.in_language("text", language, authoritative)),
                "why": _nfc(clause.in_language("why", language, authoritative)),
            }
            for clause in edition.clauses
        ],
    }
    return rfc8785.dumps(content)


def digest(edition: EditionFacts, language: str) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(edition, language)).hexdigest()


def digests(edition: EditionFacts) -> dict[str, str]:
    """One digest per language of the edition."""
    return {language: digest(edition, language) for language in edition.languages}


def _nfc(text: str) -> str:
    return normalize("NFC", text)
