"""The words of an uploaded file: web pages and plain text, in whatever encoding they were saved."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse

import codecs
import re


KINDS = (".html", ".htm", ".txt", ".md")
"""Ends of the names of files that can be read."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PLAIN_ENCODINGS = re.compile(
    r"utf-8|ascii|cp\d+|iso8859-\d+|koi8-[ru]|mac-\w+|gbk|gb18030|gb2312|big5|euc_\w+|shift_jis|iso2022_jp"
)
"""What a page may say of itself, by Python's name.

Python knows other codecs that no page is saved in: some take hours for a large file. A page whose plain
letters tell of UTF-16 cannot be UTF-16 (HTML Standard, 13.2.3.2).
"""

CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def text_of_file(name: str, data: bytes) -> str:
    """The text of a file by its name. Refused with 400 when it is of a kind that cannot be read."""
    if not name.lower().endswith(KINDS) or data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise refuse(
            400,
            "file",
            _(
                "This kind of file cannot be read. Open it, select everything, copy it and paste it here; "
                "or save it as a web page (.html) or as plain text (.txt)."
            ),
        )
    return decoded(data)


def decoded(data: bytes) -> str:
    """Bytes as text: by their mark, by what a web page says of itself, as UTF-8, else as Windows wrote it."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    stated = CHARSET.search(data[:4096])
    for encoding in (stated[1].decode("ascii") if stated else "", "utf-8"):
        try:
            if PLAIN_ENCODINGS.fullmatch(codecs.lookup(encoding or "utf-8").name):
                return data.decode(encoding or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")
