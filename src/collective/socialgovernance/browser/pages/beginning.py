"""The way on from a page about readers while nobody is asked: to publishing, for who may."""

from collective.socialgovernance.pages.publishing import programme_of_page
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.content import IGovernedText
from typing import Any


PUBLISH = "collective.socialgovernance: Approve"


def publish_url(text: Any) -> str:
    """Where a page is published as an edition; empty for charters and guides, and for who may not publish."""
    if IGovernedText.providedBy(text) or programme_of_page(text) is None or not has_right(PUBLISH, text):
        return ""
    return f"{text.absolute_url()}/@@publish-edition"
