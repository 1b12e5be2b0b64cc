"""What changed between two editions, clause by clause, word by word."""

from bisect import bisect_left
from collections.abc import Callable
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from dataclasses import dataclass
from html import escape
from lxml.html.diff import htmldiff


ADDED, REMOVED, CHANGED, MOVED, SAME = "added", "removed", "changed", "moved", "same"


@dataclass(frozen=True)
class ClauseChange:
    """One clause of two editions.

    ``html`` is the clause as it reads now; words that came are in ``<ins>``, words that went in ``<del>``.
    """

    clause_id: str
    title: str
    change: str
    html: str


def unclean(markup: str) -> str:
    """The markup as it is: for texts that are clean already."""
    return markup


def differences(
    before: EditionFacts | None,
    after: EditionFacts,
    language: str,
    clean: Callable[[str], str] = unclean,
) -> tuple[ClauseChange, ...]:
    """Every clause of ``after`` in reading order, those that are gone where they stood.

    ``clean`` makes stored HTML safe to show. Without ``before`` every clause is new. A clause that changed
    and moved counts as changed.
    """
    old = {} if before is None else {clause.clause_id: clause for clause in before.clauses}
    moved = set() if before is None else _moved(before, after)
    changes = []
    for clause in after.clauses:
        shown = _shown(clause, after, language, clean)
        previous = old.get(clause.clause_id)
        if previous is None or before is None:
            changes.append(_change(clause, after, language, ADDED, f"<ins>{shown}</ins>"))
            continue
        former = _shown(previous, before, language, clean)
        if former != shown or previous.kind != clause.kind:
            changes.append(_change(clause, after, language, CHANGED, str(htmldiff(former, shown))))
        else:
            kind = MOVED if clause.clause_id in moved else SAME
            changes.append(_change(clause, after, language, kind, shown))
    if before is not None:
        _insert_removed(changes, before, after, language, clean)
    return tuple(changes)


def _insert_removed(
    changes: list[ClauseChange],
    before: EditionFacts,
    after: EditionFacts,
    language: str,
    clean: Callable[[str], str],
) -> None:
    """Put the clauses that are gone behind the one after which they stood."""
    kept = {clause.clause_id for clause in after.clauses}
    place = 0
    for clause in before.clauses:
        if clause.clause_id in kept:
            place = 1 + next(
                index for index, change in enumerate(changes) if change.clause_id == clause.clause_id
            )
            continue
        shown = _shown(clause, before, language, clean)
        changes.insert(place, _change(clause, before, language, REMOVED, f"<del>{shown}</del>"))
        place += 1


def _change(
    clause: ClauseFacts, edition: EditionFacts, language: str, change: str, html: str
) -> ClauseChange:
    title = clause.in_language("title", language, edition.authoritative_language)
    return ClauseChange(clause.clause_id, title, change, html)


def _shown(clause: ClauseFacts, edition: EditionFacts, language: str, clean: Callable[[str], str]) -> str:
    authoritative = edition.authoritative_language
    title, text, why = (
        clause.in_language(name, language, authoritative) for name in ("title", "text", "why")
    )
    return f"<h3>{escape(title)}</h3>{clean(text)}{clean(why)}"


def _moved(before: EditionFacts, after: EditionFacts) -> set[str]:
    """Clauses that stand elsewhere among those that both editions have.

    As few as possible: everything outside a longest run that kept its order (patience sorting).
    """
    position = {clause.clause_id: index for index, clause in enumerate(before.clauses)}
    common = [clause.clause_id for clause in after.clauses if clause.clause_id in position]
    ends: list[int] = []
    tails: list[str] = []
    back: dict[str, str | None] = {}
    for clause_id in common:
        index = bisect_left(ends, position[clause_id])
        back[clause_id] = tails[index - 1] if index else None
        ends[index : index + 1] = [position[clause_id]]
        tails[index : index + 1] = [clause_id]
    stayed: set[str] = set()
    last = tails[-1] if tails else None
    while last is not None:
        stayed.add(last)
        last = back[last]
    return set(common) - stayed
