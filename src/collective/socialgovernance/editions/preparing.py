"""Preparing a new edition: new objects with the field values of another, never Zope's copy."""

from collections.abc import Collection
from collective.socialgovernance import _
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.editions.addresses import next_id
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from copy import deepcopy
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.interfaces import INamed
from typing import Any
from zope.interface.interfaces import IInterface
from zope.schema import getFields


def copy_fields(schema: IInterface, source: Any, target: Any, omit: Collection[str] = ()) -> None:
    """Copy all fields that are neither read-only nor omitted; files are shared, not duplicated."""
    for name, field in getFields(schema).items():
        if field.readonly or name in omit:
            continue
        value = getattr(source, name, field.missing_value)
        setattr(target, name, value if INamed.providedBy(value) else deepcopy(value))


def add_edition(address: Any, portal_type: str, **values: Any) -> Any:
    """Add an empty edition at an address, whoever asks: the caller has checked their right."""
    edition = createContent(portal_type, id=next_id(address), **values)
    return addContentToContainer(address, edition, checkConstraints=False)


def refuse_second(address: Any) -> None:
    """Refuse with 409, naming it, when an edition is being prepared here already."""
    pending = in_preparation(address)
    if pending is not None:
        raise Refused(
            409,
            [
                Problem(
                    "edition_in_preparation",
                    _(
                        "Another edition is being prepared already: ${state}.",
                        mapping={"state": state_title(pending)},
                    ),
                    pending.absolute_url(),
                )
            ],
            details={"@id": pending.absolute_url(), "review_state": state_of(pending)},
        )
