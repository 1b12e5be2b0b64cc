"""Looking at words: plain text of HTML, and words of sanction."""

from collections.abc import Iterable
from lxml import html
from unicodedata import normalize

import re


def plain(markup: str) -> str:
    """The readable text of HTML, white space folded."""
    if not markup.strip():
        return ""
    document = html.fromstring(f"<div>{markup}</div>")
    return " ".join(" ".join(document.itertext()).split())


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
