"""What the pages about readers have in common: which edition they are about, and who may look."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.pages.beginning import AboutText
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.texts.covering import Sight
from collective.socialgovernance.texts.covering import sight_of
from collective.socialgovernance.transitions.interfaces import IGoverned
from datetime import date
from plone import api
from typing import Any
from urllib.parse import urlencode
from zExceptions import Unauthorized
from zope.cachedescriptors.property import Lazy
from zope.component import queryUtility


class PageAboutReaders(AboutText, EditingPage):
    """About an edition, or about the one that was in force on the day at the address of a text."""

    name = ""
    """The name of the page, for links to itself."""

    def refuse_strangers(self) -> None:
        """Raise ``Unauthorized`` for who may see nothing here."""
        raise NotImplementedError

    def look(self) -> Any:
        """The page as it is read."""
        self.refuse_strangers()
        for name in ("as_of", "date"):
            if self.sent(name) and self.sent_day(name) is None:
                self.problems = (*self.problems, Problem(name, _("A day is written YYYY-MM-DD.")))
        if self.problems:
            self.request.response.setStatus(400)
        without_columns(self.request)
        return self.index()

    def turn_away(self) -> None:
        """Raise ``Unauthorized``."""
        raise Unauthorized(self.words(_("You are not entitled to see this.")))

    @Lazy
    def sight(self) -> Sight:
        """What the reader may see."""
        return sight_of(self.context)

    @Lazy
    def facts(self) -> TextFacts:
        """Its editions and settings."""
        return self.asked.facts

    @property
    def is_edition(self) -> bool:
        """Whether the page is about one edition, not about the address of a text."""
        return bool(IGoverned.providedBy(self.context))

    @Lazy
    def edition(self) -> Any | None:
        """What is looked at; None while a text has no edition in force."""
        if self.is_edition:
            return self.context
        then = self.facts.in_force(self.day or self.today) or self.facts.in_force(self.today)
        return None if then is None else self.asked.edition(then.uid)

    @property
    def number(self) -> str:
        """The number of the edition."""
        return "" if self.edition is None else str(self._answerable.number)

    @property
    def _answerable(self) -> Any:
        """What was answered to on the day that is shown."""
        return IAcknowledgeable(self.edition).on(self.day or self.today)

    @property
    def state(self) -> str:
        """Its state in words; editions of pages have none."""
        return self.state_words(self.edition) if IGoverned.providedBy(self.edition) else ""

    @property
    def was_in_force(self) -> bool:
        """Whether the edition ever came into force: before, nobody is asked."""
        if self.edition is None:
            return False
        present = self.facts.edition(self._answerable.edition)
        return present is not None and present.in_force_on <= self.today

    @property
    def has_directory(self) -> bool:
        """Whether the site knows who works where."""
        directory = queryUtility(IDirectory)
        return directory is not None and not directory.is_empty()

    @Lazy
    def day(self) -> date | None:
        """The day asked for; None when there is none, or what was sent is no day."""
        return self.sent_day("as_of")

    def sent_day(self, name: str) -> date | None:
        """A day of the form."""
        try:
            return parsed_day(self.sent(name), name)
        except Refused:
            return None

    @property
    def as_of(self) -> str:
        """The day that is shown, as the form writes it."""
        return (self.day or self.today).isoformat()

    @Lazy
    def today(self) -> date:
        """Today where the programme is."""
        return self.asked.today

    @property
    def is_past(self) -> bool:
        """Whether another day than today is shown."""
        return self.day is not None and self.day != self.today

    def day_words(self, day: date) -> str:
        """A day as people write it."""
        return day_in_words(day, api.portal.get_current_language())

    def address(self, **query: object) -> str:
        """This page with a query; what is empty is left out."""
        return self.address_of(self.name, **query)

    def address_of(self, name: str, **query: object) -> str:
        """Another page of the same content."""
        asked = urlencode({key: value for key, value in query.items() if value not in ("", None, False)})
        return f"{self.url}/@@{name}" + (f"?{asked}" if asked else "")
