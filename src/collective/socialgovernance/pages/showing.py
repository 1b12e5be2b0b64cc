"""What a page or a file shows now, as the exact text that people acknowledge.

Only stored values count, never rendered HTML: the same text has the same digest whatever the theme does.
"""

from collections.abc import Mapping
from collective.socialgovernance.pages.frozen import FrozenFile
from dataclasses import dataclass
from plone.app.textfield.interfaces import IRichText
from plone.dexterity.utils import iterSchemata
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.interfaces import INamedField
from plone.restapi.serializer.converters import json_compatible
from plone.uuid.interfaces import IUUID
from typing import Any
from unicodedata import normalize
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine

import hashlib
import rfc8785


SHOWN_BY_ITSELF = ("title", "description", "changeNote")
UNSEEN_BEHAVIORS = ("plone.app.dexterity.behaviors.metadata", "plone.app.dexterity.behaviors.id")


@dataclass(frozen=True)
class Shown:
    """What people see of a page: ``texts`` are (field, text) in the order of its form, HTML for rich ones."""

    page: str
    language: str
    title: str
    description: str
    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[FrozenFile, ...] = ()
    blocks: Any = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read but a title."""
        return not (self.description or self.files or self.blocks or any(text for _name, text in self.texts))


def canonical(shown: Shown) -> bytes:
    """Canonical JSON (RFC 8785), strings in Unicode form NFC; a file is named by its SHA-256."""
    content: dict[str, Any] = {
        "page": shown.page,
        "language": shown.language,
        "title": _nfc(shown.title),
        "description": _nfc(shown.description),
        "texts": [{"field": name, "text": _nfc(text)} for name, text in shown.texts],
        "files": [
            {"field": each.field, "filename": _nfc(each.filename), "sha256": each.sha256, "size": each.size}
            for each in shown.files
        ],
    }
    if shown.blocks is not None:
        content["blocks"] = shown.blocks
    return rfc8785.dumps(content)


def digest(text: bytes) -> str:
    """SHA-256 of a canonical text, 64 hexadecimal digits."""
    return hashlib.sha256(text).hexdigest()


def shown_by(page: Any, language: str) -> Shown:
    """What the page shows now. The files still hold the page's own blobs: copy them before they are kept."""
    texts, files = [], []
    for schema in _schemata(page):
        for name, field in getFieldsInOrder(schema):
            if name in SHOWN_BY_ITSELF:
                continue
            value = getattr(schema(page, None) or page, name, None)
            if INamedField.providedBy(field):
                files.extend([] if value is None else [_file(name, value)])
            elif IRichText.providedBy(field):
                texts.append((name, str(getattr(value, "raw", None) or "")))
            elif _is_main(page, schema) and (IText.providedBy(field) or ITextLine.providedBy(field)):
                texts.append((name, str(value or "")))
    return Shown(
        page=IUUID(page),
        language=language,
        title=page.Title(),
        description=page.Description(),
        texts=tuple(texts),
        files=tuple(files),
        blocks=_blocks(page),
    )


def _schemata(page: Any) -> list[Any]:
    return [schema for schema in iterSchemata(page) if not schema.__identifier__.startswith(UNSEEN_BEHAVIORS)]


def _is_main(page: Any, schema: Any) -> bool:
    return schema is next(iter(iterSchemataForType(page.portal_type)), None)


def _file(name: str, value: Any) -> FrozenFile:
    data = value.data
    return FrozenFile(
        field=name,
        filename=value.filename or "",
        content_type=value.contentType,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        blob=value,
    )


def _blocks(page: Any) -> Any:
    """The blocks of a page in their order, as they are stored; None where a type has none."""
    blocks, layout = getattr(page, "blocks", None), getattr(page, "blocks_layout", None)
    if not isinstance(blocks, Mapping) or not isinstance(layout, Mapping) or not blocks:
        return None
    return json_compatible([blocks[uid] for uid in layout.get("items", ()) if uid in blocks])


def _nfc(text: str) -> str:
    return normalize("NFC", text)
