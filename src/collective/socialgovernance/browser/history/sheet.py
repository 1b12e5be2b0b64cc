"""The lines of the history as a file for a spreadsheet."""

from collections.abc import Iterable
from collective.socialgovernance.browser.history.words import Line
from collective.socialgovernance.texts.sheets import write_csv

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


def as_csv(lines: Iterable[Line]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read accents; one row for each act."""
    written = io.BytesIO()
    write_csv(written, COLUMNS, (_row(line) for line in lines))
    return written.getvalue()


def _row(line: Line) -> tuple[str, ...]:
    return (
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
