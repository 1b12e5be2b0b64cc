"""``@@latest-updates``: the page, ``@@latest-updates-box`` for a home page, ``@@latest-updates.rss``."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.updates.shown import shown_updates
from collective.socialgovernance.browser.updates.shown import ShownUpdate
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.refusals import refuse
from email.utils import format_datetime
from functools import cached_property
from lxml import etree
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.interface import implementer


IN_BOX = 5
"""Updates in a box, unless another number is asked for."""

IN_FEED = 50
ATOM = "http://www.w3.org/2005/Atom"
SIGN_IN = _("Sign in to read what is new.")


class Updates(BrowserView):
    """What the page, the box and the feed have in common: they are for signed-in people."""

    @property
    def language(self) -> str:
        """The reader's language."""
        return str(api.portal.get_current_language())

    @property
    def within(self) -> Any | None:
        """The programme whose updates are listed; None for those of the whole site."""
        return None if api.portal.get() == self.context else self.context

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"{self.context.absolute_url()}/@@latest-updates"

    def private(self) -> None:
        """What one reader sees is not what another sees: no cache keeps it."""
        self.request.response.setHeader("Cache-Control", "private, no-store")


@implementer(IGovernancePage)
class LatestUpdates(Updates):
    """The page of a programme, or of the site."""

    template = ViewPageTemplateFile("templates/page.pt")
    browser_title = _("Latest updates")

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("sign in to read what is new")
        self.private()
        without_columns(self.request)
        return str(self.template())

    @cached_property
    def all(self) -> list[ShownUpdate]:
        """Everything new, the newest first."""
        return shown_updates(self.within, self.language)

    @property
    def updates(self) -> list[ShownUpdate]:
        """What readers should know of."""
        return [update for update in self.all if not update.quiet]

    @property
    def corrections(self) -> list[ShownUpdate]:
        """Corrections of wording, listed apart."""
        return [update for update in self.all if update.quiet]

    def changes_of(self, update: ShownUpdate) -> str:
        """What the link to the changes of one text is called."""
        words = _("What changed in “${title}”, word by word", mapping={"title": update.title.text})
        return str(translate(words, context=self.request))

    @property
    def place(self) -> str:
        """The title of the programme; empty for the whole site."""
        return str(self.context.Title()) if IGovernanceProgramme.providedBy(self.context) else ""


class LatestUpdatesBox(Updates):
    """A piece of HTML for the home page of the intranet; empty for who is signed out or sees nothing new."""

    template = ViewPageTemplateFile("templates/box.pt")

    def __call__(self) -> str:
        self.private()
        return self.rendered(_asked_number(self.request.form.get("count")))

    def rendered(self, count: int = IN_BOX) -> str:
        """The box with at most ``count`` updates."""
        self.updates = [] if api.user.is_anonymous() else self._latest(count)
        return str(self.template()) if self.updates else ""

    def _latest(self, count: int) -> list[ShownUpdate]:
        return shown_updates(self.within, self.language, limit=count, quiet=False)


class LatestUpdatesFeed(Updates):
    """RSS 2.0 (https://www.rssboard.org/rss-specification) for readers who are signed in."""

    def __call__(self) -> bytes:
        if api.user.is_anonymous():
            raise refuse(401, "person", SIGN_IN)
        self.private()
        self.request.response.setHeader("Content-Type", "application/rss+xml; charset=utf-8")
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        feed = self._feed(shown_updates(self.within, self.language, limit=IN_FEED))
        return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))

    def _feed(self, updates: list[ShownUpdate]) -> etree._Element:
        rss = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
        channel = etree.SubElement(rss, "channel")
        _add(channel, "title", f"{self._words(_('Latest updates'))} – {self.context.Title()}")
        _add(channel, "link", self.url)
        _add(channel, "description", self._words(_("What is new among charters and guides.")))
        _add(channel, "language", self.language)
        etree.SubElement(
            channel, f"{{{ATOM}}}link", href=f"{self.url}.rss", rel="self", type="application/rss+xml"
        )
        for update in updates:
            self._add_item(channel, update)
        return rss

    def _add_item(self, channel: etree._Element, update: ShownUpdate) -> None:
        item = etree.SubElement(channel, "item")
        _add(item, "title", f"{update.title.text} {update.number}".strip())
        _add(item, "link", update.changes_url or update.url)
        said = [update.summary.text, f"{self._words(update.change)}.", self._words(update.when)]
        _add(item, "description", " ".join(part for part in said if part))
        _add(item, "category", self._words(update.change))
        _add(item, "pubDate", format_datetime(update.at))
        # One edition is one item, whether it is published or in force: the feed says it once.
        _add(item, "guid", update.uid).set("isPermaLink", "false")

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    # XML 1.0 has no control characters but white space.
    element.text = "".join(letter for letter in str(text) if letter >= " " or letter in "\t\n")
    return element


def _asked_number(asked: Any) -> int:
    given = str(asked or "")
    return min(int(given), IN_FEED) if given.isdigit() and given.isascii() and len(given) < 4 else IN_BOX
