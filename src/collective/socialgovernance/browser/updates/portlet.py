"""The same box as a portlet, for columns, dashboards and the footer of a Classic site."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.updates.page import IN_BOX
from plone import api
from plone.app.portlets.portlets import base
from plone.portlets.interfaces import IPortletDataProvider
from typing import Any
from zope import schema
from zope.component import queryMultiAdapter
from zope.interface import implementer


class ILatestUpdatesPortlet(IPortletDataProvider):
    """How many updates the portlet shows."""

    count = schema.Int(title=_("How many updates"), required=True, default=IN_BOX, min=1, max=20)


@implementer(ILatestUpdatesPortlet)
class Assignment(base.Assignment):  # type: ignore[misc]
    """The portlet where it was put."""

    count = IN_BOX

    def __init__(self, count: int = IN_BOX):
        self.count = count

    @property
    def title(self) -> str:
        """What the portlet is called where portlets are managed."""
        return _("Latest updates of charters and guides")


class Renderer(base.Renderer):  # type: ignore[misc]
    """Shows the box of the site; nothing to who is signed out or has nothing new to see."""

    _rendered: str | None = None

    @property
    def available(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.render())

    def render(self) -> str:
        """The box, made once for a page."""
        if self._rendered is None:
            self._rendered = self._box()
        return self._rendered

    def _box(self) -> str:
        root: Any = api.portal.get_navigation_root(self.context)
        box = queryMultiAdapter((root, self.request), name="latest-updates-box")
        return "" if box is None else str(box.rendered(self.data.count))


class AddForm(base.AddForm):  # type: ignore[misc]
    """Where the portlet is added."""

    schema = ILatestUpdatesPortlet
    label = _("Add the latest updates of charters and guides")

    def create(self, data: dict[str, Any]) -> Assignment:
        """A portlet with what was filled in."""
        return Assignment(count=data.get("count", IN_BOX))


class EditForm(base.EditForm):  # type: ignore[misc]
    """Where it is changed."""

    schema = ILatestUpdatesPortlet
    label = _("Change the latest updates of charters and guides")
