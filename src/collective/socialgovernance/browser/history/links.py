"""Below a text: the ways to its history, its digest and what changed."""

from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from typing import Any


class RecordViewlet(ViewletBase):
    """Below an edition; what the reader may not open is not offered."""

    verify_url = ""
    history_url = ""
    changes_url = ""

    @property
    def edition(self) -> Any | None:
        """The edition that is read here."""
        return self.context

    def update(self) -> None:
        """Find what can be opened from here."""
        super().update()
        edition = self.edition
        governs = api.user.has_permission("collective.socialgovernance: View governance", obj=self.context)
        if governs:
            self.history_url = f"{self.context.absolute_url()}/@@governance-history"
        if edition is None:
            return
        url = edition.absolute_url()
        if state_of(edition) != "draft":
            self.verify_url = f"{url}/@@verify-digest"
        if governs and previous_of(edition) is not None:
            self.changes_url = f"{url}/@@compare"

    def render(self) -> str:
        """The links; an empty string when there are none."""
        return str(self.index()) if self.verify_url or self.history_url or self.changes_url else ""


class AddressRecordViewlet(RecordViewlet):
    """Below a charter or guide: about its edition in force."""

    @property
    def edition(self) -> Any | None:
        """The edition in force, when the reader may see it."""
        edition = in_force(self.context)
        return edition if edition is not None and api.user.has_permission("View", obj=edition) else None
