"""Coverage: how many of an audience did what, by department. Counted from sets of people, never stored.

Who is in which of these sets is decided in :mod:`.situations`; figures about too few people are not shown.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.standing import CRITICAL
from collective.socialgovernance.acknowledgments.standing import DECLINED
from collective.socialgovernance.acknowledgments.standing import DUE_SOON
from collective.socialgovernance.acknowledgments.standing import EXCEPTION_PENDING
from collective.socialgovernance.acknowledgments.standing import EXEMPT
from collective.socialgovernance.acknowledgments.standing import LAPSED
from collective.socialgovernance.acknowledgments.standing import ON_LEAVE
from collective.socialgovernance.acknowledgments.standing import OVERDUE
from collective.socialgovernance.acknowledgments.standing import PENDING
from dataclasses import dataclass
from datetime import date


COUNTED = (
    ACKNOWLEDGED,
    PENDING,
    DUE_SOON,
    OVERDUE,
    CRITICAL,
    LAPSED,
    DECLINED,
    EXCEPTION_PENDING,
    EXEMPT,
    ON_LEAVE,
)
"""The statuses that partition an audience, in the order in which they are shown."""

Keys = Set[int]


@dataclass(frozen=True)
class Group:
    """A row of a coverage table: a department, a site, a job family, with the keys of its people."""

    id: str | None
    title: str
    members: Iterable[int]


@dataclass
class Figures:
    """The counts of a row; ``suppressed`` when they would tell about too few people."""

    counts: Mapping[str, int]
    suppressed: bool = False

    @property
    def audience(self) -> int:
        """How many people are asked: the counts partition them."""
        return sum(self.counts.values())

    @property
    def rate(self) -> float | None:
        """Acknowledged of those who can be expected to, four decimals; None when there is nobody."""
        expected = self.audience - self.counts[ON_LEAVE] - self.counts[EXEMPT]
        return round(self.counts[ACKNOWLEDGED] / expected, 4) if expected else None

    def as_json(self) -> dict[str, object]:
        """The figures under the names of the interface; null where they are suppressed."""
        figures: dict[str, object] = {"audience": self.audience, **self.counts, "rate": self.rate}
        if self.suppressed:
            figures = dict.fromkeys(figures)
        return {**figures, "suppressed": self.suppressed}


@dataclass(frozen=True)
class Row:
    """A row with its figures."""

    id: str | None
    title: str
    figures: Figures


@dataclass(frozen=True)
class Coverage:
    """The figures of an edition on a day, whole and by row; small rows already suppressed."""

    as_of: date
    k_threshold: int
    total: Figures
    rows: tuple[Row, ...]

    def as_json(self, rows: str = "departments") -> dict[str, object]:
        """The coverage in the shape of the interface; ``rows`` is the name under which the rows stand."""
        return {
            "as_of": self.as_of.isoformat(),
            "k_threshold": self.k_threshold,
            "total": self.total.as_json(),
            rows: [{"id": row.id, "title": row.title, **row.figures.as_json()} for row in self.rows],
        }


def coverage(
    statuses: Mapping[str, Keys], groups: Iterable[Group], as_of: date, k_threshold: int
) -> Coverage:
    """The figures of a day from who has which status (see :func:`statuses_on`).

    Members of a group who are not in the audience are not counted. People of no group are one more row, id
    None.
    """
    counted = {status: statuses.get(status, frozenset()) for status in COUNTED}
    total = {status: len(keys) for status, keys in counted.items()}
    rows = [_row(group, counted) for group in groups]
    rest = {
        status: count - sum(row.figures.counts[status] for row in rows) for status, count in total.items()
    }
    if any(rest.values()):
        rows.append(Row(None, "", Figures(rest)))
    suppress([row.figures for row in rows], k_threshold, [row.id or "" for row in rows])
    figures = Figures(total)
    figures.suppressed = 0 < figures.audience < k_threshold
    return Coverage(as_of, k_threshold, figures, tuple(rows))


def added(figures: Iterable[Figures]) -> Figures:
    """The figures of several groups together, none of whose people is in two of them."""
    counts = dict.fromkeys(COUNTED, 0)
    for each in figures:
        for status, count in each.counts.items():
            counts[status] += count
    return Figures(counts)


def suppress(rows: Sequence[Figures], k_threshold: int, ids: Sequence[str]) -> None:
    """Mark the rows that would tell about fewer than ``k_threshold`` people.

    When that is exactly one row, the smallest other row that counts anybody is marked too (of equals the one
    whose id comes first), so that subtracting from the total gives nothing away.
    """
    small = [row for row in rows if 0 < row.audience < k_threshold]
    for row in small:
        row.suppressed = True
    if len(small) != 1:
        return
    others = [
        (row.audience, id, row)
        for id, row in zip(ids, rows, strict=True)
        if row.audience and not row.suppressed
    ]
    if others:
        min(others, key=lambda other: other[:2])[2].suppressed = True


def _row(group: Group, counted: Mapping[str, Keys]) -> Row:
    members = group.members if isinstance(group.members, (set, frozenset)) else set(group.members)
    # Most have acknowledged: taking them away first leaves little to look at for the other statuses.
    left = members - counted[ACKNOWLEDGED]
    counts = {status: len(left & keys) if keys else 0 for status, keys in counted.items()}
    counts[ACKNOWLEDGED] = len(members) - len(left)
    return Row(group.id, group.title, Figures(counts))
