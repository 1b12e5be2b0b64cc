"""The lines under a page that is acknowledged: for its readers what is asked, for owners what they can do."""

from collective.socialgovernance.browser.reading.box import AcknowledgmentBox
from collective.socialgovernance.browser.reading.box import box_of
from collective.socialgovernance.pages.publishing import editions_of_page
from collective.socialgovernance.pages.publishing import is_published_as_shown
from collective.socialgovernance.pages.publishing import programme_of_page
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import ON_BEHALF
from collective.socialgovernance.texts.covering import FIGURES
from collective.socialgovernance.texts.remarking import open_questions
from collective.socialgovernance.texts.remarking import REPLY
from functools import cached_property
from plone import api
from plone.app.layout.globals.interfaces import IViewView
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


PUBLISH = "collective.socialgovernance: Approve"


class PageAcknowledgment(ViewletBase):
    """Shown on the page itself, to who is signed in; empty where there is nothing to say."""

    index = ViewPageTemplateFile("templates/viewlet.pt")

    def render(self) -> str:
        if api.user.is_anonymous() or not IViewView.providedBy(self.view):
            return ""
        return str(self.index()) if self.box or self.may_publish or self.replies or self.may_look else ""

    @cached_property
    def is_published(self) -> bool:
        """Whether an edition was published, in a programme that is still known."""
        return bool(editions_of_page(self.context)) and programme_of_page(self.context) is not None

    @cached_property
    def box(self) -> AcknowledgmentBox | None:
        """Where the reader stands; None when nothing is asked of them."""
        if not self.is_published:
            return None
        box = box_of(self.context, "", self.request)
        return box if box.asked else None

    @cached_property
    def may_publish(self) -> bool:
        """Whether the reader owns the programme of the page."""
        return programme_of_page(self.context) is not None and has_right(PUBLISH, self.context)

    @cached_property
    def may_look(self) -> bool:
        """Whether the reader sees all figures of the page."""
        return self.is_published and has_right(FIGURES, self.context)

    @cached_property
    def replies(self) -> bool:
        """Whether the reader replies to what people asked about the page."""
        return self.is_published and has_right(REPLY, self.context)

    @cached_property
    def waiting(self) -> int:
        """How many questions wait for a reply."""
        return sum(count for _text, count in open_questions([self.context]))

    @property
    def may_note(self) -> bool:
        """Whether the reader notes what others said on paper."""
        return self.is_published and has_right(ON_BEHALF, self.context)

    @property
    def has_changed(self) -> bool:
        """Whether the page reads otherwise than its last edition."""
        return self.is_published and not is_published_as_shown(self.context)
