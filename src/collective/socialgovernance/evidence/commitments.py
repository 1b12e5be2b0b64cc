"""What can be published about a ledger entry without saying who it is about.

Each entry has a canonical form (RFC 8785) in which people stand as *commitments*: HMAC-SHA256 under a key
that stays in the site, over the entry's own random salt and the userid. Without the key and the salt a
commitment tells nothing and two of the same person look unrelated; with them it proves who it was. A note is
free text that people write about themselves, so it stands as a commitment too. Once salt, userid and note are
erased, the published form stays valid and names nobody.

The hash of the canonical form is that of a leaf of a transparency log (RFC 6962, section 2.1), so that a
later sealing job can put entries into one without touching what an acknowledgment writes.
"""

from collections.abc import Mapping
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.evidence.interfaces import ICommitmentKey
from datetime import datetime
from persistent import Persistent
from typing import Protocol
from zope.interface import implementer

import hashlib
import hmac
import json
import secrets


KEY_BYTES = 32
FORM_VERSION = 1


class Commitments(Protocol):
    """The commitments of an entry of which the person was erased."""

    @property
    def subject(self) -> str: ...

    @property
    def actor(self) -> str: ...

    @property
    def note(self) -> str: ...


class Committed(Protocol):
    """What a canonical form is made of: the parts of a ledger entry."""

    @property
    def edition(self) -> str: ...

    @property
    def subject(self) -> str: ...

    @property
    def actor(self) -> str: ...

    @property
    def number(self) -> str: ...

    @property
    def digest(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def answer(self) -> str: ...

    @property
    def mode(self) -> str: ...

    @property
    def at(self) -> datetime: ...

    @property
    def recorded(self) -> datetime: ...

    @property
    def statement(self) -> str: ...

    @property
    def statement_version(self) -> str: ...

    @property
    def note(self) -> str: ...

    @property
    def salt(self) -> bytes: ...

    @property
    def proof(self) -> Commitments | None: ...


@implementer(ICommitmentKey)
class CommitmentKey(Persistent):
    """The site's secret key of all commitments, made once, at random.

    A persistent local utility of its own, so that an export of the ledger or of the log never carries it
    along.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(KEY_BYTES)

    def reveal(self) -> bytes:
        """The key, 32 bytes: only for making or checking a commitment inside the site."""
        return self._secret


def commitment(secret: bytes, salt: bytes, userid: str) -> str:
    """HMAC-SHA256 (RFC 2104) of salt and userid under the site's key, in hex."""
    return hmac.digest(secret, salt + userid.encode("utf-8"), "sha256").hex()


def note_commitment(secret: bytes, salt: bytes, note: str) -> str:
    """The same for a note; a zero byte keeps it apart from that of a userid, which holds none. Empty for no
    note.
    """
    if not note:
        return ""
    return hmac.digest(secret, salt + b"\x00" + note.encode("utf-8"), "sha256").hex()


def canonical_form(entry: Committed, secret: bytes) -> bytes:
    """The entry as RFC 8785 JSON, in UTF-8: the bytes whose hash is its leaf.

    Instants are whole seconds in UTC, ISO 8601.
    """
    proof = entry.proof
    if proof is not None:
        subject, actor, note = proof.subject, proof.actor, proof.note
    else:
        subject = commitment(secret, entry.salt, entry.subject)
        own = entry.actor == entry.subject
        actor = subject if own else commitment(secret, entry.salt, entry.actor)
        note = note_commitment(secret, entry.salt, entry.note)
    return flat(
        {
            "form": FORM_VERSION,
            "edition": entry.edition,
            "number": entry.number,
            "digest": entry.digest,
            "language": entry.language,
            "answer": entry.answer,
            "mode": entry.mode,
            "subject": subject,
            "actor": actor,
            "at": iso_instant(entry.at),
            "recorded": iso_instant(entry.recorded),
            "statement": entry.statement,
            "statement_version": entry.statement_version,
            "note": note,
        }
    )


def flat(form: Mapping[str, str | int]) -> bytes:
    """RFC 8785 of an object of ASCII names, texts and small whole numbers, in UTF-8.

    For these the standard library's encoder, which is written in C, gives the bytes that the RFC asks for;
    each acknowledgment waits for them.
    """
    return _FLAT.encode(form).encode("utf-8")


_FLAT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def leaf_hash(canonical: bytes) -> str:
    """SHA-256 of a zero byte and the leaf's bytes, in hex (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + canonical).hexdigest()
