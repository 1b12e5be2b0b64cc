"""``@@acknowledge`` of a page: what was published, and the box to answer it."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.pages.shown import shown_text
from collective.socialgovernance.browser.pages.shown import ShownText
from collective.socialgovernance.browser.reading.acknowledge import AcknowledgePage
from collective.socialgovernance.browser.reading.box import AcknowledgmentBox
from collective.socialgovernance.browser.reading.box import box_of
from collective.socialgovernance.pages.publishing import editions_of_page
from collective.socialgovernance.pages.publishing import is_published_as_shown
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.interface import implementer


@implementer(IGovernancePage)
class AcknowledgeThisPage(AcknowledgePage, BrowserView):
    """GET shows the frozen text with the box, POST takes the answer."""

    alone = ViewPageTemplateFile("templates/acknowledge.pt")
    template = alone
    since = None

    def make_room(self) -> None:
        """Sign in first; before the first edition there is nothing to answer to."""
        if api.user.is_anonymous():
            raise Unauthorized(translate(_("Please sign in."), context=self.request))
        if not editions_of_page(self.context):
            raise NotFound(self.context, "acknowledge", self.request)

    @property
    def text(self) -> Any:
        """The page."""
        return self.context

    @property
    def edition(self) -> Any:
        """What is answered to: the page's last edition."""
        return self.context

    @cached_property
    def shown(self) -> ShownText:
        """The last edition as it is shown."""
        return shown_text(editions_of_page(self.context)[-1], self.context)

    @property
    def language(self) -> str:
        """The one language of the edition."""
        return self.shown.language

    @cached_property
    def box(self) -> AcknowledgmentBox:
        """What the reader is asked."""
        return box_of(self.context, self.language, self.request)

    @cached_property
    def has_changed(self) -> bool:
        """Whether the page reads otherwise today than what was published."""
        return not is_published_as_shown(self.context)
