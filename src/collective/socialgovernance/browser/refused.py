"""How a refusal is told on a page: every reason at once, where to mend it, and the way back."""

from Acquisition import aq_inner
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.services.base import RefusalAsJson
from plone import api
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlsplit


class RefusedPage(BrowserView):
    """The exception view of :class:`~..refusals.Refused` for people.

    The browser layer is on requests of programs too; those get the same refusal as JSON.
    """

    template = ViewPageTemplateFile("refused.pt")

    def __call__(self) -> Any:
        if IAPIRequest.providedBy(self.request):
            return RefusalAsJson(self.context, self.request)()
        self.refused = self.context
        self.context = aq_inner(getattr(self, "__parent__", None)) or api.portal.get()
        self.request.response.setStatus(self.refused.status, lock=1)
        without_columns(self.request)
        return self.template()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every reason."""
        return self.refused.problems

    @property
    def message(self) -> str:
        """The sentence given with the refusal, when it says more than the reasons do."""
        return self.refused.given or ""

    @property
    def back(self) -> str:
        """The page of this site from which the refused act came, else the content it was about."""
        before = self.request.get("HTTP_REFERER") or ""
        site = api.portal.get().absolute_url()
        same = before == site or before.startswith(f"{site}/")
        if same and urlsplit(before).scheme in ("http", "https") and before != self.request.get("ACTUAL_URL"):
            return str(before)
        return str(self.context.absolute_url())
