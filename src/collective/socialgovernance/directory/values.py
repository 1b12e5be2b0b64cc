"""The values of an import, read one by one: ids, days, addresses, words. Days are ordinals."""

from collections.abc import Callable
from collective.socialgovernance import _
from collective.socialgovernance.days import written_day

import re


_ID = re.compile(r"[A-Za-z0-9._@-]{1,255}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class BadValue(ValueError):
    """A value that cannot be read; its argument is the message."""


def text(raw: object) -> str:
    """A line of text, without surrounding space."""
    if not isinstance(raw, str):
        if raw is None:
            return ""
        raise BadValue(_("bad_text", default="this must be text"))
    value = raw.strip()
    if not value.isprintable() and _CONTROL.search(value):
        raise BadValue(_("bad_control_character", default="this contains a line break or control character"))
    return value


def identifier(raw: object) -> str:
    """A userid or department id, or ""."""
    value = text(raw)
    if value and (not _ID.fullmatch(value) or not value.strip(".")):
        raise BadValue(
            _(
                "bad_identifier",
                default='"${value}" is not an id: letters without accents, digits and . _ @ - only',
                mapping={"value": value[:80]},
            )
        )
    return value


def identifiers(raw: object) -> tuple[str, ...]:
    """Several ids: a JSON list, or text separated by semicolons."""
    if isinstance(raw, list):
        values = [identifier(entry) for entry in raw]
    else:
        values = [identifier(entry) for entry in re.split("[;,]", text(raw))]
    return tuple(dict.fromkeys(value for value in values if value))


def day(raw: object) -> int:
    """A day, ``YYYY-MM-DD``, as an ordinal; 0 when empty."""
    value = text(raw)
    if not value:
        return 0
    try:
        return written_day(value).toordinal()
    except ValueError as error:
        message = _(
            "bad_day",
            default='"${value}" is not a day written YYYY-MM-DD',
            mapping={"value": value[:80]},
        )
        raise BadValue(message) from error


def email(raw: object) -> str:
    """An e-mail address, or ""."""
    value = text(raw)
    if value and not _EMAIL.fullmatch(value):
        raise BadValue(
            _("bad_email", default='"${value}" is not an e-mail address', mapping={"value": value[:80]})
        )
    return value


def language(raw: object) -> str:
    """A language code in lower case, or ""."""
    value = text(raw).lower()
    if value and not _LANGUAGE.fullmatch(value):
        raise BadValue(
            _(
                "bad_language",
                default='"${value}" is not a language code such as fr or en-gb',
                mapping={"value": value[:80]},
            )
        )
    return value


def one_of(*allowed: str) -> Callable[[object], str]:
    """A reader of one word of these, or ""."""

    def read(raw: object) -> str:
        value = text(raw)
        if value and value not in allowed:
            raise BadValue(
                _(
                    "bad_word",
                    default='"${value}" is not one of: ${allowed}',
                    mapping={"value": value[:80], "allowed": ", ".join(allowed)},
                )
            )
        return value

    return read


def yes(raw: object) -> bool:
    """``yes``, ``no`` or empty; in JSON also true and false."""
    if isinstance(raw, bool):
        return raw
    return _YES_OR_NO(raw) == "yes"


_YES_OR_NO = one_of("yes", "no")
