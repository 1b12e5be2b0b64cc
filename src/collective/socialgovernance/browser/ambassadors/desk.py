"""``@@ambassador-desk``: what waits for a referent, and for who decides about holds."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.certifying import Certified
from collective.socialgovernance.ambassadors.certifying import certify_many
from collective.socialgovernance.ambassadors.desk import Desk
from collective.socialgovernance.ambassadors.desk import desk_of
from collective.socialgovernance.ambassadors.desk import LEGAL
from collective.socialgovernance.ambassadors.desk import REFERENT
from collective.socialgovernance.ambassadors.desk import Waiting
from collective.socialgovernance.ambassadors.facts import DRAFT
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.browser.ambassadors.page import AmbassadorsPage
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import state_of
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import Unauthorized


WELCOME, AGAIN = "start_onboarding", "review_deferral"


class AmbassadorDesk(AmbassadorsPage):
    """Rows lead to the registration; several people are certified at once, each with a line of their own."""

    browser_title = _("Desk of the ambassadors")
    results: tuple[Certified, ...] = ()

    def __call__(self) -> Any:
        if not self.roles:
            raise Unauthorized("only referents and who has the legal role")
        return super().__call__()

    @cached_property
    def roles(self) -> set[str]:
        """As what the reader is here."""
        return {REFERENT, LEGAL} & set(api.user.get_roles(obj=self.context))

    @property
    def refers(self) -> bool:
        """Whether the reader is a referent."""
        return REFERENT in self.roles

    @property
    def desk(self) -> Desk:
        """Everything on it, as it is now."""
        return desk_of(self.context, self.me, self.day)

    @property
    def everybody(self) -> list[tuple[str, str]]:
        """For a referent who looks for somebody: (name, address), by name only; no drafts."""
        if not self.refers:
            return []
        found = [
            (self.name_of(each.person), str(each.absolute_url()))
            for each in registrations_of(self.context)
            if each.person != self.me and state_of(each) != DRAFT
        ]
        return sorted(found, key=lambda pair: pair[0].casefold())

    def can(self, row: Waiting, transition: str) -> bool:
        """Whether the reader may do something about a row."""
        return any(way.transition == transition for way in row.ways)

    def certifiable(self, row: Waiting) -> bool:
        """Whether a box stands before a row: it can be certified, if nothing is missing."""
        return self.can(row, "activate") or self.can(row, "renew")

    def post(self) -> str | None:
        """Welcome or ask again for one; certify all that are ticked and show what became of each."""
        act, __, id = self.sent("act").partition(":")
        if not self.refers:
            raise refuse(403, "permission", _("You are not entitled to do this."))
        if act in (WELCOME, AGAIN):
            fire(self._one(id), act)
            self.say(
                _("The person is welcomed: you accompany them from now on.")
                if act == WELCOME
                else _("The manager is asked again.")
            )
            return f"{self.url}/@@ambassador-desk"
        if act != "certify":
            raise refuse(400, "act", _("Choose what to do."))
        chosen = self._chosen()
        if not chosen:
            raise refuse(400, "registration", _("Tick the people whom you certify."))
        self.results = certify_many(chosen)
        return None

    def _one(self, id: str) -> Any:
        found = [each for each in registrations_of(self.context) if each.getId() == id]
        if not found:
            raise refuse(400, "registration", _("This registration is not there any more."))
        return found[0]

    def _chosen(self) -> list[Any]:
        sent = self.request.form.get("registration") or []
        ids = [sent] if isinstance(sent, str) else list(sent)
        return [self._one(str(id)) for id in dict.fromkeys(ids)]
