"""``@@changes`` of a scope: what one edition says that the one before it did not, part by part."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.reading.pages import visible
from collective.socialgovernance.browser.reading.since import KINDS
from collective.socialgovernance.browser.scopes.shown import current_language
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.differences import changes_between
from collective.socialgovernance.texts.comparing import edition_since
from collective.socialgovernance.texts.differences import ClauseChange
from collective.socialgovernance.texts.differences import SAME
from collective.socialgovernance.texts.gathering import programme_of
from functools import cached_property
from lxml.html import fragment_fromstring
from lxml.html import tostring
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.interface import implementer


@implementer(IGovernancePage)
class ScopeChangesPage(BrowserView):
    """An edition beside the one before it, or beside the one whose uid is ``?since=``."""

    template = ViewPageTemplateFile("templates/changes.pt")
    browser_title = _("What changed")

    def __call__(self) -> str:
        without_columns(self.request)
        return str(self.template())

    @property
    def edition(self) -> Any:
        """The edition that is looked at."""
        return self.context

    @cached_property
    def before(self) -> Any | None:
        """The edition that it is compared with; None for the first."""
        since = str(self.request.form.get("since") or "") or None
        return edition_since(self.edition, since, str(api.user.get_current().getId()))

    @cached_property
    def changes(self) -> list[ClauseChange]:
        """The parts that are not as they were."""
        if self.before is None:
            return []
        today = today_in(programme_of(self.edition))
        found = changes_between(self.before, self.edition, current_language(), today)
        return [change for change in found if change.change != SAME]

    def kind(self, change: ClauseChange) -> str:
        """What happened to a part, in words."""
        return KINDS[change.change]

    def words(self, change: ClauseChange) -> str:
        """What the part says, without its name: that stands above it."""
        part = fragment_fromstring(change.html, create_parent="div")
        for heading in list(part.iter("h3")):
            heading.drop_tree()
        return tostring(part, encoding="unicode")


class ChangesOfScope(ScopeChangesPage):
    """The same for the edition in force of a scope."""

    @cached_property
    def edition(self) -> Any:
        """The edition in force."""
        edition = visible(in_force(self.context))
        if edition is None:
            raise refuse(404, "edition", _("Nothing of this scope is in force."))
        return edition
