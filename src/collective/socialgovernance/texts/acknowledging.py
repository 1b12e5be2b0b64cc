"""What the acknowledgments room must know of a text, as plain values."""

from Acquisition import aq_base
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.numbering import parsed
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.digest import canonical
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.gathering import title_in
from collective.socialgovernance.texts.gathering import uid_of
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.settings_log import settings_over_time
from collective.socialgovernance.texts.stamping import kept
from collective.socialgovernance.texts.stamping import stamp_of
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import Any
from zope.component import adapter
from zope.interface import implementer

import json


@dataclass(frozen=True)
class Known:
    """What the objects of a text say together, read once for as long as none of them changes.

    ``in_force`` are the UIDs of the editions in that state, ``begun`` the last first day of an edition that
    was started.
    """

    facts: TextFacts
    in_force: frozenset[str]
    begun: date | None


def text_facts(text: Any) -> TextFacts:
    """The text with every edition that is or was in force, or is approved for a day."""
    return _known(text, programme_of(text), editions_of(text)).facts


def _known(text: Any, programme: Any, editions: list[Any]) -> Known:
    # The state of an edition is kept beside it, in its workflow history.
    histories = [edition.workflow_history for edition in editions]
    stamp = stamp_of(map(aq_base, (text, programme, *editions, *histories)))
    return kept(stamp, lambda: _read(text, zone_of(programme), editions))


def _read(text: Any, zone: Zone, editions: list[Any]) -> Known:
    return Known(
        facts=_facts(text, zone, editions),
        in_force=frozenset(uid_of(each) for each in editions if state_of(each) == "in_force"),
        begun=max((each.in_force_on for each in editions if each.in_force_on), default=None),
    )


def _facts(text: Any, zone: Zone, editions: list[Any]) -> TextFacts:
    numbered = [edition for edition in editions if edition.number and _begins(edition)]
    numbered.sort(key=lambda edition: (_begins(edition), parsed(edition.number)))
    facts: list[EditionFacts] = []
    line = 0
    for edition, following in zip_longest(numbered, numbered[1:]):
        if edition.change_class == "major" or not facts:
            line += 1
        ended = None if _ends_by_date(edition, following, zone) else edition.ended_at
        facts.append(
            EditionFacts(
                uid=uid_of(edition),
                number=edition.number,
                line=line,
                change_class=edition.change_class or "major",
                in_force_on=_begins(edition),
                ended_on=None if ended is None else day_of(ended, zone),
                ended_at=ended,
            )
        )
    began = facts[0].in_force_on if facts else None
    settings = settings_over_time(text, began)
    return TextFacts(uid=uid_of(text), editions=tuple(facts), settings=settings, timezone=zone)


def _ends_by_date(edition: Any, following: Any | None, zone: Zone) -> bool:
    """Whether an edition ended with the day before the next one began, whenever that one was then started.

    One that is approved on its first day ends the one before in the midst of that day instead.
    """
    if following is None or edition.ended_at is None or following.approved_on is None:
        return False
    began = _begins(following)
    return following.approved_on < began <= day_of(edition.ended_at, zone)


def _begins(edition: Any) -> date | None:
    """The first day in force; for an approved edition the day on which it will start, None for all others."""
    if edition.in_force_on is not None:
        return edition.in_force_on
    if state_of(edition) == "approved":
        return max(edition.effective_from or edition.approved_on, edition.approved_on)
    return None


def facts_if_started(edition: Any, day: date) -> TextFacts:
    """The text as if this edition came into force on ``day``; nothing is written."""
    facts = text_facts(text_of(edition))
    others = tuple(each for each in facts.editions if each.uid != uid_of(edition))
    major = edition.change_class == "major" or not others
    line = max((each.line for each in others), default=0) + (1 if major else 0)
    started = EditionFacts(
        uid=uid_of(edition),
        number=edition.number or "",
        line=line,
        change_class="major" if major else edition.change_class or "major",
        in_force_on=day,
    )
    return replace(facts, editions=(*others, started))


@implementer(IAskedText)
@adapter(IGovernedText)
class AskedText:
    """See :class:`~..acknowledgments.interfaces.IAskedText`."""

    def __init__(self, context: Any):
        self.content = context
        self.guardian = context

    @cached_property
    def programme(self) -> Any:
        """The programme around it."""
        return programme_of(self.content)

    @cached_property
    def facts(self) -> TextFacts:
        """Its editions and settings, as they were when first asked for."""
        return self._known.facts

    @cached_property
    def _known(self) -> Known:
        return _known(self.content, self.programme, self._editions)

    @cached_property
    def _editions(self) -> list[Any]:
        return editions_of(self.content)

    @property
    def today(self) -> date:
        """Today in the programme's time zone.

        An edition may have been started ahead of its day; what it asks is then asked as of that day.
        """
        today, begun = day_of(wallclock.now(), zone_of(self.programme)), self._known.begun
        return today if begun is None else max(today, begun)

    def is_in_force(self, uid: str) -> bool:
        """Whether the edition with this UID is in force now."""
        return uid in self._known.in_force

    def edition(self, uid: str) -> Any:
        """The edition object with this UID. Raises ``LookupError``."""
        for edition in self._editions:
            if uid_of(edition) == uid:
                return edition
        raise LookupError(uid)

    def title(self, uid: str, language: str) -> str:
        """The title of an edition in a language."""
        return title_in(self.edition(uid), language)

    def shown(self, uid: str, language: str) -> dict[str, Any]:
        """The canonical text of an edition in a language."""
        return json.loads(canonical(edition_facts(self.edition(uid)), language))


@implementer(IAcknowledgeable)
@adapter(IEdition)
class AcknowledgeableEdition:
    """See :class:`~..acknowledgments.interfaces.IAcknowledgeable`."""

    def __init__(self, context: Any):
        self.context = context
        self.edition = uid_of(context)

    @cached_property
    def asked(self) -> Any:
        """The charter or guide."""
        return IAskedText(text_of(self.context))

    @property
    def text(self) -> TextFacts:
        """The facts of the charter or guide, as they were when first asked for.

        To an edition that ended in the midst of a day, what was set later that day says nothing: its figures
        are those of the moment in which it ended.
        """
        facts: TextFacts = self.asked.facts
        edition = facts.edition(self.edition)
        if edition is None or edition.ended_at is None:
            return facts
        began = facts.editions[0].in_force_on
        return replace(facts, settings=settings_over_time(self.asked.content, began, edition.ended_at))

    @property
    def number(self) -> str:
        """The edition's number, empty before approval."""
        return self.context.number or ""

    @property
    def in_force(self) -> bool:
        """Whether it is in force now."""
        return bool(self.asked.is_in_force(self.edition))

    @property
    def digests(self) -> dict[str, str]:
        """Digest by language."""
        return dict(self.context.digests or {})

    @property
    def language(self) -> str:
        """The authoritative language."""
        return self.context.authoritative_language

    @property
    def change_class(self) -> str | None:
        """How much it changes."""
        return self.context.change_class

    @property
    def begins(self) -> date | None:
        """Its first day in force, or the day that is meant to be it."""
        return self.context.in_force_on or self.context.effective_from

    def on(self, day: date) -> "AcknowledgeableEdition":
        """Itself: whoever asks about an edition means this one, whatever the day."""
        return self
