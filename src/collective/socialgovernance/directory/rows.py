"""The rows of an import, from CSV or JSON, checked one by one and brought to one form.

What a row alone can show is checked here: columns, ids, dates, words. What needs the other rows or the
directory is checked by ``planning.py``. Nothing stops at the first fault: each one is a :class:`Problem`
with its place, a CSV cell (``people.csv:5:manager``) or a JSON field (``people.3.manager``).
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.people import POPULATIONS
from collective.socialgovernance.directory.values import BadValue
from collective.socialgovernance.directory.values import day
from collective.socialgovernance.directory.values import email
from collective.socialgovernance.directory.values import identifier
from collective.socialgovernance.directory.values import identifiers
from collective.socialgovernance.directory.values import language
from collective.socialgovernance.directory.values import one_of
from collective.socialgovernance.directory.values import text
from collective.socialgovernance.directory.values import yes
from collective.socialgovernance.refusals import Problem
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import NamedTuple


PEOPLE = "people"
DEPARTMENTS = "departments"
STATUSES = (ACTIVE, LEAVE, LEFT)


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
    reading = Reading(kind, origin)
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


# what JSON and CSV share


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


class Reading:
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
