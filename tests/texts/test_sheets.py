"""Files for spreadsheets: what was put in is read back, and nothing of it is ever calculated."""

from collective.socialgovernance.texts.sheets import Cell
from collective.socialgovernance.texts.sheets import LONGEST_CELL
from collective.socialgovernance.texts.sheets import write_csv
from collective.socialgovernance.texts.sheets import write_xlsx
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from zipfile import ZipFile

import csv
import io
import pytest
import re


CELLS = st.one_of(st.none(), st.integers(-(10**12), 10**12), st.text(max_size=12))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6)
FORMULAS = (
    "=1+1",
    "+33 1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "=cmd|' /C calc'!A0",
    "\u00a0=1",
    "\uff1d1",
)


ESCAPED = re.compile("_x([0-9A-F]{4})_")
"""How a workbook writes a character that XML reads as another one (ECMA-376, ST_Xstring)."""


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def as_csv(rows: list[list[Cell]]) -> list[list[str]]:
    file = io.BytesIO()
    assert write_csv(file, ["A", "B"], rows) == len(rows)
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))[1:]


def as_xlsx(rows: list[list[Cell]], title: str = "People") -> list[list[tuple[str, str]]]:
    """Each cell as its kind and what it holds."""
    file = io.BytesIO()
    assert write_xlsx(file, title, ["A", "B"], rows) == len(rows)
    with ZipFile(file) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
        root = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    found = {
        cell.get("r"): (cell.get("t", "n"), ESCAPED.sub(_character, "".join(cell.itertext())))
        for cell in root.iter("{*}c")
        if len(cell)
    }
    return [
        [found.get(f"{'ABCD'[column]}{line}", ("", "")) for column in range(len(row))]
        for line, row in enumerate(rows, 2)
    ]


@given(ROWS)
def test_a_csv_holds_what_was_put_in(rows):
    found = as_csv(rows)
    for row, read in zip(rows, found, strict=True):
        for cell, value in zip(row, read, strict=True):
            told = "" if cell is None else str(cell)
            assert value in (told, f"'{told}")
            assert isinstance(cell, int) or value.lstrip(" ")[:1] not in tuple("=+-@\t\r\n")


@given(ROWS)
def test_an_xlsx_holds_what_was_put_in(rows):
    for row, read in zip(rows, as_xlsx(rows), strict=True):
        for cell, (kind, value) in zip(row, read, strict=True):
            if isinstance(cell, int):
                assert (kind, value) == ("n", str(cell))
            elif cell:
                assert kind == "inlineStr"
                assert value.lstrip(" ")[:1] not in tuple("=+-@\t\r\n")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_a_text_with_an_apostrophe_before_it(formula):
    assert as_csv([[formula]]) == [[f"'{formula}"]]
    ((kind, value),) = as_xlsx([[formula]])[0]
    assert (kind, value) == ("inlineStr", f"'{formula}")


@pytest.mark.parametrize(
    "harmless", ["a=b", "e-mail", "é=1", "Zoë 𝔘", "<b>&amp;</b>", "1.0.0", "'quoted'", "a;b,c", "_x0041_"]
)
def test_what_is_no_formula_stays_as_it_is(harmless):
    assert as_csv([[harmless]]) == [[harmless]]
    assert as_xlsx([[harmless]]) == [[("inlineStr", harmless)]]


def test_what_a_workbook_cannot_hold_is_left_out():
    assert as_xlsx([["a\x00b\x1fc\ud800"]]) == [[("inlineStr", "abc")]]
    assert len(as_xlsx([["x" * 40_000]])[0][0][1]) == LONGEST_CELL
    assert as_xlsx([["x"]], title="a[b]:*?/\\'\"<c>" + "d" * 40) == [[("inlineStr", "x")]]


def test_a_sheet_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("collective.socialgovernance.texts.sheets.MOST_ROWS", 2)
    with pytest.raises(ValueError, match="2 rows"):
        write_xlsx(io.BytesIO(), "People", ["A"], [["a"]] * 3)


@pytest.mark.parametrize("formula", ["x;=1+1", "x; =1+1", 'x;"=1+1"', "x;\t@SUM(A1)", "x;-2;+3"])
def test_a_spreadsheet_that_begins_cells_at_semicolons_calculates_nothing(formula):
    file = io.BytesIO()
    write_csv(file, ["A", formula], [["a", formula]])
    lines = csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig")), delimiter=";")
    cells = [cell for line in lines for cell in line]
    assert len(cells) >= 4
    assert not [cell for cell in cells if re.match(r'[\s"]*[=+@-]', cell)]
