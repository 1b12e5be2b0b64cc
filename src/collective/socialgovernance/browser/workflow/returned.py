"""The note with which a draft came back from review, where those who work on it read and write."""

from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.editions.lifecycle import act_of_return
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.gathering import programme_of
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from typing import Any


class ReturnedViewlet(ViewletBase):
    """Nothing above an edition that did not come back; gone once it is submitted again."""

    index: Any
    act: Event | None = None

    def update(self) -> None:
        """Find the act by which the draft came back, for those who may see the draft."""
        super().update()
        if api.user.has_permission("View", obj=self.context):
            self.act = act_of_return(self.context)

    def render(self) -> str:
        """Who returned it, when, and why."""
        return "" if self.act is None else str(self.index())

    @property
    def by(self) -> str:
        """The name of who returned it."""
        return "" if self.act is None else name_of(self.act.actor)

    @property
    def at(self) -> str:
        """When, in the time zone of the programme."""
        zone, language = zone_of(programme_of(self.context)), api.portal.get_current_language()
        return "" if self.act is None else instant_in_words(self.act.at, str(zone), str(language))

    @property
    def lines(self) -> list[str]:
        """The note, line by line."""
        return [] if self.act is None else self.act.comment.splitlines()
