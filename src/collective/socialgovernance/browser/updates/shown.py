"""Updates in the words of one reader."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.reading.shown import Words
from collective.socialgovernance.days import start_of_day
from collective.socialgovernance.days import Zone
from collective.socialgovernance.days import zone_at
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.consequences import CHANGES_FOR_READERS
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.updates import latest_updates
from collective.socialgovernance.texts.updates import said
from collective.socialgovernance.texts.updates import Update
from collective.socialgovernance.texts.wording import to_show
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zoneinfo import ZoneInfo


SENTENCE = 300
"""Letters of what changed that a list shows."""


@dataclass(frozen=True)
class ShownUpdate:
    """One line of the list. ``at`` is the instant at which its day began, ``when`` the day in words."""

    uid: str
    url: str
    changes_url: str
    type_title: str
    title: Words
    number: str
    summary: Words
    change: str
    day: str
    when: str
    at: datetime
    quiet: bool


def shown_updates(
    within: Any | None, language: str, limit: int | None = None, quiet: bool = True
) -> list[ShownUpdate]:
    """The latest updates that the present user may see, in a language."""
    return [_shown(update, language) for update in latest_updates(within, limit, quiet)]


def one_sentence(markup: str, length: int = SENTENCE) -> str:
    """What a short rich text says, as plain words cut between two of them."""
    words = to_show(markup)
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _shown(update: Update, language: str) -> ShownUpdate:
    edition, text = update.edition, update.text
    title, title_language = said(edition, "title", language[:2])
    summary, summary_language = said(edition, "change_summary", language[:2])
    url = edition.absolute_url() if update.coming else text.absolute_url()
    return ShownUpdate(
        uid=str(IUUID(edition)),
        url=url,
        changes_url=f"{url}/@@changes" if update.compares else "",
        type_title=api.portal.get_tool("portal_types")[text.portal_type].Title(),
        title=Words(title or text.title, title_language),
        number=edition.number or "",
        summary=Words(one_sentence(summary), summary_language),
        change=CHANGES_FOR_READERS[update.change],
        day=update.day.isoformat(),
        when=_when(update, language),
        at=_midnight(update.day, zone_of(programme_of(text))),
        quiet=update.quiet,
    )


def _midnight(day: date, zone: Zone) -> datetime:
    began = start_of_day(day, zone)
    return began.astimezone(ZoneInfo(zone_at(began, zone)))


def _when(update: Update, language: str) -> str:
    begins = {"day": day_in_words(update.begins, language)}
    if update.coming:
        return _("Published, in force from ${day}. It is not to be acknowledged yet.", mapping=begins)
    return _("In force since ${day}", mapping=begins)
