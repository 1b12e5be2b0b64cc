"""Keeping the translations of an edition's and a clause's texts."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.fields import MisplacedValue
from collective.socialgovernance.fields import Translations
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.wording import has_text
from hashlib import sha256
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import json


def translation_version(content: Any, language: str) -> str:
    """A hash of what is translated into a language now."""
    own = (content.translations or {}).get(language, {})
    return sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:16]


def translate_texts(
    content: Any, field: Translations, language: str, texts: Mapping[str, str], seen: str
) -> None:
    """Keep translations into one language: an empty text takes the one that was there away.

    ``field`` is the field ``translations`` of the content, ``seen`` the version that the translator had
    before them. Texts that are not named stay. Whoever does so becomes an author. Raises ``Refused`` with 409
    when somebody translated it meanwhile, with 400 for a text that cannot be kept, named by its field.
    """
    if seen != translation_version(content, language):
        raise refuse(409, "version", _("Somebody changed this meanwhile. Nothing was saved yet."))
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
    try:
        field.bind(content).validate(kept)
    except MisplacedValue as wrong:
        raise refuse(400, wrong.path.rpartition(".")[2], wrong.message) from None
    content.translations = kept
    notify(ObjectModifiedEvent(content))
