"""On the page of a person: what they were told, and when."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.reading.sections import IMyGovernanceSection
from collective.socialgovernance.clock.told import Told
from collective.socialgovernance.clock.told import told_to
from collective.socialgovernance.days_in_words import day_in_words
from datetime import date
from functools import cached_property
from plone import api
from plone.base.interfaces import INavigationRoot
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


LATEST = 5
"""How many are shown at once."""


class ToldSection(BrowserView):
    """Mine only: nobody is named by the request."""

    template = ViewPageTemplateFile("templates/told.pt")

    @cached_property
    def told(self) -> list[Told]:
        """Everything, the newest first."""
        return told_to(str(api.user.get_current().getId()), self.language[:2])

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return str(api.portal.get_current_language())

    @property
    def parts(self) -> list[tuple[bool, list[Told]]]:
        """The latest ones, and the others that are folded away."""
        return [
            (folded, part)
            for folded, part in ((False, self.told[:LATEST]), (True, self.told[LATEST:]))
            if part
        ]

    def in_words(self, day: date) -> str:
        """A day as people write it."""
        return day_in_words(day, self.language)


@implementer(IMyGovernanceSection)
@adapter(INavigationRoot, IBrowserRequest)
class WhatIWasTold:
    """See :class:`~..reading.sections.IMyGovernanceSection`."""

    order = 90
    title = _("What you were told")

    def __init__(self, site: Any, request: Any):
        self.view = ToldSection(site, request)

    def __call__(self) -> str:
        return str(self.view.template()) if self.view.told else ""
