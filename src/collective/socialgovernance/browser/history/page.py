"""``@@governance-history``: every act on a text or on one of its editions, to read and to download."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import attach
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.history.sheet import as_csv
from collective.socialgovernance.browser.history.words import Line
from collective.socialgovernance.browser.history.words import Telling
from collective.socialgovernance.days import names_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.history import history_of_edition
from collective.socialgovernance.texts.history import history_of_settings
from collective.socialgovernance.texts.history import history_of_text
from collective.socialgovernance.texts.history import Logged
from collective.socialgovernance.texts.history import visible_editions
from collective.socialgovernance.texts.interfaces import IGovernedText
from dataclasses import dataclass
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from typing import Any


SETTINGS = "settings"


@dataclass(frozen=True)
class Choice:
    """One thing whose history can be chosen."""

    value: str
    title: str
    chosen: bool


class HistoryOfText(BrowserView):
    """All editions that the reader may see, or one of them, or the settings; newest act first."""

    def __call__(self) -> Any:
        without_columns(self.request)
        if self.request.form.get("format") == "csv":
            return self.download()
        return self.index()

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return self.context

    @property
    def url(self) -> str:
        """The URL of the page."""
        return f"{self.context.absolute_url()}/@@governance-history"

    @property
    def chosen(self) -> str:
        """The id of the edition whose acts are shown, ``settings``, or nothing for all."""
        return str(self.request.form.get("edition") or "")

    @cached_property
    def telling(self) -> Telling:
        """In the language of the reader."""
        return Telling(self.request, str(api.portal.get_current_language()))

    @property
    def choices(self) -> list[Choice]:
        """Everything, each edition, the settings."""
        editions = [
            Choice(edition.getId(), self.telling.about(edition), edition.getId() == self.chosen)
            for edition in reversed(visible_editions(self.text))
        ]
        return [
            Choice("", _("Everything"), not self.chosen),
            *editions,
            Choice(SETTINGS, _("Settings: who is asked, and how"), self.chosen == SETTINGS),
        ]

    @property
    def entries(self) -> list[Logged]:
        """The acts that are shown, oldest first."""
        if not self.chosen:
            return history_of_text(self.text)
        if self.chosen == SETTINGS:
            return history_of_settings(self.text)
        for edition in visible_editions(self.text):
            if edition.getId() == self.chosen:
                return history_of_edition(edition)
        raise refuse(404, "edition", _("There is no such edition of this text."))

    @cached_property
    def lines(self) -> list[Line]:
        """The acts in words, newest first."""
        return self.telling.lines(reversed(self.entries))

    @property
    def timezone(self) -> str:
        """The time zone of the days and times that are shown first, or those that there were."""
        return ", ".join(names_of(zone_of(programme_of(self.context))))

    @property
    def csv_url(self) -> str:
        """The same acts as a file."""
        return f"{self.url}?edition={self.chosen}&format=csv"

    def download(self) -> bytes:
        """The same acts, oldest first, as a file."""
        content = as_csv(self.telling.lines(self.entries))
        part = f"-{self.chosen}" if self.chosen else ""
        name = f"history-{self.text.getId()}{part}.csv"
        attach(self.request.response, "text/csv; charset=utf-8", name)
        return content


class WhereHistoryIs(BrowserView):
    """``@@history`` leads to the history of the edition or text that this is, or belongs to."""

    def __call__(self) -> None:
        for content in self.context.aq_chain:
            if IEdition.providedBy(content) or IGovernedText.providedBy(content):
                self.request.response.redirect(f"{content.absolute_url()}/@@governance-history")
                return
        self.request.response.redirect(self.context.absolute_url())


class NoVersion(BrowserView):
    """``revertversion``: nothing of ours is kept in versions, there is none to go back to."""

    def __call__(self) -> None:
        raise refuse(404, "version", _("No versions are kept of this: each edition is a record of its own."))


class HistoryOfEdition(HistoryOfText):
    """The acts on one edition."""

    @property
    def text(self) -> Any:
        """The charter or guide."""
        return text_of(self.context)

    @property
    def chosen(self) -> str:
        """This edition."""
        return str(self.context.getId())

    @property
    def choices(self) -> list[Choice]:
        """Nothing to choose: the page of the text has the others."""
        return []
