"""Our content as JSON."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.editions.interfaces import IEditionAddress
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.measures import employee_gain_ratio
from collective.socialgovernance.texts.measures import orders_ratio
from collective.socialgovernance.texts.measures import reading_minutes
from collective.socialgovernance.transitions.firing import state_of
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.uuid.interfaces import IUUID
from Products.CMFCore.interfaces import IContentish
from typing import Any
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer


def summary_of(edition: Any) -> dict[str, Any] | None:
    """The short form of an edition in the JSON of its address; None when the caller may not see it."""
    if edition is None or not getSecurityManager().checkPermission("View", edition):
        return None
    own = aq_base(edition)
    begins = own.in_force_on or getattr(own, "effective_from", None) or getattr(own, "valid_from", None)
    return {
        "@id": edition.absolute_url(),
        "uid": IUUID(edition),
        "number": edition.number,
        "review_state": state_of(edition),
        "effective_from": None if begins is None else begins.isoformat(),
        "change_class": getattr(own, "change_class", None),
    }


@implementer(ISerializeToJson)
@adapter(IEditionAddress, ISocialGovernanceLayer)
class AddressToJson(SerializeToJson):
    """A charter, a guide or a scope, with the edition in force and the one in preparation."""

    def __call__(
        self, version: Any = None, include_items: bool = True, include_expansion: bool = True
    ) -> Any:
        result = super().__call__(version=version, include_expansion=include_expansion)
        result["is_folderish"] = True
        result["items"] = []
        result["items_total"] = 0
        result["edition_in_force"] = summary_of(in_force(self.context))
        result["edition_in_preparation"] = summary_of(in_preparation(self.context))
        return result


@implementer(ISerializeToJson)
@adapter(IEdition, ISocialGovernanceLayer)
class EditionToJson(SerializeToJson):
    """An edition with its clauses in reading order (whole ones with ``fullobjects``) and its measures."""

    def __call__(
        self, version: Any = None, include_items: bool = True, include_expansion: bool = True
    ) -> Any:
        result = super().__call__(version=version, include_expansion=include_expansion)
        facts = edition_facts(self.context)
        clauses = clauses_of(self.context)
        whole = "fullobjects" in self.request.form
        result.update(
            {
                "is_folderish": True,
                "title": facts.title,
                "digests": dict(self.context.digests or {}),
                "reading_minutes": reading_minutes(facts),
                "orders_ratio": orders_ratio(facts),
                "employee_gain_ratio": employee_gain_ratio(facts),
                "items_total": len(clauses),
                "items": [self._clause(clause, whole) for clause in clauses],
            }
        )
        return result

    def _clause(self, clause: IContentish, whole: bool) -> Any:
        if whole:
            return getMultiAdapter((clause, self.request), ISerializeToJson)()
        return {
            **getMultiAdapter((clause, self.request), ISerializeToJsonSummary)(),
            "clause_id": clause.clause_id,
            "kind": clause.kind,
            "topic_group": clause.topic_group,
        }
