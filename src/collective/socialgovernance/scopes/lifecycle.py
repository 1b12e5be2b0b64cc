"""What moving an edition of a scope through its workflow asks for and causes."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.record import later_of_last_run
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.roles import DEPARTMENT_HEAD
from collective.socialgovernance.directory.roles import SCOPE_DEPUTY
from collective.socialgovernance.editions.addresses import given_numbers
from collective.socialgovernance.editions.lifecycle import publish_address
from collective.socialgovernance.editions.lifecycle import supersede_others
from collective.socialgovernance.editions.numbering import next_number
from collective.socialgovernance.programme.four_eyes import OWNER as OWNERS
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes import guards
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.scopes.digest import digest
from collective.socialgovernance.scopes.gathering import begins_on
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.scopes.gathering import leaders_of
from collective.socialgovernance.scopes.gathering import scope_of
from collective.socialgovernance.scopes.gathering import situation_of
from collective.socialgovernance.scopes.index import changed
from collective.socialgovernance.scopes.interfaces import IScopeEnded
from collective.socialgovernance.scopes.interfaces import IScopeStarted
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.guards import Act
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.guards import with_note
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from hashlib import sha256
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer


ADMINISTRATORS = ("Manager", "Site Administrator")
HEADS = (DEPARTMENT_HEAD, SCOPE_DEPUTY)
OWNER = ("Governance Owner", *ADMINISTRATORS)
LEGAL = ("Governance Legal", *ADMINISTRATORS)
ENDED = ("supersede", "expire", "close")


@implementer(IScopeStarted)
@dataclass(frozen=True)
class ScopeStarted:
    """See :class:`~.interfaces.IScopeStarted`."""

    scope: Any
    edition: Any
    actor: str
    at: datetime
    previous: Any | None = None


@implementer(IScopeEnded)
@dataclass(frozen=True)
class ScopeEnded:
    """See :class:`~.interfaces.IScopeEnded`."""

    scope: Any
    edition: Any
    actor: str
    at: datetime


CONSEQUENCES = {
    "submit": _("From now on nobody changes this edition, and the owners are asked to look at it."),
    "return_to_draft": _("The department may change it again; its head reads your note."),
    "send_to_legal": _("Legal looks at it and decides next."),
    "approve": _(
        "The scope gets its number. It comes into force on its day, or at once when that day has come."
    ),
    "close": _("The department does not speak about this any more; the answers say so from now on."),
}


@implementer(ITransitionRules)
@adapter(IScopeEdition)
class ScopeEditionRules:
    """See :class:`~..transitions.interfaces.ITransitionRules`."""

    def __init__(self, context: Any):
        self.edition = context

    def entitled(self, transition: str, state: str) -> tuple[str, ...]:
        """Roles by transition; some depend on the state or on who there is."""
        if transition == "submit":
            return HEADS if self._leaders() else (*HEADS, *OWNER)
        if transition == "send_to_legal":
            return OWNER
        if transition in ("approve", "return_to_draft"):
            if state == "legal":
                return LEGAL
            return tuple(dict.fromkeys((*OWNER, *LEGAL))) if self._owners_excluded() else OWNER
        if transition == "close":
            return (DEPARTMENT_HEAD, *OWNER)
        return ()

    def leads_on(self, transition: str, state: str) -> bool:
        """Every transition may succeed, once what it asks for is there."""
        return True

    def guards(self, act: Act) -> list[Guard]:
        """All guards of a transition, with the facts of now."""
        if act.transition == "submit":
            return guards.on_submit(situation_of(self.edition, act.at))
        if act.transition == "approve":
            return guards.on_approve(situation_of(self.edition, act.at), act.actor)
        if act.transition in ("return_to_draft", "close"):
            return with_note(act.comment)
        return []

    def prepare(self, act: Act) -> None:
        """What must be on the edition before its state changes."""
        if act.transition == "submit":
            self.edition.title = scope_of(self.edition).title
            self.edition.digest = self._digest()
        elif act.transition == "approve":
            self.edition.number = next_number("major", given_numbers(scope_of(self.edition)))
            self.edition.approved_on = self._day(act.at)
        elif act.transition == "start":
            self.edition.in_force_on = begins_on(self.edition)
        elif act.transition in ENDED:
            self.edition.ended_at = act.at
            if act.transition == "close":
                self.edition.closed_on = self._day(act.at)

    def effects(self, act: Act) -> None:
        """What follows in the same transaction."""
        changed(programme_of(self.edition), scope_of(self.edition))
        if act.transition == "return_to_draft":
            self.edition.digest = None
        elif act.transition == "approve":
            self._approved(act)
        elif act.transition == "start":
            self._started(act)
        elif act.transition in ENDED:
            self._ended(act)

    def facts(self, act: Act) -> dict[str, object]:
        """What the log keeps: the digest of what was submitted, the number given, the first day."""
        if act.transition == "submit":
            return {"digest": self.edition.digest}
        if act.transition == "approve":
            return {"number": self.edition.number}
        if act.transition == "start":
            return {"in_force_on": self.edition.in_force_on.isoformat()}
        return {}

    def consequence(self, transition: str) -> str:
        """One sentence for the person about to fire it."""
        return CONSEQUENCES.get(transition, "")

    def _day(self, instant: datetime) -> date:
        return day_of(instant, zone_of(programme_of(self.edition)))

    def _leaders(self) -> frozenset[str]:
        return leaders_of(scope_of(self.edition).department or "", self._day(wallclock.now()))

    def _owners_excluded(self) -> bool:
        owners = holders_of(programme_of(self.edition))[OWNERS]
        return not owners - frozenset(self.edition.authors or ()) - self._leaders()

    def _digest(self) -> str:
        scope = scope_of(self.edition)
        files = {userid: sha256(part.data).hexdigest() for userid, part in self.edition.mandates.items()}
        return digest(
            IUUID(self.edition), scope.department, self.edition.title or "", content_of(self.edition), files
        )

    def _approved(self, act: Act) -> None:
        if begins_on(self.edition) <= later_of_last_run(self._day(act.at)):
            fire_as_system(self.edition, "start", act.actor, act.at)

    def _started(self, act: Act) -> None:
        scope = scope_of(self.edition)
        previous = supersede_others(self.edition, act)
        publish_address(scope, act)
        notify(ScopeStarted(scope, self.edition, act.actor, act.at, previous))

    def _ended(self, act: Act) -> None:
        scope = scope_of(self.edition)
        scope.reindexObject()
        if act.transition != "supersede" and self.edition.in_force_on is not None:
            notify(ScopeEnded(scope, self.edition, act.actor, act.at))
