"""The digest that binds an approval to exactly what an edition of a scope says."""

from collections.abc import Mapping
from collective.socialgovernance.editions.digesting import canonical_json
from collective.socialgovernance.editions.digesting import sha256_of
from collective.socialgovernance.scopes.facts import ScopeContent
from dataclasses import asdict
from datetime import date
from typing import Any


def canonical(
    uid: str, department: str, title: str, content: ScopeContent, mandates: Mapping[str, str]
) -> bytes:
    """An edition as canonical JSON (RFC 8785), strings in Unicode form NFC.

    Rows and lists in the order in which they were written, days as ``YYYY-MM-DD``, "" for what is empty and
    null for a day that is not given; ``mandates`` gives by userid the SHA-256 of the file of each mandate.
    The summary of changes, the number and what happened to the edition are left out.
    """
    said = _plain(asdict(content))
    said["mandates"] = dict(mandates)
    return canonical_json({"edition": uid, "department": department, "title": title, **said})


def digest(uid: str, department: str, title: str, content: ScopeContent, mandates: Mapping[str, str]) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return sha256_of(canonical(uid, department, title, content, mandates))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
