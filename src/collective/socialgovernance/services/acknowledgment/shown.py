"""Receipts, standings and rows in the shape of the REST interface."""

from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.receipts import Receipt
from collective.socialgovernance.acknowledgments.statements import statement
from collective.socialgovernance.days import end_of_day
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.days import known_on
from collective.socialgovernance.days import Zone
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import receipt_of
from datetime import date
from typing import Any


def due_instant(due: date | None, zone: Zone, as_of: date | None = None) -> str | None:
    """The end of the due day as an instant in UTC, as it was known on the day ``as_of`` (now without one)."""
    if due is None:
        return None
    return iso_instant(end_of_day(due, zone if as_of is None else known_on(as_of, zone)))


def receipt_json(entry: Entry, text: Any) -> dict[str, Any]:
    """The receipt of an entry about one of the editions of a text, with the sentence that was said by it."""
    return told(receipt_of(entry), IAskedText(text))


def told(receipt: Receipt, asked: IAskedText) -> dict[str, Any]:
    """A receipt about one of the editions of a text, with the sentence that was said by it."""
    entry = receipt.entry
    title = asked.title(entry.edition, entry.language)
    said = statement(entry.statement, entry.language, title, entry.number, entry.statement_version)
    return receipt.as_json(said)


def last_acknowledged(entries: list[Entry]) -> dict[str, Any] | None:
    """The edition that somebody acknowledged last, of whatever line."""
    given = [entry for entry in entries if entry.answer == ACKNOWLEDGED]
    if not given:
        return None
    last = given[-1]
    return {"uid": last.edition, "number": last.number, "at": iso_instant(last.at)}


def record_json(entries: list[Entry], edition: Any) -> dict[str, Any] | None:
    """The receipt of the last of these entries; None when there is none."""
    return receipt_json(entries[-1], asked_text(edition).content) if entries else None
