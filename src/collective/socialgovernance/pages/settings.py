"""The settings of a page that decide who owes it, under the names that charters and guides have for them."""

from collective.socialgovernance.acknowledgments.facts import TextSettings
from collective.socialgovernance.pages.behavior import IAcknowledgeablePage
from collective.socialgovernance.texts.settings_log import log_change
from collective.socialgovernance.texts.settings_log import settings_within
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any


NAMES = {
    "audience": "ack_audience",
    "audience_exclude": "ack_audience_exclude",
    "population": "ack_population",
    "ack_optional": "ack_optional",
    "reack_days": "ack_days",
    "ack_validity_months": "ack_validity_months",
    "programme": "ack_programme",
}
FIXED = {"ack_mode": "read", "mandatory_for_ambassadors": False}
LOGGED = (*FIXED, *NAMES)
"""What decides who owes a page, and whose rules hold for it."""


class PageSettings:
    """A page read as if it had the settings of a text; its UID is that of the page."""

    def __init__(self, page: Any):
        self._page = page
        values = IAcknowledgeablePage(page)
        self.__dict__.update(FIXED)
        self.__dict__.update({name: getattr(values, own) for name, own in NAMES.items()})

    def __conform__(self, interface: Any) -> Any:
        return interface(self._page, None) if interface is IUUID else None


def page_settings_changed(page: Any, event: Any) -> None:
    """A page was made or changed: log its deciding settings when they differ from the last ones known."""
    log_change(PageSettings(page), LOGGED)


def settings_of_page(page: Any, programme: Any, began: date | None) -> tuple[TextSettings, ...]:
    """The settings of a page over time, with the perimeter of its programme."""
    return settings_within(PageSettings(page), programme, began, LOGGED)
