"""The lists that administrators keep in the control panel, and vocabularies that depend on the site.

Tokens are checked against the settings of the present site; titles are given in the reader's language.
"""

from collective.socialgovernance import _
from collective.socialgovernance.controlpanel.interfaces import VocabularyRow
from collective.socialgovernance.controlpanel.settings import setting
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.vocabularies.territories import country_codes
from collective.socialgovernance.vocabularies.territories import country_name
from plone.api import portal
from plone.api import user
from zope.component import queryUtility
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


PROGRAMME = "GovernanceProgramme"


def reader_language() -> str:
    """The two-letter language in which the present request is answered; without one, that of the site."""
    if getRequest() is None:
        return (portal.get_default_language() or "en")[:2]
    return (portal.get_current_language() or "en")[:2]


@implementer(IVocabularyFactory)
class KeptList:
    """A vocabulary factory over one list of the control panel (``topics``, ``platforms``, ...)."""

    def __init__(self, name: str):
        self.name = name

    def rows(self) -> list[VocabularyRow]:
        """The rows as stored: ``token``, ``title``, ``title_fr``, ``parent`` (empty for a top one)."""
        return list(setting(self.name) or ())

    def __call__(self, context: object = None) -> SimpleVocabulary:
        french = reader_language() == "fr"
        return SimpleVocabulary(
            [
                SimpleTerm(
                    row["token"], row["token"], (row.get("title_fr") if french else None) or row["title"]
                )
                for row in self.rows()
            ]
        )


topics = KeptList("topics")
platforms = KeptList("platforms")
audiences = KeptList("audiences")
territories = KeptList("territories")


@provider(IVocabularyFactory)
def countries(context: object = None) -> SimpleVocabulary:
    """ISO 3166-1 alpha-2 codes with their names in the reader's language, by name."""
    language = reader_language()
    named = sorted((country_name(code, language), code) for code in country_codes())
    return SimpleVocabulary([SimpleTerm(code, code, name) for name, code in named])


@provider(IVocabularyFactory)
def departments(context: object = None) -> SimpleVocabulary:
    """The departments open today, in tree order; none for anonymous visitors or without a directory."""
    directory = queryUtility(IDirectory)
    if directory is None or (getRequest() is not None and user.is_anonymous()):
        return SimpleVocabulary([])
    return SimpleVocabulary(
        [
            SimpleTerm(department.id, department.id, department.title)
            for department in directory.departments(site.today())
        ]
    )


@provider(IVocabularyFactory)
def languages(context: object = None) -> SimpleVocabulary:
    """The languages of the intranet, with French and English always among them."""
    tokens = list(dict.fromkeys([*portal.get_tool("portal_languages").getSupportedLanguages(), "en", "fr"]))
    names = portal.get_tool("portal_languages").getAvailableLanguages()
    return SimpleVocabulary(
        [SimpleTerm(token, token, names.get(token, {}).get("native") or token) for token in tokens]
    )


@provider(IVocabularyFactory)
def programmes(context: object = None) -> SimpleVocabulary:
    """The governance programmes of the site by UID; who may not see one does not read its title."""
    catalog = portal.get_tool("portal_catalog")
    seen = {brain.UID: brain.Title for brain in catalog(portal_type=PROGRAMME)}
    every = [
        brain.UID for brain in catalog.unrestrictedSearchResults(portal_type=PROGRAMME, sort_on="created")
    ]
    return SimpleVocabulary([SimpleTerm(uid, uid, seen.get(uid) or _("Another programme")) for uid in every])
