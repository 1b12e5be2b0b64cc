"""How far the departments of a head have read, as a mail may say it: figures; names where they are lawful."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.coverage import Row
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.standing import CRITICAL
from collective.socialgovernance.acknowledgments.standing import OVERDUE
from collective.socialgovernance.acknowledgments.standing import OWING
from collective.socialgovernance.clock.telling import say
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.answering import edition_with
from collective.socialgovernance.texts.answering import statuses_of
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.covering import coverage_of
from collective.socialgovernance.texts.covering import heads_see_names
from dataclasses import dataclass
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


NAMED_AT_MOST = 20


@dataclass(frozen=True, eq=False)
class Behind:
    """A department in which somebody still has a text to read.

    ``count`` is how many and ``long`` how many of them since more than a week after the day; both None when
    the department is too small for figures. ``late``: somebody's day has passed. ``names`` only where heads
    may see them.
    """

    text: Any
    edition: Any
    department: str
    count: int | None
    long: int | None
    late: bool
    names: tuple[str, ...] = ()


def teams_of(programme: Any, day: date) -> dict[str, list[Behind]]:
    """What is behind in the departments that each head leads, by their userid."""
    directory = getUtility(IDirectory)
    found: dict[str, list[Behind]] = defaultdict(list)
    for text, edition in _asked(programme, day):
        names = _Names(text, edition, day)
        for row in coverage_of(edition, day).rows:
            counts = row.figures.counts
            if row.id is None or not any(counts[status] for status in OWING):
                continue
            behind = _behind(text, edition, row, names)
            for userid in directory.heads(row.id, day):
                found[userid].append(behind)
    return {userid: found[userid] for userid in sorted(found)}


def is_due(behind: Sequence[Behind]) -> bool:
    """Whether there is reason to write to a head: the day of somebody has passed."""
    return any(each.late for each in behind)


def title_in(behind: Behind, language: str) -> str:
    """What the text is called in a language."""
    return str(title_of(behind.edition, language) or behind.text.Title())


def words_of(behind: Behind, language: str) -> str:
    """The row of a department and a text in a mail."""
    about = {"department": behind.department, "title": title_in(behind, language)}
    if behind.count is None:
        return say(
            _("${department}: some of your team still have something to read, “${title}”", mapping=about),
            language,
        )
    about |= {"count": str(behind.count), "long": str(behind.long)}
    words = (
        _(
            "${department}: ${count} still to read “${title}”, ${long} of them for more than a week now",
            mapping=about,
        )
        if behind.long
        else _("${department}: ${count} still to read “${title}”", mapping=about)
    )
    more = ", …" if len(behind.names) == NAMED_AT_MOST else ""
    return say(words, language) + (f" ({', '.join(behind.names)}{more})" if behind.names else "")


def _asked(programme: Any, day: date) -> Iterator[tuple[Any, Any]]:
    """The texts of a programme that people must read, each with its edition in force."""
    for text in texts_everywhere():
        asked = IAskedText(text)
        if asked.programme is None or IUUID(asked.programme) != IUUID(programme):
            continue
        present = asked.facts.in_force(day)
        if present is None or asked.facts.on(day).ack_optional:
            continue
        edition = edition_with(text, present.uid)
        if IAcknowledgeable(edition).in_force:
            yield text, edition


def _behind(text: Any, edition: Any, row: Row, names: "_Names") -> Behind:
    counts, hidden = row.figures.counts, row.figures.suppressed
    return Behind(
        text,
        edition,
        row.title,
        None if hidden else sum(counts[status] for status in OWING),
        None if hidden else counts[CRITICAL],
        bool(counts[OVERDUE] or counts[CRITICAL]),
        () if hidden else names.of(str(row.id)),
    )


class _Names:
    """Who of a department still has a text to read, where their head may see it; else nobody is loaded."""

    def __init__(self, text: Any, edition: Any, day: date):
        self.day = day
        self.edition = edition
        self.are_shown = heads_see_names(text)
        self.owing: set[int] | None = None

    def of(self, department: str) -> tuple[str, ...]:
        """Their names in alphabetical order, at most so many."""
        if not self.are_shown:
            return ()
        if self.owing is None:
            statuses = statuses_of(self.edition, self.day)
            self.owing = {key for status in OWING for key in statuses.get(status, ())}
        directory = getUtility(IDirectory)
        keys = self.owing.intersection(directory.members(department, self.day))
        people = (directory.listed(key, self.day) for key in keys)
        return tuple(
            sorted((each.fullname or each.userid for each in people), key=str.casefold)[:NAMED_AT_MOST]
        )
