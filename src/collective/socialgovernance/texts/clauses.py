"""The clauses of a draft: adding one, putting them in order, taking one out and putting it back."""

from Acquisition import aq_base
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.writing import check
from collective.socialgovernance.texts.writing import in_draft
from collective.socialgovernance.texts.writing import with_picture_of
from dataclasses import dataclass
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.i18n.normalizer import idnormalizer
from typing import Any
from zope.container.contained import notifyContainerModified
from zope.schema import getFields


KEPT = 5
"""How many clauses that were taken out of a draft can be put back."""


@dataclass(frozen=True)
class TakenOut:
    """A clause that was taken out of a draft: all its fields, and the clause it stood before."""

    clause_id: str
    title: str
    values: Mapping[str, Any]
    before: str | None = None


def clause_named(edition: Any, name: str) -> Any:
    """The clause with this id, the last part of its URL. Refused with 404 when the edition has none."""
    for clause in clauses_of(edition):
        if clause.getId() == name:
            return clause
    raise refuse(404, "clause", _("There is no such clause in this edition."))


def add(edition: Any, values: Mapping[str, Any], after: str | None = None) -> Any:
    """A new clause, behind the one with the id ``after``; at the end when there is none.

    Raises ``Refused``: 403 after draft, 400 with one problem for each field that cannot be kept.
    """
    in_draft(edition)
    known = {name: value for name, value in with_picture_of(None, values).items() if value is not None}
    check(IClause, edition, {"title": None, **known})
    ids = [clause.getId() for clause in clauses_of(edition)]
    clause = createContent("Clause", id=idnormalizer.normalize(known["title"], max_length=60), **known)
    clause = addContentToContainer(edition, clause)
    if after in ids[:-1]:
        put_before(clause, ids[ids.index(after) + 1])
    return clause


def move(clause: Any, steps: int) -> None:
    """Move a clause of a draft down by ``steps`` places, up when negative; at either end it stays.

    Whoever does so becomes one of the authors. Refused with 403 once the edition has left draft.
    """
    edition = clause.__parent__
    in_draft(edition)
    if edition.moveObjectsByDelta([clause.getId()], steps, suppress_events=True):
        notifyContainerModified(edition)


def put_before(clause: Any, other: str | None) -> None:
    """Move a clause in front of another one, named by its id; to the end when ``other`` is empty.

    Refused with 403 once the edition has left draft, with 404 when there is no such other clause.
    """
    edition = clause.__parent__
    ids = [each.getId() for each in clauses_of(edition) if each.getId() != clause.getId()]
    if other and other not in ids and other != clause.getId():
        raise refuse(404, "before", _("There is no such clause in this edition."))
    if other == clause.getId():
        return
    place = ids.index(other) if other else len(ids)
    now = [each.getId() for each in clauses_of(edition)].index(clause.getId())
    move(clause, place - now)


def remove(clause: Any) -> None:
    """Take a clause out of a draft. Refused with 403 for a block given by the system, and after draft."""
    edition = clause.__parent__
    ids = [each.getId() for each in clauses_of(edition)]
    place = ids.index(clause.getId())
    taken = TakenOut(
        clause.clause_id,
        clause.title,
        {name: getattr(aq_base(clause), name) for name in _copied()},
        ids[place + 1] if place + 1 < len(ids) else None,
    )
    edition.manage_delObjects([clause.getId()])
    edition.taken_out = tuple(vars(each) for each in (*taken_out(edition), taken)[-KEPT:])


def _copied() -> list[str]:
    return [name for name, field in getFields(IClause).items() if not field.readonly]


def taken_out(edition: Any) -> tuple[TakenOut, ...]:
    """The clauses that were taken out last, the latest at the end."""
    return tuple(TakenOut(**kept) for kept in getattr(aq_base(edition), "taken_out", ()))


def put_back(edition: Any, clause_id: str) -> Any:
    """Put a clause that was taken out where it stood. Refused with 404 when there is none to put back."""
    in_draft(edition)
    taken = next((each for each in reversed(taken_out(edition)) if each.clause_id == clause_id), None)
    if taken is None:
        raise refuse(404, "clause", _("There is no such clause to put back."))
    edition.taken_out = tuple(kept for kept in edition.taken_out if kept["clause_id"] != clause_id)
    clause = createContent("Clause", id=idnormalizer.normalize(taken.title, max_length=60), **taken.values)
    clause = addContentToContainer(edition, clause)
    if taken.before in [each.getId() for each in clauses_of(edition)]:
        put_before(clause, taken.before)
    return clause
