"""Looking at words: plain text of HTML, and words of sanction."""

from collections.abc import Iterable
from collections.abc import Iterator
from lxml import etree
from lxml import html
from unicodedata import normalize

import re


FOLDED = re.compile(r"[ \t\n\r\f\v]+")
"""White space that a browser folds: not the no-break spaces."""

INSIDE_WORDS = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
    )
    + ("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "u", "var", "wbr")
)
"""Elements that stand within a line: what is before and after them is not parted from them."""


def plain(markup: str) -> str:
    """The readable text of HTML, white space folded; a word that is bold in part is one word."""
    return " ".join(to_show(markup).split())


def to_show(markup: str) -> str:
    """As ``plain``, for readers: the spaces that no line is broken at stay (French puts one before ``;``)."""
    if not markup.strip():
        return ""
    document = html.fromstring(f"<div>{markup}</div>")
    return FOLDED.sub(" ", "".join(_said(document))).strip()


def _said(document: html.HtmlElement) -> Iterator[str]:
    """Every text in order, with a space where an element begins a line or ends one."""
    for event, element in etree.iterwalk(document, events=("start", "end", "comment", "pi")):
        if event in ("start", "end") and element.tag not in INSIDE_WORDS:
            yield " "
        if event == "start":
            yield element.text or ""
        elif element is not document:
            yield element.tail or ""


def has_text(markup: str) -> bool:
    """Whether HTML says anything: ``<p></p>`` does not."""
    return bool(plain(markup))


def found_words(text: str, words: Iterable[str]) -> list[str]:
    """Those of ``words`` that stand in ``text`` as whole words, singular or plural, whatever the case."""
    folded = normalize("NFC", text).casefold()
    found = []
    for word in words:
        parts = [re.escape(part) for part in normalize("NFC", word).casefold().split()]
        if parts and re.search(r"\b" + r"s?\s+".join(parts) + r"s?\b", folded):
            found.append(word)
    return found
