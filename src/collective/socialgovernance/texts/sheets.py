"""Tables as files for spreadsheets, row by row: CSV and XLSX.

Nothing is kept in memory but the row being written. A cell is a text, a whole number or empty. No text is
ever taken for a formula, neither here nor after the file was saved in another form.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from typing import IO
from xlsxwriter import Workbook

import csv
import io
import re


Cell = str | int | None

CSV = "csv"
XLSX = "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The formats, with the content type of each."""

FORMULA = re.compile("[\\s\\x00-\\x1f]*[=+@\\-\uff1d\uff0b\uff0d\uff20]|[\\t\\r\\n]")
"""What a cell must not begin with (OWASP, CSV injection); some programs take full-width signs as well."""

AFTER_SEMICOLON = re.compile('(;[\\s\\x00-\\x1f"]*)(?=[=+@\\-\uff1d\uff0b\uff0d\uff20])')
"""Where a French spreadsheet begins a new cell, although commas separate them here."""

LONGEST_CELL = 32_767
"""Characters of a text in a cell of a spreadsheet."""

MOST_ROWS = 1_048_575
"""Rows of a sheet, without its header."""

COLUMN_WIDTH = 18
"""How wide columns are at first, in characters."""

UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def harmless(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if FORMULA.match(value) else value


def _unsplit(value: str) -> str:
    """A text for CSV that is no formula, also for a spreadsheet that begins a new cell at a semicolon."""
    value = harmless(value)
    return AFTER_SEMICOLON.sub(r"\1'", value) if ";" in value else value


def write_csv(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write UTF-8 with a byte order mark, so that spreadsheets read accents; gives the number of rows."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([_unsplit(title) for title in header])
    count = 0
    for row in rows:
        writer.writerow([_unsplit(cell) if isinstance(cell, str) else cell for cell in row])
        count += 1
    text.flush()
    text.detach()
    return count


def write_xlsx(file: IO[bytes], title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a workbook of one sheet whose first row stays in view; gives the number of rows.

    Raises ``ValueError`` when there are more rows than a sheet holds.
    """
    count = 0
    with Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(_name(title))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header), COLUMN_WIDTH)
        bold = book.add_format({"bold": True})
        for column, words in enumerate(header):
            sheet.write_string(0, column, _sayable(words), bold)
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                raise ValueError(f"a sheet holds {MOST_ROWS} rows")
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(count, column, cell)
                elif cell:
                    sheet.write_string(count, column, _sayable(cell))
    return count


def _sayable(text: str) -> str:
    """A text that a cell can hold and that is no formula."""
    text = harmless(text)
    if UNSAYABLE.search(text) or len(text) > LONGEST_CELL:
        text = UNSAYABLE.sub("", text)[:LONGEST_CELL]
    return text


def _name(title: str) -> str:
    """The name of a sheet: at most 31 characters, and some it may not have."""
    return re.sub(r"[\[\]:*?/\\']", " ", UNSAYABLE.sub("", title)).strip()[:31].strip() or "1"
