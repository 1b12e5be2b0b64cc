"""Moving an edition of a scope on: what is missing leads to its step of the form."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.checks import Check
from collective.socialgovernance.browser.editing.checks import checks
from collective.socialgovernance.browser.editing.prepare import PreparePage
from collective.socialgovernance.browser.editing.transition import ASKED_HERE
from collective.socialgovernance.browser.editing.transition import TransitionPage
from collective.socialgovernance.browser.scopes.beside import placed
from collective.socialgovernance.editions.interfaces import IEditionMaker
from collective.socialgovernance.transitions.firing import state_of


class ScopeTransitionPage(TransitionPage):
    """``@@transition`` of an edition of a scope."""

    browser_title = _("The next step")

    def checks_of(self, transition: str) -> list[Check]:
        """The guards, each with the step of the form where it is answered."""
        guards = (placed(guard, self.url) for guard in self.guards_of(transition))
        return checks(guards, ASKED_HERE)


class PrepareScopePage(PreparePage):
    """``@@prepare`` of a scope."""

    @property
    def pending_url(self) -> str:
        """Where the edition on its way is worked on."""
        page = "/@@write-scope" if state_of(self.pending) == "draft" else ""
        return f"{self.pending.absolute_url()}{page}"

    def post(self) -> str:
        """Prepare it and go on to write it."""
        edition = IEditionMaker(self.context).following()
        self.say(_("The next edition is prepared. Change what is needed; the one in force stays as it is."))
        return f"{edition.absolute_url()}/@@write-scope"
