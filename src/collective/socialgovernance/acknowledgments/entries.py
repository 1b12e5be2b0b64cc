"""One answer of one person to one edition: what is kept of it for ever.

An :class:`Entry` is what the rest of the product reads; the ledger keeps it as a plain tuple, compact,
because there are millions of them. What is the same for all entries of a place (the edition, the person's
key) is not repeated.
"""

from dataclasses import astuple
from dataclasses import dataclass
from datetime import datetime
from datetime import timezone
from typing import Any

import hashlib


ACKNOWLEDGED = "acknowledged"
DECLINED = "declined"
EXCEPTION_REQUESTED = "exception_requested"
EXCEPTION_GRANTED = "exception_granted"
EXCEPTION_REFUSED = "exception_refused"
WITHDRAWN = "withdrawn"

ANSWERS = (
    ACKNOWLEDGED,
    DECLINED,
    EXCEPTION_REQUESTED,
    EXCEPTION_GRANTED,
    EXCEPTION_REFUSED,
    WITHDRAWN,
)
"""Every answer; the position is what is stored, so new ones go to the end."""

SELF = "self"
ON_BEHALF = "on_behalf"
SESSION = "session"
IMPORT = "import"

MODES = (SELF, ON_BEHALF, SESSION, IMPORT)
"""Every way in; the position is what is stored, so new ones go to the end."""

SALT_BYTES = 16

SUBJECT, ACTOR, NUMBER, DIGEST, LANGUAGE, ANSWER, MODE, AT, RECORDED, STATEMENT, VERSION, NOTE, SALT = range(
    13
)
"""Positions in a stored tuple; ``AT`` and ``RECORDED`` are whole seconds since 1970 UTC."""

ACKNOWLEDGED_CODE = ANSWERS.index(ACKNOWLEDGED)

PROOF = 13
"""Position of the proof in the tuple of an entry whose person was made unrecognisable."""

Stored = tuple[Any, ...]


@dataclass(frozen=True)
class Proof:
    """What proves an entry once its person was made unrecognisable: the name of its receipt, and the
    commitments to who gave it and to its note, which tell nobody who that was.
    """

    receipt_id: str
    subject: str
    actor: str
    note: str


@dataclass(frozen=True)
class Entry:
    """One answer, as given.

    ``subject`` is the userid of whom it is the answer, ``actor`` of who gave it; ``key`` is the subject's key
    in the directory. ``digest`` is the hex digest of the text that was shown in ``language``. ``at`` is the
    instant (UTC) from which the answer counts, ``recorded`` the instant it was written down: they differ when
    an officer enters what was signed on an earlier day. ``salt`` is random, and makes what is later published
    about the entry say nothing about the person. ``proof`` takes the place of all that, and of the note, once
    the person was made unrecognisable.
    """

    edition: str
    key: int
    subject: str
    actor: str
    number: str
    digest: str
    language: str
    answer: str
    mode: str
    at: datetime
    recorded: datetime
    statement: str
    statement_version: str
    note: str
    salt: bytes
    proof: Proof | None = None

    @property
    def receipt_id(self) -> str:
        """The opaque name of the receipt: derived from the random salt, it tells nothing about the person."""
        if self.proof is not None:
            return self.proof.receipt_id
        material = b"socialgovernance receipt\x00" + self.edition.encode("utf-8") + b"\x00" + self.salt
        return hashlib.sha256(material).hexdigest()[:32]


def stored(entry: Entry) -> Stored:
    """The entry as the tuple that the ledger keeps; its edition and key are where it is kept."""
    actor = entry.subject if entry.actor == entry.subject else entry.actor
    return (
        entry.subject,
        actor,
        entry.number,
        bytes.fromhex(entry.digest),
        entry.language,
        ANSWERS.index(entry.answer),
        MODES.index(entry.mode),
        _seconds(entry.at),
        _seconds(entry.recorded),
        entry.statement,
        entry.statement_version,
        entry.note,
        entry.salt,
        *(() if entry.proof is None else (astuple(entry.proof),)),
    )


def restored(edition: str, key: int, kept: Stored) -> Entry:
    """The entry that ``stored`` made the tuple of."""
    return Entry(
        edition=edition,
        key=key,
        subject=kept[SUBJECT],
        actor=kept[ACTOR],
        number=kept[NUMBER],
        digest=kept[DIGEST].hex(),
        language=kept[LANGUAGE],
        answer=ANSWERS[kept[ANSWER]],
        mode=MODES[kept[MODE]],
        at=_instant(kept[AT]),
        recorded=_instant(kept[RECORDED]),
        statement=kept[STATEMENT],
        statement_version=kept[VERSION],
        note=kept[NOTE],
        salt=kept[SALT],
        proof=Proof(*kept[PROOF]) if len(kept) > PROOF else None,
    )


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.utc)
