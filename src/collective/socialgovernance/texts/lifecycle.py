"""What moving an edition through its workflow asks for and causes."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.clock.record import later_of_last_run
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import months_after
from collective.socialgovernance.editions.addresses import given_numbers
from collective.socialgovernance.editions.lifecycle import publish_address
from collective.socialgovernance.editions.lifecycle import supersede_others
from collective.socialgovernance.editions.numbering import next_number
from collective.socialgovernance.programme.four_eyes import OWNER as OWNER_ROLE
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refreshing.reviews import days_taken_by
from collective.socialgovernance.refreshing.spacing import spaced
from collective.socialgovernance.texts import guards
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.digest import digests
from collective.socialgovernance.texts.digest import part_digests
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import other_approvers
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import situation_of
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.impact import people_asked
from collective.socialgovernance.texts.interfaces import IEditionEnded
from collective.socialgovernance.texts.interfaces import IEditionStarted
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.guards import Act
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.guards import with_note
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.event import notify
from zope.interface import implementer


ADMINISTRATORS = ("Manager", "Site Administrator")
EDITOR = ("Governance Editor", *ADMINISTRATORS)
OWNER = ("Governance Owner", *ADMINISTRATORS)
LEGAL = ("Governance Legal", *ADMINISTRATORS)
REVIEW_MONTHS = 12
APPROVED_FROM = {
    "pedagogical": ("review", "legal"),
    "informative": ("legal",),
    "binding": ("formalities",),
}
"""The states from which an edition is approved, by its legal force."""


@implementer(IEditionStarted)
@dataclass(frozen=True)
class EditionStarted:
    """See :class:`~.interfaces.IEditionStarted`."""

    edition: Any
    actor: str
    at: datetime
    previous: Any | None = None


@implementer(IEditionEnded)
@dataclass(frozen=True)
class EditionEnded:
    """See :class:`~.interfaces.IEditionEnded`."""

    edition: Any
    actor: str
    at: datetime


CONSEQUENCES = {
    "submit": _("The text is frozen and its owners are asked to review it."),
    "return_to_draft": _("The editors may change the text again; they read your note."),
    "send_to_legal": _("Legal and the staff representatives can read it; legal decides next."),
    "request_formalities": _("The formalities of a binding text are opened; each is entered with its day."),
    "downgrade": _("The text becomes informative: it binds nobody and needs no formalities."),
    "approve": _(
        "The edition gets its number. It comes into force on its day, or at once when that day has come."
    ),
    "withdraw": _("The edition ends. Nobody owes it any more; the answers given stay."),
    "reaffirm": _(
        "“Reviewed, unchanged” is noted and the next review is due within twelve months. "
        "Acknowledgments stay."
    ),
}


@implementer(ITransitionRules)
@adapter(IEdition)
class EditionRules:
    """See :class:`~..transitions.interfaces.ITransitionRules`."""

    def __init__(self, context: Any):
        self.edition = context

    def entitled(self, transition: str, state: str) -> tuple[str, ...]:
        """Roles by transition; some depend on the state or on the legal force."""
        binding = self.edition.legal_force == "binding"
        if transition == "submit":
            return EDITOR
        if transition == "return_to_draft":
            return OWNER if state == "review" else LEGAL
        if transition in ("request_formalities", "downgrade"):
            return LEGAL
        if transition in ("approve", "withdraw"):
            return LEGAL if binding else OWNER
        if transition in ("send_to_legal", "reaffirm"):
            return OWNER
        return ()

    def leads_on(self, transition: str, state: str) -> bool:
        """The legal force decides the path: where an edition is approved, whether formalities are opened."""
        if transition == "request_formalities":
            return bool(self.edition.legal_force == "binding")
        if transition == "approve":
            return state in APPROVED_FROM.get(self.edition.legal_force, ())
        return True

    def guards(self, act: Act) -> list[Guard]:
        """All guards of a transition, with the facts of now."""
        if act.transition == "submit":
            return guards.on_submit(situation_of(self.edition, act.at))
        if act.transition == "approve":
            situation = situation_of(self.edition, act.at, people_asked(self.edition, self._day(act.at)))
            if act.actor in situation.edition.authors:
                situation = replace(situation, other_approvers=other_approvers(self.edition))
            return guards.on_approve(situation, act.actor, act.inputs.get("impact_seen"))
        if act.transition == "return_to_draft":
            return with_note(act.comment)
        if act.transition == "withdraw":
            return guards.on_withdraw(situation_of(self.edition, act.at), act.comment)
        if act.transition == "downgrade":
            return guards.on_downgrade(situation_of(self.edition, act.at))
        if act.transition == "request_formalities":
            return [guards.only_binding(self.edition.legal_force, self.edition.absolute_url())]
        return []

    def prepare(self, act: Act) -> None:
        """What must be on the edition before its state changes."""
        if act.transition == "submit":
            self.edition.title = text_of(self.edition).title
            self._seal()
        elif act.transition == "downgrade":
            self.edition.legal_force = "informative"
            self._seal()
        elif act.transition == "approve":
            previous = previous_of(self.edition)
            change_class = "major" if previous is None else self.edition.change_class
            self.edition.change_class = change_class
            self.edition.number = next_number(change_class, given_numbers(text_of(self.edition)))
            self.edition.approved_on = self._day(act.at)
        elif act.transition == "start":
            self._begin()

    def effects(self, act: Act) -> None:
        """What follows in the same transaction."""
        if act.transition == "return_to_draft":
            self.edition.digests = None
            self.edition.part_digests = None
        elif act.transition == "approve":
            self._approved(act)
        elif act.transition == "start":
            self._started(act)
        elif act.transition in ("supersede", "withdraw"):
            self._ended(act)
        elif act.transition == "reaffirm":
            self.edition.review_due = self._next_review(act)

    def facts(self, act: Act) -> dict[str, object]:
        """What the log keeps: digests of what was submitted, the number given, the day of the next review."""
        edition = self.edition
        if act.transition in ("submit", "downgrade"):
            return {"digests": dict(edition.digests)}
        if act.transition == "approve":
            return {"number": edition.number, "change_class": edition.change_class}
        if act.transition == "start":
            return {"in_force_on": edition.in_force_on.isoformat()}
        if act.transition == "reaffirm":
            return {"review_due": self._next_review(act).isoformat()}
        return {}

    def consequence(self, transition: str) -> str:
        """One sentence for the person about to fire it."""
        return CONSEQUENCES.get(transition, "")

    def _day(self, instant: datetime) -> date:
        return day_of(instant, zone_of(programme_of(self.edition)))

    def _next_review(self, act: Act) -> date:
        return self._review_after(self._day(act.at))

    def _review_after(self, day: date) -> date:
        """Twelve months later, or somewhat earlier: in a week in which its owners have no other review."""
        owners = holders_of(programme_of(self.edition))[OWNER_ROLE]
        taken = days_taken_by(owners, IUUID(text_of(self.edition)))
        return spaced(months_after(day, REVIEW_MONTHS), day, taken)

    def _seal(self) -> None:
        """Digest the text as it will be shown; from here on nobody changes it."""
        facts = edition_facts(self.edition)
        self.edition.digests = digests(facts)
        self.edition.part_digests = part_digests(facts)

    def _begin(self) -> None:
        edition = self.edition
        begins = max(edition.effective_from or edition.approved_on, edition.approved_on)
        edition.in_force_on = begins
        if edition.review_due is None:
            edition.review_due = self._review_after(begins)

    def _approved(self, act: Act) -> None:
        if self.edition.legal_force == "binding":
            # Being shown to staff from now on is the publicity that R1321-1 of the Code du travail asks for.
            publish_address(text_of(self.edition), act)
        starts = self.edition.effective_from or self.edition.approved_on
        if starts <= later_of_last_run(self._day(act.at)):
            fire_as_system(self.edition, "start", act.actor, act.at)

    def _started(self, act: Act) -> None:
        previous = supersede_others(self.edition, act)
        getUtility(ILedger).open_edition(IUUID(self.edition))
        publish_address(text_of(self.edition), act)
        notify(EditionStarted(self.edition, act.actor, act.at, previous))

    def _ended(self, act: Act) -> None:
        was_in_force = self.edition.in_force_on is not None
        self.edition.ended_at = act.at
        text_of(self.edition).reindexObject()
        if was_in_force:
            notify(EditionEnded(self.edition, act.actor, act.at))
