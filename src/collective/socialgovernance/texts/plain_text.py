"""A text without formatting as HTML: paragraphs, lists and the headings that are written as such."""

from collections.abc import Iterator
from html import escape

import re


HARD_WRAP = 100
"""Lines that are longer are paragraphs of their own, not lines of one that an editor broke."""

HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
BULLET = re.compile(r"[-*•·–▪◦‣]\s+(\S.*)")
NUMBER = re.compile(r"\d{1,3}[.)]\s+(\S.*)")


def as_markup(text: str) -> str:
    """The same words as HTML. An empty line ends a paragraph; where there is none, every line does."""
    return "\n".join(_markup(paragraph) for paragraph in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Lines that belong together."""
    lines = text.strip("\n").split("\n")
    filled = [line for line in lines if line.strip()]
    single = len(filled) == len(lines) or any(len(line) > HARD_WRAP for line in filled)
    together: list[str] = []
    for line in lines:
        words = line.strip()
        if together and (not words or _begins_anew(together, words, line[:1].isspace(), single)):
            yield together
            together = []
        if words:
            together.append(words)
    if together:
        yield together


def _begins_anew(together: list[str], words: str, indented: bool, single: bool) -> bool:
    """Whether a line is not of the same list or paragraph as those before it."""
    if HEADING.fullmatch(words) or HEADING.fullmatch(together[0]):
        return True
    own, before = _kind(words), _kind(together[0])
    if own or before:
        return own != before and not (before and not own and indented)
    return single


def _kind(line: str) -> str:
    return "ul" if BULLET.fullmatch(line) else "ol" if NUMBER.fullmatch(line) else ""


def _markup(lines: list[str]) -> str:
    heading = HEADING.fullmatch(lines[0])
    if heading:
        level = len(heading[1])
        return f"<h{level}>{escape(heading[2])}</h{level}>"
    if _kind(lines[0]) == "ul":
        return _list("ul", lines)
    if len(lines) > 1 and _kind(lines[0]) == "ol" and _kind(lines[1]) == "ol":
        return _list("ol", lines)
    if len(lines) > 1 and _is_title(lines[0]):
        return f"<p>{escape(lines[0])}</p>\n{_markup(lines[1:])}"
    return f"<p>{_joined(lines)}</p>"


def _is_title(line: str) -> bool:
    """Whether a first line looks like the title of the lines under it, not like the first of a sentence."""
    numbered = re.match(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]+[.)]|article\s+\d+\b.?)\s+\S", line, re.I)
    return bool(numbered) and len(line) <= HARD_WRAP and line[-1] not in ".;,"


def _list(tag: str, lines: list[str]) -> str:
    """A list; a line without a mark goes on with the item before it."""
    items: list[list[str]] = []
    for line in lines:
        found = (BULLET if tag == "ul" else NUMBER).fullmatch(line)
        if found or not items:
            items.append([found[1] if found else line])
        else:
            items[-1].append(line)
    return f"<{tag}>" + "".join(f"<li>{escape(' '.join(item))}</li>" for item in items) + f"</{tag}>"


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph: a long one was broken by an editor, a short one by its writer."""
    markup = escape(lines[0])
    for before, line in zip(lines, lines[1:], strict=False):
        markup += (" " if len(before) >= HARD_WRAP / 2 else "<br>") + escape(line)
    return markup
