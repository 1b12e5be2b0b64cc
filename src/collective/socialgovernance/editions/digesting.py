"""The digest that binds what people do to the exact content that was approved."""

from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

import hashlib
import rfc8785


def composed(value: Any) -> Any:
    """The same JSON value with every string in Unicode form NFC."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: composed(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [composed(part) for part in value]
    return value


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """RFC 8785 JSON of the content, strings in Unicode form NFC."""
    return rfc8785.dumps(composed(content))


def sha256_of(canonical: bytes) -> str:
    """SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(canonical).hexdigest()
