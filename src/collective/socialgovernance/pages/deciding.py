"""What the settings of a page decide, for whoever asks before they are changed."""

from collections.abc import Mapping
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.pages.behavior import IAcknowledgeablePage
from collective.socialgovernance.pages.publishing import programme_chosen
from collective.socialgovernance.pages.settings import NAMES
from collective.socialgovernance.texts.interfaces import IDecides
from typing import Any
from zope.component import adapter
from zope.interface import implementer


PROGRAMME = "programme"


@implementer(IDecides)
@adapter(IAcknowledgeablePage)
class OfPage:
    """See :class:`~..texts.interfaces.IDecides`."""

    names = tuple(NAMES.values())

    def __init__(self, context: Any):
        self.context = context

    def texts(self) -> list[Any]:
        """The page alone."""
        return [IAskedText(self.context)]

    def changes(self, values: Mapping[str, Any]) -> list[tuple[Any, dict[str, Any]]]:
        """By the names of a text; another programme brings its perimeter, without one nobody is asked."""
        settings = {name: values[own] for name, own in NAMES.items() if own in values}
        if PROGRAMME in settings:
            programme = programme_chosen(self.context, settings.pop(PROGRAMME))
            if programme is None:
                settings["ack_mode"] = "none"
            else:
                settings["perimeter"] = programme.perimeter
        return [(IAskedText(self.context), settings)]
