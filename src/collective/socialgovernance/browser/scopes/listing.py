"""On the page of a programme: its scopes, the departments without one, and a way in for heads."""

from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.browser.reading.pages import visible
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.programme.perimeters import covered
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.freezing import present_freeze
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.scopes.index import scope_of_department
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.roles import departments_to_define
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from typing import Any
from zope.component import getUtility


ADD = "collective.socialgovernance: Add SpeakingScope"
GOVERNANCE = "collective.socialgovernance: View governance"


@dataclass(frozen=True)
class Entry:
    """A scope as the reader may see it."""

    title: str
    url: str
    topics: str
    frozen: bool
    state_title: str = ""


class ScopesOfProgramme(BrowserView):
    """``@@governance-scopes``: a part of the page of a programme."""

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return today_in(self.context)

    @cached_property
    def signed_in(self) -> bool:
        """Whether somebody is signed in: others are not told who speaks."""
        return not api.user.is_anonymous()

    @cached_property
    def entries(self) -> list[Entry]:
        """The scopes that the reader may see, by title."""
        found = [entry for scope in scopes_of(self.context) if (entry := self._entry(scope)) is not None]
        return sorted(found, key=lambda entry: entry.title.casefold())

    def _entry(self, scope: Any) -> Entry | None:
        present, coming = visible(in_force(scope)), visible(in_preparation(scope))
        if present is None and coming is None:
            return None
        if present is None:
            return Entry(scope.title, self._place_of(coming), "", False, state_title(coming))
        led = [cell.topic for cell in content_of(present).cells if cell.legitimacy == "lead"]
        topics = ", ".join(self._titles.word(topic) for topic in dict.fromkeys(led))
        return Entry(scope.title, scope.absolute_url(), topics, present_freeze(scope) is not None)

    def _place_of(self, coming: Any) -> str:
        writes = state_of(coming) == "draft" and may("Modify portal content", coming)
        return f"{coming.absolute_url()}/@@write-scope" if writes else str(coming.absolute_url())

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.today)

    @property
    def to_define(self) -> list[tuple[str, str]]:
        """The departments that the reader leads and that have no scope: (address of the form, title)."""
        if not may(ADD, self.context):
            return []
        me = str(api.user.get_current().getId())
        add = f"{self.context.absolute_url()}/++add++SpeakingScope"
        return [
            (f"{add}?department={department}", self._titles.department(department))
            for department in departments_to_define(self.context, me, self.today)
        ]

    @property
    def without(self) -> list[str]:
        """The departments with no scope in force or on its way, for those who look after the programme."""
        if not may(GOVERNANCE, self.context):
            return []
        within = covered(self.context.perimeter or (), self.today)
        return [
            each.title
            for each in getUtility(IDirectory).departments(self.today)
            if each.id in within and not self._speaks(each.id)
        ]

    def _speaks(self, department: str) -> bool:
        scope = scope_of_department(self.context, department)
        return scope is not None and (in_force(scope) or in_preparation(scope)) is not None

    @property
    def may_add(self) -> bool:
        """Whether the reader may add the scope of any department."""
        return may(ADD, self.context) and may("collective.socialgovernance: Approve", self.context)
