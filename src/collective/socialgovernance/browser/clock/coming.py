"""``@@coming-up``: the next three months of a programme, as a calendar and as a list."""

from calendar import Calendar
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.clock.saying import headline
from collective.socialgovernance.browser.clock.saying import KINDS
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.clock.coming import Coming
from collective.socialgovernance.clock.coming import coming_up
from collective.socialgovernance.clock.coming import DAYS
from collective.socialgovernance.clock.feeds import IFeedTokens
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.asking import today_in
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from functools import cached_property
from itertools import groupby
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import getUtility
from zope.i18n.locales import LoadLocaleError
from zope.i18n.locales import locales


APPROVE = "collective.socialgovernance: Approve"
MONDAY_FIRST = 0
WEEKEND = (5, 6)


@dataclass(frozen=True)
class Shown:
    """Something that is coming, in words."""

    kind: str
    kind_title: str
    headline: str
    url: str


@dataclass(frozen=True)
class Day:
    """A day of the calendar; ``here`` when it belongs to the month and to the days that are shown."""

    number: int
    iso: str
    here: bool
    today: bool
    weekend: bool
    words: str
    things: tuple[Shown, ...]

    @property
    def style(self) -> str:
        """How it is drawn; everything that this says is said in words or figures too."""
        named = (("gov-outside", not self.here), ("gov-weekend", self.weekend), ("gov-today", self.today))
        return " ".join(name for name, holds in named if holds)


@dataclass(frozen=True)
class Month:
    """A month with its weeks."""

    id: str
    title: str
    weeks: tuple[tuple[Day, ...], ...]


class ComingUp(EditingPage):
    """For those who look after a programme; what they may not see is not in it."""

    template = ViewPageTemplateFile("templates/coming.pt")
    feed_url = ""
    """The new address of the feed, shown once."""

    def index(self) -> str:
        """The page, kept in no cache: it may show a private address."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return str(self.template())

    def post(self) -> str | None:
        """Make the private address anew, or take it back."""
        tokens, me = getUtility(IFeedTokens), self.userid
        if self.sent("feed") == "revoke":
            tokens.revoke(me)
            self.say(_("The address does not work any more."))
            return f"{self.url}/@@coming-up#feed"
        key = getUtility(IDirectory).key(me)
        token = tokens.renew(me, key, wallclock.now())
        self.feed_url = f"{self.url}/@@coming-up.ics?token={token}"
        return None

    @property
    def may_preview(self) -> bool:
        """Whether the reader may see what would be sent, and what would go."""
        return self.allowed(APPROVE)

    @property
    def userid(self) -> str:
        """Who looks: nobody is named by the request."""
        return str(api.user.get_current().getId())

    @property
    def feed_since(self) -> str:
        """When the address that works was made, in words; "" when there is none."""
        made = getUtility(IFeedTokens).made_at(self.userid)
        return "" if made is None else instant_in_words(made, zone_of(self.context), self.language)

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return str(api.portal.get_current_language())

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return today_in(self.context)

    @cached_property
    def coming(self) -> list[Coming]:
        """Everything, by day."""
        return coming_up(self.context, self.today, self.language[:2])

    @cached_property
    def late(self) -> list[tuple[str, list[Shown]]]:
        """What should have been done by now: the day in words, and what."""
        return self._by_day([each for each in self.coming if each.day < self.today])

    @cached_property
    def days(self) -> list[tuple[str, str, list[Shown]]]:
        """The days on which something is: as in addresses, in words, and what."""
        found = [each for each in self.coming if each.day >= self.today]
        return [
            (day.isoformat(), self._in_words(day), [self._shown(each) for each in things])
            for day, things in groupby(found, key=lambda each: each.day)
        ]

    @cached_property
    def months(self) -> list[Month]:
        """The months of those days."""
        last = self.today + timedelta(days=DAYS)
        first, found = self.today.replace(day=1), []
        while first <= last:
            found.append(self._month(first, last))
            first = (first + timedelta(days=31)).replace(day=1)
        return found

    @cached_property
    def weekdays(self) -> list[tuple[str, str]]:
        """Short and long names of the days of the week, Monday first."""
        names = self._calendar.days
        return [(names[number][1], names[number][0]) for number in range(1, 8)]

    def count_words(self, day: Day) -> str:
        """How many things are on a day, for those who do not see the calendar."""
        count = len(day.things)
        said = (
            _("${day}: one thing", mapping={"day": day.words})
            if count == 1
            else _("${day}: ${count} things", mapping={"day": day.words, "count": count})
        )
        return self.words(said)

    def _by_day(self, found: list[Coming]) -> list[tuple[str, list[Shown]]]:
        return [
            (self._in_words(day), [self._shown(each) for each in things])
            for day, things in groupby(found, key=lambda each: each.day)
        ]

    def _month(self, first: date, last: date) -> Month:
        weeks = Calendar(MONDAY_FIRST).monthdatescalendar(first.year, first.month)
        name = self._calendar.months[first.month][0]
        shown = [
            tuple(self._day(day, first.month, last) for day in week)
            for week in weeks
            if week[-1] >= self.today and week[0] <= last
        ]
        return Month(f"{first:%Y-%m}", f"{name} {first.year}".capitalize(), tuple(shown))

    def _day(self, day: date, month: int, last: date) -> Day:
        here = day.month == month and self.today <= day <= last
        things = tuple(self._shown(each) for each in self._of_day.get(day, ())) if here else ()
        return Day(
            day.day,
            day.isoformat(),
            day.month == month,
            here and day == self.today,
            day.weekday() in WEEKEND,
            self._in_words(day),
            things,
        )

    @cached_property
    def _of_day(self) -> dict[date, list[Coming]]:
        return {day: list(things) for day, things in groupby(self.coming, key=lambda each: each.day)}

    def _shown(self, coming: Coming) -> Shown:
        title = self.words(KINDS[coming.kind])
        return Shown(coming.kind, title, self.words(headline(coming)), coming.url)

    def _in_words(self, day: date) -> str:
        return day_in_words(day, self.language)

    @property
    def _calendar(self) -> Any:
        try:
            dates = locales.getLocale(self.language[:2]).dates
        except LoadLocaleError:
            dates = locales.getLocale("en").dates
        return dates.calendars["gregorian"]
