"""``@@be-an-ambassador``: what it is, what one gains and is given, and the form; ``@@registration-form``."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.facts import DRAFT
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.lifecycle import eligibility
from collective.socialgovernance.ambassadors.registering import check_may_register
from collective.socialgovernance.ambassadors.registering import register
from collective.socialgovernance.ambassadors.roles import AMBASSADOR
from collective.socialgovernance.ambassadors.steps import Step
from collective.socialgovernance.ambassadors.steps import Steps
from collective.socialgovernance.ambassadors.steps import steps_of
from collective.socialgovernance.browser.ambassadors.form import RegistrationForm
from collective.socialgovernance.browser.ambassadors.keeping import keep
from collective.socialgovernance.browser.ambassadors.offers import offers_of
from collective.socialgovernance.browser.ambassadors.page import AmbassadorsPage
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import present_act
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from functools import cached_property
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zExceptions import Unauthorized
from zope.publisher.browser import BrowserPage


PLACES = {
    "scopes": "topics",
    "topics": "topics",
    "level_requested": "level",
    "voluntary_statement": "voluntary",
    "privacy_notice": "informed",
    "security_self_attestation": "security",
    "A3": "topics",
    "A6": "informed",
    "A7": "security",
    "A11": "level",
}
"""By field or guard: the part of the form in which it is answered."""


class FormPage(AmbassadorsPage):
    """A page with the form: saved at any time, applied with when it is complete."""

    @property
    def registration(self) -> Any | None:
        """The reader's registration that has not ended."""
        return registration_of(self.programme, self.me)

    @cached_property
    def form(self) -> RegistrationForm:
        """The form: as typed when it could not be kept."""
        offers = offers_of(self.programme, self.day, self.titles)
        typed = self.request.form if self.request.method == "POST" else None
        return RegistrationForm(self.programme, self.registration, offers, typed)

    @property
    def privacy(self) -> str:
        """The privacy notice, as safe HTML."""
        return safe_html(raw(self.programme.privacy_notice), self.programme)

    def level_words(self, levels: tuple[str, ...]) -> str:
        """Levels in a row, in words."""
        by_token = {choice.token: choice.title for choice in self.form.levels}
        return ", ".join(self.words(by_token[level]) for level in levels if level in by_token)

    @property
    def applies(self) -> bool:
        """Whether the form is one to apply with."""
        registration = self.registration
        return registration is None or state_of(registration) == DRAFT

    @property
    def form_url(self) -> str:
        """Where the form is sent."""
        return f"{self.url}/@@{self.__name__}"

    @cached_property
    def lacking(self) -> dict[str, list[str]]:
        """By part of the form: what is still missing, once the reader asked."""
        return {}

    def problem_at(self, field: str) -> str:
        """What is wrong with a part of the form, or missing there."""
        wrong = [
            self.words(problem.message)
            for problem in self.problems
            if PLACES.get(problem.field, problem.field) == field
        ]
        return " ".join(wrong or self.lacking.get(field, ()))

    @property
    def marked(self) -> list[tuple[str, str]]:
        """Everything that is wrong or missing, each with the place in the form: (address, words)."""
        wrong = [
            (f"#{PLACES.get(problem.field, problem.field)}-part", self.words(problem.message))
            for problem in self.problems
        ]
        missing = [(f"#{place}-part", line) for place, lines in self.lacking.items() for line in lines]
        return wrong or missing

    def post(self) -> str:
        """Save; and apply when that is asked and nothing is missing."""
        act = self.sent("act")
        if act not in ("save", "apply"):
            raise refuse(400, "act", _("Choose what to do."))
        values, problems = self.form.read()
        if problems:
            raise Refused(400, problems)
        registration = self.keep(values)
        if act == "save" or state_of(registration) != DRAFT:
            self.say(_("Saved."))
            return str(registration.absolute_url())
        if missing_to_apply(registration):
            self.say(_("Saved as a draft. Before you apply, complete what is marked below."))
            return f"{registration.absolute_url()}/@@registration-form?check=1#problems"
        fire(registration, "apply")
        self.say(_("You have applied. You can follow here how it goes on, and leave at any time."))
        return str(registration.absolute_url())

    def keep(self, values: dict[str, Any]) -> Any:
        """Keep the values; gives the registration."""
        raise NotImplementedError


class BeAnAmbassadorPage(FormPage):
    """For everybody: what it is. For who may register and has not: the form."""

    browser_title = _("Be an ambassador")

    @cached_property
    def steps(self) -> Steps:
        """Where the reader is."""
        return steps_of(self.registration, self.me, self.day, self.in_words)

    def step_title(self, step: Step) -> str:
        """A step of the line."""
        return self.words(step.title)

    @cached_property
    def why_not(self) -> str:
        """Why the reader cannot register here; empty when they can, or have."""
        try:
            check_may_register(self.context, self.me)
        except Refused as refused:
            return "" if self.registration is not None else self.words(refused.message)
        return ""

    @property
    def registered(self) -> bool:
        """Whether the reader has a registration."""
        return self.registration is not None

    @property
    def gain(self) -> str:
        """What everybody gains, as safe HTML."""
        return safe_html(raw(self.context.what_i_gain), self.context)

    @property
    def means(self) -> str:
        """What ambassadors are given, as safe HTML."""
        return safe_html(raw(self.context.means), self.context)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The texts that ambassadors know: (title, address)."""
        around = Surroundings(self.context)
        return [
            (around.titles[IUUID(text)], text.absolute_url())
            for text, facts in around.texts
            if facts.on(self.day).mandatory_for_ambassadors and self.allowed("View", text)
        ]

    def keep(self, values: dict[str, Any]) -> Any:
        """Register the reader, and nobody else."""
        check_may_register(self.context, self.me)
        return register(self.context, **values)


class AddRegistration(BrowserPage):
    """``++add++AmbassadorRegistration`` leads to the invitation: there is one form, for oneself."""

    def __init__(self, context: Any, request: Any, ti: Any):
        super().__init__(context, request)
        self.ti = ti

    def __call__(self) -> str:
        self.request.response.redirect(f"{self.context.absolute_url()}/@@be-an-ambassador")
        return ""


class RegistrationFormPage(FormPage):
    """The form of a registration that there is already; only the person comes here."""

    browser_title = _("Your answers")
    browser_about = ""

    def __call__(self) -> Any:
        if AMBASSADOR not in api.user.get_roles(obj=self.context):
            raise Unauthorized("only the person")
        return super().__call__()

    @property
    def registration(self) -> Any:
        """This one."""
        return self.context

    @property
    def ended(self) -> bool:
        """Whether there is nothing to change any more."""
        return state_of(self.context) == ENDED

    @cached_property
    def lacking(self) -> dict[str, list[str]]:
        """What is missing before applying, and before being certified, next to its part of the form."""
        if not self.sent("check"):
            return {}
        guards = missing_to_apply(self.context) if self.applies else []
        found: dict[str, list[str]] = {}
        for guard in guards:
            lines, line = found.setdefault(PLACES[guard.code], []), self.words(guard.detail)
            if line not in lines:
                lines.append(line)
        for guard in eligibility(self.context, self.me, self.day):
            place = PLACES.get(guard.code)
            if not guard.passed and place is not None and place not in found:
                found[place] = [self.words(guard.detail)]
        return found

    def keep(self, values: dict[str, Any]) -> Any:
        """Keep what changed."""
        keep(self.context, values)
        return self.context


def missing_to_apply(registration: Any) -> list[Any]:
    """The guards of applying that fail."""
    rules: Any = ITransitionRules(registration)
    return [guard for guard in rules.guards(present_act(registration, "apply")) if not guard.passed]
