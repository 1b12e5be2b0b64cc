"""The page of a registration: where the person is, what is missing, the way out, and what others may do."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.endorsing import may_answer
from collective.socialgovernance.ambassadors.facts import LEVELS
from collective.socialgovernance.ambassadors.holds import add_word
from collective.socialgovernance.ambassadors.holds import drop
from collective.socialgovernance.ambassadors.holds import PROPOSE
from collective.socialgovernance.ambassadors.holds import propose
from collective.socialgovernance.ambassadors.holds import REVIEW_DAYS
from collective.socialgovernance.ambassadors.lists import not_now_reasons
from collective.socialgovernance.ambassadors.lists import visibilities
from collective.socialgovernance.ambassadors.privacy import seen_fields
from collective.socialgovernance.ambassadors.privacy import sees_proposals
from collective.socialgovernance.ambassadors.recording import recorded
from collective.socialgovernance.ambassadors.roles import AMBASSADOR
from collective.socialgovernance.ambassadors.steps import Missing
from collective.socialgovernance.ambassadors.steps import Step
from collective.socialgovernance.ambassadors.steps import Steps
from collective.socialgovernance.ambassadors.steps import steps_of
from collective.socialgovernance.browser.ambassadors import words
from collective.socialgovernance.browser.ambassadors.form import Choice
from collective.socialgovernance.browser.ambassadors.joining import PLACES
from collective.socialgovernance.browser.ambassadors.keeping import keep
from collective.socialgovernance.browser.ambassadors.keeping import stepped_down
from collective.socialgovernance.browser.ambassadors.page import AmbassadorsPage
from collective.socialgovernance.days import written_day
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import offered
from datetime import date
from datetime import timedelta
from functools import cached_property
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zExceptions import Unauthorized
from zope.component import getUtility


MAKE_HOLD = "collective.socialgovernance: Make a hold"
MARKS = {
    "preparing": "✎",
    "waiting": "…",
    "later": "↻",
    "active": "✓",
    "grace": "!",
    "lapsed": "☾",
    "paused": "‖",
    "held": "◆",
    "ended": "■",
}
"""By kind of state: a mark beside its words, so that colour is never alone."""


class RegistrationPage(AmbassadorsPage):
    """For the person: everything. For the others what is theirs to know and to do."""

    browser_title = _("Ambassador registration")
    browser_about = ""

    def __call__(self) -> Any:
        if not api.user.is_anonymous() and not self.shows_more and may_answer(self.context):
            self.request.response.redirect(f"{self.url}/@@availability")
            return ""
        if not self.allowed("View"):
            raise Unauthorized("not yours to see")
        return super().__call__()

    @cached_property
    def seen(self) -> frozenset[str]:
        """The fields that the reader may read."""
        return seen_fields(self.context)

    @property
    def shows_more(self) -> bool:
        """Whether the reader learns more than that their answer is asked."""
        return "topics" in self.seen

    @cached_property
    def mine(self) -> bool:
        """Whether it is the reader's own."""
        return AMBASSADOR in api.user.get_roles(obj=self.context)

    @cached_property
    def steps(self) -> Steps:
        """Where the person is."""
        return steps_of(self.context, self.me, self.day, self.in_words)

    @property
    def mark(self) -> str:
        """A mark for the present state."""
        return MARKS.get(self.steps.kind, "")

    @property
    def person(self) -> str:
        """The person by name."""
        return self.name_of(self.context.person)

    @property
    def department(self) -> str:
        """Their department today."""
        person = getUtility(IDirectory).person(self.context.person, self.day)
        return "" if person is None or not person.department else self.titles.department(person.department)

    def place_of(self, missing: Missing) -> str:
        """Where something missing is done: for the person the part of the form."""
        if self.mine and missing.code in PLACES:
            return f"{self.url}/@@registration-form?check=1#{PLACES[missing.code]}-part"
        if not self.mine and missing.by == "person":
            return ""
        return "" if missing.url in (None, self.url) else str(missing.url)

    def step_title(self, step: Step) -> str:
        """A step of the line, as the reader says it."""
        return self.words(step.title if self.mine else words.STEPS_OF_OTHERS.get(step.id, step.title))

    @property
    def of_others(self) -> list[Missing]:
        """What somebody else does; an open hold is shown for itself."""
        return [each for each in self.steps.of_others if each.code != "A8"]

    # What it says

    @property
    def level(self) -> str:
        """The level, in words."""
        level = self.context.level_granted or self.context.level_requested
        return self.words(words.LEVELS[level][0]) if level in words.LEVELS else ""

    @property
    def topics(self) -> str:
        """The topics in a row."""
        return ", ".join(self.titles.word(topic) for topic in self.context.topics or ())

    @property
    def scopes(self) -> list[tuple[str, str]]:
        """The chosen scopes that the reader may see: (title, address)."""
        chosen = set(self.context.scopes or ())
        return [
            (scope.title, scope.absolute_url())
            for scope in scopes_of(self.programme)
            if IUUID(scope) in chosen and self.allowed("View", scope)
        ]

    @property
    def languages(self) -> str:
        """The languages in a row."""
        return ", ".join(language_name(code, self.language[:2]) for code in self.context.languages or ())

    @property
    def visibility(self) -> str:
        """Who may see it in the list."""
        return self.words(words.VISIBILITIES[self.context.directory_visibility or "none"])

    @property
    def pictured(self) -> bool:
        """Whether the picture may be shown."""
        return bool((self.context.image_consent or {}).get("given"))

    @property
    def endorsement(self) -> str:
        """What the manager said, in words."""
        answer = self.context.endorsement
        if "endorsement" not in self.seen or not answer:
            return ""
        said = {
            "available": _("There is time for it."),
            "forwarded": _("No answer in time: it went on by itself."),
        }
        reason = not_now_reasons.titles.get(answer.get("reason") or "", "")
        later = _("Not now: ${reason}", mapping={"reason": self.words(reason)}) if reason else _("Not now")
        return f"{self.words(said.get(answer['result'], later))} ({self.in_words(answer['at'])})"

    # What can be done

    @cached_property
    def acts(self) -> list[str]:
        """The transitions that the reader may make."""
        return offered(self.context)

    @property
    def lower_levels(self) -> list[Choice]:
        """The levels to which the person may step down."""
        present = self.context.level_granted
        if not self.mine or self.steps.kind in ("ended", "") or present not in LEVELS:
            return []
        return [Choice(level, *words.LEVELS[level]) for level in LEVELS[: LEVELS.index(present)]]

    @property
    def visibilities(self) -> list[Choice]:
        """Who may see it in the list: the choices."""
        present = self.context.directory_visibility or "none"
        return [
            Choice(token, words.VISIBILITIES[token], "", token == present) for token in visibilities.tokens
        ]

    @property
    def grantable(self) -> list[Choice]:
        """The levels that a referent may grant, the one asked for chosen."""
        present = self.context.level_granted or self.context.level_requested
        return [Choice(level, *words.LEVELS[level], level == present) for level in LEVELS]

    @property
    def today(self) -> str:
        """Today, for a field of a form."""
        return self.day.isoformat()

    @property
    def last_review(self) -> str:
        """The last day on which a hold may be reviewed, for a field of a form."""
        return (self.day + timedelta(days=REVIEW_DAYS)).isoformat()

    @cached_property
    def hold(self) -> dict[str, Any] | None:
        """The hold that is open, or proposed to who may know."""
        hold = self.context.hold
        if not hold or not self.shows_more:
            return None
        held = self.steps.state == "on_hold"
        if not held and not sees_proposals(self.context):
            return None
        proposals = sees_proposals(self.context)
        return {
            "held": held,
            "reason": hold.get("reason"),
            "review_on": hold.get("review_on"),
            "proposed_by": self.name_of(hold.get("proposed_by")),
            "made_by": self.name_of(hold.get("made_by")),
            "word": hold.get("word") or "",
            "ending_by": self.name_of(hold.get("ending_by")) if proposals else "",
            "ending_reason": hold.get("ending_reason") if proposals else "",
        }

    @property
    def may_propose(self) -> bool:
        """Whether the reader may propose a hold, or that the role ends after one."""
        hold = self.context.hold or {}
        open_for = {"active": "proposed_by", "grace": "proposed_by", "on_hold": "ending_by"}
        key = open_for.get(self.steps.state)
        return key is not None and not hold.get(key) and not self.mine and self.allowed(PROPOSE)

    @property
    def may_drop(self) -> bool:
        """Whether the reader may drop what is proposed."""
        if self.hold is None or not self.allowed(MAKE_HOLD):
            return False
        return bool(self.hold["ending_by" if self.hold["held"] else "proposed_by"])

    def post(self) -> str:
        """Do what a button says."""
        act = self.sent("act")
        done = {
            "withdraw": self._withdraw,
            "pause": self._pause,
            "resume": self._resume,
            "level": self._step_down,
            "picture": self._picture,
            "visibility": self._visibility,
            "word": self._word,
            "start_onboarding": self._welcome,
            "review_deferral": self._ask_again,
            "activate": self._certify,
            "renew": self._renew,
            "propose": self._propose,
            "drop": self._drop,
            "hold": self._hold,
            "release": self._release,
            "end_role": self._end_role,
        }.get(act)
        if done is None:
            raise refuse(400, "act", _("Choose what to do."))
        self.say(done())
        return self.url if self.allowed("View") else str(self.programme.absolute_url())

    def _withdraw(self) -> str:
        fire(self.context, "withdraw")
        return _("You are no longer registered. Thank you for the time you gave.")

    def _pause(self) -> str:
        until = self._day("until")
        if until is not None and until < self.day:
            raise refuse(400, "until", _("This day has passed."))
        keep(self.context, {"paused_until": until})
        fire(self.context, "pause")
        return _("You are on a break. Resume whenever you like.")

    def _resume(self) -> str:
        fire(self.context, "resume")
        return _("Welcome back.")

    def _step_down(self) -> str:
        level = self.sent("level")
        if level not in [choice.token for choice in self.lower_levels]:
            raise refuse(400, "level", _("Choose one of these."))
        keep(self.context, stepped_down(self.context, level))
        return _("Your level is changed.")

    def _picture(self) -> str:
        given = self.sent("given") == "yes"
        now = wallclock.now()
        value = recorded("image_consent", ("given",), self.context.image_consent, {"given": given}, now)
        keep(self.context, {"image_consent": value})
        return _("Your picture may be shown.") if given else _("Your picture is not shown any more.")

    def _visibility(self) -> str:
        token = self.sent("visibility")
        if token not in visibilities.tokens:
            raise refuse(400, "visibility", _("Choose one of these."))
        keep(self.context, {"directory_visibility": token})
        return _("Saved.")

    def _word(self) -> str:
        add_word(self.context, self.sent("word"))
        return _("Your word is kept with the decision.")

    def _welcome(self) -> str:
        fire(self.context, "start_onboarding")
        return _("You accompany ${name} from now on.", mapping={"name": self.person})

    def _ask_again(self) -> str:
        fire(self.context, "review_deferral")
        return _("The manager is asked again.")

    def _certify(self) -> str:
        level = self.sent("level_granted")
        fire(self.context, "activate", inputs={"level_granted": level} if level else {})
        return _("${name} is certified for twelve months.", mapping={"name": self.person})

    def _renew(self) -> str:
        fire(self.context, "renew")
        return _("${name} is certified for twelve months more.", mapping={"name": self.person})

    def _propose(self) -> str:
        propose(self.context, self.sent("reason"), self._day("review_on"))
        return _("Proposed. Somebody else with the legal role decides.")

    def _drop(self) -> str:
        drop(self.context)
        return _("The proposal is dropped.")

    def _hold(self) -> str:
        fire(self.context, "hold", inputs=self._review())
        return _(
            "The role is on hold. ${name} is told who, why and until when.", mapping={"name": self.person}
        )

    def _review(self) -> dict[str, str]:
        day = self._day("review_on")
        return {} if day is None else {"review_on": day.isoformat()}

    def _release(self) -> str:
        fire(self.context, "release_hold", inputs={"outcome": "active"})
        return _("The hold is ended.")

    def _end_role(self) -> str:
        fire(self.context, "release_hold", inputs={"outcome": "ended"})
        return _("The role is ended.")

    def _day(self, name: str) -> date | None:
        given = self.sent(name)
        try:
            return written_day(given) if given else None
        except ValueError:
            raise refuse(400, name, _("A day is written YYYY-MM-DD.")) from None


class ToRegistration(AmbassadorsPage):
    """``@@transition`` of a registration: every act stands on its page."""

    def __call__(self) -> str:
        self.request.response.redirect(f"{self.url}#acts")
        return ""
