"""What changed between two editions beside their clauses: title, introductions, legal force."""

from collections.abc import Callable
from collective.socialgovernance.texts.differences import unclean
from collective.socialgovernance.texts.facts import EditionFacts
from dataclasses import dataclass
from html import escape
from lxml.html.diff import htmldiff


RICH = ("one_minute", "what_i_gain")


@dataclass(frozen=True)
class PartChange:
    """One field of the edition that differs; ``html`` with ``<ins>`` and ``<del>``, word by word."""

    name: str
    html: str


def introductions(
    before: EditionFacts, after: EditionFacts, language: str, clean: Callable[[str], str] = unclean
) -> tuple[PartChange, ...]:
    """The fields that are in the digest beside the clauses and differ, in the order of the page.

    ``legal_force`` is told as its token, the others as HTML made safe by ``clean``.
    """
    pairs = [
        ("legal_force", before.legal_force, after.legal_force),
        ("title", _plain(before, "title", language), _plain(after, "title", language)),
        *(
            (name, clean(before.in_language(name, language)), clean(after.in_language(name, language)))
            for name in RICH
        ),
    ]
    return tuple(PartChange(name, word_by_word(old, new)) for name, old, new in pairs if old != new)


def word_by_word(old: str, new: str) -> str:
    """The new HTML with what came in ``<ins>`` and what went in ``<del>``."""
    return str(htmldiff(old, new))


def _plain(edition: EditionFacts, name: str, language: str) -> str:
    return f"<p>{escape(edition.in_language(name, language))}</p>"
