"""Keeping the translations of an edition's and a clause's texts."""

from collections.abc import Mapping
from collective.socialgovernance.fields import Translations
from collective.socialgovernance.texts.wording import has_text
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


def translate_texts(content: Any, field: Translations, language: str, texts: Mapping[str, str]) -> None:
    """Keep translations into one language: an empty text takes the one that was there away.

    ``field`` is the field ``translations`` of the content. Texts that are not named stay. Whoever does so
    becomes an author. Raises :class:`~..fields.MisplacedValue` for a text that cannot be translated.
    """
    kept = {token: dict(own) for token, own in (content.translations or {}).items()}
    own = kept.setdefault(language, {})
    for name, text in texts.items():
        if has_text(text):
            own[name] = text
        else:
            own.pop(name, None)
    if not own:
        del kept[language]
    if kept == (content.translations or {}):
        return
    field.bind(content).validate(kept)
    content.translations = kept
    notify(ObjectModifiedEvent(content))
