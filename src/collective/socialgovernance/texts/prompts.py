"""Questions to whoever writes a text, standing where an answer is to be written.

A prompt is a paragraph (or a list item) that stands wholly in square brackets and asks a question:
``[Which accounts do our people have at work?]``. The words alone make it one, so that it is known again after
every editor, filter and import; typing over it, or deleting it, is all that takes it away. The class
:data:`PROMPT_CLASS` is for its look only.
"""

from collective.socialgovernance.texts.wording import plain
from html import escape
from lxml import html

import re


PROMPT_CLASS = "governance-prompt"
"""The class of a prompt's paragraph; the site's HTML filter lets it through."""

BLOCKS = ("p", "li")


def prompt(question: str) -> str:
    """A question to the writer as HTML. Raises ``ValueError`` when the words ask nothing."""
    words = _folded(question)
    if not words.endswith("?"):
        raise ValueError(f"not a question: {question!r}")
    return f'<p class="{PROMPT_CLASS}">[{escape(words, quote=False)}]</p>'


def unfilled_prompts(markup: str) -> list[str]:
    """The questions that nobody has answered yet, without their brackets, in reading order."""
    return [_question(block) for block in _prompts(_tree(markup))]


def words_without_prompts(markup: str) -> str:
    """The readable text that somebody wrote; prompts are none of it."""
    if "]" not in markup:
        return plain(markup)
    tree = _tree(markup)
    for block in _prompts(tree):
        block.drop_tree()
    return " ".join(" ".join(tree.itertext()).split())


def is_written(markup: str) -> bool:
    """Whether somebody wrote something, and no question to the writer is left beside it."""
    return bool(words_without_prompts(markup)) and not unfilled_prompts(markup)


def _tree(markup: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{markup if ']' in markup else ''}</div>")


def _prompts(tree: html.HtmlElement) -> list[html.HtmlElement]:
    return [block for block in tree.iter(*BLOCKS) if _is_prompt(block)]


def _is_prompt(block: html.HtmlElement) -> bool:
    words = _words(block)
    nested = next((part for part in block.iter(*BLOCKS) if part is not block), None)
    return nested is None and words.startswith("[") and words.endswith("?]")


def _question(block: html.HtmlElement) -> str:
    return _words(block)[1:-1].strip()


def _words(block: html.HtmlElement) -> str:
    return _folded("".join(block.itertext()))


def _folded(text: str) -> str:
    """White space folded; the space that French keeps before a question mark stays."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()
