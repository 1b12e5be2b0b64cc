"""What the next run would say to people: how many mails of which kind, and one as an example."""

from collections import Counter
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.clock.address import address_of
from collective.socialgovernance.clock.digests import line_of
from collective.socialgovernance.clock.gathering import gather
from collective.socialgovernance.clock.gathering import Item
from collective.socialgovernance.clock.mails import html
from collective.socialgovernance.clock.mails import plain
from collective.socialgovernance.clock.mails import subject
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.telling import Tidings
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any


@dataclass(frozen=True)
class Example:
    """One mail as its reader would see it, to nobody by name."""

    subject: str
    plain: str
    html: str


@dataclass
class Preview:
    """``mails`` are people who get one, ``kinds`` how many of them are told something of each kind.

    ``hidden`` are people who are asked for something that they may not see.
    """

    day: date
    mails: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    example: Example | None = None


def preview(programme: Any, day: date, language: str, name: str) -> Preview:
    """What is due on a day about a programme; ``name`` stands in the example in place of a person's.

    The example is made of texts of the programme that the signed-in user may see; what is for one person
    alone is counted and not shown.
    """
    due = gather(Moment(day, wallclock.now(), chosen=True, dry=True))
    found, uid = Preview(day), IUUID(programme)
    longest: list[Item] = []
    for items in due.people.values():
        here = [item for item in items if _programme_of(item) == uid]
        if not here:
            continue
        found.mails += 1
        found.kinds.update({item.kind for item in here})
        texts = [item for item in here if isinstance(item, Item) and _may_see(item.text)]
        longest = max(longest, texts, key=len)
    found.hidden = sum(count for text, count in due.hidden.items() if _is_of(text, uid))
    if longest:
        lines = [line_of(item, language) for item in longest]
        own_page = f"{address_of(api.portal.get()) or api.portal.get().absolute_url()}/@@my-governance"
        found.example = Example(
            subject(lines, language),
            plain(name, lines, own_page, language),
            html(name, lines, own_page, language),
        )
    return found


def _programme_of(item: Item | Tidings) -> str:
    programme = item.programme if isinstance(item, Tidings) else IAskedText(item.text).programme
    return "" if programme is None else str(IUUID(programme))


def _is_of(text: str, programme: str) -> bool:
    content = api.content.get(UID=text)
    asked = None if content is None else IAskedText(content, None)
    return asked is not None and asked.programme is not None and IUUID(asked.programme) == programme


def _may_see(text: Any) -> bool:
    return bool(api.user.has_permission("View", obj=text))
