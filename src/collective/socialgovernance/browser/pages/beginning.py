"""Pages about readers: which text they are about, and the way on while nobody is asked."""

from collective.socialgovernance.pages.publishing import programme_of_page
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import where_read
from collective.socialgovernance.texts.content import IGovernedText
from functools import cached_property
from typing import Any


PUBLISH = "collective.socialgovernance: Approve"


def publish_url(text: Any) -> str:
    """Where a page is published as an edition; empty for charters and guides, and for who may not publish."""
    if IGovernedText.providedBy(text) or programme_of_page(text) is None or not has_right(PUBLISH, text):
        return ""
    return f"{text.absolute_url()}/@@publish-edition"


class AboutText:
    """Mixed into a page about the readers of a charter, guide or page, or of one of its editions."""

    context: Any

    @cached_property
    def asked(self) -> Any:
        """The charter, guide or page, as the room of acknowledgments knows it."""
        return asked_text(self.context)

    @property
    def text(self) -> Any:
        """The charter, guide or page itself."""
        return self.asked.content

    @property
    def text_url(self) -> str:
        """Where it is read."""
        return where_read(self.text)

    @property
    def publish_url(self) -> str:
        """Where the reader publishes a page that nobody is asked about yet; may be empty."""
        return publish_url(self.text)
