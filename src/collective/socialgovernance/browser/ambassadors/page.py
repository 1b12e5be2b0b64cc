"""What the pages about ambassadors have in common: they are private, and speak of people by name and of days
in words.
"""

from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.reading.people import Contact
from collective.socialgovernance.browser.reading.people import contact
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.texts.gathering import programme_of
from datetime import date
from datetime import datetime
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import Unauthorized


class AmbassadorsPage(EditingPage):
    """A page for people who are signed in; no cache keeps it."""

    def __call__(self) -> Any:
        if api.user.is_anonymous():
            raise Unauthorized("sign in to see this page")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    @cached_property
    def programme(self) -> Any:
        """The programme."""
        return programme_of(self.context)

    @cached_property
    def me(self) -> str:
        """The userid of the reader."""
        return str(api.user.get_current().getId())

    @cached_property
    def day(self) -> date:
        """The day on which everything here counts."""
        return counting_day(self.programme)

    @cached_property
    def language(self) -> str:
        """The reader's language."""
        return str(api.portal.get_current_language())

    @cached_property
    def titles(self) -> Titles:
        """Titles of topics and departments."""
        return Titles(self.day)

    @cached_property
    def referents(self) -> list[Contact]:
        """The referent, then the backup, but for the reader."""
        found = (contact(self.programme.referent), contact(self.programme.referent_backup))
        return [person for person in found if person is not None and person.userid != self.me]

    def in_words(self, day: date | datetime | None) -> str:
        """A day, or that of an instant where the programme is, in the reader's language."""
        if day is None:
            return ""
        if isinstance(day, datetime):
            day = day_of(day, zone_of(self.programme))
        return day_in_words(day, self.language)

    def name_of(self, userid: str | None) -> str:
        """A person by name; empty for nobody."""
        return name_of(userid) if userid else ""

    def problem_at(self, field: str) -> str:
        """What is wrong with a field of the form, or still missing there."""
        return self.problem_of(field)

    def described(self, field: str, *others: str) -> str | None:
        """The ids of what is said about a field, for those who hear the page; None when nothing is."""
        wrong = [f"{field}-problem"] if self.problem_at(field) else []
        return " ".join([*others, *wrong]) or None
