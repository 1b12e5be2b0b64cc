"""``@@retention``: what is kept too long and would go, before anything goes; and agreeing to it, once."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.record import later_of_last_run
from collective.socialgovernance.clock.retention import confirm_retention
from collective.socialgovernance.clock.retention import is_confirmed
from collective.socialgovernance.clock.retention import may_confirm
from collective.socialgovernance.clock.retention import retention_preview
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.directory import site as surroundings
from datetime import date
from datetime import timedelta
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized
from zope.component import getUtility


SOON = timedelta(days=90)


class RetentionPage(EditingPage):
    """Figures by kind, about nobody; for those who may agree."""

    template = ViewPageTemplateFile("templates/retention.pt")

    def __call__(self) -> Any:
        if not may_confirm():
            raise Unauthorized(self.words(_("You are not entitled to see this.")))
        return super().__call__()

    def index(self) -> str:
        """The page."""
        return str(self.template())

    def post(self) -> str | None:
        """Agree: from the next run on, what is kept too long goes."""
        confirm_retention()
        self.say(_("From the next run of the clock on, what is kept too long goes."))
        return f"{self.url}/@@retention"

    @property
    def parts(self) -> list[tuple[str, str, list[tuple[str, int, str]]]]:
        """What goes with the next run, and what three months later: (id, heading, rows)."""
        today = later_of_last_run(surroundings.today())
        now, later = self._rows(today), self._rows(today + SOON)
        return [
            ("now", self.words(_("With the next run")), now),
            ("later", self.words(_("Three months from now, altogether")), later),
        ]

    @cached_property
    def is_confirmed(self) -> bool:
        """Whether somebody has agreed."""
        return is_confirmed()

    @property
    def confirmed(self) -> dict[str, str]:
        """Who agreed, and when."""
        actor, at = getUtility(IClockRecord).purging
        zone = api.portal.get_registry_record("plone.portal_timezone", default=None) or "UTC"
        return {"name": name_of(actor) or actor, "when": instant_in_words(at, zone, self._language)}

    def _rows(self, day: date) -> list[tuple[str, int, str]]:
        return [
            (self.words(each.title), each.count, day_in_words(each.first, self._language))
            for each in retention_preview(day)
        ]

    @property
    def _language(self) -> str:
        return str(api.portal.get_current_language())
