"""JSON values of the fields that only registrations have."""

from AccessControl import getSecurityManager
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.content import IRecorded
from collective.socialgovernance.ambassadors.content import IScopeReferences
from collective.socialgovernance.ambassadors.recording import recorded
from collective.socialgovernance.ambassadors.recording import shown
from collective.socialgovernance.fields import MisplacedValue
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.services.content.fields import FieldFromJson
from collective.socialgovernance.texts.gathering import programme_of
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.interfaces import IFieldSerializer
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(IRecorded, IGovernanceContent, ISocialGovernanceLayer)
class RecordedFromJson(FieldFromJson):
    """What the person says; the moment is the system's."""

    def __call__(self, value: Any) -> Any:
        return recorded(
            self.name, self.field.keys, getattr(self.context, self.name, None), value, wallclock.now()
        )


@implementer(IFieldDeserializer)
@adapter(IScopeReferences, IGovernanceContent, ISocialGovernanceLayer)
class ScopesFromJson(FieldFromJson):
    """Scopes of the programme by UID, path or address."""

    def __call__(self, value: Any) -> list[str]:
        if not isinstance(value, list):
            raise MisplacedValue(self.name, _("Send a list."))
        known = self._known()
        found = []
        for index, each in enumerate(value):
            uid = known.get(self._key(each))
            if uid is None:
                raise MisplacedValue(f"{self.name}.{index}", _("There is no such scope in this programme."))
            found.append(uid)
        return list(dict.fromkeys(found))

    def _key(self, each: Any) -> str:
        if isinstance(each, Mapping):
            each = each.get("UID") or each.get("@id")
        return each.rstrip("/") if isinstance(each, str) else ""

    def _known(self) -> dict[str, str]:
        """The scopes that the caller sees, by each of their names."""
        known = {}
        for scope in scopes_of(programme_of(self.context)):
            if getSecurityManager().checkPermission("View", scope):
                path = "/".join(scope.getPhysicalPath())
                names = (IUUID(scope), scope.absolute_url(), path, _from_root(scope))
                known |= dict.fromkeys(names, IUUID(scope))
        return known


def _from_root(scope: Any) -> str:
    """The path of a scope below its site: ``/gov/rd``."""
    tool = scope.portal_url
    return "/" + "/".join(tool.getRelativeContentPath(scope))


@implementer(IFieldSerializer)
@adapter(IRecorded, IGovernanceContent, ISocialGovernanceLayer)
class RecordedToJson:
    """The row with its moments."""

    def __init__(self, field: Any, context: Any, request: Any):
        self.field = field
        self.context = context

    def __call__(self) -> Any:
        return shown(getattr(self.context, self.field.__name__, None))


@implementer(IFieldSerializer)
@adapter(IScopeReferences, IGovernanceContent, ISocialGovernanceLayer)
class ScopesToJson:
    """Each scope with its address and title, for who may see it."""

    def __init__(self, field: Any, context: Any, request: Any):
        self.field = field
        self.context = context

    def __call__(self) -> list[dict[str, str]]:
        seen = {
            IUUID(scope): scope
            for scope in scopes_of(programme_of(self.context))
            if getSecurityManager().checkPermission("View", scope)
        }
        return [
            {"@id": seen[uid].absolute_url(), "UID": uid, "title": seen[uid].title}
            if uid in seen
            else {"UID": uid}
            for uid in getattr(self.context, self.field.__name__, None) or ()
        ]
