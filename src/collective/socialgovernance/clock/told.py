"""What one person was told, and when: for that person."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.due import REMINDER
from collective.socialgovernance.clock.gathering import ENDING
from collective.socialgovernance.clock.gathering import NEWS
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.telling import kinds
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.answering import where_read
from dataclasses import dataclass
from datetime import date
from plone import api
from typing import Any
from zope.component import getUtility


KINDS = {
    FIRST: _("You were asked to read it"),
    NEWS: _("You were told what is new"),
    REMINDER: _("You were reminded"),
    ENDING: _("You were told that being excused ends"),
}
OTHER = _("You were told")


@dataclass(frozen=True)
class Told:
    """One thing that somebody was told on a day.

    ``kind`` is a stable name, ``about`` the UID of what it was about. ``title`` and ``url`` are "" for what
    is gone, or may not be seen any more.
    """

    day: date
    kind: str
    words: str
    about: str
    title: str = ""
    url: str = ""


def told_to(userid: str, language: str) -> list[Told]:
    """Everything that the signed-in user was told, the newest first.

    ``userid`` must be theirs: which titles are named is asked of the security manager.
    """
    key = getUtility(IDirectory).key(userid)
    found = getUtility(INotices).of_person(userid if key is None else key)
    if not found:
        return []
    named, texts = {**kinds(), **KINDS}, _texts()
    shown = []
    for day, kind, about, _since in reversed(found):
        text, is_first = texts.get(about, (None, True))
        if kind == FIRST and not is_first:
            kind = NEWS
        content = text if text is not None else api.content.get(UID=about)
        shown.append(Told(day, kind, named.get(kind, OTHER), about, *_named(content, language)))
    return shown


def _texts() -> dict[str, tuple[Any, bool]]:
    """By UID of each edition that was in force: its text, and whether readers were asked anew by it."""
    found = {}
    for text in texts_everywhere():
        facts = IAskedText(text).facts
        for edition in facts.editions:
            found[edition.uid] = text, facts.line(edition)[0].uid == edition.uid
    return found


def _named(content: Any, language: str) -> tuple[str, str]:
    if content is None or not api.user.has_permission("View", obj=content):
        return "", ""
    asked = IAskedText(content, None)
    present = None if asked is None else asked.facts.in_force(asked.today)
    title = "" if present is None else title_of(asked.edition(present.uid), language)
    return title or str(content.Title()), where_read(content)
