"""``@@clock-preview``: what the next run of the clock would send; nothing is sent by looking."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.due import ONE_DAY
from collective.socialgovernance.clock.due import REMINDER
from collective.socialgovernance.clock.gathering import ENDING
from collective.socialgovernance.clock.gathering import NEWS
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.preview import Preview
from collective.socialgovernance.clock.preview import preview
from collective.socialgovernance.clock.telling import kinds
from collective.socialgovernance.clock.telling import schedule_for
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.texts.cleaning import safe_html
from datetime import date
from datetime import timedelta
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility

import re


AHEAD = timedelta(days=365)
"""How far one may look ahead."""

BODY = re.compile(r"(?s)^.*<body[^>]*>|</body>.*$")
"""What stands around the body of an HTML mail."""

KINDS = {
    FIRST: _("Asked to read a text"),
    REMINDER: _("Reminded of a text"),
    NEWS: _("Told what is new in a text"),
    ENDING: _("Told that being excused from a text ends"),
}


class ClockPreview(EditingPage):
    """For owners, in figures: what people would be told on a day, and one mail as an example."""

    template = ViewPageTemplateFile("templates/preview.pt")

    def index(self) -> str:
        """The page."""
        if self.sent("day") and self._asked is None:
            self.problems = (Problem("day", _("Choose a day within the next twelve months.")),)
            self.request.response.setStatus(400)
        return str(self.template())

    def post(self) -> str | None:
        """Nothing is ever written here."""
        return f"{self.url}/@@clock-preview"

    @cached_property
    def day(self) -> date:
        """The day that is looked at: the one asked for, else the next one on which mail leaves."""
        return self._asked or self._next

    @property
    def day_words(self) -> str:
        """That day as people write it."""
        return day_in_words(self.day, self.language)

    @property
    def first(self) -> str:
        """The first day that may be asked for."""
        return self._first.isoformat()

    @property
    def last(self) -> str:
        """The last day that may be asked for."""
        return (self._first + AHEAD).isoformat()

    @property
    def is_open(self) -> bool:
        """Whether mail leaves on that day at all."""
        return schedule_for(self.context).is_open(self.day)

    @cached_property
    def found(self) -> Preview:
        """What would be said."""
        return preview(self.context, self.day, self.language[:2], self.words(_("(name)")))

    @property
    def counts(self) -> list[tuple[str, int]]:
        """By kind in words, how many people are told something of it."""
        named = {**kinds(), **KINDS}
        return [
            (self.words(named.get(kind, _("Something else"))), count)
            for kind, count in sorted(self.found.kinds.items(), key=lambda each: (-each[1], each[0]))
        ]

    @property
    def example_html(self) -> str:
        """What stands in the HTML part of the example, as safe HTML."""
        example = self.found.example
        body = "" if example is None else BODY.sub("", example.html)
        return safe_html(body, self.context)

    @cached_property
    def language(self) -> str:
        """The language of the page, and of the example."""
        return str(api.portal.get_current_language())

    @cached_property
    def _asked(self) -> date | None:
        try:
            day = date.fromisoformat(self.sent("day"))
        except ValueError:
            return None
        return day if self._first <= day <= self._first + AHEAD else None

    @cached_property
    def _first(self) -> date:
        today, last = today_in(self.context), getUtility(IClockRecord).as_of
        return today if last is None else max(today, last)

    @property
    def _next(self) -> date:
        """The day of the next run in which mail leaves; today has gone by once the clock ran for it."""
        schedule = schedule_for(self.context)
        day = self._first + (ONE_DAY if getUtility(IClockRecord).as_of == self._first else 0 * ONE_DAY)
        for _number in range(AHEAD.days):
            if schedule.is_open(day):
                break
            day += ONE_DAY
        return day
