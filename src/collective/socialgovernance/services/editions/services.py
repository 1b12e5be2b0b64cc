"""Editions of an address: listing them, preparing the next, and what starting one would do."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.interfaces import IEditionMaker
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.content.serialize import summary_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.impact import impact_of
from plone.restapi.interfaces import ISerializeToJson
from typing import Any
from zope.component import getMultiAdapter


class EditionsGet(GovernanceService):
    """The editions that the caller may see, newest first."""

    def answer(self) -> dict[str, Any]:
        summaries = [summary_of(edition) for edition in reversed(editions_of(self.context))]
        items = [summary for summary in summaries if summary is not None]
        return {
            "@id": f"{self.context.absolute_url()}/@editions",
            "items": items,
            "items_total": len(items),
        }


class EditionsPost(GovernanceWrite):
    """Prepare the next edition beside the one in force: 201 and the edition."""

    status = 201

    def perform(self, body: dict[str, Any]) -> Any:
        maker = IEditionMaker(self.context)
        self.require(maker.right)
        self.known_keys(body, ())
        edition = maker.following()
        self.request.response.setHeader("Location", edition.absolute_url())
        return getMultiAdapter((edition, self.request), ISerializeToJson)()


class ImpactGet(GovernanceService):
    """How many people starting the edition would ask, in which departments."""

    right = "collective.socialgovernance: View governance"

    def answer(self) -> dict[str, Any]:
        today = day_of(wallclock.now(), zone_of(programme_of(self.context)))
        return impact_of(self.context, self.as_of() or today).as_json()
