"""``@@ask-editors``: an owner asks those who write a text for its next edition."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.programme.holders import names_of
from collective.socialgovernance.refreshing.asking import ask_editors
from collective.socialgovernance.refreshing.asking import nobody_writes
from collective.socialgovernance.refreshing.asking import who_writes
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class AskEditors(EditingPage):
    """Who would be asked, and one button; the edition on its way when there is one."""

    index = ViewPageTemplateFile("templates/ask.pt")
    browser_title = _("Ask the editors for a new edition")

    @cached_property
    def pending(self) -> Any | None:
        """The edition on its way, if any."""
        return in_preparation(self.context)

    @cached_property
    def names(self) -> str:
        """Who writes it; "" for nobody."""
        return ", ".join(names_of(who_writes(self.context)))

    @property
    def nobody(self) -> str:
        """What is said where nobody writes."""
        return self.words(nobody_writes())

    def post(self) -> str:
        """Ask them, and go back to the text."""
        names = ", ".join(names_of(ask_editors(self.context)))
        self.say(_("Asked for a new edition: ${names}.", mapping={"names": names}))
        return self.url
