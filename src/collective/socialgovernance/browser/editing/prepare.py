"""``@@prepare``: the next edition of a charter or a guide, in one click."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.texts.preparing import prepare_next
from collective.socialgovernance.transitions.firing import state_of
from typing import Any
from zope.cachedescriptors.property import Lazy


class PreparePage(EditingPage):
    """Says what will happen and does it; shows the edition on its way when there is one."""

    @Lazy
    def source(self) -> Any | None:
        """The edition in force, whose words the next one begins with."""
        return in_force(self.context)

    @Lazy
    def pending(self) -> Any | None:
        """The edition on its way, if any."""
        return in_preparation(self.context)

    @property
    def pending_url(self) -> str:
        """Where the edition on its way is worked on."""
        page = "/@@write" if state_of(self.pending) == "draft" else ""
        return f"{self.pending.absolute_url()}{page}"

    def post(self) -> str:
        """Prepare it and go on to write it."""
        edition = prepare_next(self.context)
        self.say(_("The next edition is prepared. Change what is needed; the one in force stays as it is."))
        return f"{edition.absolute_url()}/@@write"
