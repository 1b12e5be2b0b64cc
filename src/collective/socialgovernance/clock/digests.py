"""Telling people what they owe: one mail a person and run, kept in the same transaction that hands it over.

The mail host joins the transaction: what a step sends leaves when the step is committed, and only then. A
server that is lost between the two loses the mails of one step at most; none leaves twice.
"""

from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from collective.socialgovernance.clock.address import address_of
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.gathering import gather
from collective.socialgovernance.clock.gathering import Item
from collective.socialgovernance.clock.gathering import NEWS
from collective.socialgovernance.clock.interfaces import IClockJob
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.mails import message
from collective.socialgovernance.clock.runs import Counts
from collective.socialgovernance.clock.runs import DIGESTS
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import NOTICES
from collective.socialgovernance.clock.runs import Step
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.answering import title_of
from functools import partial
from plone import api
from Products.CMFPlone.interfaces import IPloneSiteRoot
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)

BATCH = 100
"""People told in one transaction."""

WITHOUT_ADDRESS = "people without an address"
"""How a run counts whom it could not write to; they find it on their own page."""


class NoAddressOfTheSite(Exception):
    """Links in mails would lead nowhere."""

    def __str__(self) -> str:
        return "no mail was sent, since its links would lead nowhere: say once under which address people \
reach the site, with --url"


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
        due = gather(moment)
        keys = sorted(due.people)
        for first in range(0, len(keys), BATCH):
            batch = {key: due.people[key] for key in keys[first : first + BATCH]}
            yield Step(f"people {first + 1} to {first + len(batch)}", partial(self._tell, batch, moment))
        if due.hidden != getUtility(INotices).hidden():
            yield Step("hidden texts", partial(_note_hidden, due.hidden))

    def _tell(self, batch: dict[int, list[Item]], moment: Moment) -> Counts:
        done: Counts = Counter()
        told: dict[tuple[tuple[str, Any], str], list[int]] = defaultdict(list)
        written: list[int] = []
        desk = _Desk(self.site, moment)
        for key, items in batch.items():
            for item in items:
                told[item.request, FIRST if item.kind == NEWS else item.kind].append(key)
            done[(NOTICES,)] += len(items)
            if desk.write(key, items):
                written.append(key)
                done[(DIGESTS,)] += 1
            else:
                done[(WITHOUT_ADDRESS,)] += 1
        notices = getUtility(INotices)
        for (request, kind), keys in told.items():
            notices.told(request, moment.as_of, kind, keys)
        if written:
            notices.mailed(written, moment.as_of)
        return done


def _note_hidden(counts: dict[str, int]) -> Counts:
    getUtility(INotices).hide(counts)
    return Counter()


class _Desk:
    """Writes the mails of one step."""

    def __init__(self, site: Any, moment: Moment):
        self.site = site
        self.moment = moment
        self.directory = getUtility(IDirectory)
        self.default = str(api.portal.get_default_language())
        self.lines: dict[tuple[Item, str], Line] = {}
        name = api.portal.get_registry_record("plone.email_from_name", default=None)
        address = api.portal.get_registry_record("plone.email_from_address", default=None)
        self.sender = (name or site.title or "", address or "noreply@localhost")

    def write(self, key: int, items: Sequence[Item]) -> bool:
        """Hand over the mail for one person; False when there is no address to write to."""
        person = self.directory.person(self.directory.userid(key), self.moment.as_of)
        if not person.email:
            return False
        if self.moment.dry:
            return True
        language = person.language or self.default
        lines = [self._line(item, language) for item in items]
        to = (person.fullname or person.userid, person.email)
        try:
            made = message(self.sender, to, lines, self._own_page(), language)
        except ValueError:
            logger.warning("The address of %s is none.", person.userid)
            return False
        api.portal.get_tool("MailHost").send(made)
        return True

    def _own_page(self) -> str:
        address = address_of(self.site)
        if not address:
            raise NoAddressOfTheSite
        return f"{address}/@@my-governance"

    def _line(self, item: Item, language: str) -> Line:
        if (item, language) not in self.lines:
            title = title_of(item.edition, language) or item.text.Title()
            url = item.text.absolute_url()
            self.lines[item, language] = Line(
                item.kind, title, url, item.due, item.status, bool(item.optional)
            )
        return self.lines[item, language]
