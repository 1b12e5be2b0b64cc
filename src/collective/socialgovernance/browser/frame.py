"""What pages of ours have in common: Plone's columns, files instead of a page, pages about oneself."""

from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized


def without_columns(request: Any) -> None:
    """Leave the width of the window to the content: no navigation and no portlets beside it."""
    request.set("disable_plone.leftcolumn", 1)
    request.set("disable_plone.rightcolumn", 1)


def attach(response: Any, content_type: str, name: str) -> None:
    """Answer with a file to be saved, which no cache in between keeps and no browser takes for another kind.

    ``name`` is made of ids, numbers and languages only: it stands in the header as it is.
    """
    response.setHeader("Content-Type", content_type)
    response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("X-Content-Type-Options", "nosniff")


class Piece(BrowserView):
    """Macros for other templates, in the template that is registered with it; there is no such page."""

    index: Any

    def __call__(self) -> str:
        raise NotFound(self.context, self.__name__, self.request)

    @property
    def macros(self) -> Any:
        """The macros of the template."""
        return self.index.macros


class PersonPage(BrowserView):
    """For the signed-in person about themself; kept in no cache."""

    template: Any

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("sign in to see your own page")
        without_columns(self.request)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return str(self.template())

    @cached_property
    def userid(self) -> str:
        """Who reads: nobody is named by the request."""
        return str(api.user.get_current().getId())

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return str(api.portal.get_current_language())
