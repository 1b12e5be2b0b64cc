"""How easy a text is to read, in French and in English.

The figure is the reading ease of Flesch: the shorter the sentences and the words, the higher. English:
R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948). French: L. Kandel and
A. Moles, "Application de l'indice de Flesch à la langue française", Cahiers d'études de radio-télévision 19
(1958); a mute e counts there as in verse, so that a text and its translation come out at the same level.
Nothing is asked of any network: the hyphenation dictionaries come inside Pyphen.
"""

from collective.socialgovernance.texts.wording import plain
from dataclasses import dataclass
from functools import cache
from functools import lru_cache
from lxml import etree
from lxml import html
from pyphen import Pyphen

import re


EASY, DEMANDING, HARD = "easy", "demanding", "hard"

FORMULAS = {"en": (206.835, 1.015, 84.6), "fr": (207.0, 1.015, 73.6)}
"""By language: constant, weight of words per sentence, weight of syllables per word."""

EASY_FROM = 60.0
"""Flesch: 60 to 70 is standard prose, which a pupil of fourteen reads without effort."""

DEMANDING_FROM = 40.0
"""Below, the text reads like a contract: years of study are needed (Flesch: 30 to 50 is difficult)."""

ENOUGH_WORDS = 20
"""A figure over fewer words says nothing."""

LONG_SENTENCE = 35
"""More words than this and a reader has lost the beginning; plain-language guides ask for 15 to 20."""

BLOCKS = frozenset(
    (
        "address",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    )
)
END = re.compile(r"(?<![.!?…])[.!?…]+(?:\s*[»”\")]+)?\s+")
ABBREVIATED = re.compile(
    r"(?:^|[\s(«“\u00a0])(?:art|cf|e\.g|ex|i\.e|M|Mr|Mrs|Ms|no|n°|p|resp|vs)\.$", re.IGNORECASE
)
LAST_LETTERS = 12
"""More than any abbreviation has, with the letter before it."""

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")

SHORT_WORD = 3
"""Letters of a word that hyphenation knows nothing about."""

VOWELS = {"en": "aeiouy", "fr": "aeiouyàâäéèêëîïôöùûüœæ"}


@dataclass(frozen=True)
class Reading:
    """How some words read in one language.

    ``ease`` is the reading ease, 0 (hard) to 100 (easy), None for fewer than twenty words and for languages
    without a formula. ``longest`` is the longest sentence.
    """

    words: int = 0
    sentences: int = 0
    ease: float | None = None
    longest: str = ""

    @property
    def level(self) -> str | None:
        """``easy``, ``demanding`` or ``hard``; None where there is no figure."""
        if self.ease is None:
            return None
        if self.ease >= EASY_FROM:
            return EASY
        return DEMANDING if self.ease >= DEMANDING_FROM else HARD


@lru_cache(maxsize=1_000)
def reading(markup: str, language: str) -> Reading:
    """How HTML reads in a language (its code, such as ``fr``).

    Remembered for a while: most clauses are the same from one look at a draft to the next.
    """
    found = sentences(markup)
    words = [word for sentence in found for word in words_of(sentence)]
    longest = max(found, key=lambda sentence: len(words_of(sentence)), default="")
    return Reading(len(words), len(found), _ease(words, len(found), language), longest)


def sentences(markup: str) -> list[str]:
    """The sentences of HTML in reading order; a paragraph, a heading or a point of a list ends one."""
    found: list[str] = []
    for block in _blocks(markup):
        begin = 0
        for end in END.finditer(block):
            if not _is_abbreviation(block[max(begin, end.end() - LAST_LETTERS) : end.end()].strip()):
                found.append(block[begin : end.end()].strip())
                begin = end.end()
        found.append(block[begin:])
    return [sentence for sentence in found if words_of(sentence)]


def _is_abbreviation(end: str) -> bool:
    """Whether a point belongs to the last word."""
    return ABBREVIATED.search(end) is not None


def words_of(sentence: str) -> list[str]:
    """The words of a sentence: letters, with the hyphens and apostrophes inside them."""
    return WORD.findall(sentence)


@lru_cache(maxsize=50_000)
def syllables(word: str, language: str) -> int:
    """Spoken syllables of a word, at least 1; an estimate, within a few per cent over a paragraph.

    Hyphenation knows where vowels that stand together are spoken apart (``cre-ate``), but never cuts off a
    single letter (``école``); groups of vowels are right where it is not. The greater of the two counts.
    """
    parts = [part for part in re.split(r"[-’']", word.casefold()) if part]
    return max(1, sum(_syllables(part, language) for part in parts))


def _syllables(part: str, language: str) -> int:
    if not any(letter in VOWELS[language] for letter in part):
        # An elided article (l’, d’) is spoken with the word behind it.
        return 0
    hyphenated = len(_dictionary(language).positions(part)) + 1 if len(part) > SHORT_WORD else 1
    return max(hyphenated, _vowel_groups(part, language))


def _vowel_groups(part: str, language: str) -> int:
    vowels = VOWELS[language]
    # A y between two vowels is spoken as a consonant.
    spoken = re.sub(f"(?<=[{vowels}])y(?=[{vowels}])", "-", part)
    if language == "fr":
        # An é before another vowel is spoken apart from it.
        return len(re.findall(f"é(?=[{vowels}])(?!es?$)|[{vowels}]+", spoken))
    groups = len(re.findall(f"[{vowels}]+", spoken))
    mute = re.search(f"[^{vowels}l]e$|[{vowels}]le$|ue$|[^{vowels}dt]ed$|[^{vowels}cgsxz]es$", spoken)
    return groups - 1 if mute and groups > 1 else groups


@cache
def _dictionary(language: str) -> Pyphen:
    return Pyphen(lang=language, left=1, right=1)


def _ease(words: list[str], sentence_count: int, language: str) -> float | None:
    if language not in FORMULAS or len(words) < ENOUGH_WORDS:
        return None
    constant, per_sentence, per_word = FORMULAS[language]
    spoken = sum(syllables(word, language) for word in words)
    ease = constant - per_sentence * len(words) / sentence_count - per_word * spoken / len(words)
    return round(min(100.0, max(0.0, ease)), 1)


def _blocks(markup: str) -> list[str]:
    """The text between one beginning or end of a block and the next."""
    if not plain(markup):
        return []
    pieces = [""]
    for event, element in etree.iterwalk(
        html.fromstring(f"<div>{markup}</div>"), events=("start", "end", "comment", "pi")
    ):
        if event in ("start", "end") and element.tag in BLOCKS:
            pieces.append("")
        said = element.text if event == "start" else element.tail
        pieces[-1] += said or ""
    return [" ".join(piece.split()) for piece in pieces]
