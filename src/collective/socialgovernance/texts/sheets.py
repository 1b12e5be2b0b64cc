"""Tables as files for spreadsheets, row by row: CSV, and XLSX as ECMA-376 part 1 has it.

Nothing is kept in memory but the row being written. A cell is a text, a whole number or empty. No text is
ever taken for a formula, neither here nor after the file was saved in another form.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from typing import IO
from xml.sax.saxutils import escape

import csv
import io
import re
import zipfile


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

MARKUP = re.compile("[&<>]")

LONGEST_CELL = 32_767
"""Characters of a text in a cell of a spreadsheet."""

MOST_ROWS = 1_048_575
"""Rows of a sheet, without its header."""

UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def harmless(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if FORMULA.match(value) else value


def write_csv(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write UTF-8 with a byte order mark, so that spreadsheets read accents; gives the number of rows."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer, risky = csv.writer(text), FORMULA.match
    writer.writerow([harmless(title) for title in header])
    count = 0
    for row in rows:
        writer.writerow([f"'{cell}" if cell.__class__ is str and risky(cell) else cell for cell in row])
        count += 1
    text.flush()
    text.detach()
    return count


def write_xlsx(file: IO[bytes], title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a workbook of one sheet whose first row stays in view; gives the number of rows.

    Raises ``ValueError`` when there are more rows than a sheet holds.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in _PARTS.items():
            package.writestr(name, content)
        package.writestr("xl/workbook.xml", _workbook(title))
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(_SHEET_BEGINS)
            sheet.write(_row(header, ' s="1"'))
            count = 0
            for row in rows:
                count += 1
                if count > MOST_ROWS:
                    raise ValueError(f"a sheet holds {MOST_ROWS} rows")
                sheet.write(_row(row))
            sheet.write(_SHEET_ENDS)
    return count


def _row(cells: Sequence[Cell], style: str = "") -> bytes:
    return f"<row>{''.join([_cell(cell, style) for cell in cells])}</row>".encode()


def _cell(cell: Cell, style: str) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, int):
        return f"<c{style}><v>{cell}</v></c>"
    text = f"'{cell}" if FORMULA.match(cell) else cell
    if UNSAYABLE.search(text) or len(text) > LONGEST_CELL:
        text = UNSAYABLE.sub("", text)[:LONGEST_CELL]
    if MARKUP.search(text):
        text = escape(text)
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


def _workbook(title: str) -> str:
    # A sheet's name: at most 31 characters, none of these.
    name = re.sub(r"[\[\]:*?/\\']", " ", UNSAYABLE.sub("", title)).strip()[:31] or "1"
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><sheets>'
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}">'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_SHEET_BEGINS = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<cols><col min="1" max="20" width="18" customWidth="1"/></cols><sheetData>'
).encode()
_SHEET_ENDS = b"</sheetData></worksheet>"
