"""The one mail that somebody gets from a run: what to read, why, until when, and where. Text and HTML."""

from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.standing import CRITICAL
from collective.socialgovernance.acknowledgments.standing import LAPSED
from collective.socialgovernance.acknowledgments.standing import OVERDUE
from collective.socialgovernance.days_in_words import day_in_words
from dataclasses import dataclass
from datetime import date
from email.header import Header
from email.quoprimime import body_encode
from email.utils import formataddr
from html import escape
from textwrap import fill
from urllib.parse import urlsplit
from zope.i18n import translate

import re
import unicodedata


HEADERS = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    "Precedence": "bulk",
}
"""What keeps absence notes and other machines from answering (RFC 3834); those know a list by ``List-Id`` too
(RFC 2919), by which people sort their mail.
"""

BOUNDARY = "=_governance_=_"
"""What stands between the parts. It cannot occur in them: there a hexadecimal number follows every ``=``."""

TEXTS = ("first", "reminder", "news", "ending")
"""The kinds of lines that are about a text which one is asked to read."""

COLUMNS = 72
"""How wide plain text is; addresses are never broken."""

LONGEST = 75
"""How many characters a word of a header may have (RFC 2047, section 2)."""

ENCODED = "=?"
"""How words of a header begin that are not what they seem."""

ADDRESS = re.compile(r"[^\s@<>(),;:\"\\]+@[^\s@<>(),;:\"\\]+")


@dataclass(frozen=True)
class Line:
    """One thing that a mail tells: ``kind`` is ``first``, ``reminder``, ``news`` or ``ending`` for a text.

    Of any other kind it says itself why it is there: ``reason``, a sentence, and ``rows`` below it. ``links``
    are (what happens, address) of what can be done about it at once. ``subject``: what a mail is called that
    tells of nothing else, where the title does not say it.
    """

    kind: str
    title: str
    url: str
    due: date | None = None
    status: str = ""
    optional: bool = False
    reason: str = ""
    rows: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    exception_ends: date | None = None


def subject(lines: Sequence[Line], language: str) -> str:
    """The subject: the title when there is one thing only."""
    if len(lines) > 1:
        words = (
            _("${count} texts are waiting for you", mapping={"count": len(lines)})
            if all(line.kind in TEXTS for line in lines)
            else _("${count} things are waiting for you", mapping={"count": len(lines)})
        )
        return _say(words, language)
    line = lines[0]
    if line.kind == "news":
        return _say(_("What is new in “${title}”", mapping={"title": line.title}), language)
    if line.kind not in TEXTS:
        return line.subject or line.title
    if line.kind == "ending":
        return _say(_("Until when you are excused: ${title}", mapping={"title": line.title}), language)
    return _say(_("To read: ${title}", mapping={"title": line.title}), language)


def why(line: Line, language: str) -> str:
    """One sentence on what is asked of the reader about a text."""
    if line.kind not in TEXTS:
        return line.reason
    if line.kind == "news":
        return _say(_("It has changed a little. Your acknowledgment still counts; have a look."), language)
    if line.optional:
        return _say(_("It is there for you. Whether you acknowledge it is up to you."), language)
    if line.exception_ends is not None:
        return _say(_on_exception(line.kind, day_in_words(line.exception_ends, language)), language)
    day = "" if line.due is None else day_in_words(line.due, language)
    if line.status == LAPSED:
        return _say(
            _("You read it some time ago. Please read it again by ${day}.", mapping={"day": day})
            if day
            else _("You read it some time ago. Please read it again."),
            language,
        )
    if line.status in (OVERDUE, CRITICAL) and day:
        return _say(_("You were asked to acknowledge it by ${day}.", mapping={"day": day}), language)
    if day:
        return _say(_("Please read it and say so by ${day}.", mapping={"day": day}), language)
    return _say(_("Please read it and say so."), language)


def _on_exception(kind: str, day: str) -> str:
    mapping = {"day": day}
    if kind == "ending":
        return _(
            "You are excused from it. That ends on ${day}; if it should go on, ask again.", mapping=mapping
        )
    return _(
        "You were excused from it; that ended on ${day}. Please read it now, or ask to be excused again.",
        mapping=mapping,
    )


def plain(name: str, lines: Sequence[Line], own_page: str, language: str) -> str:
    """The mail as it is read in a terminal."""
    return f"{_greeting(name, language)}\n{_plain_after_greeting(lines, own_page, language)}"


def html(name: str, lines: Sequence[Line], own_page: str, language: str) -> str:
    """The mail as most programs show it; no picture, nothing is fetched from anywhere."""
    before, after = _html_around_greeting(lines, own_page, language)
    return f"{before}{escape(_greeting(name, language))}\n{after}"


@dataclass(frozen=True)
class Draft:
    """A mail that wants nothing but whom it is for; in pieces that are ready to be sent."""

    language: str
    subject: str
    list_id: str
    plain: str
    html_before: str
    html_after: str


def draft(lines: Sequence[Line], own_page: str, language: str) -> Draft:
    """What the mails of all who are told the same have in common; made once for thousands of them."""
    before, after = _html_around_greeting(lines, own_page, language)
    return Draft(
        language,
        _header_words(_one_line(subject(lines, language)), "Subject"),
        f"<socialgovernance.{_host(own_page)}>",
        _encoded(_plain_after_greeting(lines, own_page, language)),
        _encoded(before),
        _encoded(after),
    )


def message(sender: str, to: tuple[str, str], drafted: Draft, sent_on: str) -> bytes:
    """The whole mail as it is sent; ``to`` is (name, address), ``sender`` and ``sent_on`` are headers.

    The name stands on a line of its own, so that all other lines are taken as they are. Raises
    ``ValueError`` for an address that is none.
    """
    greeting = _greeting(to[0], drafted.language)
    headers = {
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{BOUNDARY}"',
        "Subject": drafted.subject,
        "From": sender,
        "To": address(*to),
        "Date": sent_on,
        "Content-Language": drafted.language,
        "List-Id": drafted.list_id,
        **HEADERS,
    }
    return "\r\n".join(
        (
            *(f"{name}: {value}" for name, value in headers.items()),
            "",
            *_part("plain", _encoded(greeting + "\n"), drafted.plain),
            *_part("html", drafted.html_before, _encoded(escape(greeting) + "\n"), drafted.html_after),
            f"--{BOUNDARY}--",
            "",
        )
    ).encode("ascii")


def address(name: str, mailbox: str) -> str:
    """A name with an address as headers have it. Raises ``ValueError`` for an address that is none."""
    if not ADDRESS.fullmatch(mailbox.strip()):
        raise ValueError(f"{mailbox} is no address")
    words, mailbox = _one_line(name), mailbox.strip()
    written = formataddr((words, mailbox))
    if ENCODED not in words and len(written) - len(mailbox) <= LONGEST:
        return written
    mailbox.encode("ascii")
    return f"{_header_words(words, 'From', 'utf-8')}\r\n <{mailbox}>"


def _header_words(words: str, header: str, charset: str = "ascii") -> str:
    """Words as a header has them, in lines that every mail server takes.

    Words that no line could hold, or that a mail program would take for encoded ones, are encoded.
    """
    if ENCODED in words or any(len(word) > LONGEST for word in words.split(" ")):
        charset = "utf-8"
    return Header(words, charset, header_name=header).encode(linesep="\r\n")


def _host(page: str) -> str:
    """The host of an address in the letters that headers have (RFC 5890)."""
    return (urlsplit(page).hostname or "localhost").encode("idna").decode("ascii")


def _plain_after_greeting(lines: Sequence[Line], own_page: str, language: str) -> str:
    parts = [_plain_line(line, language) for line in lines]
    parts.append(f"{_closing(language)}\n{own_page}")
    return "\n" + "\n\n".join(parts) + "\n"


def _plain_line(line: Line, language: str) -> str:
    told = [line.title, why(line, language), *(f"- {row}" for row in line.rows)]
    links = (
        _say(_("${what}: ${url}", mapping={"what": _one_line(words).rstrip("."), "url": url}), language)
        for words, url in line.links
    )
    return "\n".join([*(_wrapped(each) for each in told if each), line.url, *links])


def _wrapped(words: str) -> str:
    """Words in lines that a terminal shows whole; a row goes on where its words began."""
    indent = "  " if words.startswith("- ") else ""
    return fill(words, COLUMNS, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _html_around_greeting(lines: Sequence[Line], own_page: str, language: str) -> tuple[str, str]:
    rows = "\n".join(_html_line(line, language) for line in lines)
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(subject(lines, language))}</title></head>"
        f'<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em"><p>\n',
        f'</p>{rows}<p><a href="{escape(own_page)}">{escape(_closing(language))}</a></p></body></html>\n',
    )


def _html_line(line: Line, language: str) -> str:
    reason = escape(why(line, language))
    rows = "".join(f"<li>{escape(row)}</li>" for row in line.rows)
    links = " · ".join(f'<a href="{escape(url)}">{escape(words)}</a>' for words, url in line.links)
    return (
        f'<p><a href="{escape(line.url)}"><strong>{escape(line.title)}</strong></a>'
        f"{'<br>' + reason if reason else ''}"
        f"{'</p><ul>' + rows + '</ul><p>' if rows else '<br>' if links else ''}{links}</p>"
    )


def _part(kind: str, *encoded: str) -> tuple[str, ...]:
    return (
        f"--{BOUNDARY}",
        f'Content-Type: text/{kind}; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "".join(encoded),
    )


def _encoded(words: str) -> str:
    """Quoted-printable of UTF-8, readable as it is sent; lines end in CRLF."""
    return body_encode(words.encode("utf-8").decode("latin-1"), eol="\r\n")


def _one_line(words: str) -> str:
    kept = "".join(each for each in words if each.isspace() or unicodedata.category(each) != "Cc")
    return " ".join(kept.split())


def _greeting(name: str, language: str) -> str:
    return _say(_("Hello ${name},", mapping={"name": _one_line(name)}), language)


def _closing(language: str) -> str:
    return _say(_("Everything that concerns you, and what you have been told"), language)


def _say(words: str, language: str) -> str:
    return str(translate(words, target_language=language))
