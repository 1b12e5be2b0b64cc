"""Pieces of pages that are no pages themselves."""

from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound


class TextMacros(BrowserView):
    """How the words and files of a frozen text are shown; only other templates use it."""

    index = ViewPageTemplateFile("templates/text.pt")

    def __call__(self) -> str:
        raise NotFound(self.context, self.__name__, self.request)

    @property
    def macros(self) -> Any:
        """The macros of the template."""
        return self.index.macros
