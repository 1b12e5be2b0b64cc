"""What an import would change: each row checked against the others and what is known; nothing is written."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.directory import told
from collective.socialgovernance.directory.familiar import lasting_mark
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.records import DepartmentState
from collective.socialgovernance.directory.records import employed_on
from collective.socialgovernance.directory.records import FOREVER
from collective.socialgovernance.directory.records import last_value
from collective.socialgovernance.directory.records import Record
from collective.socialgovernance.directory.records import set_from
from collective.socialgovernance.directory.records import Steps
from collective.socialgovernance.directory.records import value_on
from collective.socialgovernance.directory.rows import DepartmentRow
from collective.socialgovernance.directory.rows import Origin
from collective.socialgovernance.directory.rows import PersonRow
from collective.socialgovernance.directory.rows import Table
from collective.socialgovernance.directory.store import Directory
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from dataclasses import dataclass
from datetime import date
from typing import Any
from typing import NamedTuple


CREATED = "created"
UPDATED = "updated"
GONE = "left"
UNCHANGED = "unchanged"

FEW_LEAVERS = 20
"""A run that makes fewer people leave is never refused for it."""
LEAVERS_SHARE = 20
"""Percent of the people that may leave in one run, unless the site says otherwise."""


class PersonChange(NamedTuple):
    """What an import makes of one person."""

    kind: str
    key: int
    old: Record | None
    new: Record
    mark: int = 0


class DepartmentChange(NamedTuple):
    """What an import makes of one department."""

    kind: str
    id: str
    old: DepartmentState | None
    new: DepartmentState | None


class Correction(NamedTuple):
    """A membership of days gone by that an import rewrote; days are ordinals, 0 when there was none."""

    userid: str
    department: str
    was_since: int
    since: int


@dataclass(frozen=True)
class Plan:
    """What an import would do. Nothing is written yet."""

    day: date
    delta: bool
    people: tuple[PersonChange, ...]
    departments: tuple[DepartmentChange, ...]
    department_steps: dict[str, Steps]
    corrections: tuple[Correction, ...]
    unchanged: int
    displaced: int = 0
    """How many people lose their department because it closes without their being listed."""

    @property
    def is_empty(self) -> bool:
        return not self.people and not self.department_steps

    @property
    def counts(self) -> dict[str, int]:
        """How many people and departments, together, are created, updated, left and unchanged."""
        kinds = Counter(change.kind for change in self.people)
        kinds.update(change.kind for change in self.departments)
        return {
            CREATED: kinds[CREATED],
            UPDATED: kinds[UPDATED] - self.displaced,
            GONE: kinds[GONE],
            UNCHANGED: self.unchanged,
        }


def plan(
    directory: Directory,
    today: date,
    people: Table | None = None,
    departments: Table | None = None,
    *,
    delta: bool = False,
    keep_untold: bool = False,
    accept_leavers: bool = False,
    leavers_share: int = LEAVERS_SHARE,
    language: str = "en",
) -> Plan:
    """What these tables would change on ``today``.

    A kind that is None is left alone. Without ``delta`` a table is the whole list: who is not in it leaves, a
    department not in it closes, and what a row does not tell is empty, unless ``keep_untold`` lets it stay
    as it is. ``language`` is that of new people whose row tells none.

    Raises ``Refused(400)`` with every bad row, and ``Refused(409)`` when at least 20 people and more than
    ``leavers_share`` percent would leave and ``accept_leavers`` is not given.
    """
    planner = _Planner(directory, today, people, departments, delta, delta or keep_untold, language)
    made = planner.plan()
    problem = None if accept_leavers else too_many_leavers(directory, made, leavers_share)
    if problem is not None:
        raise Refused(409, [problem])
    return made


def too_many_leavers(directory: Directory, plan: Plan, share: int = LEAVERS_SHARE) -> Problem | None:
    """Why the leavers must be accepted: at least 20 people and more than ``share`` percent leave."""
    leaving = sum(1 for change in plan.people if change.kind == GONE)
    if leaving < FEW_LEAVERS:
        return None
    present = len(directory.everybody(plan.day))
    if leaving * 100 <= share * present:
        return None
    message = _(
        "too_many_leavers",
        default="${leaving} of ${present} people would leave, more than ${share} %. "
        "Is the list complete? If it is, accept the leavers explicitly",
        mapping={"leaving": str(leaving), "present": str(present), "share": str(share)},
    )
    return Problem("accept_leavers", message)


def opened_departments(directory: Directory, departments: Table | None, delta: bool) -> frozenset[str]:
    """The departments that are open after an import of this table, those of its bad rows included."""
    known = frozenset(
        id for id, steps in directory.department_steps().items() if last_value(steps) is not None
    )
    if departments is None:
        return known
    return departments.ids | known if delta else departments.ids


NOTHING = Table(Origin(""), ())


class _Planner:
    """Goes through the tables once and gathers every fault and every change."""

    def __init__(
        self,
        directory: Directory,
        today: date,
        people: Table | None,
        departments: Table | None,
        delta: bool,
        keep_untold: bool,
        language: str,
    ):
        self.directory = directory
        self.today = today
        self.day = today.toordinal()
        self.people = people or NOTHING
        self.departments = departments or NOTHING
        self.tells_people = people is not None
        self.tells_departments = departments is not None
        self.delta = delta
        self.keep_untold = keep_untold
        self.language = language
        self.problems: list[Problem] = []
        self.keys: dict[str, int] = {}
        self.retired: set[int] = set()
        self.next_key = directory.next_key
        self.unchanged = 0
        self.displaced = 0
        self.corrections: list[Correction] = []
        self.reaching_back: dict[str, int] = {}
        self.known_steps = directory.department_steps()
        self.open = {
            id: DepartmentState._make(last_value(steps))
            for id, steps in self.known_steps.items()
            if last_value(steps) is not None
        }
        self._shared: dict[tuple[Any, ...], tuple[Any, ...]] = {}

    def plan(self) -> Plan:
        self.problems.extend((*self.people.problems, *self.departments.problems))
        self.opened = opened_departments(
            self.directory, self.departments if self.tells_departments else None, self.delta
        )
        self._assign_keys()
        departments = self._department_changes()
        people = self._people_changes({change.id for change in departments if change.new is None})
        if self.problems:
            raise Refused(400, self.problems)
        return Plan(
            day=self.today,
            delta=self.delta,
            people=tuple(people),
            departments=tuple(departments),
            department_steps=self._department_steps(departments),
            corrections=tuple(self.corrections),
            unchanged=self.unchanged,
            displaced=self.displaced,
        )

    def fault(self, table: Table, place: int, column: str, message: str) -> None:
        self.problems.append(Problem(table.origin.field(place, column), message))

    # departments

    def _department_changes(self) -> list[DepartmentChange]:
        if not self.tells_departments:
            return []
        changes = []
        states = dict(self.open) if self.delta else {}
        for row in self.departments.rows:
            self._check_department(row)
            old = self.open.get(row.id)
            new = self._state(row, old)
            states[row.id] = new
            if new == old:
                self.unchanged += 1
            else:
                changes.append(DepartmentChange(UPDATED if old else CREATED, row.id, old, new))
        self._check_cycles(states)
        if not self.delta:
            for id in sorted(self.open.keys() - self.departments.ids):
                changes.append(DepartmentChange(GONE, id, self.open[id], None))
        return changes

    def _check_department(self, row: DepartmentRow) -> None:
        table = self.departments
        if row.parent and row.parent not in self.opened:
            self.fault(table, row.place, "parent", _unknown_department(row.parent))
        if row.head and not self._is_known(row.head):
            self.fault(table, row.place, "head", self._unknown_person(row.head))
        for deputy in row.deputies or ():
            if not self._is_known(deputy):
                self.fault(table, row.place, "deputies", self._unknown_person(deputy))

    def _state(self, row: DepartmentRow, old: DepartmentState | None) -> DepartmentState:
        if not self.keep_untold or old is None:
            old = DepartmentState("", "", 0, ())
        return DepartmentState(
            title=row.title,
            parent=old.parent if row.parent is None else row.parent,
            head=old.head if row.head is None else self._key(row.head),
            deputies=old.deputies if row.deputies is None else tuple(map(self._key, row.deputies)),
        )

    def _check_cycles(self, states: dict[str, DepartmentState]) -> None:
        table = self.departments
        for row in table.rows:
            path = [row.id]
            while True:
                state = states.get(path[-1])
                if state is None or not state.parent or state.parent in path[1:]:
                    break
                path.append(state.parent)
                if state.parent == row.id:
                    message = _(
                        "department_cycle",
                        default="the departments go round in a circle: ${path}",
                        mapping={"path": " > ".join(path)},
                    )
                    self.fault(table, row.place, "parent", message)
                    break

    def _department_steps(self, changes: Iterable[DepartmentChange]) -> dict[str, Steps]:
        """The new histories of departments, opened early enough for memberships dated before the import."""
        steps: dict[str, Steps] = {}
        for change in changes:
            stored = None if change.new is None else tuple(change.new)
            steps[change.id] = set_from(self.known_steps.get(change.id, ()), self.day, stored)
        for id, day in self.reaching_back.items():
            self._open_from(steps, id, day)
        return steps

    def _open_from(self, steps: dict[str, Steps], id: str, day: int) -> None:
        """Let a department, and those above it, be open on a day before they were told of."""
        while id:
            history = steps.get(id, self.known_steps.get(id, ()))
            state = value_on(history, day, None)
            if state is None:
                later = next((i for i, step in enumerate(history) if step[0] > day and step[1]), None)
                if later is None:
                    return
                state = history[later][1]
                steps[id] = (*history[:later], (day, state), *history[later + 1 :])
            id = state[1]

    # people

    def _assign_keys(self) -> None:
        """A key for each row: that of the known person, of who is renamed, or a new one."""
        self.keys.update(self.people.familiar)
        self.unchanged += len(self.people.familiar)
        renamed: dict[str, str] = {}
        some_renamed = self.directory.has_renamed()
        for row in self.people.rows:
            key = self.directory.key(row.userid)
            former = self.directory.renamed_to(row.userid) if some_renamed else None
            if former is not None and former != row.previous_userid:
                message = _(
                    "renamed_userid", default='now has the userid "${userid}"', mapping={"userid": former}
                )
                self.fault(self.people, row.place, "userid", message)
            if row.previous_userid:
                key = self._renamed_key(row, key, renamed)
            if key is None:
                key = self.directory.assigned_key(row.userid) or self._next_key()
            elif row.new_person and self._is_replaced(row, self.directory.record(key)):
                self.retired.add(key)
                key = self._next_key()
            self.keys[row.userid] = key

    def _next_key(self) -> int:
        key = self.next_key
        self.next_key += 1
        return key

    def _renamed_key(self, row: PersonRow, key: int | None, renamed: dict[str, str]) -> int | None:
        previous = row.previous_userid or ""
        before = self.directory.key(previous)
        message = None
        if before is None:
            if self.directory.has_people():
                message = _unknown_previous(previous)
        elif key is not None and key != before:
            message = _("both_userids_known", default="both userids are known, as two people")
        elif previous in self.people.ids:
            message = _("previous_userid_listed", default="the former userid is listed as well")
        elif renamed.setdefault(previous, row.userid) != row.userid:
            message = _("double_previous_userid", default="two rows tell the same former userid")
        if message is not None:
            self.fault(self.people, row.place, "previous_userid", message)
        return before if key is None else key

    def _is_replaced(self, row: PersonRow, known: Record) -> bool:
        return (
            told.has_left(known, self.day) and row.status != LEFT and told.might_be_somebody_else(row, known)
        )

    def _people_changes(self, closed: set[str]) -> list[PersonChange]:
        changes: list[PersonChange] = []
        for row in self.people.rows:
            self._add_change(changes, row)
        changes.sort(key=self._takes_over, reverse=True)
        if self.tells_people and not self.delta:
            changes.extend(self._departures())
        if closed:
            self._add_displaced(changes, closed)
        return changes

    def _takes_over(self, change: PersonChange) -> bool:
        """Whether somebody new gets a userid in use: written first, so that all batches know the new key."""
        return change.old is None and self.directory.key(change.new.userid) is not None

    def _add_change(self, changes: list[PersonChange], row: PersonRow) -> None:
        self._check_person(row)
        key = self.keys[row.userid]
        old = self._known_record(key)
        if old is not None and told.has_left(old, self.day) and told.is_somebody_else(row, old):
            message = _(
                "somebody_else",
                default="this userid belonged to ${fullname}, who has left: name and e-mail both differ. "
                "Say new_person yes, or give another userid",
                mapping={"fullname": old.fullname},
            )
            self.fault(self.people, row.place, "new_person", message)
        new = self._new_record(row, old)
        if old == new:
            self.unchanged += 1
            return
        changes.append(PersonChange(self._kind(old, new), key, old, new, lasting_mark(row, new)))
        self._note_since(row, old, new)

    def _known_record(self, key: int) -> Record | None:
        return (
            self.directory.record(key) if key < self.directory.next_key and self.directory.has(key) else None
        )

    def _new_record(self, row: PersonRow, old: Record | None) -> Record:
        if not self.keep_untold:
            told.completed(row)
        manager = None if row.manager is None else self._key(row.manager)
        new = told.record(row, old or told.NOBODY, self.day, manager, self.language, self._share)
        start, end = new.employments[-1]
        if end < start:
            self.fault(
                self.people,
                row.place,
                "left",
                _(
                    "bad_left_before_known_joined",
                    default="left is earlier than the day they joined, ${joined}",
                    mapping={"joined": date.fromordinal(start).isoformat()},
                ),
            )
        return new

    def _check_person(self, row: PersonRow) -> None:
        table = self.people
        if row.department and row.department not in self.opened:
            self.fault(table, row.place, "department", _unknown_department(row.department))
        if row.manager and not self._is_known(row.manager):
            self.fault(table, row.place, "manager", self._unknown_person(row.manager))
        if row.since and row.since > self.day:
            self.fault(table, row.place, "since", _("bad_since", default="since is later than today"))
        if row.status == LEFT and row.left and row.left > self.day:
            message = _("bad_left_ahead", default="the status is left, but this day is later than today")
            self.fault(table, row.place, "left", message)

    def _kind(self, old: Record | None, new: Record) -> str:
        if old is None:
            return CREATED
        leaves = employed_on(old, self.day) and not employed_on(new, self.day)
        return GONE if leaves else UPDATED

    def _note_since(self, row: PersonRow, old: Record | None, new: Record) -> None:
        if not row.since or row.since >= self.day:
            return
        if row.department:
            earliest = self.reaching_back.get(row.department, FOREVER)
            self.reaching_back[row.department] = min(earliest, row.since)
        if old is not None and told.rewrites(row, old, new):
            was = old.department[-1][0] if old.department else 0
            self.corrections.append(Correction(row.userid, row.department, was, row.since))

    def _departures(self) -> Iterator[PersonChange]:
        """Those who are not listed and had not left."""
        listed = set(self.keys.values())
        for key in self.directory.not_left(self.today):
            if key not in listed and key not in self.retired:
                old = self.directory.record(key)
                new = told.departed(old, self.day)
                if new != old:
                    yield PersonChange(self._kind(old, new), key, old, new)

    def _add_displaced(self, changes: list[PersonChange], closed: set[str]) -> None:
        """Let those whose department closes, and who are not moved, be without one."""
        moved = {change.key: i for i, change in enumerate(changes)}
        for key in _members_of(self.directory, closed, self.today):
            if key not in moved:
                old = self.directory.record(key)
                changes.append(PersonChange(UPDATED, key, old, told.without_department(old, self.day)))
                self.displaced += 1

    def _is_known(self, userid: str) -> bool:
        if userid in self.people.ids:
            return True
        return self.directory.key(userid) is not None and self.directory.renamed_to(userid) is None

    def _unknown_person(self, userid: str) -> str:
        return _(
            "unknown_person",
            default='"${userid}" is nobody known, neither in the directory nor in this import',
            mapping={"userid": userid},
        )

    def _key(self, userid: str) -> int:
        """The key of somebody told as a manager, head or deputy; 0 for nobody."""
        if not userid:
            return 0
        return self.keys.get(userid) or self.directory.key(userid) or 0

    def _share(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        return self._shared.setdefault(value, value)


def _members_of(directory: Directory, ids: Iterable[str], today: date) -> Iterator[int]:
    for id in sorted(ids):
        yield from directory.members(id, today)


def _unknown_department(id: str) -> str:
    return _(
        "unknown_department",
        default='"${id}" is not a department, neither an open one of the directory nor one of this import',
        mapping={"id": id},
    )


def _unknown_previous(userid: str) -> str:
    return _(
        "unknown_previous_userid", default='nobody has had the userid "${userid}"', mapping={"userid": userid}
    )
