"""The rows of an import, from CSV or JSON, checked one by one and brought to one form.

What a row alone can show is checked here: columns, ids, dates, words. What needs the other rows or the
directory is checked by ``imports.py``. Nothing stops at the first fault: each one is a :class:`Problem`
with its place, a CSV cell (``people.csv:5:manager``) or a JSON field (``people.3.manager``).
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.days import written_day
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.people import POPULATIONS
from collective.socialgovernance.refusals import Problem
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import NamedTuple
from typing import Protocol

import codecs
import csv
import io
import re


PEOPLE = "people"
DEPARTMENTS = "departments"
STATUSES = (ACTIVE, LEAVE, LEFT)
LONGEST_LINE = 65536
"""Bytes of one line of a CSV file; a longer one is a file with a quote or its line ends missing."""

_ID = re.compile(r"[A-Za-z0-9._@-]{1,255}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class BadValue(ValueError):
    """A value that cannot be read; its argument is the message."""


@dataclass(slots=True)
class PersonRow:
    """One person as told. None means not told; "" and 0 mean told to be empty. Days are ordinals."""

    place: int
    userid: str = ""
    fullname: str = ""
    department: str = ""
    email: str | None = None
    manager: str | None = None
    job_family: str | None = None
    site: str | None = None
    population: str | None = None
    language: str | None = None
    status: str | None = None
    joined: int | None = None
    left: int | None = None
    leave_from: int | None = None
    leave_until: int | None = None
    since: int | None = None
    previous_userid: str | None = None
    new_person: bool | None = None
    mark: int = 0


@dataclass(slots=True)
class DepartmentRow:
    """One department as told. None means not told, "" and () told to be empty."""

    place: int
    id: str = ""
    title: str = ""
    parent: str | None = None
    head: str | None = None
    deputies: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Origin:
    """Where rows come from, so that a fault can be found again: a file, or the key of a JSON body."""

    name: str
    is_file: bool = False

    def field(self, place: int | None, column: str = "") -> str:
        """``people.csv:5:manager`` or ``people.3.manager``."""
        parts = [self.name, *([] if place is None else [str(place)]), *([column] if column else [])]
        return (":" if self.is_file else ".").join(parts)


@dataclass(frozen=True)
class Table:
    """The rows of one kind that could be read, and what is wrong with the others.

    ``ids`` holds the ids of all rows, bad ones included, so that one bad row does not make others look bad.
    ``familiar`` are the ids, with their keys, of rows told before that say nothing new.
    """

    origin: Origin
    rows: tuple[Any, ...]
    problems: tuple[Problem, ...] = field(default=())
    ids: frozenset[str] = field(default=frozenset())
    familiar: Mapping[str, int] = field(default_factory=dict)


class Kind(NamedTuple):
    """How the rows of one kind are read: a reader for each column, what must be there, the row."""

    name: str
    columns: Mapping[str, Callable[[object], object]]
    required: tuple[str, ...]
    filled: tuple[str, ...]
    row: type[Any]
    check: Callable[[Any], Iterator[tuple[str, str]]]


# values


def text(raw: object) -> str:
    """A line of text, without surrounding space."""
    if not isinstance(raw, str):
        if raw is None:
            return ""
        raise BadValue(_("bad_text", default="this must be text"))
    value = raw.strip()
    if not value.isprintable() and _CONTROL.search(value):
        raise BadValue(_("bad_control_character", default="this contains a line break or control character"))
    return value


def identifier(raw: object) -> str:
    """A userid or department id, or ""."""
    value = text(raw)
    if value and (not _ID.fullmatch(value) or not value.strip(".")):
        raise BadValue(
            _(
                "bad_identifier",
                default='"${value}" is not an id: letters without accents, digits and . _ @ - only',
                mapping={"value": value[:80]},
            )
        )
    return value


def identifiers(raw: object) -> tuple[str, ...]:
    """Several ids: a JSON list, or text separated by semicolons."""
    if isinstance(raw, list):
        values = [identifier(entry) for entry in raw]
    else:
        values = [identifier(entry) for entry in re.split("[;,]", text(raw))]
    return tuple(dict.fromkeys(value for value in values if value))


def day(raw: object) -> int:
    """A day, ``YYYY-MM-DD``, as an ordinal; 0 when empty."""
    value = text(raw)
    if not value:
        return 0
    try:
        return written_day(value).toordinal()
    except ValueError as error:
        message = _(
            "bad_day",
            default='"${value}" is not a day written YYYY-MM-DD',
            mapping={"value": value[:80]},
        )
        raise BadValue(message) from error


def email(raw: object) -> str:
    """An e-mail address, or ""."""
    value = text(raw)
    if value and not _EMAIL.fullmatch(value):
        raise BadValue(
            _("bad_email", default='"${value}" is not an e-mail address', mapping={"value": value[:80]})
        )
    return value


def language(raw: object) -> str:
    """A language code in lower case, or ""."""
    value = text(raw).lower()
    if value and not _LANGUAGE.fullmatch(value):
        raise BadValue(
            _(
                "bad_language",
                default='"${value}" is not a language code such as fr or en-gb',
                mapping={"value": value[:80]},
            )
        )
    return value


def one_of(*allowed: str) -> Callable[[object], str]:
    """A reader of one word of these, or ""."""

    def read(raw: object) -> str:
        value = text(raw)
        if value and value not in allowed:
            raise BadValue(
                _(
                    "bad_word",
                    default='"${value}" is not one of: ${allowed}',
                    mapping={"value": value[:80], "allowed": ", ".join(allowed)},
                )
            )
        return value

    return read


def yes(raw: object) -> bool:
    """``yes``, ``no`` or empty; in JSON also true and false."""
    if isinstance(raw, bool):
        return raw
    return _YES_OR_NO(raw) == "yes"


_YES_OR_NO = one_of("yes", "no")


# what one row alone can show


def _check_person(row: PersonRow) -> Iterator[tuple[str, str]]:
    if not (row.left or row.leave_until or row.previous_userid):
        return
    if row.joined and row.left and row.left < row.joined:
        yield "left", _("bad_left_before_joined", default="left is earlier than joined")
    if row.leave_until and not row.leave_from:
        yield "leave_until", _("bad_leave_without_start", default="a leave needs its first day, leave_from")
    elif row.leave_until and row.leave_from and row.leave_until < row.leave_from:
        yield "leave_until", _("bad_leave_reversed", default="leave_until is earlier than leave_from")
    if row.previous_userid and row.previous_userid == row.userid:
        yield "previous_userid", _("bad_previous_userid_same", default="this is the userid itself")


def _check_department(row: DepartmentRow) -> Iterator[tuple[str, str]]:
    if row.parent and row.parent == row.id:
        yield "parent", _("bad_parent_itself", default="a department cannot be its own parent")


PERSON_ROWS = Kind(
    name=PEOPLE,
    columns={
        "userid": identifier,
        "fullname": text,
        "email": email,
        "department": identifier,
        "manager": identifier,
        "job_family": text,
        "site": text,
        "population": one_of(*POPULATIONS),
        "language": language,
        "status": one_of(*STATUSES),
        "joined": day,
        "left": day,
        "leave_from": day,
        "leave_until": day,
        "since": day,
        "previous_userid": identifier,
        "new_person": yes,
    },
    required=("userid", "fullname", "department"),
    filled=("userid", "fullname"),
    row=PersonRow,
    check=_check_person,
)

DEPARTMENT_ROWS = Kind(
    name=DEPARTMENTS,
    columns={
        "id": identifier,
        "title": text,
        "parent": identifier,
        "head": identifier,
        "deputies": identifiers,
    },
    required=("id", "title"),
    filled=("id", "title"),
    row=DepartmentRow,
    check=_check_department,
)


# JSON


def json_table(kind: Kind, entries: object) -> Table:
    """The rows of a JSON body: a list of objects whose keys are the columns."""
    origin = Origin(kind.name)
    if not isinstance(entries, list):
        message = _("bad_rows", default="this must be a list of objects")
        return Table(origin, (), (Problem(origin.field(None), message),))
    reading = _Reading(kind, origin)
    for place, entry in enumerate(entries):
        if not isinstance(entry, dict):
            reading.fault(place, "", _("bad_row", default="this must be an object"))
            continue
        for name in entry.keys() - kind.columns.keys():
            reading.fault(place, str(name), _("unknown_key", default="there is no such key"))
        for name in kind.required:
            if name not in entry:
                reading.fault(place, name, _("missing_key", default="this key is missing"))
        known = [name for name in entry if name in kind.columns]
        reading.row(place, known, [entry[name] for name in known])
    return reading.table()


# CSV


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
    reading = _Reading(kind, origin)
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


def _header(reading: "_Reading", names: list[str]) -> list[str] | None:
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
    reading: "_Reading",
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


# both


class _Known(dict[str, object]):
    """The values of texts that come many times, each read once."""

    def __init__(self, read: Callable[[object], object]):
        super().__init__()
        self._read = read

    def __missing__(self, raw: str) -> object:
        value = self[raw] = self._read(raw)
        return value


ONCE = frozenset({"userid", "fullname", "email", "id", "title"})
"""Columns whose values come once each: remembering them would help nobody."""


class _Reading:
    """Rows and faults gathered while one table is read."""

    def __init__(self, kind: Kind, origin: Origin):
        self.kind = kind
        self.origin = origin
        self.problems: list[Problem] = []
        self._rows: list[object] = []
        self._places: dict[str, int] = {}
        self._readers: dict[str, Callable[[Any], object]] = {
            name: read if name in ONCE else _Known(read).__getitem__ for name, read in kind.columns.items()
        }

    def fault(self, place: int, column: str, message: str) -> None:
        self.problems.append(Problem(self.origin.field(place, column), message))

    def row(
        self, place: int, columns: Sequence[str], cells: Sequence[object], mark: int | None = None
    ) -> None:
        """Read one row; keep it when nothing is wrong with it."""
        before = len(self.problems)
        values = self._values(place, columns, cells)
        for name in self.kind.filled:
            if not values.get(name):
                self._empty(place, name)
        self._once(place, values.get(self.kind.filled[0], ""))
        if len(self.problems) > before:
            return
        row = self.kind.row(place, **values)
        if mark is not None:
            row.mark = mark
        for name, message in self.kind.check(row):
            self.fault(place, name, message)
        if len(self.problems) == before:
            self._rows.append(row)

    def table(self, familiar: Mapping[str, int] | None = None) -> Table:
        familiar = familiar or {}
        for id in self._places.keys() & familiar.keys():
            self.fault(
                self._places[id],
                self.kind.filled[0],
                _("double_id_elsewhere", default="this id is there twice"),
            )
        ids = frozenset(self._places).union(familiar)
        return Table(self.origin, tuple(self._rows), tuple(self.problems), ids, familiar)

    def _values(self, place: int, columns: Sequence[str], cells: Sequence[object]) -> dict[str, Any]:
        """What the cells say; a cell that cannot be read is a fault and is left out."""
        readers = self._readers
        try:
            return {name: readers[name](raw) for name, raw in zip(columns, cells, strict=True)}
        except (BadValue, TypeError):
            return self._values_one_by_one(place, columns, cells)

    def _values_one_by_one(
        self, place: int, columns: Sequence[str], cells: Sequence[object]
    ) -> dict[str, Any]:
        values = {}
        for name, raw in zip(columns, cells, strict=True):
            try:
                values[name] = self.kind.columns[name](raw)
            except BadValue as error:
                self.fault(place, name, error.args[0])
        return values

    def _empty(self, place: int, name: str) -> None:
        field = self.origin.field(place, name)
        if all(problem.field != field for problem in self.problems[-len(self.kind.columns) :]):
            self.fault(place, name, _("bad_empty", default="this must not be empty"))

    def _once(self, place: int, id: str) -> None:
        if not id:
            return
        first = self._places.setdefault(id, place)
        if first != place:
            self.fault(
                place,
                self.kind.filled[0],
                _(
                    "double_id",
                    default='"${id}" is there twice, first in ${first}',
                    mapping={"id": id, "first": self.origin.field(first)},
                ),
            )
