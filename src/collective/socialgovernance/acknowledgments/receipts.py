"""The receipt of an answer: what the person keeps, and what proves it later."""

from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.evidence.commitments import canonical_form
from collective.socialgovernance.evidence.commitments import leaf_hash
from dataclasses import dataclass


@dataclass(frozen=True)
class Receipt:
    """An entry of the ledger with the hash of its canonical form.

    Until entries are sealed into a log there is no proof of inclusion to give.
    """

    entry: Entry
    leaf_hash: str

    @property
    def id(self) -> str:
        """Its opaque name."""
        return self.entry.receipt_id

    def as_json(self, statement: str) -> dict[str, object]:
        """The receipt under the names of the interface; ``statement`` is the sentence that was agreed to."""
        entry = self.entry
        return {
            "id": self.id,
            "edition": entry.edition,
            "number": entry.number,
            "digest": entry.digest,
            "language": entry.language,
            "answer": entry.answer,
            "mode": entry.mode,
            "subject": entry.subject,
            "actor": entry.actor,
            "at": iso_instant(entry.at),
            "statement": statement,
            "statement_id": entry.statement,
            "statement_version": entry.statement_version,
            "note": entry.note,
            "leaf_hash": self.leaf_hash,
            "inclusion": None,
        }


def receipt(entry: Entry, secret: bytes) -> Receipt:
    """The receipt of an entry; ``secret`` is the site's key of commitments."""
    return Receipt(entry, leaf_hash(canonical_form(entry, secret)))
