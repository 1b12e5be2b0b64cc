"""The stored form of a person and of a department, and the arithmetic of their dated values.

Days are stored as proleptic ordinals (``date.toordinal``). A *dated value* is a tuple of ``(day, value)``
steps in order: each value holds from its day until the next step. Spans are half open: ``(first day, first
day after)``. Everything is a plain tuple, so that thousands of people share one database object.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any
from typing import NamedTuple


FOREVER = (1 << 22) - 1
"""A day after every calendar day (9999-12-31 is ordinal 3,652,059)."""

Span = tuple[int, int]
Spans = tuple[Span, ...]
Steps = tuple[tuple[int, Any], ...]
Facet = tuple[str, str]

EMPLOYED: Facet = ("employed", "")
ON_LEAVE: Facet = ("leave", "")
DEPARTMENT = "department"
POPULATION = "population"
JOB_FAMILY = "job_family"
SITE = "site"


class Record(NamedTuple):
    """All that is kept about one person; ``manager`` steps hold the manager's key, 0 for none.

    ``since`` is the day last told in the import's column of that name, 0 when it never was.
    """

    userid: str
    fullname: str
    email: str
    since: int
    department: Steps
    manager: Steps
    population: Steps
    job_family: Steps
    site: Steps
    language: Steps
    employments: Spans
    leaves: Spans


class DepartmentState(NamedTuple):
    """A department between two changes; ``head`` and ``deputies`` are keys of people, head 0 for none."""

    title: str
    parent: str
    head: int
    deputies: tuple[int, ...]


def value_on(steps: Steps, day: int, default: Any = "") -> Any:
    """What holds on a day."""
    for since, value in reversed(steps):
        if since <= day:
            return value
    return default


def last_value(steps: Steps, default: Any = "") -> Any:
    """What holds after every known change."""
    return steps[-1][1] if steps else default


def set_from(steps: Steps, day: int, value: object) -> Steps:
    """The same history with ``value`` from ``day`` on, whatever was known after that day.

    An empty value (no department, no manager) needs no first step: it is what holds before all of them.
    """
    kept = tuple(step for step in steps if step[0] < day)
    if (kept[-1][1] == value) if kept else value in ("", 0):
        return kept
    return (*kept, (day, value))


def merged(spans: Iterable[Span]) -> Spans:
    """The same days as few spans as possible, in order, without empty ones."""
    spans = tuple(spans)
    if len(spans) == 1 and spans[0][0] < spans[0][1]:
        return spans
    result: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)


def clipped(spans: Iterable[Span], within: Spans) -> Spans:
    """The days of ``spans`` that lie in ``within``."""
    return merged((max(a, c), min(b, d)) for a, b in spans for c, d in within)


def valued_spans(steps: Steps, within: Spans) -> Iterator[tuple[Any, Span]]:
    """Each value with its days inside ``within``; "" before the first step."""
    if not within:
        return
    if not steps or steps[0][0] > within[0][0]:
        steps = ((0, ""), *steps)
    ends = [day for day, _value in steps[1:]]
    ends.append(FOREVER)
    for (start, value), end in zip(steps, ends, strict=True):
        for first, after in within:
            low = max(start, first)
            high = min(end, after)
            if low < high:
                yield value, (low, high)


def facets(record: Record) -> dict[Facet, Spans]:
    """The sets a person belongs to, with the days: employed, on leave, one per department, population, job
    family and site.

    The department "" is that of people without one.
    """
    within = merged(record.employments)
    if not within:
        return {}
    found: dict[Facet, list[Span]] = {EMPLOYED: list(within)}
    for name, span in valued_spans(record.department, within):
        found.setdefault((DEPARTMENT, name), []).append(span)
    for kind, steps in (
        (POPULATION, record.population),
        (JOB_FAMILY, record.job_family),
        (SITE, record.site),
    ):
        for name, span in valued_spans(steps, within):
            if name:
                found.setdefault((kind, name), []).append(span)
    if record.leaves:
        found[ON_LEAVE] = list(clipped(record.leaves, within))
    return {facet: merged(spans) for facet, spans in found.items()}


def employed_on(record: Record, day: int) -> bool:
    """Whether the person has joined and not left on that day."""
    return any(start <= day < end for start, end in record.employments)
