"""A warning while the clock stands still, and for a text that those who are asked for it may not see."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import IAsksReaders
from collective.socialgovernance.browser.attention.done import done_in_words
from collective.socialgovernance.browser.attention.done import job_in_words
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.record import is_silent
from collective.socialgovernance.clock.record import Stamp
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.texts.answering import where_read
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from plone import api
from plone.app.layout.viewlets import ViewletBase
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryUtility
from zope.i18n import translate


CONTROL_PANEL = "socialgovernance-controlpanel"


@dataclass(frozen=True)
class Hidden:
    """A text, and how many people are asked for it who may not see it."""

    title: str
    url: str
    count: int


class ClockViewlet(ViewletBase):
    """For the owners of a programme, on its page: nothing while all is well."""

    index = ViewPageTemplateFile("clock.pt")

    @cached_property
    def stamp(self) -> Stamp | None:
        """How the last run went."""
        record = queryUtility(IClockRecord)
        return None if record is None else record.stamp

    @property
    def last_run(self) -> str:
        """When it was, in words; "" for never."""
        zone = api.portal.get_registry_record("plone.portal_timezone", default=None) or "UTC"
        return "" if self.stamp is None else instant_in_words(self.stamp.finished, zone, self._language)

    @property
    def is_silent(self) -> bool:
        """Whether it has not run for two days."""
        return self._is_here and is_silent(self.stamp, self._since, wallclock.now())

    @property
    def hidden(self) -> list[Hidden]:
        """The texts of this programme that some of their readers may not see."""
        return sorted(self._hidden(), key=lambda each: each.title) if self._is_here else []

    def _hidden(self) -> Iterator[Hidden]:
        notices = queryUtility(INotices)
        for uid, count in ({} if notices is None else notices.hidden()).items():
            text = api.content.get(UID=uid)
            if text is None or not IAsksReaders.providedBy(text):
                continue
            programme = IAskedText(text).programme
            if programme is not None and IUUID(programme) == IUUID(self.context):
                yield Hidden(text.Title(), where_read(text), count)

    @property
    def _since(self) -> datetime:
        return self.context.created().asdatetime()

    @property
    def _is_here(self) -> bool:
        return getattr(self.view, "__name__", "") == "programme"

    @property
    def _language(self) -> str:
        return str(api.portal.get_current_language())


class ClockRunsViewlet(ClockViewlet):
    """For administrators, on the control panel: how the last run went."""

    index = ViewPageTemplateFile("clock_runs.pt")

    def render(self) -> str:
        """Nothing on other pages."""
        return str(self.index()) if self._is_here else ""

    @property
    def as_of(self) -> str:
        """The day of the last run."""
        return "" if self.stamp is None else day_in_words(self.stamp.as_of, self._language)

    @property
    def counts(self) -> list[tuple[str, list[str]]]:
        """What each job did in it; those that found nothing to do are left out."""
        counts = {} if self.stamp is None else self.stamp.counts
        return [
            (self._words(job_in_words(job)), [self._words(each) for each in done_in_words(done)])
            for job, done in counts.items()
            if done
        ]

    @property
    def duration(self) -> str:
        """How long it took."""
        seconds = 0 if self.stamp is None else self.stamp.seconds
        if seconds < 2:
            return self._words(_("about a second"))
        return self._words(_("${count} seconds", mapping={"count": seconds}))

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))

    @property
    def failures(self) -> list[str]:
        """What failed in it."""
        failed = () if self.stamp is None else self.stamp.failures
        return [f"{job} {about}: {why}" for job, about, why in failed]

    @property
    def _since(self) -> datetime:
        return wallclock.now()

    @property
    def _is_here(self) -> bool:
        return getattr(self.view, "__name__", "") == CONTROL_PANEL
