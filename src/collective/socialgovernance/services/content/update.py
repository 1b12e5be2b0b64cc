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
from collective.socialgovernance.services.base import is_sayable
from collective.socialgovernance.services.content.fields import DayFromJson
from collective.socialgovernance.services.content.fields import FormalitiesFromJson
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.dates import change_after_draft
from collective.socialgovernance.texts.dates import changeable_after_draft
from collective.socialgovernance.texts.dates import refuse_frozen
from collective.socialgovernance.transitions.firing import state_of
from plone.rest.errors import ErrorHandling
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services.content.update import ContentPatch
from typing import Any
from zExceptions import BadRequest
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import implementer


SYSTEM_FIELDS = ("number", "digest", "title", "authors", "approved_on", "in_force_on")
"""Fields of an edition that only the system writes."""


class WrongValues(BadRequest):
    """Values that a field refuses; the first argument is plone.restapi's list of errors."""


class WrongValuesAsJson(ErrorHandling):
    """plone.restapi's answer to wrong values, and beside it what our services give: each error by its field.

    Its own message is the list of errors written out by Python, which no program can read.
    """

    def __call__(self) -> None:
        self.request.response.setStatus(400, lock=1)
        super().__call__()

    def render_exception(self, exception: WrongValues) -> dict[str, Any]:
        told = {
            str(error.get("field") or ""): str(translate(error["message"], context=self.request))
            for error in exception.args[0]
        }
        errors = [{"field": field, "message": message} for field, message in told.items()]
        return {**super().render_exception(exception), "type": BadRequest.__name__, "errors": errors}


@implementer(IDeserializeFromJson)
@adapter(IGovernanceContent, ISocialGovernanceLayer)
class GovernanceContentFromJson(DeserializeFromJson):
    """plone.restapi's deserializer; an error inside a field names its place (``cells.0.topic``)."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        try:
            return super().__call__(*args, **options)
        except BadRequest as refused:
            if refused.args and isinstance(refused.args[0], list):
                raise WrongValues(*refused.args) from None
            raise

    def get_schema_data(self, data: Any, validate_all: bool, create: bool = False) -> Any:
        if not is_sayable(data):
            raise BadRequest([{"message": _("A text holds a character that cannot be stored.")}])
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
            self._refuse_what_is_not_the_editors(body)
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

    def _refuse_what_is_not_the_editors(self, body: Mapping[str, Any]) -> None:
        """Formalities are entered once the text is frozen; the order of clauses is changed one at a time."""
        problems = [
            Problem(name, _("Formalities are entered by legal, after the text was submitted."))
            for name in ("formalities", "withdrawal_formalities")
            if body.get(name)
        ]
        if problems:
            raise Refused(403, problems)
        if "sort" in body:
            raise refuse(400, "sort", _("Clauses are not sorted: move them one by one."))
        if "ordering" in body and not self._is_move(body["ordering"]):
            raise refuse(
                400,
                "ordering",
                _("Name the clause (obj_id) and how far it moves (delta): a number, top or bottom."),
            )

    def _is_move(self, ordering: Any) -> bool:
        if not isinstance(ordering, Mapping) or ordering.get("obj_id") not in self.context.objectIds():
            return False
        delta, subset = ordering.get("delta"), ordering.get("subset_ids")
        known = subset is None or (isinstance(subset, list) and subset == list(self.context.objectIds()))
        return known and (delta in ("top", "bottom") or type(delta) is int)

    def _change_after_draft(self, body: Mapping[str, Any]) -> None:
        if not body and not changeable_after_draft(self.context):
            raise refuse(403, "permission", _("You are not entitled to do this."))
        names = [name for name in body if name not in SYSTEM_FIELDS]
        refuse_frozen(self.context, names)
        change_after_draft(self.context, {name: self._value(name, body[name]) for name in names})

    def _value(self, name: str, value: Any) -> Any:
        factory = DayFromJson if name == "effective_from" else FormalitiesFromJson
        try:
            return factory(IEdition[name], self.context, self.request)(value)
        except MisplacedValue as error:
            raise refuse(400, error.path, error.message) from None
