"""``@@consultation``: comments on an edition while it lies before legal and the staff body."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.consulting import comment_on
from collective.socialgovernance.texts.consulting import comments_on
from collective.socialgovernance.texts.consulting import may_comment
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import text_of
from dataclasses import dataclass
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


@dataclass(frozen=True)
class Comment:
    """A comment as it is shown."""

    by: str
    at: str
    words: str


class ConsultationPage(EditingPage):
    """The comments, oldest first, and the box for one's own."""

    index = ViewPageTemplateFile("consultation.pt")
    browser_title = _("Comments of those who are consulted")

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return text_of(self.context)

    @property
    def comments(self) -> list[Comment]:
        """What was said."""
        zone = zone_of(programme_of(self.context))
        language = str(api.portal.get_current_language())
        return [
            Comment(name_of(event.actor), instant_in_words(event.at, zone, language), event.comment)
            for event in comments_on(self.context)
        ]

    @property
    def may_comment(self) -> bool:
        """Whether the reader may add one now."""
        return may_comment(self.context)

    def post(self) -> str:
        """Keep the comment and show it among the others."""
        comment_on(self.context, self.sent("comment"))
        self.say(_("Your comment is noted. Those who decide about this edition read it."))
        return f"{self.url}/@@consultation"
