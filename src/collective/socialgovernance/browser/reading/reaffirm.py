"""``@@reaffirm``: reviewed and unchanged, in one click from the page of the text."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.reading.pages import visible
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.transitions.firing import fire
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from typing import Any


class ReaffirmPage(BrowserView):
    """Takes the click of an owner; whoever only looks is sent to the text, and nothing is written."""

    def __call__(self) -> str:
        if self.request.method == "POST":
            self.reaffirm()
        self.request.response.redirect(str(self.context.absolute_url()), status=303)
        return ""

    def reaffirm(self) -> None:
        """Fire it as the reader; refused as every act is: 403 for who is not entitled."""
        CheckAuthenticator(self.request)
        edition = self._edition()
        if edition is None:
            raise refuse(
                409, "edition", _("No edition of this text is in force: there is nothing to review.")
            )
        fire(edition, "reaffirm", comment=str(self.request.form.get("comment", "")))
        day = day_in_words(edition.review_due, str(api.portal.get_current_language()))
        api.portal.show_message(
            _("Noted: reviewed today, unchanged. The next review is due on ${day}.", mapping={"day": day}),
            request=self.request,
        )

    def _edition(self) -> Any | None:
        if IGovernedText.providedBy(self.context):
            return visible(in_force(self.context))
        return self.context
