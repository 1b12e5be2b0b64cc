"""Every logged act on a text, its editions and its settings, in the order in which they happened."""

from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.settings_log import KIND
from dataclasses import dataclass
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


@dataclass(frozen=True)
class Logged:
    """One act and the content it was about: an edition, the text itself, or its programme."""

    about: Any
    event: Event


def history_of_edition(edition: Any) -> list[Logged]:
    """The acts on one edition, oldest first."""
    return [Logged(edition, event) for event in getUtility(IEventLog).of(IUUID(edition))]


def history_of_settings(text: Any) -> list[Logged]:
    """The acts on the text itself, and the settings of its programme that decide who owes it."""
    log = getUtility(IEventLog)
    own = [Logged(text, event) for event in log.of(IUUID(text))]
    programme = programme_of(text)
    inherited = [Logged(programme, event) for event in log.of(IUUID(programme)) if event.kind == KIND]
    return in_order([*own, *inherited])


def history_of_text(text: Any) -> list[Logged]:
    """The same for the text with all its editions that the current user may see."""
    entries = history_of_settings(text)
    for edition in visible_editions(text):
        entries += history_of_edition(edition)
    return in_order(entries)


def visible_editions(text: Any) -> list[Any]:
    """The editions that the current user may see, oldest first."""
    return [edition for edition in editions_of(text) if api.user.has_permission("View", obj=edition)]


def in_order(entries: list[Logged]) -> list[Logged]:
    """By instant; acts of one instant on one object keep the order in which they were logged."""
    return sorted(entries, key=lambda entry: entry.event.at)
