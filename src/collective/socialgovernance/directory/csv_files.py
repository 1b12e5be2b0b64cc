"""The rows of a CSV file: UTF-8 with or without BOM, a header, separated by commas or semicolons."""

from collections.abc import Callable
from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.directory.rows import Kind
from collective.socialgovernance.directory.rows import Origin
from collective.socialgovernance.directory.rows import Reading
from collective.socialgovernance.directory.rows import Table
from collective.socialgovernance.refusals import Problem
from typing import Protocol

import codecs
import csv
import io


LONGEST_LINE = 65536
"""Bytes of one line of a CSV file; a longer one is a file with a quote or its line ends missing."""


class Recognising(Protocol):
    """What tells rows that were told before from the others, see ``familiar.py``."""

    keys: dict[str, int]

    def reader(self, columns: list[str]) -> Callable[[list[str]], int]:
        """For rows under this header: 0 for one told before, else its mark."""


def csv_table(kind: Kind, content: bytes, name: str, familiar: Recognising | None = None) -> Table:
    """The rows of a CSV file: UTF-8 with or without BOM, a header, separated by commas or semicolons."""
    origin = Origin(name, is_file=True)
    content = content.removeprefix(codecs.BOM_UTF8)
    problems = _unreadable(origin, content)
    if problems:
        return Table(origin, (), tuple(problems))
    lines = content.decode("utf-8")
    reading = Reading(kind, origin)
    separator = _separator(lines.partition("\n")[0])
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True)
    try:
        columns = _header(reading, next(reader, []))
        if columns is not None:
            _read_lines(reading, reader, columns, familiar.reader(columns) if familiar else None)
    except csv.Error as error:
        message = _("bad_csv", default="not readable as CSV: ${error}", mapping={"error": str(error)})
        reading.fault(reader.line_num, "", message)
    return reading.table(familiar.keys if familiar else {})


def _unreadable(origin: Origin, content: bytes) -> list[Problem]:
    """What keeps a file from being text: encoding, NUL bytes, endless lines."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return [Problem(origin.field(1), _("bad_utf16", default="the file is UTF-16; save it as UTF-8"))]
    lines = content.splitlines()
    if b"\0" not in content and len(max(lines, key=len, default=b"")) <= LONGEST_LINE and _is_utf_8(content):
        return []
    problems = []
    for number, line in enumerate(lines, start=1):
        message = _line_fault(line)
        if message:
            problems.append(Problem(origin.field(number), message))
    return problems


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line_fault(line: bytes) -> str | None:
    if len(line) > LONGEST_LINE:
        return _(
            "bad_long_line",
            default="the line has ${length} bytes, more than ${limit}: is a quote or a line end missing?",
            mapping={"length": str(len(line)), "limit": str(LONGEST_LINE)},
        )
    if b"\0" in line:
        return _("bad_nul", default="the line contains a NUL byte; save the file as UTF-8 text")
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return _(
            "bad_encoding",
            default="not UTF-8: byte ${byte} at position ${position} of the line; save the file as UTF-8",
            mapping={"byte": f"0x{line[error.start]:02X}", "position": str(error.start + 1)},
        )
    return None


def _separator(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","


def _header(reading: "Reading", names: list[str]) -> list[str] | None:
    """The columns of a file, None when they cannot be used."""
    kind = reading.kind
    columns = [name.strip() for name in names]
    before = len(reading.problems)
    for name in columns:
        if name not in kind.columns:
            reading.fault(1, name or "?", _("unknown_column", default="there is no such column"))
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        reading.fault(1, name, _("double_column", default="this column is there twice"))
    for name in kind.required:
        if name not in columns:
            reading.fault(1, name, _("missing_column", default="this column is missing in the header"))
    return columns if len(reading.problems) == before else None


def _read_lines(
    reading: "Reading",
    reader: Iterable[list[str]],
    columns: list[str],
    mark_of: Callable[[list[str]], int] | None,
) -> None:
    first = reader.line_num + 1  # type: ignore[attr-defined]
    for cells in reader:
        if len(cells) == len(columns):
            mark = None if mark_of is None else mark_of(cells)
            if mark != 0:
                reading.row(first, columns, cells, mark)
        elif cells:
            reading.fault(
                first,
                "",
                _(
                    "bad_cells",
                    default="the line has ${cells} cells, the header ${columns}",
                    mapping={"cells": str(len(cells)), "columns": str(len(columns))},
                ),
            )
        first = reader.line_num + 1  # type: ignore[attr-defined]
