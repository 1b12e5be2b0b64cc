"""A frozen text as it is shown: its words cleaned, its files to be downloaded."""

from collections.abc import Mapping
from collective.socialgovernance.pages.frozen import FrozenText
from collective.socialgovernance.texts.cleaning import safe_html
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

import json
import re


@dataclass(frozen=True)
class ShownFile:
    """A file to download; ``size`` in bytes."""

    filename: str
    size: int
    url: str


@dataclass(frozen=True)
class ShownText:
    """What people read: ``texts`` is safe HTML."""

    number: str
    title: str
    language: str
    description: str
    texts: tuple[str, ...]
    files: tuple[ShownFile, ...]
    digest: str
    in_force_on: Any


def shown_text(frozen: FrozenText, page: Any) -> ShownText:
    """One edition of a page."""
    content = json.loads(frozen.canonical)
    return ShownText(
        number=frozen.number,
        title=frozen.title,
        language=frozen.language,
        description=content["description"],
        texts=tuple(safe_html(text, page) for text in texts_of(content)),
        files=tuple(
            ShownFile(each.filename or each.field, each.size, file_url(page, frozen.number, each.field))
            for each in frozen.files
        ),
        digest=frozen.digest,
        in_force_on=frozen.in_force_on,
    )


def texts_of(content: Mapping[str, Any]) -> list[str]:
    """The words of a frozen text (its canonical form) as HTML that is not safe yet; none for another text."""
    texts = [_markup(part["text"]) for part in content.get("texts", ()) if part["text"].strip()]
    return texts + _paragraphs(content.get("blocks") or [])


def file_url(page: Any, number: str, field: str) -> str:
    """Where a frozen file is downloaded."""
    return f"{page.absolute_url()}/@@page-edition-file?{urlencode({'number': number, 'field': field})}"


def _markup(text: str) -> str:
    """Stored HTML as it is, plain text as paragraphs."""
    if re.search(r"<[a-zA-Z][^>]*>", text):
        return text
    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())


def _paragraphs(blocks: list[Any]) -> list[str]:
    """The words of the blocks of a page, a paragraph each."""
    return [f"<p>{escape(block['plaintext'])}</p>" for block in blocks if block.get("plaintext")]
