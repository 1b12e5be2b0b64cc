"""On the page of an edition: what its reader may do with it now, as plain links."""

from collective.socialgovernance import PACKAGE
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.texts.consulting import comments_on
from collective.socialgovernance.texts.consulting import STATES
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.dates import changeable_after_draft
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import transition_title
from plone.app.layout.viewlets.common import ViewletBase
from typing import Any
from zope.i18n import translate


UNDER_REVIEW = ("review", "legal", "formalities")
"""Who decides about an edition in these states wants to see what it changes."""


ENDS = "withdraw"
"""The transition that ends an edition: offered after the others."""


class ActsViewlet(ViewletBase):
    """Nothing for those who may do nothing."""

    acts: list[dict[str, str]]
    formalities_url = ""
    consultation_url = ""
    changes_url = ""
    comments = 0

    @property
    def edition(self) -> Any | None:
        """The edition that is read here."""
        return self.context

    def update(self) -> None:
        """Gather the transitions that the reader's roles allow, and the pages beside them."""
        super().update()
        edition = self.edition
        self.acts = []
        if edition is None:
            return
        url = edition.absolute_url()
        self.acts = [
            {
                "title": translate(
                    transition_title(edition, transition), domain=PACKAGE, context=self.request
                ),
                "url": f"{url}/@@transition?transition={transition}",
            }
            for transition in sorted(offered(edition), key=ENDS.__eq__)
        ]
        if changeable_after_draft(edition):
            self.formalities_url = f"{url}/@@formalities"
        if state_of(edition) in STATES and IEdition.providedBy(edition):
            self.consultation_url = f"{url}/@@consultation"
            self.comments = len(comments_on(edition))
        if self.acts and state_of(edition) in UNDER_REVIEW and IEdition.providedBy(edition):
            self.changes_url = "" if previous_of(edition) is None else f"{url}/@@compare"

    def render(self) -> str:
        """The links; an empty string when there are none."""
        return str(self.index()) if self.acts or self.formalities_url or self.consultation_url else ""


class AddressActsViewlet(ActsViewlet):
    """At a charter or guide: what may be done with its edition in force."""

    @property
    def edition(self) -> Any | None:
        """The edition in force."""
        return in_force(self.context)
