"""Writing our content as JSON: the place of every error, and what may change after draft."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.fields import MisplacedValue
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.content.fields import DayFromJson
from collective.socialgovernance.services.content.fields import FormalitiesFromJson
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.dates import change_after_draft
from collective.socialgovernance.texts.dates import refuse_frozen
from collective.socialgovernance.transitions.firing import state_of
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services.content.update import ContentPatch
from typing import Any
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer


SYSTEM_FIELDS = ("number", "digest", "title", "authors", "approved_on", "in_force_on")
"""Fields of an edition that only the system writes."""


@implementer(IDeserializeFromJson)
@adapter(IGovernanceContent, ISocialGovernanceLayer)
class GovernanceContentFromJson(DeserializeFromJson):
    """plone.restapi's deserializer; an error inside a field names its place (``cells.0.topic``)."""

    def get_schema_data(self, data: Any, validate_all: bool, create: bool = False) -> Any:
        schema_data, errors = super().get_schema_data(data, validate_all, create)
        for error in errors:
            if isinstance(error.get("error"), MisplacedValue):
                error["field"] = error["error"].path
                error["message"] = error["error"].message
        return schema_data, errors


class EditionPatch(GovernanceWrite, ContentPatch):
    """PATCH of an edition: a draft as any content, later only what the law and the calendar ask for."""

    def reply(self) -> Any:
        body = self.body()
        self._refuse_system_fields(body)
        if state_of(self.context) == "draft":
            if not self.allowed("Modify portal content"):
                raise refuse(403, "permission", _("You are not entitled to do this."))
            return ContentPatch.reply(self)
        self._change_after_draft(body)
        if self.request.getHeader("Prefer") == "return=representation":
            return getMultiAdapter((self.context, self.request), ISerializeToJson)()
        return self.reply_no_content()

    def _refuse_system_fields(self, body: Mapping[str, Any]) -> None:
        problems = []
        for name in SYSTEM_FIELDS:
            if name not in body:
                continue
            present = getattr(self.context, name)
            shown = present.isoformat() if hasattr(present, "isoformat") else present
            given = list(body[name]) if isinstance(body[name], list) else body[name]
            if given != (list(shown) if isinstance(shown, tuple) else shown):
                problems.append(Problem(name, _("This is given by the system.")))
        if problems:
            raise Refused(403, problems)

    def _change_after_draft(self, body: Mapping[str, Any]) -> None:
        names = [name for name in body if name not in SYSTEM_FIELDS]
        refuse_frozen(self.context, names)
        change_after_draft(self.context, {name: self._value(name, body[name]) for name in names})

    def _value(self, name: str, value: Any) -> Any:
        factory = DayFromJson if name == "effective_from" else FormalitiesFromJson
        try:
            return factory(IEdition[name], self.context, self.request)(value)
        except MisplacedValue as error:
            raise refuse(400, error.path, error.message) from None
