"""Telling people what they owe: one mail a person and run, kept in the same transaction that hands it over.

The mail host joins the transaction: what a step sends leaves when the step is committed, and only then. A
server that is lost between the two loses the mails of one step at most; none leaves twice. A mail host with a
queue is the exception: there those of one step at most may.
"""

from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collective.socialgovernance.clock.desk import Desk
from collective.socialgovernance.clock.desk import Reader
from collective.socialgovernance.clock.desk import reader_of
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.gathering import gather
from collective.socialgovernance.clock.gathering import Item
from collective.socialgovernance.clock.gathering import NEWS
from collective.socialgovernance.clock.interfaces import IClockJob
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.runs import Counts
from collective.socialgovernance.clock.runs import DIGESTS
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import NOTICES
from collective.socialgovernance.clock.runs import Step
from collective.socialgovernance.clock.telling import note
from collective.socialgovernance.clock.telling import outdated
from collective.socialgovernance.clock.telling import Tidings
from collective.socialgovernance.controlpanel.settings import setting
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.answering import where_read
from datetime import date
from functools import partial
from Products.CMFPlone.interfaces import IPloneSiteRoot
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


BATCH = 100
"""People told in one transaction."""

TIDINGS = "tidings"
"""How a run counts what people were told besides texts."""

WITHOUT_ADDRESS = "people without an address"
"""How a run counts whom it could not write to; they find it on their own page."""


@implementer(IClockJob)
@adapter(IPloneSiteRoot)
class NoticesJob:
    """First notices, reminders and news, in one digest a person."""

    order = 50
    patience = 3

    def __init__(self, site: Any):
        self.site = site

    def steps(self, moment: Moment) -> Iterator[Step]:
        """One step for some people at a time, and one when other people than before may not see a text."""
        notices = getUtility(INotices)
        stale = outdated(moment)
        if stale:
            yield Step("what is not worth saying any more", partial(_forget, stale))
        due = gather(moment)
        keys = sorted(due.people, key=lambda who: (_can_wait(due.people[who]), isinstance(who, str), who))
        keys = keys[: setting("mails_in_a_run") or None]
        for first in range(0, len(keys), BATCH):
            batch = {key: due.people[key] for key in keys[first : first + BATCH]}
            yield Step(f"people {first + 1} to {first + len(batch)}", partial(self._tell, batch, moment))
        if due.hidden != notices.hidden():
            yield Step("hidden texts", partial(_note_hidden, due.hidden))

    def _tell(self, batch: dict[int | str, list[Item | Tidings]], moment: Moment) -> Counts:
        done: Counts = Counter()
        written: list[int | str] = []
        desk, lines = Desk(self.site, moment.dry), _Lines()
        for who, items in batch.items():
            reader = reader_of(who, moment.as_of)
            if reader is None:
                continue
            language = desk.language_of(reader)
            if desk.write(reader, [lines.of(item, language) for item in items]):
                done[(DIGESTS,)] += 1
                if not all(isinstance(item, Tidings) and item.urgent for item in items):
                    written.append(who)
            else:
                done[(WITHOUT_ADDRESS,)] += 1
            _note_tidings(reader, items, moment, done)
        _note_texts(batch, done)
        if written:
            getUtility(INotices).mailed(written, moment.as_of)
        return done


def _can_wait(items: list[Item | Tidings]) -> int:
    """Whom a run that may only send so many mails writes to first: what is urgent, what has its day."""
    if any(isinstance(item, Tidings) and item.urgent for item in items):
        return 0
    return 1 if any(isinstance(item, Tidings) for item in items) else 2


def _note_tidings(reader: Reader, items: list[Item | Tidings], moment: Moment, done: Counts) -> None:
    for item in items:
        if isinstance(item, Tidings):
            note(reader, item, moment.as_of)
            done[(TIDINGS,)] += 1


def _note_texts(batch: dict[int | str, list[Item | Tidings]], done: Counts) -> None:
    told: dict[tuple[tuple[str, Any], date, str], list[Any]] = defaultdict(list)
    for who, items in batch.items():
        for item in items:
            if isinstance(item, Item):
                told[item.request, item.day, FIRST if item.kind == NEWS else item.kind].append(who)
                done[(NOTICES,)] += 1
    for (request, day, kind), keys in told.items():
        getUtility(INotices).told(request, day, kind, keys)


def _note_hidden(counts: dict[str, int]) -> Counts:
    getUtility(INotices).hide(counts)
    return Counter()


def _forget(stale: list[tuple[Any, Any]]) -> Counts:
    for who, waiting in stale:
        getUtility(INotices).waits_no_more(who, waiting)
    return Counter()


class _Lines:
    """The lines of the mails of one step, each made once in a language."""

    def __init__(self) -> None:
        self.made: dict[tuple[Item | Tidings, str], Line] = {}

    def of(self, item: Item | Tidings, language: str) -> Line:
        """How mails in a language name it."""
        if (item, language) not in self.made:
            self.made[item, language] = (
                item.line(language) if isinstance(item, Tidings) else line_of(item, language)
            )
        return self.made[item, language]


def line_of(item: Item, language: str) -> Line:
    """How mails in a language name a text."""
    title = title_of(item.edition, language) or item.text.Title()
    return Line(
        item.kind,
        title,
        where_read(item.text),
        item.due,
        item.status,
        bool(item.optional),
        exception_ends=item.exception_ends,
    )
