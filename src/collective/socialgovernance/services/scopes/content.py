"""Scopes and their editions as JSON."""

from collective.socialgovernance import _
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.scopes.content import ISpeakingScope
from collective.socialgovernance.scopes.freezing import present_freeze
from collective.socialgovernance.scopes.gathering import scope_of
from collective.socialgovernance.services.content.serialize import AddressToJson
from collective.socialgovernance.services.content.update import EditionPatch
from collective.socialgovernance.transitions.firing import state_of
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.restapi.services.content.update import ContentPatch
from typing import Any
from zope.component import adapter
from zope.interface import implementer


def freeze_json(scope: Any) -> dict[str, Any]:
    """Whether a scope is frozen now, why and until when."""
    freeze = present_freeze(scope)
    until = None if freeze is None else freeze["until"]
    return {
        "frozen": freeze is not None,
        "freeze_reason": None if freeze is None else freeze["reason"],
        "freeze_until": None if until is None else until.isoformat(),
    }


@implementer(ISerializeToJson)
@adapter(ISpeakingScope, ISocialGovernanceLayer)
class ScopeToJson(AddressToJson):
    """A scope, with the edition in force and the one in preparation."""

    def __call__(
        self, version: Any = None, include_items: bool = True, include_expansion: bool = True
    ) -> Any:
        result = super().__call__(
            version=version, include_items=include_items, include_expansion=include_expansion
        )
        return {**result, **freeze_json(self.context)}


@implementer(ISerializeToJson)
@adapter(IScopeEdition, ISocialGovernanceLayer)
class ScopeEditionToJson(SerializeToJson):
    """An edition of a scope; a freeze is that of its scope."""

    def __call__(
        self, version: Any = None, include_items: bool = True, include_expansion: bool = True
    ) -> Any:
        result = super().__call__(version=version, include_expansion=include_expansion)
        if state_of(self.context) == "draft":
            result["title"] = scope_of(self.context).title
        return {**result, **freeze_json(scope_of(self.context))}


class ScopeEditionPatch(EditionPatch):
    """PATCH of an edition of a scope: a draft as any content, nothing afterwards."""

    def reply(self) -> Any:
        body = self.body()
        self._refuse_system_fields(body)
        if state_of(self.context) != "draft":
            raise refuse(
                403,
                "review_state",
                _("This scope is frozen as it was submitted: prepare a new edition instead."),
            )
        if not self.allowed("Modify portal content"):
            raise refuse(403, "permission", _("You are not entitled to do this."))
        return ContentPatch.reply(self)
