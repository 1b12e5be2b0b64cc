"""``@@page-edition``: one published edition of a page, as it was; ``@@page-edition-file``: a file of it."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.pages.shown import shown_text
from collective.socialgovernance.browser.pages.shown import ShownText
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.pages.asking import editions_for
from collective.socialgovernance.pages.frozen import FrozenText
from collective.socialgovernance.texts.answering import has_right
from functools import cached_property
from plone import api
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zope.interface import implementer


ROWS = "collective.socialgovernance: View acknowledgments"


class FrozenEdition(BrowserView):
    """The editions of the page that the signed-in reader may read, and the one asked for."""

    @cached_property
    def editions(self) -> list[FrozenText]:
        """Newest first; none for who is not signed in."""
        if api.user.is_anonymous():
            return []
        userid = str(api.user.get_current().getId())
        return editions_for(self.context, userid, has_right(ROWS, self.context))

    @cached_property
    def frozen(self) -> FrozenText:
        """The edition with the number asked for, the last one without. Raises ``NotFound``."""
        number = str(self.request.form.get("number", ""))
        for each in self.editions:
            if not number or each.number == number:
                return each
        raise NotFound(self.context, "page-edition", self.request)


@implementer(IGovernancePage)
class PageEdition(FrozenEdition):
    """The words and files of one edition, with the others to choose from."""

    index = ViewPageTemplateFile("templates/edition.pt")
    browser_title = _("Published edition")

    def __call__(self) -> str:
        # Nobody is shown a page without an edition that they may read.
        return str(self.index()) if self.frozen else ""

    @cached_property
    def shown(self) -> ShownText:
        """The edition as it is shown."""
        return shown_text(self.frozen, self.context)

    @property
    def is_last(self) -> bool:
        """Whether it is the one that people are asked about."""
        return self.frozen is self.editions[0]

    def in_words(self, day: Any) -> str:
        """A day in the reader's language."""
        return day_in_words(day, str(api.portal.get_current_language()))


class PageEditionFile(FrozenEdition):
    """A frozen file, always as a download: nothing that was uploaded runs in the site."""

    def __call__(self) -> Any:
        field = str(self.request.form.get("field", ""))
        for each in self.frozen.files:
            if each.field == field:
                response = self.request.response
                set_headers(each.blob, response, filename=each.filename or each.field)
                # Also an HTML file leaves byte for byte: as HTML the theme would be put around it.
                response.setHeader("Content-Type", "application/octet-stream")
                response.setHeader("X-Content-Type-Options", "nosniff")
                return stream_data(each.blob)
        raise NotFound(self.context, field, self.request)
