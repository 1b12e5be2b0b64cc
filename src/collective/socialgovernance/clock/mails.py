"""The one mail that somebody gets from a run: what to read, why, until when, and where. Text and HTML."""

from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.standing import CRITICAL
from collective.socialgovernance.acknowledgments.standing import LAPSED
from collective.socialgovernance.acknowledgments.standing import OVERDUE
from dataclasses import dataclass
from datetime import date
from email.charset import Charset
from email.charset import QP
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr
from functools import lru_cache
from html import escape
from typing import Any
from zope.i18n import translate
from zope.i18n.locales import LoadLocaleError
from zope.i18n.locales import locales

import re


HEADERS = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    "Precedence": "bulk",
}
"""What keeps absence notes and other machines from answering (RFC 3834)."""

READABLE: Any = Charset("utf-8")
READABLE.body_encoding = QP
"""Parts of a mail that can be read as they are sent."""

ADDRESS = re.compile(r"[^\s@<>(),;:\"\\]+@[^\s@<>(),;:\"\\]+")


@dataclass(frozen=True)
class Line:
    """One text as a mail names it: ``kind`` is ``first``, ``reminder`` or ``news``."""

    kind: str
    title: str
    url: str
    due: date | None = None
    status: str = ""
    optional: bool = False


def subject(lines: Sequence[Line], language: str) -> str:
    """The subject: the title when there is one text only."""
    if len(lines) > 1:
        return _say(_("${count} texts are waiting for you", mapping={"count": len(lines)}), language)
    line = lines[0]
    if line.kind == "news":
        return _say(_("What is new in “${title}”", mapping={"title": line.title}), language)
    return _say(_("To read: ${title}", mapping={"title": line.title}), language)


def why(line: Line, language: str) -> str:
    """One sentence on what is asked of the reader about a text."""
    if line.kind == "news":
        return _say(_("It has changed a little. Your acknowledgment still counts; have a look."), language)
    if line.optional:
        return _say(_("It is there for you. Whether you acknowledge it is up to you."), language)
    day = "" if line.due is None else day_in_words(line.due, language)
    if line.status == LAPSED:
        return _say(
            _("You read it some time ago. Please read it again by ${day}.", mapping={"day": day})
            if day
            else _("You read it some time ago. Please read it again."),
            language,
        )
    if line.status in (OVERDUE, CRITICAL) and day:
        return _say(_("It has been waiting for you since ${day}.", mapping={"day": day}), language)
    if day:
        return _say(_("Please read it and say so by ${day}.", mapping={"day": day}), language)
    return _say(_("Please read it and say so."), language)


def plain(name: str, lines: Sequence[Line], own_page: str, language: str) -> str:
    """The mail as it is read in a terminal."""
    parts = [_greeting(name, language)]
    parts += [f"{line.title}\n{why(line, language)}\n{line.url}" for line in lines]
    parts.append(f"{_closing(language)}\n{own_page}")
    return "\n\n".join(parts) + "\n"


def html(name: str, lines: Sequence[Line], own_page: str, language: str) -> str:
    """The mail as most programs show it; no picture, nothing is fetched from anywhere."""
    rows = "".join(
        f'<p><a href="{escape(line.url)}"><strong>{escape(line.title)}</strong></a><br>'
        f"{escape(why(line, language))}</p>"
        for line in lines
    )
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(subject(lines, language))}</title></head>"
        f'<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">'
        f"<p>{escape(_greeting(name, language))}</p>{rows}"
        f'<p><a href="{escape(own_page)}">{escape(_closing(language))}</a></p></body></html>'
    )


def message(
    sender: tuple[str, str], to: tuple[str, str], lines: Sequence[Line], own_page: str, language: str
) -> MIMEMultipart:
    """The whole mail; ``sender`` and ``to`` are (name, address).

    Raises ``ValueError`` for an address that is none. Of the older classes for mail, which are ten times as
    quick: a run makes tens of thousands.
    """
    made = MIMEMultipart("alternative")
    made["Subject"] = Header(_one_line(subject(lines, language))).encode()
    made["From"] = _address(*sender)
    made["To"] = _address(*to)
    made["Content-Language"] = language
    for header, value in HEADERS.items():
        made[header] = value
    made.attach(MIMEText(plain(to[0], lines, own_page, language), "plain", READABLE))
    made.attach(MIMEText(html(to[0], lines, own_page, language), "html", READABLE))
    return made


@lru_cache(maxsize=1024)
def day_in_words(day: date, language: str) -> str:
    """A day with the month's name."""
    try:
        dates = locales.getLocale(language).dates
    except LoadLocaleError:
        dates = locales.getLocale("en").dates
    return str(dates.getFormatter("date", "long").format(day))


def _address(name: str, address: str) -> str:
    if not ADDRESS.fullmatch(address.strip()):
        raise ValueError(f"{address} is no address")
    return formataddr((_one_line(name), address.strip()))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _greeting(name: str, language: str) -> str:
    return _say(_("Hello ${name},", mapping={"name": name}), language)


def _closing(language: str) -> str:
    return _say(_("Everything that concerns you, and what you have been told"), language)


def _say(words: str, language: str) -> str:
    return str(translate(words, target_language=language))
