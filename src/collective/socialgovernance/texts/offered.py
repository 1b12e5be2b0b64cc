"""What an empty field offers to write from: the six questions of a tip, and the pair risk and opportunity.

Each is a heading with a question under it (see :mod:`~.prompts`), in the language of the text, not in that of
whoever writes it.
"""

from collective.socialgovernance.texts.prompts import prompt
from html import escape


TIP = "tip"
PAIR = "pair"

OFFERED = {"advice": TIP, "judgement": PAIR, "example": PAIR}
"""By kind of clause: the prompts that its empty text offers."""

QUESTIONS: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    TIP: {
        "en": (
            ("What", "What do I do?"),
            ("Where", "On which network, in which setting?"),
            ("When", "When does it help, how often?"),
            ("How", "How do I go about it, step by step?"),
            ("For whom", "Who is it for?"),
            ("Why", "What does it bring me?"),
        ),
        "fr": (
            ("Quoi", "Que faire\u202f?"),
            ("Où", "Sur quel réseau, dans quel cadre\u202f?"),
            ("Quand", "À quel moment, à quelle fréquence\u202f?"),
            ("Comment", "Comment s’y prendre, étape par étape\u202f?"),
            ("Pour qui", "À qui cela s’adresse-t-il\u202f?"),
            ("Pourquoi", "Qu’est-ce que cela m’apporte\u202f?"),
        ),
    },
    PAIR: {
        "en": (
            ("Risk", "What could go wrong, and for whom?"),
            ("Opportunity", "What is there to gain, and for whom?"),
        ),
        "fr": (
            ("Risque", "Qu’est-ce qui pourrait mal tourner, et pour qui\u202f?"),
            ("Opportunité", "Qu’y a-t-il à gagner, et pour qui\u202f?"),
        ),
    },
}
"""Heading and question, by language; English where a language has none."""


def questions(name: str, language: str) -> tuple[tuple[str, str], ...]:
    """Headings with their questions: ``name`` is :data:`TIP` or :data:`PAIR`."""
    by_language = QUESTIONS[name]
    return by_language.get(language) or by_language["en"]


def skeleton(name: str, language: str) -> str:
    """The same as HTML to be filled in."""
    return "".join(
        f"<h4>{escape(heading, quote=False)}</h4>{prompt(question)}"
        for heading, question in questions(name, language)
    )


def offered_to(kind: str | None) -> str:
    """The prompts that an empty text of this kind offers; empty for none."""
    return OFFERED.get(kind or "", "")
