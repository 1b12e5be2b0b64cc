"""What moving a registration through its workflow asks for and causes."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors import holds
from collective.socialgovernance.ambassadors.answers import keep_answer
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.facts import AVAILABLE
from collective.socialgovernance.ambassadors.facts import BEFORE_ACTIVATION
from collective.socialgovernance.ambassadors.facts import FORWARDED
from collective.socialgovernance.ambassadors.facts import LEVELS
from collective.socialgovernance.ambassadors.facts import NOT_NOW
from collective.socialgovernance.ambassadors.following import asked_manager
from collective.socialgovernance.ambassadors.following import carry_out_due
from collective.socialgovernance.ambassadors.following import note_asking
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.guards import evaluate
from collective.socialgovernance.ambassadors.guards import STANDING
from collective.socialgovernance.ambassadors.guards import STRICT
from collective.socialgovernance.ambassadors.interfaces import IRegistrationIndex
from collective.socialgovernance.ambassadors.lists import not_now_reasons
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import next_valid_to
from collective.socialgovernance.ambassadors.renewing import on_renew
from collective.socialgovernance.ambassadors.renewing import VALID_MONTHS
from collective.socialgovernance.ambassadors.roles import AMBASSADOR
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import months_after
from collective.socialgovernance.days import written_day
from collective.socialgovernance.directory.roles import LINE_MANAGER
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.guards import Act
from collective.socialgovernance.transitions.guards import CLOCK
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from dataclasses import replace
from datetime import date
from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


PERSON = (AMBASSADOR,)
MANAGER = (LINE_MANAGER,)
REFERENT = ("Governance Referent",)
LEGAL = ("Governance Legal", "Manager", "Site Administrator")
ENTITLED = {
    "apply": PERSON,
    "withdraw": PERSON,
    "pause": PERSON,
    "resume": PERSON,
    "endorse": MANAGER,
    "not_now": MANAGER,
    "review_deferral": REFERENT,
    "start_onboarding": REFERENT,
    "activate": REFERENT,
    "renew": REFERENT,
    "hold": LEGAL,
    "release_hold": (*REFERENT, *LEGAL),
}
"""Who may fire what; all else is the clock's."""

END_REASONS = {
    "withdraw": "withdrawn",
    "expire": "expired",
    "depart": "left",
    "not_pursue": "not_pursued",
    "end_hold": "hold",
}
NEEDED = {
    "scopes": (_("A scope is chosen"), _("Choose at least one topic.")),
    "topics": (_("A topic is chosen"), _("Choose at least one topic.")),
    "level_requested": (_("A level is chosen"), _("Choose how far you want to go.")),
    "voluntary_statement": (
        _("The statement that it is voluntary is made"),
        _("Say that it is your own choice."),
    ),
    "privacy_notice": (_("The privacy notice is read"), _("Read the privacy notice, and say so.")),
    "security_self_attestation": (
        _("The checklist about the accounts is gone through"),
        _("Tick in the checklist what is so with your accounts."),
    ),
}
"""What an application holds, by field: the condition, and what the person does about it."""

OUTCOMES = ("active", "ended")
INPUTS = {
    "not_now": ("reason",),
    "activate": ("level_granted",),
    "pause": ("paused_until",),
    "hold": ("reason", "review_on"),
    "release_hold": ("outcome",),
}
"""What may be said with a transition beside a note; with all others nothing."""

CONSEQUENCES = {
    "apply": _(
        "Your manager is asked whether there is time for it, and nothing else. Silence counts as yes."
    ),
    "endorse": _("The referent goes on with the person. You are asked nothing more."),
    "not_now": _("The person learns that it is not the moment, with the reason that you choose."),
    "review_deferral": _("The manager is asked again."),
    "start_onboarding": _("The person is welcomed and accompanied until everything is there."),
    "activate": _("You certify the person: they may speak about their topics for twelve months."),
    "pause": _("You speak for the company no more until you resume; nothing else changes."),
    "resume": _("You may speak again; when something is missing, you are told what and until when."),
    "renew": _("You certify the person for twelve months more."),
    "hold": _("The person is told at once who, why, until when, and whom to speak to. It ends by itself."),
    "release_hold": _("The person may speak again."),
    "withdraw": _("You are no longer registered, at once. Nobody asks why."),
}


@implementer(ITransitionRules)
@adapter(IAmbassadorRegistration)
class RegistrationRules:
    """See :class:`~..transitions.interfaces.ITransitionRules`."""

    def __init__(self, context: Any):
        self.registration = context

    def entitled(self, transition: str, state: str) -> tuple[str, ...]:
        """Roles by transition; none for what the clock does."""
        return ENTITLED.get(transition, ())

    def leads_on(self, transition: str, state: str) -> bool:
        """A hold that nobody proposed leads nowhere, and a renewal that nobody asked for neither."""
        if transition == "hold":
            return bool(self._known_hold(current_actor()).get("proposed_by"))
        return transition != "renew" or asked_on(self._facts()) is not None

    def guards(self, act: Act) -> list[Guard]:
        """All guards of a transition. Nothing ever stands in the way of withdrawing, whatever is sent."""
        return [] if act.transition == "withdraw" else [*self._guards(act), *_unknown_inputs(act)]

    def _guards(self, act: Act) -> list[Guard]:
        if act.transition == "apply":
            return self._complete()
        if act.transition == "endorse":
            return [self._somebody_else(act)]
        if act.transition == "not_now":
            return [self._reason(act), self._somebody_else(act)]
        if act.transition == "activate":
            return self._on_activate(act)
        if act.transition == "renew":
            return on_renew(self._facts(), self._counting_day(act), act.actor)
        if act.transition == "start_onboarding":
            return [self._somebody_else(act)]
        if act.transition == "pause":
            return [self._pause(act)]
        if act.transition == "hold":
            reason, review_on = self._hold_inputs(act)
            hold, person = self._known_hold(act.actor), self.registration.person
            days = (self._day(act.at), self._counting_day(act))
            return holds.on_hold_asked(hold, act.actor, person, reason, review_on, days)
        if act.transition == "release_hold":
            return self._on_release(act)
        return []

    def prepare(self, act: Act) -> None:
        """What must be on the registration before its state changes."""
        registration, day = self.registration, self._day(act.at)
        registration.changed_on = day
        if act.transition in ("apply", "review_deferral"):
            registration.applied_on = day
        elif act.transition in ("endorse", "not_now", "auto_forward"):
            result = {"endorse": AVAILABLE, "not_now": NOT_NOW}.get(act.transition, FORWARDED)
            manager = act.actor if result != FORWARDED else asked_manager(registration, day)
            keep_answer(registration, result, manager, act.at, act.inputs.get("reason"))
        elif act.transition == "activate":
            registration.level_granted = act.inputs.get("level_granted") or self._level()
            self._certify(act, day, months_after(day, VALID_MONTHS))
        elif act.transition == "renew":
            day = self._counting_day(act)
            self._certify(act, day, next_valid_to(registration.valid_to, day))
        elif act.transition == "pause":
            until = _given_day(act.inputs.get("paused_until")) or registration.paused_until
            registration.paused_until = until if until is not None and until >= day else None
        elif act.transition == "hold":
            reason, review_on = self._hold_inputs(act)
            made = {"reason": reason, "review_on": review_on, "made_by": act.actor, "made_at": act.at}
            registration.hold = {**(registration.hold or {}), **made}

    def effects(self, act: Act) -> None:
        """What follows in the same transaction."""
        registration, day = self.registration, self._day(act.at)
        state = state_of(registration)
        if act.transition in ("renew", "resume", "release_hold"):
            day = self._counting_day(act)
        if state == "active":
            registration.active_since = day
            registration.grace_since = None
        elif state == "grace":
            registration.grace_since = registration.grace_since or day
        elif state == "ended":
            self._ended(act, day)
        if act.transition in ("resume", "release_hold"):
            registration.paused_until = None
            registration.hold = None
            if self._ends(act):
                fire_as_system(registration, "end_hold", act.actor, act.at)
                return
        if act.actor == CLOCK:
            return
        reached = counting_day(self._programme)
        if state == "applied" and not asked_manager(registration, reached):
            carry_out_due(registration, reached, act.at, act.actor, ("auto_forward",))
        elif act.transition in ("resume", "release_hold"):
            carry_out_due(registration, reached, act.at, act.actor, ("enter_grace",))
        note_asking(registration)

    def facts(self, act: Act) -> dict[str, object]:
        """What the log keeps: days and levels, no words that a person wrote about themself."""
        registration = self.registration
        if act.transition in ("activate", "renew"):
            return {
                "level_granted": registration.level_granted,
                "valid_from": registration.valid_from.isoformat(),
                "valid_to": registration.valid_to.isoformat(),
            }
        if act.transition == "hold":
            return {"review_on": registration.hold["review_on"].isoformat()}
        return {}

    def consequence(self, transition: str) -> str:
        """One sentence for the person about to fire it."""
        return CONSEQUENCES.get(transition, "")

    @property
    def _programme(self) -> Any:
        return programme_of(self.registration)

    def _facts(self) -> Any:
        return Surroundings(self._programme).facts_of(self.registration)

    def _day(self, instant: datetime) -> date:
        return day_of(instant, zone_of(self._programme))

    def _counting_day(self, act: Act) -> date:
        """The day of an act, or the one that the clock has reached when it ran ahead."""
        return self._day(act.at) if act.actor == CLOCK else counting_day(self._programme)

    def _level(self) -> str:
        return str(self.registration.level_granted or self.registration.level_requested or "")

    def _complete(self) -> list[Guard]:
        url = self.registration.absolute_url()
        return [
            Guard(
                name,
                title,
                bool(getattr(self.registration, name)),
                todo,
                _("Fill it in; you may save as often as you like."),
                url,
            )
            for name, (title, todo) in NEEDED.items()
        ]

    def _reason(self, act: Act) -> Guard:
        return Guard(
            "reason",
            _("A reason is chosen from the list"),
            act.inputs.get("reason") in not_now_reasons.tokens,
            _(
                "Choose one of the reasons: ${reasons}.",
                mapping={"reasons": ", ".join(not_now_reasons.tokens)},
            ),
        )

    def _somebody_else(self, act: Act) -> Guard:
        return Guard(
            "person",
            _("It is done by somebody else than the person"),
            act.actor != self.registration.person,
            _("Somebody else does this: nobody decides about themself."),
        )

    def _on_activate(self, act: Act) -> list[Guard]:
        asked = act.inputs.get("level_granted") or self._level()
        level = asked if asked in LEVELS else ""
        found = evaluate(replace(self._facts(), level=level), self._day(act.at), STRICT, act.actor)
        known = Guard("level_granted", _("A level is granted"), bool(level), _("This is no level."))
        return [*found, known]

    def _ends(self, act: Act) -> bool:
        return act.transition == "release_hold" and act.inputs.get("outcome") == "ended"

    def _on_release(self, act: Act) -> list[Guard]:
        somebody_else = [] if act.actor == CLOCK else [self._somebody_else(act)]
        outcome = act.inputs.get("outcome", "active")
        if outcome not in OUTCOMES:
            wrong = Guard("outcome", _("The outcome is named"), False, _("Say active or ended."))
            return [*somebody_else, wrong]
        if not self._ends(act):
            return somebody_else
        entitled = bool(api.user.has_permission(holds.MAKE, obj=self.registration))
        hold = self.registration.hold or {}
        return holds.on_ending_asked(hold, act.actor, self.registration.person, entitled)

    def _pause(self, act: Act) -> Guard:
        """A day until which one pauses need not be given; one that is given lies ahead."""
        given = act.inputs.get("paused_until")
        until = _given_day(given)
        return Guard(
            "paused_until",
            _("The pause ends on a day to come, or when the person resumes"),
            not given or (until is not None and until >= counting_day(self._programme)),
            _("Name a day that is still to come, as YYYY-MM-DD, or none."),
        )

    def _known_hold(self, actor: str) -> dict[str, Any]:
        """What somebody may know of a hold that is proposed: its person nothing, whatever their roles."""
        return {} if actor == self.registration.person else dict(self.registration.hold or {})

    def _hold_inputs(self, act: Act) -> tuple[str, date | None]:
        """The reason and the day of the review: as given now, else as proposed; "" and None when wrong."""
        hold = self._known_hold(act.actor)
        reason = act.inputs.get("reason") or act.comment or hold.get("reason") or ""
        given = act.inputs.get("review_on")
        review_on = hold.get("review_on") if given is None else _given_day(given)
        return holds.said(reason), review_on

    def _certify(self, act: Act, day: date, valid_to: date) -> None:
        self.registration.certified_by = act.actor
        self.registration.certified_on = day
        self.registration.valid_from = day
        self.registration.valid_to = valid_to

    def _ended(self, act: Act, day: date) -> None:
        registration = self.registration
        registration.end_reason = END_REASONS[act.transition]
        registration.ended_on = day
        registration.hold = None
        index = getUtility(IRegistrationIndex)
        index.take(IUUID(self._programme), registration.person, registration.getId())


def _given_day(value: object) -> date | None:
    """A day as people and programs give it, YYYY-MM-DD; None for anything else."""
    try:
        return written_day(str(value))
    except ValueError:
        return None


def _unknown_inputs(act: Act) -> list[Guard]:
    known = INPUTS.get(act.transition, ())
    wrong = [name for name, value in act.inputs.items() if name not in known and value is not None]
    title = _("Only what belongs to the step is sent with it")
    return [Guard(name, title, False, _("This says nothing here: leave it out.")) for name in sorted(wrong)]


def eligibility(registration: Any, caller: str, day: date | None = None) -> list[Guard]:
    """All guards as they are read in the state of a day: strict before activation, standing after it.

    Without a day it is today; a past day is answered from what was known on it.
    """
    programme = programme_of(registration)
    as_of = day or counting_day(programme)
    facts = Surroundings(programme).facts_on(registration, as_of)
    reading = STRICT if facts.state in BEFORE_ACTIVATION else STANDING
    return evaluate(facts, as_of, reading, caller)
