"""A whole text cut into pieces at its headings, each piece to become a clause.

What stands before the first heading is a piece without a title: it is proposed as the text in one minute.
"""

from collections.abc import Iterable
from collective.socialgovernance.texts.guessing import guessed_kind
from collective.socialgovernance.texts.guessing import guessed_topic
from collective.socialgovernance.texts.pasted import Block
from collective.socialgovernance.texts.pasted import HEADINGS
from collective.socialgovernance.texts.pasted import read
from collective.socialgovernance.texts.pasted import words_of
from dataclasses import dataclass
from dataclasses import replace
from html import escape

import re


TITLE_LENGTH = 160
"""Letters of a title; a longer heading is cut, and stands in full at the beginning of its text."""

LINE_LENGTH = 120
"""Letters of a line that may be a heading though it is not marked as one."""

ARTICLE = re.compile(
    r"(?:article|art\.|chapitre|chapter|section|titre|title|partie|part|annexe|appendix|règle|rule|conseil|tip"
    r"|principe|principle)\s+(?:n\s?°\s*)?(?:\d{1,3}|[ivx]{1,6})\b",
    re.IGNORECASE,
)
ROMAN = re.compile(r"[IVX]{1,6}\s*[.)\-–—]\s*\S")
NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:\.?\)|\.|\s*[-–—])\s*[^\s\d.]|(\d{1,2}(?:\.\d{1,2}){1,3})\s+\S"
)
NUMBERING = re.compile(
    r"\s*(?:(?:\d{1,2}\.)+\d{0,2}\)?|\d{1,2}\)|[IVX]{1,6}[.)]|(?:\d{1,2}|[IVX]{1,6})\s*[-–—](?=\s))\s*[-–—]?\s*(?=\S)"
)
"""The bare number before a title: clauses are numbered by their place."""

NUMBER_LEVEL = 2
BOLD_LEVEL = 7
"""Levels of lines that are taken for headings; bold ones stand under all others."""


@dataclass(frozen=True)
class Piece:
    """One piece of a text.

    ``title`` is empty for what stands before the first heading, ``html`` for a heading without text of its
    own. ``level`` is that of the heading, 1 for the highest. ``kind`` and ``topic_group`` are guesses from
    the words of the heading, None when they say nothing.
    """

    title: str = ""
    html: str = ""
    level: int = 0
    kind: str | None = None
    topic_group: str | None = None


def cut(source: str) -> tuple[Piece, ...]:
    """The pieces of a pasted text (HTML of a word processor, or plain text), in reading order.

    Headings are those of the document; where it has none, lines in bold and numbered lines. Refused with 400
    when there is too much of it.
    """
    blocks = read(source)
    if sum(1 for block in blocks if block.level) <= 1:
        blocks = _with_lines_as_headings(blocks)
    return _pieces(blocks, len(HEADINGS))


def cut_again(source: str, levels: int = len(HEADINGS)) -> tuple[Piece, ...]:
    """The pieces of what :func:`as_source` gave, cut at its highest ``levels`` levels of headings only."""
    return _pieces(read(source, is_markup=True), levels)


def as_source(pieces: Iterable[Piece]) -> str:
    """The pieces as one clean text that :func:`cut_again` cuts at the same places."""
    return "\n".join(
        (f"<h{piece.level}>{escape(piece.title, quote=False)}</h{piece.level}>\n" if piece.title else "")
        + piece.html
        for piece in pieces
    )


def levels_of(pieces: Iterable[Piece]) -> list[int]:
    """How many headings there are on each level that is used, the highest first."""
    levels = [piece.level for piece in pieces if piece.title]
    return [levels.count(level) for level in sorted(set(levels))]


def bare_title(words: str) -> str:
    """A heading without the number before it: ``2.1 Our accounts`` is ``Our accounts``."""
    return NUMBERING.sub("", words, count=1) if NUMBERING.match(words) else words


def _pieces(blocks: list[Block], levels: int) -> tuple[Piece, ...]:
    used = sorted({block.level for block in blocks if block.level})[:levels]
    pieces: list[Piece] = [Piece()]
    bodies: list[list[str]] = [[]]
    chapters: list[Piece] = []
    for block in blocks:
        if block.level in used:
            piece = _titled(block)
            chapters = [chapter for chapter in chapters if chapter.level < piece.level]
            # A heading that does not name its topic is about that of the chapter it belongs to.
            above = next((chapter.topic_group for chapter in reversed(chapters) if chapter.topic_group), None)
            piece = replace(piece, topic_group=piece.topic_group or above)
            chapters.append(piece)
            pieces.append(piece)
            bodies.append([piece.html] if piece.html else [])
        else:
            bodies[-1].append(_inside(block))
    whole = (replace(piece, html="\n".join(body)) for piece, body in zip(pieces, bodies, strict=True))
    return tuple(piece for piece in whole if piece.title or piece.html)


def _titled(block: Block) -> Piece:
    words = bare_title(block.words)
    title = words
    if len(words) > TITLE_LENGTH:
        title = words[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return Piece(
        title=title,
        html="" if title == words else f"<p>{escape(words, quote=False)}</p>",
        level=block.level,
        kind=guessed_kind(words),
        topic_group=guessed_topic(words),
    )


def _inside(block: Block) -> str:
    """A block as it stands in the text of a piece; a heading at which nothing is cut stays one."""
    return f"<h4>{escape(block.words, quote=False)}</h4>" if block.level else block.markup


def _with_lines_as_headings(blocks: list[Block]) -> list[Block]:
    """The same blocks, with lines in bold and numbered lines taken for headings."""
    levels = [block.level or _line_level(block) for block in blocks]
    for index in range(len(levels)):
        if levels[index] and _in_a_list(blocks, levels, index):
            levels[index] = -levels[index]
    found = [level for block, level in zip(blocks, levels, strict=True) if level > block.level]
    if len(found) * 3 > len(blocks) * 2:
        # Whoever writes everything in bold marks nothing by it.
        levels = [0 if level == BOLD_LEVEL else level for level in levels]
    return [
        replace(block, level=min(max(level, 0), len(HEADINGS)))
        for block, level in zip(blocks, levels, strict=True)
    ]


def _line_level(block: Block) -> int:
    """The level of a line that looks like a heading; 0 for every other block."""
    element, words = block.element, block.words
    if element.tag == "ol" and len(element) == 1 and len(element[0].findall(".//li")) == 0:
        # Word processors make a list of one item of each numbered title.
        return NUMBER_LEVEL + 1 if _is_line(words) else 0
    if element.tag != "p" or not _is_line(words):
        return 0
    if ARTICLE.match(words):
        return 1
    if ROMAN.match(words):
        return 2
    number = NUMBER.match(words)
    if number:
        return NUMBER_LEVEL + (number[1] or number[2]).count(".") + 1
    return BOLD_LEVEL if _is_bold(block) else 0


def _is_line(words: str) -> bool:
    return len(words) <= LINE_LENGTH and words[-1:] not in ".;,…" and any(map(str.isalpha, words))


def _is_bold(block: Block) -> bool:
    """Whether every word of a paragraph is in bold, or a line without formatting is all in capitals."""
    bold = "".join(words_of(part) for part in block.element.iter("strong"))
    letters = [letter for letter in block.words if not letter.isspace()]
    if len("".join(bold.split())) >= len(letters):
        return True
    return not len(block.element) and block.words.isupper() and len(letters) > 3


def _in_a_list(blocks: list[Block], levels: list[int], index: int) -> bool:
    """Whether a numbered line is an item between items: another of its level stands right beside it.

    In bold, or called an article, it is a heading all the same.
    """
    if abs(levels[index]) in (1, BOLD_LEVEL) or blocks[index].level or _is_bold(blocks[index]):
        return False
    beside = [levels[other] for other in (index - 1, index + 1) if 0 <= other < len(levels)]
    return any(abs(level) == abs(levels[index]) for level in beside)
