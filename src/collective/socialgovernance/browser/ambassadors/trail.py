"""The way to a registration, in the reader's language: its title is stored in one."""

from collective.socialgovernance import _
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from zope.i18n import translate


class RegistrationBreadcrumbs(PhysicalNavigationBreadcrumbs):  # type: ignore[misc]
    """It ends with what it is; nobody's name stands there."""

    def breadcrumbs(self) -> tuple[dict[str, str], ...]:
        """One entry for each step."""
        steps = super().breadcrumbs()
        words = str(translate(_("Ambassador registration"), context=self.request))
        return (*steps[:-1], {**steps[-1], "Title": words})
