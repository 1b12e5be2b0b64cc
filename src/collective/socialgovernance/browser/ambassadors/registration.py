"""The address of a registration: where the person is, and what is missing."""

from collective.socialgovernance.ambassadors.lifecycle import eligibility
from collective.socialgovernance.ambassadors.privacy import seen_fields
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.transitions.guards import Guard
from plone import api
from Products.Five import BrowserView
from typing import Any


class RegistrationPage(BrowserView):
    """Shows no word that the person wrote."""

    @property
    def programme(self) -> Any:
        """The programme of the registration."""
        return programme_of(self.context)

    @property
    def state(self) -> str:
        """The title of the present state."""
        return state_title(self.context)

    @property
    def shows_more(self) -> bool:
        """Whether the reader learns more than that their answer is asked."""
        return "topics" in seen_fields(self.context)

    def missing(self) -> list[Guard]:
        """The guards that fail, for who may know."""
        if not self.shows_more:
            return []
        caller = str(api.user.get_current().getId())
        return [guard for guard in eligibility(self.context, caller) if not guard.passed]
