"""One quiet line on the pages of the intranet while something is owed, and a number in the user menu."""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.standing import CRITICAL
from collective.socialgovernance.acknowledgments.standing import OVERDUE
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import where_read
from collective.socialgovernance.texts.attention import Waiting
from collective.socialgovernance.texts.attention import waiting_for
from dataclasses import dataclass
from functools import cached_property
from plone import api
from plone.app.layout.viewlets import ViewletBase
from plone.app.layout.viewlets.toolbar import ToolbarViewletManager
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlsplit
from zope.i18n import translate


COOKIE = "governance_later"
OWN_PAGES = ("my-governance", "my-data", "acknowledge")
"""Pages on which the line would say what stands there already."""


@dataclass(frozen=True)
class Line:
    """The text that is most pressing, as the line says it; ``more`` others wait too."""

    title: str
    language: str
    url: str
    due: str
    more: int


class OwedViewlet(ViewletBase):
    """Nothing for who owes nothing, said "later" today, or is reading the text in question."""

    index = ViewPageTemplateFile("owed.pt")

    def update(self) -> None:
        """What the line needs is gathered only where there is one: nearly always there is none."""
        self.waiting = () if self.view.__name__ in OWN_PAGES else waiting_for_reader()
        if self.waiting:
            super().update()

    def render(self) -> str:
        """The line, or an empty string at next to no cost."""
        waiting = self.waiting
        if not waiting or self._put_off(waiting[0]) or self._is_read_here(waiting):
            return ""
        return str(self.index()) if self.line is not None else ""

    @cached_property
    def line(self) -> Line | None:
        """The first text of them that the reader may see."""
        for each in self.waiting:
            text = api.portal.get().unrestrictedTraverse("/".join(each.path), None)
            if text is not None and api.user.has_permission("View", obj=text):
                title, language = self._title(text, each)
                return Line(title, language, where_read(text), self._due(each), len(self.waiting) - 1)
        return None

    def _title(self, text: Any, waiting: Waiting) -> tuple[str, str]:
        """The title of what is asked, in the reader's language where it exists, and that language."""
        asked = asked_text(text)
        edition = IAcknowledgeable(asked.edition(waiting.edition))
        wished = str(api.portal.get_current_language())[:2]
        language = wished if wished in edition.digests else str(edition.language)
        return asked.title(waiting.edition, language), language

    @property
    def back(self) -> str:
        """The page on which the reader is."""
        return str(self.request.get("ACTUAL_URL", ""))

    def _due(self, waiting: Waiting) -> str:
        language = str(api.portal.get_current_language())
        if waiting.excused_until is not None:
            ended = day_in_words(waiting.excused_until, language)
            return _("you were excused, which ended on ${day}", mapping={"day": ended})
        if waiting.status in (OVERDUE, CRITICAL) and waiting.since is not None:
            return _("waiting since ${day}", mapping={"day": day_in_words(waiting.since, language)})
        if waiting.due is None:
            return ""
        return _("until ${day}", mapping={"day": day_in_words(waiting.due, language)})

    def _put_off(self, waiting: Waiting) -> bool:
        return self.request.cookies.get(COOKIE) == _today(waiting.zone)

    def _is_read_here(self, waiting: tuple[Waiting, ...]) -> bool:
        here = aq_inner(self.context).getPhysicalPath()
        return any(here[: len(each.path)] == each.path for each in waiting)


class Later(BrowserView):
    """``@@governance-later``: the line is not shown again today in this browser. Nothing is stored."""

    def __call__(self) -> str:
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            waiting = waiting_for_reader()
            zone = waiting[0].zone if waiting else "UTC"
            site = api.portal.get()
            path = site.absolute_url_path() or "/"
            self.request.response.setCookie(
                COOKIE, _today(zone), path=path, http_only=True, same_site="Lax", max_age=24 * 3600
            )
        self.request.response.redirect(self._back(), status=303)
        return ""

    def _back(self) -> str:
        site, back = api.portal.get().absolute_url(), str(self.request.form.get("back", ""))
        same = back == site or back.startswith(f"{site}/")
        return back if same and urlsplit(back).scheme in ("http", "https") else site


class Toolbar(ToolbarViewletManager):
    """Plone's toolbar; the entry of a person's own page in the user menu says how much waits."""

    def get_personal_bar(self) -> Any:
        """The user menu, with a number."""
        bar = super().get_personal_bar()
        entries = [each for each in bar.user_actions if each["id"] == "personaltools-my-governance"]
        count = len(waiting_for_reader()) if entries else 0
        for entry in entries if count else ():
            title = translate(entry["title"], context=self.request)
            entry["title"] = _("${title} (${count})", mapping={"title": title, "count": count})
        return bar


def waiting_for_reader() -> tuple[Waiting, ...]:
    """What the signed-in user owes; nothing for who is not signed in.

    Asked on every page: of the security manager, which knows the user without looking anybody up.
    """
    userid = getSecurityManager().getUser().getId()
    return () if userid is None else waiting_for(str(userid))


def _today(zone: Zone) -> str:
    return day_of(wallclock.now(), zone).isoformat()
