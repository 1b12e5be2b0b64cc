"""Rows that were told before and have changed nothing since, recognised without being read.

A complete list is imported night after night, and nearly all of its rows are those of the night before.
Beside each person stands a mark of the row that told them last: the digest of its cells, of the header and
of all else that its meaning depends on. Only rows whose meaning does not depend on the day have one, and
whatever else changes the person takes it away.
"""

from collections.abc import Callable
from collections.abc import Collection
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.records import FOREVER
from collective.socialgovernance.directory.records import Record
from collective.socialgovernance.directory.rows import PersonRow
from collective.socialgovernance.directory.store import Directory
from hashlib import blake2b


READING = 1
"""To be raised when rows come to be read or understood otherwise, so that all are read anew."""

_APART = "\x1f"


class Familiar:
    """Recognises the rows of one CSV file of people."""

    def __init__(self, directory: Directory, delta: bool, open_departments: Collection[str]):
        self._directory = directory
        self._delta = delta
        self._open = frozenset(open_departments) | {""}
        self.keys: dict[str, int] = {}
        """The userids recognised so far, with their keys."""

    def reader(self, columns: list[str]) -> Callable[[list[str]], int]:
        """A function for the rows under this header: 0 for a row told before, else the mark it would have."""
        begin = blake2b(digest_size=8)
        begin.update(repr((READING, self._directory.generation, self._delta, columns)).encode())
        userid_at, department_at = columns.index("userid"), columns.index("department")
        marks, key_of, keys = self._directory.marks, self._directory.assigned_key, self.keys

        def mark_unless_known(cells: list[str]) -> int:
            digest = begin.copy()
            digest.update(_APART.join(cells).encode())
            mark = int.from_bytes(digest.digest(), "big") >> 1 or 1
            userid = cells[userid_at].strip()
            key = key_of(userid)
            if marks.get(key) != mark or cells[department_at].strip() not in self._open or userid in keys:
                return mark
            keys[userid] = key
            return 0

        return mark_unless_known


def lasting_mark(row: PersonRow, record: Record) -> int:
    """The mark to keep with a record: 0 when the same row could mean something else on another day."""
    by_day = row.status in (LEAVE, LEFT) or row.previous_userid or row.new_person
    ends = record.employments[-1][1] != FOREVER or any(after == FOREVER for _first, after in record.leaves)
    return 0 if by_day or ends else row.mark
