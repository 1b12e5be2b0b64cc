"""A page as something that people answer to: what the acknowledgments room must know of it."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import audience_keys
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.pages.behavior import IAcknowledgeablePage
from collective.socialgovernance.pages.frozen import FrozenText
from collective.socialgovernance.pages.publishing import editions_of_page
from collective.socialgovernance.pages.publishing import governing
from collective.socialgovernance.pages.publishing import language_of
from collective.socialgovernance.pages.publishing import programme_of_page
from collective.socialgovernance.pages.settings import settings_of_page
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from datetime import date
from itertools import zip_longest
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer

import json


def facts_of_page(page: Any) -> TextFacts:
    """The published editions of a page, each a line of its own, and its settings over time."""
    programme, frozen = programme_of_page(page), editions_of_page(page)
    if programme is None or not frozen:
        return TextFacts(uid=IUUID(page))
    zone = zone_of(programme)
    editions = tuple(
        EditionFacts(
            uid=each.uid,
            number=each.number,
            line=line,
            change_class="major",
            in_force_on=each.in_force_on,
            ended_on=None if following is None else day_of(following.at, zone),
            ended_at=None if following is None else following.at,
        )
        for line, (each, following) in enumerate(zip_longest(frozen, frozen[1:]), start=1)
    )
    settings = settings_of_page(page, programme, frozen[0].in_force_on)
    return TextFacts(uid=IUUID(page), editions=editions, settings=settings, timezone=zone)


def people_asked(page: Any) -> int:
    """How many people the next edition of the page would ask today.

    Raises ``Refused`` when no programme is known.
    """
    asked, directory = AskedPage(page), getUtility(IDirectory)
    day = asked.today
    settings = settings_of_page(page, asked.programme, None)
    facts = TextFacts(uid=IUUID(page), settings=settings, timezone=zone_of(asked.programme))
    return len(
        audience_keys(audience_of(facts, directory, day, directory.tree_days()).on(day), directory, day)
    )


def editions_for(page: Any, userid: str, sees_all: bool) -> list[FrozenText]:
    """The editions that somebody who may see the page may read, newest first.

    The last one is for everybody; an earlier one for who acknowledged it and for those who look after it.
    """
    editions, directory, ledger = editions_of_page(page), getUtility(IDirectory), getUtility(ILedger)
    key = directory.key(userid)
    return [
        each
        for each in reversed(editions)
        if each is editions[-1] or sees_all or (key is not None and ledger.entries(each.uid, key))
    ]


@implementer(IAskedText)
@adapter(IAcknowledgeablePage)
class AskedPage:
    """See :class:`~..acknowledgments.interfaces.IAskedText`; rights are asked in the page's programme."""

    def __init__(self, context: Any):
        self.content = context

    @property
    def programme(self) -> Any:
        """The programme that the page belongs to. Raises ``Refused`` when none is known."""
        return governing(self.content)

    @property
    def guardian(self) -> Any | None:
        """The same programme, None when none is known."""
        return programme_of_page(self.content)

    @property
    def facts(self) -> TextFacts:
        """Its editions and settings."""
        return facts_of_page(self.content)

    @property
    def today(self) -> date:
        """Today in the time zone of the programme, UTC without one."""
        programme = programme_of_page(self.content)
        return day_of(wallclock.now(), "UTC" if programme is None else zone_of(programme))

    def edition(self, uid: str) -> Any:
        """The page: what is answered to, whichever edition was asked about. Raises ``LookupError``."""
        self._frozen(uid)
        return self.content

    def title(self, uid: str, language: str) -> str:
        """The title that the page had when that edition was published."""
        return self._frozen(uid).title

    def shown(self, uid: str, language: str) -> dict[str, Any]:
        """The canonical text of that edition."""
        return json.loads(self._frozen(uid).canonical)

    def _frozen(self, uid: str) -> FrozenText:
        for frozen in editions_of_page(self.content):
            if frozen.uid == uid:
                return frozen
        raise LookupError(uid)


@implementer(IAcknowledgeable)
@adapter(IAcknowledgeablePage)
class AcknowledgeablePage:
    """The last published edition of a page, see :class:`~..acknowledgments.interfaces.IAcknowledgeable`."""

    def __init__(self, context: Any, frozen: FrozenText | None = None):
        self.context = context
        editions = editions_of_page(context)
        self.last = editions[-1] if editions else None
        self.frozen = frozen or self.last

    @property
    def asked(self) -> AskedPage:
        """The page."""
        return AskedPage(self.context)

    @property
    def text(self) -> TextFacts:
        """Its editions and settings."""
        return facts_of_page(self.context)

    @property
    def edition(self) -> str:
        """UID of the last edition. Raises ``Refused`` 404 before the first one."""
        if self.frozen is None:
            raise refuse(404, "edition", _("No edition of this page was published yet."))
        return self.frozen.uid

    @property
    def number(self) -> str:
        """Its number, empty before the first one."""
        return "" if self.frozen is None else self.frozen.number

    @property
    def in_force(self) -> bool:
        """An edition of a page is in force from its publication until the next one."""
        return self.frozen is not None and self.frozen is self.last

    @property
    def digests(self) -> dict[str, str]:
        """The digest of its one language."""
        return {} if self.frozen is None else {self.frozen.language: self.frozen.digest}

    @property
    def language(self) -> str:
        """The language of the frozen text."""
        return language_of(self.context) if self.frozen is None else self.frozen.language

    @property
    def change_class(self) -> str:
        """Each edition asks everybody again."""
        return "major"

    @property
    def begins(self) -> date | None:
        """Its first day in force."""
        return None if self.frozen is None else self.frozen.in_force_on

    def on(self, day: date) -> "AcknowledgeablePage":
        """The edition that was in force at the end of a day; the last one where none was."""
        present = self.text.in_force(day)
        then = next(
            (each for each in editions_of_page(self.context) if present and each.uid == present.uid), None
        )
        return AcknowledgeablePage(self.context, then)
