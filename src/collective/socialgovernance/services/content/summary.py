"""What is told of content that something else refers to: nothing to who may not see it."""

from AccessControl import getSecurityManager
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from typing import Any
from z3c.relationfield.interfaces import IRelationChoice
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJsonSummary)
@adapter(IGovernanceContent, ISocialGovernanceLayer)
class SummaryForReaders(DefaultJSONSummarySerializer):  # type: ignore[misc]
    """The usual summary. A page that refers to an unseen charter gives nothing of it away.

    Relations are told with the title, the description and the state of their target, whoever asks.
    """

    def __call__(self) -> dict[str, Any]:
        return dict(super().__call__()) if _may_view(self.context) else {}


@implementer(IFieldSerializer)
@adapter(IRelationChoice, IGovernanceContent, ISocialGovernanceLayer)
class RelationForReaders(DefaultFieldSerializer):  # type: ignore[misc]
    """The other way round: a page that a programme refers to, for who may see that page."""

    def get_value(self, default: Any = None) -> Any:
        """The relation; None when its target is gone or unseen."""
        relation = super().get_value(default)
        target = getattr(relation, "to_object", None)
        return relation if target is not None and _may_view(target) else None


def _may_view(content: Any) -> bool:
    return bool(getSecurityManager().checkPermission("View", content))
