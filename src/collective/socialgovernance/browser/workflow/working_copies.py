"""Working copies (plone.app.iterate) of governed content: there are none; a new edition is prepared."""

from collective.socialgovernance import _
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.interfaces import IGovernedText
from plone.app.iterate.browser.control import Control
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from typing import Any
from zope.component import adapter
from zope.interface import implementer


def no_working_copy(content: Any) -> Refused:
    """The refusal, with the page on which a new edition of the text is prepared, where there is a text."""
    text = next((parent for parent in content.aq_chain if IGovernedText.providedBy(parent)), None)
    url = None if text is None else f"{text.absolute_url()}/@@prepare"
    return refuse(
        403,
        "working_copy",
        _("Texts of a programme have no working copies: prepare a new edition instead."),
        url,
    )


@implementer(ICheckinCheckoutPolicy)
@adapter(IGovernanceContent)
class NoWorkingCopies:
    """A working copy beside an edition would be a second text of which nobody knows whether it holds."""

    def __init__(self, context: Any):
        self.context = context

    def checkout(self, container: Any) -> Any:
        """Refused with 403."""
        raise no_working_copy(self.context)

    def checkin(self, checkin_message: str) -> Any:
        """Refused with 403."""
        raise no_working_copy(self.context)

    def cancelCheckout(self) -> Any:
        """Refused with 403."""
        raise no_working_copy(self.context)

    def getBaseline(self) -> None:
        """It is nobody's working copy."""

    def getWorkingCopy(self) -> None:
        """It has none."""

    def getProperties(self, obj: Any, default: Any = None) -> Any:
        """It has none."""
        return default


class WorkingCopyControl(Control):
    """What the menu asks: nothing is offered. A program that tries is told why not."""

    def checkin_allowed(self) -> bool:
        return False

    def checkout_allowed(self) -> bool:
        if IAPIRequest.providedBy(self.request) and self.request.method == "POST":
            raise no_working_copy(self.context)
        return False

    def cancel_allowed(self) -> bool:
        return False


class CheckoutPage(BrowserView):
    """The forms of working copies say what to do instead."""

    def __call__(self) -> str:
        raise no_working_copy(self.context)
