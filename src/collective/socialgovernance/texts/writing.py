"""Writing a draft part by part, without one writer undoing unseen what another has just written.

A *part* is one clause, or the texts and choices of the edition as a whole. Whoever saves a part says which
version of it they had before them (:func:`version_of`); when it is no longer the present one, nothing is
written and they are told who changed it.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from plone import api
from plone.app.textfield.interfaces import IRichTextValue
from plone.namedfile.interfaces import INamedBlobImage
from typing import Any
from zope.container.interfaces import IContainerModifiedEvent
from zope.event import notify
from zope.interface.interfaces import IInterface
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFields
from zope.schema.interfaces import ValidationError

import json


PICTURE_TYPES = ("image/gif", "image/jpeg", "image/png", "image/webp")
"""Pictures that every browser shows and none runs."""

PICTURE_BYTES = 5_000_000
"""The largest picture that a clause takes."""

NOT_WRITTEN = ("clause_id", "locked", "translations", "formalities", "withdrawal_formalities")
"""Fields that are not part of writing."""


@dataclass(frozen=True)
class Written:
    """Who last wrote a part, and when (UTC)."""

    userid: str
    at: datetime


def schema_of(part: Any) -> IInterface:
    """The schema of a part."""
    return IClause if IClause.providedBy(part) else IEdition


def fields_of(part: Any) -> dict[str, Any]:
    """The fields of a part that are written, by name."""
    return {
        name: field
        for name, field in getFields(schema_of(part)).items()
        if not field.readonly and name not in NOT_WRITTEN
    }


def version_of(part: Any) -> str:
    """A hash of everything that is written in a part as it is now."""
    values = {name: _comparable(getattr(aq_base(part), name, None)) for name in fields_of(part)}
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def _comparable(value: Any) -> Any:
    if IRichTextValue.providedBy(value):
        return value.raw
    if INamedBlobImage.providedBy(value):
        return [value.filename, value.getSize(), value.contentType]
    return None if value is None or value == "" else value if type(value) in (bool, list) else str(value)


def write(part: Any, values: Mapping[str, Any], seen: str) -> list[str]:
    """Change fields of a part of a draft; gives the names of those that have another value now.

    ``seen`` is the version that the writer had before them. Whoever changes something becomes an author.
    Raises ``Refused``: 403 after draft and for a block given by the system, 409 when somebody changed the
    part meanwhile, 400 with one problem for each field that cannot be kept.
    """
    edition = part.__parent__ if IClause.providedBy(part) else part
    in_draft(edition)
    if getattr(aq_base(part), "locked", False):
        raise refuse(403, "locked", _("This block is given by the system: its words stay as they are."))
    if seen != version_of(part):
        raise refuse(409, "version", _("Somebody changed this meanwhile. Nothing was saved yet."))
    values = with_picture_of(part, values)
    check(schema_of(part), part, values)
    changed = differing(part, values)
    for name in changed:
        setattr(part, name, values[name])
    if changed:
        notify(ObjectModifiedEvent(part, Attributes(schema_of(part), *changed)))
    return changed


def differing(part: Any, values: Mapping[str, Any]) -> list[str]:
    """The names of those values that are not the ones that a part has now."""
    return [name for name, value in values.items() if _differs(part, name, value)]


def _differs(part: Any, name: str, value: Any) -> bool:
    old = getattr(aq_base(part), name, None)
    if INamedBlobImage.providedBy(value):
        return value is not old
    return bool(_comparable(old) != _comparable(value))


def in_draft(edition: Any) -> None:
    """Refuse with 403 what would change a text that has left draft."""
    if state_of(edition) != "draft":
        raise refuse(403, "review_state", _("This text is frozen: prepare a new edition instead."))


def with_picture_of(part: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, without the description of a picture that is not there."""
    known = dict(values)
    if "picture_alt" in known and known.get("picture", getattr(aq_base(part), "picture", None)) is None:
        known["picture_alt"] = None
    return known


def check(schema: IInterface, context: Any, values: Mapping[str, Any]) -> None:
    """Refuse with 400 values that the fields of a schema do not take, each with its reason."""
    problems = []
    for name, value in values.items():
        field = schema[name].bind(context)
        try:
            field.validate(value)
        except ValidationError as error:
            problems.append(Problem(name, said(error)))
    picture = values.get("picture")
    if picture is not None:
        problems += _picture_problems(picture)
    shown = values["picture"] if "picture" in values else getattr(aq_base(context), "picture", None)
    if shown is not None and "picture_alt" in values and not values["picture_alt"]:
        problems.append(Problem("picture_alt", _("Say what the picture shows, for those who do not see it.")))
    if problems:
        raise Refused(400, problems)


def said(error: ValidationError) -> str:
    """What a field says about a value that it does not take."""
    return str(error.doc()) if not hasattr(error, "message") else error.message


def _picture_problems(picture: Any) -> list[Problem]:
    width, height = picture.getImageSize()
    if picture.contentType not in PICTURE_TYPES or width < 1 or height < 1:
        return [Problem("picture", _("This is not a picture: choose a JPEG, PNG, GIF or WebP file."))]
    if picture.getSize() > PICTURE_BYTES:
        return [Problem("picture", _("The picture is too large: at most 5 MB."))]
    return []


def last_written(part: Any) -> Written | None:
    """Who wrote a part last; None when nobody did since it was prepared."""
    kept = getattr(aq_base(part), "last_written", None)
    return Written(*kept) if kept else None


def note_writer(part: Any, event: Any) -> None:
    """Keep who changes a part of a draft, by whatever way, so that a later writer can be told."""
    edition = part.__parent__ if IClause.providedBy(part) else part
    if not IContainerModifiedEvent.providedBy(event) and state_of(edition) == "draft":
        part.last_written = (str(api.user.get_current().getId()), wallclock.now())
