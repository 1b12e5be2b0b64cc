"""A line for the owners of a programme when another one covers the same departments."""

from collective.socialgovernance.programme.perimeters import Overlap
from collective.socialgovernance.programme.perimeters import overlaps_of
from functools import cached_property
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class OverlapsViewlet(ViewletBase):
    """Shown on the page of the programme itself, not on its forms."""

    index = ViewPageTemplateFile("overlaps.pt")

    @cached_property
    def overlaps(self) -> list[Overlap]:
        """The other programmes and the departments they share with this one."""
        return overlaps_of(self.context) if self._on_its_page else []

    @property
    def _on_its_page(self) -> bool:
        return getattr(self.view, "__name__", "") == "programme"
