"""``@@reaffirm`` of a page with the behavior: looked at, and it still holds."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.refreshing.pages import zone_of
from collective.socialgovernance.refreshing.reaffirming import may_reaffirm
from collective.socialgovernance.refreshing.reaffirming import next_review
from collective.socialgovernance.refreshing.reaffirming import reaffirm
from collective.socialgovernance.refusals import refuse
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class ReaffirmThisPage(EditingPage):
    """For who looks after a page: when it was due, what the button does, one button."""

    index = ViewPageTemplateFile("templates/reaffirm.pt")
    browser_title = _("Does this page still hold?")

    def __call__(self) -> Any:
        if self.request.method != "POST" and not may_reaffirm(self.context):
            raise refuse(403, "permission", _("Only who looks after this page says that it still holds."))
        return super().__call__()

    @property
    def due(self) -> str:
        """The day of the review, in words."""
        return "" if self.context.review_due is None else self._words(self.context.review_due)

    @cached_property
    def following(self) -> str:
        """The day of the next review once this one is noted, in words."""
        today = day_of(wallclock.now(), zone_of(self.context))
        return self._words(next_review(self.context, today))

    @property
    def may_change(self) -> bool:
        """Whether the reader may change the page instead."""
        return bool(api.user.has_permission("Modify portal content", obj=self.context))

    @property
    def comment(self) -> str:
        """The note, as it was typed."""
        return str(self.request.form.get("comment") or "")

    def post(self) -> str:
        """Note it, and go back to the page."""
        day = self._words(reaffirm(self.context, self.comment))
        self.say(
            _("Noted: reviewed today, unchanged. The next review is due on ${day}.", mapping={"day": day})
        )
        return f"{self.context.absolute_url()}/view"

    def _words(self, day: Any) -> str:
        return day_in_words(day, str(api.portal.get_current_language()))
