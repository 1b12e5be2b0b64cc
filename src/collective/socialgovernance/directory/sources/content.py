"""Content of the intranet as departments and people, by configurable types and fields.

The types may be anybody's: nothing here knows them. Each line of the setting names one of our columns and
the field of the content that tells it, ``department=organisational_unit_reference``.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.directory.interfaces import IDirectorySource
from collective.socialgovernance.directory.rows import DEPARTMENT_ROWS
from collective.socialgovernance.directory.rows import Kind
from collective.socialgovernance.directory.rows import PERSON_ROWS
from collective.socialgovernance.directory.sources.syncing import setting
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from datetime import date
from plone import api
from Products.CMFPlone.interfaces import IPloneSiteRoot
from typing import Any
from z3c.relationfield.interfaces import IRelationValue
from zope.component import adapter
from zope.interface import implementer

import datetime


CONTAINER = "@container"
"""In place of a field: the nearest department above in the site."""

DEPARTMENT_TYPE = "Organisational Unit"
PERSON_TYPE = "Person"
DEPARTMENT_FIELDS = ("id=UID", "title=title", f"parent={CONTAINER}")
PERSON_FIELDS = (
    "userid=username",
    "fullname=title",
    "email=contact_email",
    "department=organisational_unit_reference",
)


@implementer(IDirectorySource)
@adapter(IPloneSiteRoot)
class ContentOfSite:
    """Departments and people are pages of the intranet."""

    def __init__(self, site: Any):
        self.site = site
        self.department_type = setting("department_type", DEPARTMENT_TYPE)
        self.person_type = setting("person_type", PERSON_TYPE)
        self.department_fields = _fields("department_fields", DEPARTMENT_FIELDS, DEPARTMENT_ROWS)
        self.person_fields = _fields("person_fields", PERSON_FIELDS, PERSON_ROWS)

    def rows(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Departments and people, as an import would tell them; people without a userid are left out."""
        departments = [self._row(thing, self.department_fields) for thing in _all(self.department_type)]
        people = [self._row(thing, self.person_fields) for thing in _all(self.person_type)]
        return departments, [row for row in people if row.get("userid")]

    def _row(self, thing: Any, fields: dict[str, str]) -> dict[str, Any]:
        return {column: self._value(thing, column, name) for column, name in fields.items()}

    def _value(self, thing: Any, column: str, name: str) -> Any:
        if name == CONTAINER:
            return self._container(thing)
        told = self._told(api.content.get_uuid(thing) if name == "UID" else getattr(thing, name, None))
        if column == "deputies":
            return told if isinstance(told, list) else [told] if told else []
        return next(iter(told), "") if isinstance(told, list) else told

    def _told(self, value: Any) -> Any:
        """A value of content as an import would write it."""
        if callable(value):
            value = value()
        if IRelationValue.providedBy(value):
            return self._id_of(value.to_object)
        if isinstance(value, list | tuple | set | frozenset):
            return [told for told in map(self._told, value) if told]
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)

    def _id_of(self, thing: Any) -> str:
        """What a department or person that is pointed at is called in the directory."""
        if thing is None:
            return ""
        if thing.portal_type == self.person_type:
            return str(self._value(thing, "userid", self.person_fields["userid"]))
        return str(self._value(thing, "id", self.department_fields["id"]))

    def _container(self, thing: Any) -> str:
        for above in thing.aq_chain[1:]:
            if getattr(above, "portal_type", None) == self.department_type:
                return self._id_of(above)
            if IPloneSiteRoot.providedBy(above):
                break
        return ""


def _all(portal_type: str) -> Iterator[Any]:
    """Every object of a type, one in memory at a time."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=portal_type, sort_on="path"):
        yield brain._unrestrictedGetObject()


def _fields(name: str, default: Iterable[str], kind: Kind) -> dict[str, str]:
    """Our columns with the fields that tell them. Refused with 400 when a line of the setting is not so."""
    fields: dict[str, str] = {}
    for line in setting(name, None) or default:
        column, _equals, field = (part.strip() for part in line.partition("="))
        if column not in kind.columns or not field:
            message = _(
                "bad_field_line",
                default='"${line}" does not name one of our columns and a field: column=field',
                mapping={"line": line},
            )
            raise Refused(400, [Problem(name, message)])
        fields[column] = field
    for line in default:
        column, _equals, field = line.partition("=")
        if column in kind.required:
            fields.setdefault(column, field)
    return fields
