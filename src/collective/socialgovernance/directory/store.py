"""The persistent directory: people, departments and the dated sets that answer for whole departments.

Kept in a local utility, apart from content. One person is one tuple in a BTree bucket; sets of people are
sorted integer sets. Only the import (``imports.py``) writes.
"""

from BTrees.IOBTree import IOBTree
from BTrees.LLBTree import LLBTree
from BTrees.LLBTree import LLSet
from BTrees.LLBTree import multiunion
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.directory.datedset import DatedSet
from collective.socialgovernance.directory.datedset import SetChanges
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.names import NameIndex
from collective.socialgovernance.directory.names import words_of
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import Department
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.people import Listed
from collective.socialgovernance.directory.people import NOT_JOINED
from collective.socialgovernance.directory.people import Person
from collective.socialgovernance.directory.people import PersonHistory
from collective.socialgovernance.directory.records import clipped
from collective.socialgovernance.directory.records import DEPARTMENT
from collective.socialgovernance.directory.records import DepartmentState
from collective.socialgovernance.directory.records import EMPLOYED
from collective.socialgovernance.directory.records import employed_on
from collective.socialgovernance.directory.records import Facet
from collective.socialgovernance.directory.records import facets
from collective.socialgovernance.directory.records import FOREVER
from collective.socialgovernance.directory.records import JOB_FAMILY
from collective.socialgovernance.directory.records import merged
from collective.socialgovernance.directory.records import ON_LEAVE
from collective.socialgovernance.directory.records import POPULATION
from collective.socialgovernance.directory.records import Record
from collective.socialgovernance.directory.records import SITE
from collective.socialgovernance.directory.records import Span
from collective.socialgovernance.directory.records import Spans
from collective.socialgovernance.directory.records import Steps
from collective.socialgovernance.directory.records import value_on
from collective.socialgovernance.directory.records import valued_spans
from datetime import date
from itertools import islice
from persistent import Persistent
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer


FIRST_KEY = 1
TOLD_ONLY = (JOB_FAMILY, SITE)
"""Attributes that figures are told by and no rule reads."""

LOOKED_AT = 2_000
"""People looked at in one search: whoever types two letters gets an answer at once, if not the best one."""


FORMER = "~"
"""How the userid of somebody begins who was made unrecognisable; no userid that is imported does."""


def is_former(userid: str) -> bool:
    """Whether this stands in place of somebody who was made unrecognisable."""
    return userid.startswith(FORMER)


def former_name(userid: str) -> str:
    """What is shown of somebody who was made unrecognisable, in the language of who looks; "" of others."""
    return str(translate(_("Former employee"), context=getRequest())) if is_former(userid) else ""


@implementer(IDirectory)
class Directory(Persistent):
    """See :class:`~collective.socialgovernance.directory.interfaces.IDirectory`."""

    next_key = FIRST_KEY
    generation = 0
    """How often a userid came to mean somebody else."""
    unfinished: tuple[str, int] | None = None
    """Fingerprint and day (an ordinal) of an import in batches that has not come to its end."""

    waiting: OOBTree | None = None
    """Files shown and not yet imported, by the userid of who showed them (``waiting.py``)."""

    def __init__(self) -> None:
        self._userids = OOBTree()
        self._former = OOBTree()
        self._people = LOBTree()
        self._departments = OOBTree()
        self._sets = OOBTree()
        self._names = NameIndex()
        self.marks = LLBTree()
        self.imports = IOBTree()
        self.corrections = IOBTree()

    # people

    def is_empty(self) -> bool:
        return not self._people and not self._departments

    def key(self, userid: str) -> int | None:
        key = self.assigned_key(userid)
        return key if key in self._people else None

    def assigned_key(self, userid: str) -> int:
        """The key of a userid, also of who comes in a later batch of an import under way; 0 for nobody."""
        key = self._userids.get(userid)
        return self._former.get(userid, 0) if key is None else key

    def userid(self, key: int) -> str:
        return str(self._people[key][0])

    def has(self, key: int) -> bool:
        """Whether there is a record of this key."""
        return key in self._people

    def record(self, key: int) -> Record:
        """The stored record of a key; KeyError when unknown."""
        return Record._make(self._people[key])

    def records(self) -> Iterator[tuple[int, Record]]:
        """Everybody ever told, by key. It loads everybody: for exports and full imports only."""
        for key, stored in self._people.items():
            yield key, Record._make(stored)

    def has_people(self) -> bool:
        """Whether anybody has ever been told."""
        return bool(self._people)

    def has_renamed(self) -> bool:
        """Whether anybody ever got another userid."""
        return bool(self._former)

    def current_userids(self) -> Iterable[str]:
        """All userids in use, sorted, also of people who have left. It loads all of them."""
        return self._userids.keys()

    def renamed_to(self, userid: str) -> str | None:
        """The present userid of who had this one before a renaming."""
        key = self._former.get(userid)
        return None if key is None else self.userid(key)

    def person(self, userid: str, as_of: date) -> Person | None:
        key = self.key(userid)
        return None if key is None else self.person_of(key, as_of)

    def person_of(self, key: int, as_of: date) -> Person:
        """The ``Person`` of a key on a day; KeyError when unknown."""
        record = self.record(key)
        day = as_of.toordinal()
        manager = value_on(record.manager, day, 0)
        joined, left = _employment_on(record, day)
        return Person(
            key=key,
            userid=record.userid,
            fullname=record.fullname or former_name(record.userid),
            email=record.email,
            department=str(value_on(record.department, day)),
            manager=self._userid_of(manager),
            job_family=str(value_on(record.job_family, day)),
            site=str(value_on(record.site, day)),
            population=str(value_on(record.population, day)),
            language=str(value_on(record.language, day)),
            status=_status_on(record, day),
            joined=date.fromordinal(joined),
            left=None if left == FOREVER else date.fromordinal(left),
        )

    def listed(self, key: int, as_of: date) -> Listed:
        """What a list tells of a person, as of a day; KeyError when unknown. Nobody else is loaded for it."""
        record = self.record(key)
        day = as_of.toordinal()
        return Listed(
            record.userid,
            record.fullname or former_name(record.userid),
            value_on(record.department, day),
            value_on(record.job_family, day),
            value_on(record.site, day),
            value_on(record.population, day),
        )

    def search(self, text: str, as_of: date, limit: int = 20) -> tuple[Person, ...]:
        """People present on a day whose userid, or each word of whose name, begins as the words of ``text``.

        At most ``limit``, by name; only those looked at are loaded.
        """
        words = words_of(text)
        if not words:
            return ()
        found: dict[int, Person] = {}
        for key in islice(self._candidates(text.strip(), words), LOOKED_AT):
            if key not in found and key in self._people:
                person = self.person_of(key, as_of)
                if person.status in (ACTIVE, LEAVE) and _is_called(person, text, words):
                    found[key] = person
            if len(found) == limit:
                break
        return tuple(sorted(found.values(), key=lambda person: (words_of(person.fullname), person.userid)))

    def _candidates(self, text: str, words: tuple[str, ...]) -> Iterator[int]:
        yield from self._userids.values(text, text + "\uffff")
        yield from self._names.beginning(max(words, key=len))

    def history(self, userid: str) -> PersonHistory | None:
        key = self.key(userid)
        return None if key is None else self.history_of(key)

    def history_of(self, key: int) -> PersonHistory:
        record = self.record(key)
        within = merged(record.employments)
        return PersonHistory(
            employments=tuple(_interval(span) for span in within),
            leaves=tuple(_interval(span) for span in clipped(record.leaves, within)),
            memberships=_valued_intervals(record.department, within),
            populations=_valued_intervals(record.population, within),
        )

    # departments

    def department(self, id: str, as_of: date) -> Department | None:
        state = value_on(self._departments.get(id, ()), as_of.toordinal(), None)
        return None if state is None else self._described(id, DepartmentState._make(state))

    def departments(self, as_of: date) -> tuple[Department, ...]:
        states = self._states(as_of)
        children = _children(states)
        ordered: list[Department] = []
        waiting = sorted(children.get("", ()), key=lambda id: _sort_key(id, states), reverse=True)
        while waiting:
            id = waiting.pop()
            ordered.append(self._described(id, states[id]))
            below = sorted(children.get(id, ()), key=lambda id: _sort_key(id, states), reverse=True)
            waiting.extend(below)
        return tuple(ordered)

    def subtree(self, ids: Iterable[str], as_of: date) -> frozenset[str]:
        children = _children(self._states(as_of))
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting.extend(children.get(id, ()))
        return frozenset(found)

    def ancestors(self, id: str, as_of: date) -> tuple[str, ...]:
        day = as_of.toordinal()
        above: list[str] = []
        state = value_on(self._departments.get(id, ()), day, None)
        while state is not None and state[1]:
            above.append(state[1])
            state = value_on(self._departments.get(state[1], ()), day, None)
        return tuple(above)

    def heads(self, department_id: str, as_of: date) -> tuple[str, ...]:
        day = as_of.toordinal()
        id = department_id
        while id:
            state = value_on(self._departments.get(id, ()), day, None)
            if state is None:
                return ()
            _title, parent, head, deputies = state
            present = self._present((head,), day) or self._present(deputies, day)
            if present:
                return present
            id = parent
        return ()

    def leading(self, userid: str, as_of: date) -> tuple[str, ...]:
        """The departments of which somebody is named as head or deputy on a day."""
        key = self.key(userid)
        if key is None:
            return ()
        states = self._states(as_of)
        return tuple(id for id, state in states.items() if key == state.head or key in state.deputies)

    def deputies(self, department_id: str, as_of: date) -> tuple[str, ...]:
        """Userids of the deputies of a department who have not left."""
        day = as_of.toordinal()
        state = value_on(self._departments.get(department_id, ()), day, None)
        return () if state is None else self._present(state[3], day)

    def department_steps(self) -> dict[str, Steps]:
        """Every department ever told with its whole history."""
        return dict(self._departments.items())

    # sets of people

    def members(self, department_id: str, as_of: date, children: bool = False) -> LLSet:
        ids = self.subtree((department_id,), as_of) if children else (department_id,)
        sets = [self._set((DEPARTMENT, id), as_of) for id in sorted(ids) if id]
        return sets[0] if len(sets) == 1 else multiunion(sets)

    def without_department(self, as_of: date) -> LLSet:
        return self._set((DEPARTMENT, ""), as_of)

    def everybody(self, as_of: date) -> LLSet:
        return self._set(EMPLOYED, as_of)

    def not_left(self, as_of: date) -> LLSet:
        """Those who have not left by that day, also those who are to join later."""
        employed = self._sets.get(EMPLOYED)
        return LLSet() if employed is None else employed.staying_after(as_of.toordinal())

    def of_population(self, name: str, as_of: date) -> LLSet:
        return self._set((POPULATION, name), as_of)

    def sharing(self, attribute: str, as_of: date) -> dict[str, LLSet]:
        found = {}
        for kind, name in self._sets:
            if kind == attribute and name:
                people = self._set((kind, name), as_of)
                if people:
                    found[name] = people
        return found

    def called(self, text: str) -> set[int]:
        words = words_of(text)
        if not words:
            return set()
        found = set(self._names.beginning(words[0]))
        for word in words[1:]:
            found.intersection_update(self._names.beginning(word))
        begins = text.strip()
        found.update(self._userids.values(begins, begins + "\uffff"))
        return found

    def on_leave(self, as_of: date) -> LLSet:
        return self._set(ON_LEAVE, as_of)

    def leavers(self, after: date, until: date) -> tuple[str, ...]:
        employed = self._sets.get(EMPLOYED)
        if employed is None:
            return ()
        gone = employed.gone_between(after.toordinal() + 1, until.toordinal())
        return tuple(self.userid(key) for key in gone)

    def changed(self, after: date, until: date) -> LLSet:
        first, last = after.toordinal() + 1, until.toordinal()
        found = [
            dated.changed_between(first, last)
            for (kind, _name), dated in self._sets.items()
            if kind not in TOLD_ONLY
        ]
        return multiunion([*found, self._set(ON_LEAVE, date.fromordinal(first))])

    def tree_days(self) -> tuple[date, ...]:
        days = {day for steps in self._departments.values() for day, _state in steps}
        return tuple(date.fromordinal(day) for day in sorted(days))

    # writing, for the import

    def write_people(self, changes: Iterable[tuple[int, Record | None, Record, int]]) -> None:
        """Put new records in place of old ones, and the sets with them.

        Each change is the key, the old record, the new one and the mark of the row that told it, 0 for none.
        A new record with a userid that had another key takes the userid over; the old record stays.
        """
        gathered: dict[Facet, SetChanges] = {}
        gone: list[tuple[int, str]] = []
        come: list[tuple[int, str]] = []
        highest = self.next_key - 1
        for key, old, new, mark in changes:
            highest = max(highest, key)
            self._people[key] = tuple(new)
            if mark:
                self.marks[key] = mark
            else:
                self.marks.pop(key, None)
            if old is None or old.userid != new.userid:
                self._name(key, old, new)
            if old is None or old.fullname != new.fullname:
                come.append((key, new.fullname))
                if old is not None:
                    gone.append((key, old.fullname))
            _gather(gathered, key, facets(old) if old else {}, facets(new))
        self._names.change(gone, come)
        if highest >= self.next_key:
            self.next_key = highest + 1
        for facet, changed in gathered.items():
            if facet not in self._sets:
                self._sets[facet] = DatedSet()
            changed.write(self._sets[facet])

    def make_unrecognisable(self, key: int) -> str:
        """Take everything off a record that says who somebody was; gives the name that stays in its place.

        The key stays, with the department, population, job family, site and days, so that figures of past
        days do not change.
        """
        old = self.record(key)
        alias = f"{FORMER}{key}"
        new = old._replace(userid=alias, fullname="", email="", since=0, manager=(), language=())
        self.write_people([(key, old, new, 0)])
        for userid in [userid for userid, other in self._former.items() if other == key]:
            del self._former[userid]
        for number, rows in self.corrections.items():
            if any(row[0] == old.userid for row in rows):
                self.corrections[number] = tuple(
                    (alias, *row[1:]) if row[0] == old.userid else row for row in rows
                )
        return alias

    def assign_keys(self, keys: Mapping[str, int]) -> None:
        """Keep these keys for new userids, so that an import in batches may name people before they come."""
        for userid, key in keys.items():
            self._userids[userid] = key
        self.next_key = max(self.next_key, 1 + max(keys.values(), default=0))

    def write_departments(self, steps: Mapping[str, Steps]) -> None:
        """Put these histories in place of the old ones."""
        for id, history in steps.items():
            self._departments[id] = history

    def _name(self, key: int, old: Record | None, new: Record) -> None:
        if old is not None:
            self.generation += 1
            del self._userids[old.userid]
            self._former[old.userid] = key
        before = self._userids.get(new.userid)
        if before is not None and before != key:
            self.generation += 1
        if before != key:
            self._userids[new.userid] = key
            if self._former.get(new.userid) == key:
                del self._former[new.userid]

    # inside

    def _set(self, facet: Facet, as_of: date) -> LLSet:
        dated = self._sets.get(facet)
        return LLSet() if dated is None else dated.on(as_of.toordinal())

    def _states(self, as_of: date) -> dict[str, DepartmentState]:
        day = as_of.toordinal()
        states: dict[str, DepartmentState] = {}
        for id, steps in self._departments.items():
            state = value_on(steps, day, None)
            if state is not None:
                states[id] = DepartmentState._make(state)
        return states

    def _described(self, id: str, state: DepartmentState) -> Department:
        return Department(
            id=id,
            title=state.title,
            parent=state.parent,
            head=self._userid_of(state.head),
            deputies=tuple(filter(None, map(self._userid_of, state.deputies))),
        )

    def _present(self, keys: Iterable[int], day: int) -> tuple[str, ...]:
        stored = [self._people.get(key) for key in keys if key]
        records = [Record._make(found) for found in stored if found is not None]
        return tuple(record.userid for record in records if employed_on(record, day))

    def _userid_of(self, key: int) -> str:
        """The userid, "" for nobody and for who comes in a later batch of an import under way."""
        stored = self._people.get(key) if key else None
        return "" if stored is None else str(stored[0])


def _is_called(person: Person, text: str, words: tuple[str, ...]) -> bool:
    """Whether the userid begins with the text, or each of the words begins a word of the name."""
    own = words_of(person.fullname)
    named = all(any(word.startswith(begin) for word in own) for begin in words)
    return named or person.userid.startswith(text.strip())


def _gather(
    gathered: dict[Facet, SetChanges], key: int, old: Mapping[Facet, Spans], new: Mapping[Facet, Spans]
) -> None:
    for facet in old.keys() | new.keys() if old else new:
        before = old.get(facet, ())
        after = new.get(facet, ())
        if before != after:
            changes = gathered.get(facet)
            if changes is None:
                changes = gathered[facet] = SetChanges()
            changes.note(key, before, after)


def _children(states: Mapping[str, DepartmentState]) -> dict[str, list[str]]:
    """The open departments below each; one whose parent is not open stands at the top."""
    children: dict[str, list[str]] = {}
    for id, state in states.items():
        parent = state.parent if state.parent in states else ""
        children.setdefault(parent, []).append(id)
    return children


def _sort_key(id: str, states: Mapping[str, DepartmentState]) -> tuple[tuple[str, ...], str]:
    return words_of(states[id].title), id


def _employment_on(record: Record, day: int) -> Span:
    """The employment that runs on a day, else the last one begun by then, else the first to come."""
    begun = [span for span in record.employments if span[0] <= day]
    return begun[-1] if begun else record.employments[0]


def _status_on(record: Record, day: int) -> str:
    if not employed_on(record, day):
        return LEFT if record.employments[0][0] <= day else NOT_JOINED
    return LEAVE if any(start <= day < end for start, end in record.leaves) else ACTIVE


def _interval(span: Span) -> Interval:
    start, end = span
    return Interval(date.fromordinal(start), None if end == FOREVER else date.fromordinal(end - 1))


def _valued_intervals(steps: Steps, within: tuple[Span, ...]) -> tuple[tuple[str, Interval], ...]:
    """Each value but "" with its days, in order of time."""
    found = sorted((span, str(value)) for value, span in valued_spans(steps, within) if value)
    return tuple((value, _interval(span)) for span, value in found)
