"""Where mails are written and handed to the site's mail host, which sends them when the step is committed."""

from Acquisition import aq_base
from collections.abc import Sequence
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.address import address_of
from collective.socialgovernance.clock.mails import address
from collective.socialgovernance.clock.mails import Draft
from collective.socialgovernance.clock.mails import draft
from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.mails import message
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import ACTIVE
from dataclasses import dataclass
from datetime import date
from email.utils import format_datetime
from functools import cached_property
from plone import api
from Products.MailHost.MailHost import MailBase
from typing import Any
from zope.component import getUtility
from zope.sendmail.delivery import DirectMailDelivery

import logging
import re


logger = logging.getLogger(__name__)


class NoAddressOfTheSite(Exception):
    """Links in mails would lead nowhere."""

    def __str__(self) -> str:
        return "no mail was sent, since its links would lead nowhere: say once under which address people \
reach the site, with --url"


@dataclass(frozen=True)
class Reader:
    """Somebody who is written to: ``who`` is their directory key, or their userid without a row there.

    ``status`` is that of the directory; who is not in it is taken to be there.
    """

    who: int | str
    userid: str
    name: str
    email: str
    language: str
    status: str = ACTIVE


def reader_of(who: int | str, day: date) -> Reader | None:
    """Who a directory key or a userid is on a day; None for somebody whom the site does not know."""
    directory = getUtility(IDirectory)
    key = directory.key(who) if isinstance(who, str) else who
    if key is not None:
        person = directory.person(directory.userid(key), day)
        name = person.fullname or person.userid
        return Reader(key, person.userid, name, person.email, person.language, person.status)
    user = api.user.get(userid=who)
    if user is None:
        return None
    name, email = (str(user.getProperty(each) or "") for each in ("fullname", "email"))
    return Reader(str(who), str(who), name or str(who), email, str(user.getProperty("language") or ""))


LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language code; what members of the site say of themselves may be anything."""

LAST = "~~~"
"""Sorts after the keys of storages, among which those of mails would stand anywhere."""


class _AfterTheDatabase(DirectMailDelivery):  # type: ignore[misc]
    """Hands a mail over once the database has kept that it was, whatever the storage: none leaves twice."""

    def createDataManager(self, fromaddr: str, toaddrs: Sequence[str], message: bytes) -> Any:
        made = super().createDataManager(fromaddr, toaddrs, message)
        made.sortKey = lambda: LAST
        return made


class Desk:
    """Writes the mails of one step, or of one act of somebody; ``dry``: none is handed over."""

    def __init__(self, site: Any, dry: bool = False):
        self.site = site
        self.dry = dry
        self.default = str(api.portal.get_default_language())
        self.drafts: dict[tuple[str, tuple[Line, ...]], Draft] = {}

    def language_of(self, reader: Reader) -> str:
        """The language in which somebody is written to."""
        return reader.language if LANGUAGE.fullmatch(reader.language) else self.default

    def write(self, reader: Reader, lines: Sequence[Line]) -> bool:
        """Hand over the mail for one person; False when there is no address to write to."""
        if not reader.email:
            return False
        if self.dry:
            return True
        drafted = self._draft(tuple(lines), self.language_of(reader))
        try:
            made = message(self._sender, (reader.name, reader.email), drafted, self._sent_on)
        except ValueError:
            logger.warning("The address of %s is none.", reader.userid)
            return False
        self._hand_over(made, reader.email.strip())
        return True

    def _hand_over(self, made: bytes, mailbox: str) -> None:
        """Give a mail to the mail host of the site, as its last step takes it.

        What its ``send`` does before, reading the whole mail to see whether its headers are right, takes four
        fifths of the time of a run that writes tens of thousands. A mail host with a ``send`` of its own is
        left to it.
        """
        if self._is_direct:
            _AfterTheDatabase(self._post._makeMailer()).send(self._sender, [mailbox], made)
        elif self._is_plain:
            self._post._send(self._sender, [mailbox], made)
        else:
            self._post.send(made.decode("ascii"), charset="utf-8")

    def _draft(self, lines: tuple[Line, ...], language: str) -> Draft:
        if (language, lines) not in self.drafts:
            self.drafts[language, lines] = draft(lines, self._own_page, language)
        return self.drafts[language, lines]

    @cached_property
    def _own_page(self) -> str:
        found = address_of(self.site)
        if not found:
            raise NoAddressOfTheSite
        return f"{found}/@@my-governance"

    @cached_property
    def _sender(self) -> str:
        name = api.portal.get_registry_record("plone.email_from_name", default=None)
        mailbox = api.portal.get_registry_record("plone.email_from_address", default=None)
        return address(name or self.site.title or "", mailbox or "noreply@localhost")

    @cached_property
    def _sent_on(self) -> str:
        return format_datetime(wallclock.now())

    @cached_property
    def _is_plain(self) -> bool:
        return type(aq_base(self._post)).send is MailBase.send

    @cached_property
    def _is_direct(self) -> bool:
        is_its_own = type(aq_base(self._post))._send is not MailBase._send
        return self._is_plain and not is_its_own and not self._post.smtp_queue

    @cached_property
    def _post(self) -> Any:
        return api.portal.get_tool("MailHost")
