"""The lines of the history as a file for a spreadsheet."""

from collections.abc import Iterable
from collective.socialgovernance.browser.history.words import Line

import csv
import io


COLUMNS = (
    "about",
    "time_utc",
    "time_local",
    "action",
    "act",
    "actor",
    "name",
    "state_before",
    "state_after",
    "note",
    "guards_passed",
    "guards_failed",
    "facts",
    "url",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA) else value


def as_csv(lines: Iterable[Line]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read accents; one row for each act."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for line in lines:
        row = (
            line.about,
            line.machine,
            line.local,
            line.action,
            line.act,
            line.actor,
            line.name,
            line.before,
            line.after,
            line.note,
            "; ".join(line.passed),
            "; ".join(line.failed),
            "; ".join(f"{name}: {value}" for name, value in line.facts),
            line.about_url,
        )
        writer.writerow([harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")
