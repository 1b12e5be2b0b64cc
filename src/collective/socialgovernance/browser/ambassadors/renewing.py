"""``@@renew-registration``: the statement, the notice and the checklist once more, and that is all."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.guards import NEEDED_ITEMS
from collective.socialgovernance.ambassadors.lifecycle import NEEDED
from collective.socialgovernance.ambassadors.lists import security_items
from collective.socialgovernance.ambassadors.roles import AMBASSADOR
from collective.socialgovernance.ambassadors.statement import STATEMENT_VERSION
from collective.socialgovernance.ambassadors.steps import Renewal
from collective.socialgovernance.ambassadors.steps import steps_of
from collective.socialgovernance.browser.ambassadors.form import RegistrationForm
from collective.socialgovernance.browser.ambassadors.joining import FormPage
from collective.socialgovernance.browser.ambassadors.keeping import keep
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import Unauthorized


class RenewalForm(RegistrationForm):
    """Only the three, empty to begin with: they are made again."""

    @property
    def asked(self) -> tuple[str, ...]:
        """All three."""
        return ("voluntary", "informed", "security")


class RenewPage(FormPage):
    """Asked for by the person alone, from sixty days before the last day on."""

    browser_title = _("Renew")
    browser_about = ""

    def __call__(self) -> Any:
        if AMBASSADOR not in api.user.get_roles(obj=self.context):
            raise Unauthorized("only the person")
        return super().__call__()

    @cached_property
    def form(self) -> RegistrationForm:
        """The three, nothing ticked."""
        typed = self.request.form if self.request.method == "POST" else {}
        return RenewalForm(self.programme, self.context, [], typed)

    @cached_property
    def renewal(self) -> Renewal | None:
        """How far a renewal is."""
        return steps_of(self.context, self.me, self.day, self.in_words).renewal

    @property
    def open(self) -> bool:
        """Whether it may be asked for now."""
        return self.renewal is not None and self.renewal.open

    def post(self) -> str:
        """Keep the three, made today."""
        if not self.open:
            raise refuse(409, "review_state", _("A renewal cannot be asked for now."))
        items = [item for item in security_items.tokens if item in self.form.sent_list("security")]
        wrong = []
        if not self.sent("voluntary"):
            wrong.append(Problem("voluntary", NEEDED["voluntary_statement"][1]))
        if not self.sent("informed") or not self.form.notice_version:
            wrong.append(Problem("informed", NEEDED["privacy_notice"][1]))
        if not set(NEEDED_ITEMS) <= set(items):
            wrong.append(Problem("security", NEEDED["security_self_attestation"][1]))
        if wrong:
            raise Refused(400, wrong)
        now = wallclock.now()
        keep(
            self.context,
            {
                "voluntary_statement": {"version": STATEMENT_VERSION, "at": now},
                "privacy_notice": {"version": self.form.notice_version, "at": now},
                "security_self_attestation": {"items": items, "at": now},
            },
        )
        self.say(_("You have asked to go on. Your manager is asked whether there is still time for it."))
        return self.url
