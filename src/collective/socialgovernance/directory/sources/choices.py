"""The sources that the control panel offers."""

from collective.socialgovernance import _
from collective.socialgovernance.directory.interfaces import IDirectorySource
from plone import api
from typing import Any
from zope.component import getAdapters
from zope.component.hooks import getSite
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


TITLES = {
    "import": _("Imports: CSV files, REST or the command"),
    "groups": _("Groups of the site"),
    "catalog": _("Content of the intranet"),
}


@implementer(IVocabularyFactory)
class DirectorySources:
    """All sources that are registered for the site; ours first."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        names = list(TITLES)
        if getSite() is not None:
            names += sorted(
                name
                for name, _source in getAdapters((api.portal.get(),), IDirectorySource)
                if name not in TITLES
            )
        return SimpleVocabulary([SimpleTerm(name, name, TITLES.get(name, name)) for name in names])
