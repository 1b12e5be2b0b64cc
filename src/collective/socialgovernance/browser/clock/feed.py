"""``@@coming-up.ics``: what is coming up, for the calendar program of one person (RFC 5545)."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.clock.saying import headline
from collective.socialgovernance.clock.coming import Coming
from collective.socialgovernance.clock.coming import coming_up
from collective.socialgovernance.clock.feeds import reader_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.scopes.asking import today_in
from datetime import datetime
from datetime import timedelta
from icalendar import Calendar
from icalendar import Event
from icalendar import vDuration
from icalendar import vText
from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five.browser import BrowserView
from typing import Any
from zope.component import getUtility
from zope.i18n import translate


GOVERNANCE = "collective.socialgovernance: View governance"
ONE_DAY = timedelta(days=1)
AGAIN = timedelta(hours=12)
"""How often a program should ask (RFC 7986, 5.7)."""


class ComingUpFeed(BrowserView):
    """Without signing in: the token says who reads, and what they may see now decides what is in it."""

    def __call__(self) -> bytes | str:
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("X-Robots-Tag", "noindex")
        reader = reader_of(str(self.request.form.get("token") or ""), wallclock.now())
        if reader is None or not reader.has_permission(GOVERNANCE, self.context):
            response.setStatus(404)
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return "Not found\n"
        response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        response.setHeader("Content-Disposition", 'inline; filename="coming-up.ics"')
        with api.env.adopt_user(user=reader):
            return self._calendar(self._language(str(reader.getId())))

    def _calendar(self, language: str) -> bytes:
        now = wallclock.now()
        title = translate(
            _("Coming up: ${programme}", mapping={"programme": self.context.title}), target_language=language
        )
        made = Calendar()
        made.add("prodid", "-//collective.socialgovernance//coming up//EN")
        made.add("version", "2.0")
        # Of names that it does not know the library neither escapes the text nor writes the duration.
        made.add("name", vText(title))
        made.add("x-wr-calname", vText(title))
        made.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
        made.add("x-published-ttl", vDuration(AGAIN))
        for coming in coming_up(self.context, today_in(self.context), language[:2]):
            made.add_component(self._event(coming, now, language))
        return bytes(made.to_ical())

    def _event(self, coming: Coming, now: datetime, language: str) -> Event:
        event = Event()
        event.add("uid", f"{coming.uid}@{IUUID(self.context)}")
        event.add("dtstamp", now)
        event.add("dtstart", coming.day)
        event.add("dtend", coming.day + ONE_DAY)
        event.add("summary", translate(headline(coming), target_language=language))
        if coming.url:
            event.add("url", coming.url)
        event.add("transp", "TRANSPARENT")
        return event

    def _language(self, userid: str) -> str:
        """The reader's, as the directory knows it; else that of the site."""
        directory: Any = getUtility(IDirectory)
        person = directory.person(userid, today_in(self.context))
        return (person.language if person is not None else "") or str(api.portal.get_default_language())
