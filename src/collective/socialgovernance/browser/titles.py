"""The title of each page in the browser's tab: what it does, then what it is about."""

from collective.socialgovernance import _
from collective.socialgovernance.texts.gathering import called
from collective.socialgovernance.vocabularies.kept import reader_language
from html import escape
from plone import api
from plone.app.layout.viewlets.common import TitleViewlet
from zope.i18n import translate


TITLES = {
    "acknowledge": _("Your acknowledgment"),
    "acknowledgment-rows": _("The list of people"),
    "changes": _("What changed"),
    "choose-departments": _("Choose departments"),
    "clock-preview": _("What the clock would send"),
    "coming-up": _("Coming up"),
    "compare": _("Compare two editions"),
    "coverage": _("Who has read it: the figures"),
    "departments": _("Departments"),
    "departments-preview": _("What the import would change"),
    "formalities": _("Formalities"),
    "governance-history": _("History"),
    "latest-updates": _("Latest updates"),
    "measures": _("Measures of the text"),
    "my-data": _("What is kept about you"),
    "my-governance": _("My charters and guides"),
    "my-receipt": _("Receipt"),
    "on-behalf": _("Acknowledgments on paper"),
    "paste-text": _("Paste a text"),
    "prepare": _("Prepare the next edition"),
    "reaffirm": _("Reviewed, unchanged"),
    "retention": _("What is kept too long"),
    "remarks": _("Questions and remarks"),
    "start-text": _("Guided start"),
    "transition": _("The next step"),
    "translate": _("Translate"),
    "verify-digest": _("Is this text unaltered?"),
    "write": _("Write"),
}
"""By name of a page that has no title of its own."""


class GovernanceTitle(TitleViewlet):  # type: ignore[misc]
    """``What changed – Charter – Intranet`` instead of the same words on each page about a charter."""

    @property
    def page_title(self) -> str:
        """What the page is and what it is about, as safe HTML."""
        return self.sep.join(escape(part) for part in self._parts()) or str(super().page_title)

    def update(self) -> None:
        """The same on the front page of a site, whose own title comes last as everywhere."""
        super().update()
        if self.context == api.portal.get() and self._parts():
            self.site_title = self.sep.join([self.page_title, escape(self.site_title_setting)])

    def _parts(self) -> list[str]:
        title = getattr(self.view, "browser_title", "") or TITLES.get(self.view.__name__, "")
        about = str(getattr(self.view, "browser_about", self._about()))
        return [part for part in (translate(title, context=self.request), about) if part]

    def _about(self) -> str:
        return "" if self.context == api.portal.get() else called(self.context, reader_language())
