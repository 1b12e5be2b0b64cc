"""The languages in which somebody may speak: every one that has a code, not only those of the intranet."""

from plone.api import portal
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def spoken_languages(context: object = None) -> SimpleVocabulary:
    """Two-letter codes with the name of each language in itself, those of the intranet first."""
    tool = portal.get_tool("portal_languages")
    names = tool.getAvailableLanguages()
    own = list(dict.fromkeys([*tool.getSupportedLanguages(), "en", "fr"]))
    others = sorted(
        (code for code in names if len(code) == 2 and code not in own),
        key=lambda code: str(names[code].get("native") or code).casefold(),
    )
    return SimpleVocabulary(
        [SimpleTerm(code, code, names.get(code, {}).get("native") or code) for code in [*own, *others]]
    )
