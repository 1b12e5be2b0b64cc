"""Where the pages about ambassadors are reached from: the page of a programme, and one's own page."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.desk import desk_of
from collective.socialgovernance.ambassadors.desk import LEGAL
from collective.socialgovernance.ambassadors.desk import REFERENT
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.registering import check_may_register
from collective.socialgovernance.ambassadors.tasks import own_registrations
from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.tasks import leading_the_same
from collective.socialgovernance.scopes.tasks import scopes_led_by
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import state_title
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


FIGURES = "collective.socialgovernance: View acknowledgments"


class AmbassadorsOfProgramme(BrowserView):
    """``@@programme-ambassadors``: a part of the page of a programme."""

    @cached_property
    def me(self) -> str:
        """The userid of the reader; empty for nobody."""
        return "" if api.user.is_anonymous() else str(api.user.get_current().getId())

    @cached_property
    def registration(self) -> Any | None:
        """The reader's registration."""
        return registration_of(self.context, self.me) if self.me else None

    @property
    def state(self) -> str:
        """Where the reader's registration stands."""
        return "" if self.registration is None else state_title(self.registration)

    @cached_property
    def may_register(self) -> bool:
        """Whether the reader may register."""
        return may_register(self.context, self.me)

    @property
    def waiting(self) -> int | None:
        """How much waits on the reader's desk; None for who has none."""
        if not {REFERENT, LEGAL} & set(api.user.get_roles(obj=self.context)):
            return None
        desk = desk_of(self.context, self.me, counting_day(self.context))
        return len(desk.waiting) + sum(hold.may_make for hold in desk.holds_proposed)

    @property
    def sees_figures(self) -> bool:
        """Whether the reader sees the figures."""
        return may(FIGURES, self.context)


class Section:
    """A part of ``@@my-governance``; see :class:`~..reading.sections.IMyGovernanceSection`."""

    order = 0
    title = ""
    template: Any = None

    def __init__(self, site: Any, request: Any):
        self.site, self.context, self.request = site, site, request

    @cached_property
    def me(self) -> str:
        """The userid of the reader."""
        return str(api.user.get_current().getId())

    def __call__(self) -> str:
        return str(self.template(self)) if self.rows else ""

    @property
    def rows(self) -> list[Any]:
        """What it shows; without any there is no section."""
        raise NotImplementedError


class MyRegistrations(Section):
    """One's registrations, and the programmes in which one may have one."""

    order = 20
    title = _("As an ambassador")
    template = ViewPageTemplateFile("templates/my_registrations.pt")

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The registrations of the reader, then the invitations."""
        own = own_registrations(self.me)
        found = [
            {"title": programme.title, "url": registration.absolute_url(), "state": state_title(registration)}
            for programme, registration in own
        ]
        known = {programme.getId() for programme, _registration in own}
        for brain in api.portal.get_tool("portal_catalog")(portal_type="GovernanceProgramme"):
            if brain.getId not in known and may_register(brain.getObject(), self.me):
                url = f"{brain.getURL()}/@@be-an-ambassador"
                found.append({"title": brain.Title, "url": url, "state": ""})
        return found


class MyScopes(Section):
    """The scopes that one looks after, with what is in force and what is on its way."""

    order = 10
    title = _("Scopes that you look after")
    template = ViewPageTemplateFile("templates/my_scopes.pt")

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The scopes, each with what can be said of it."""
        return [
            {
                "title": scope.title,
                "url": scope.absolute_url(),
                "in_force": present is not None,
                "coming": "" if coming is None else state_title(coming),
                "unsettled": ", ".join(self._unsettled(scope, coming or present)),
            }
            for scope, present, coming in scopes_led_by(self.me)
        ]

    @staticmethod
    def _unsettled(scope: Any, edition: Any | None) -> list[str]:
        return [] if edition is None else leading_the_same(scope, edition, today_in(programme_of(scope)))


def may_register(programme: Any, userid: str) -> bool:
    """Whether the signed-in user may register in a programme."""
    if not userid:
        return False
    try:
        check_may_register(programme, userid)
    except Refused:
        return False
    return True
