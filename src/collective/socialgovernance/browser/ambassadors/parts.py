"""Pieces that the pages share: the style, the line of steps, the form."""

from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound


class AmbassadorParts(BrowserView):
    """Macros for other templates; there is no such page."""

    index = ViewPageTemplateFile("templates/parts.pt")

    def __call__(self) -> str:
        raise NotFound(self.context, self.__name__, self.request)

    @property
    def macros(self) -> Any:
        """The macros of the template."""
        return self.index.macros
