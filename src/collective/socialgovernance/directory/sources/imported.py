"""The source of sites whose directory is told by imports: nothing to fetch."""

from collective.socialgovernance.directory.interfaces import IDirectorySource
from Products.CMFPlone.interfaces import IPloneSiteRoot
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(IDirectorySource)
@adapter(IPloneSiteRoot)
class ImportedDirectory:
    """CSV files, REST and the command tell the directory."""

    def __init__(self, site: Any):
        self.site = site

    def rows(self) -> None:
        """Nothing: imports come by themselves."""
        return
