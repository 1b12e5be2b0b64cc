"""``@@availability``: the line manager says in one click whether there is time, and learns nothing else."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.endorsing import answer
from collective.socialgovernance.ambassadors.endorsing import may_answer
from collective.socialgovernance.ambassadors.facts import AVAILABLE
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import NOT_NOW
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.lists import not_now_reasons
from collective.socialgovernance.ambassadors.renewing import answer_until
from collective.socialgovernance.ambassadors.saying import question_about
from collective.socialgovernance.browser.ambassadors.page import AmbassadorsPage
from collective.socialgovernance.directory.roles import LINE_MANAGER
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.gathering import raw
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import Unauthorized


class AvailabilityPage(AmbassadorsPage):
    """Who is asked need not see the registration to answer; for everybody else there is no such page."""

    browser_title = _("Is there time for it?")
    browser_about = ""

    def __call__(self) -> Any:
        if not self.asked and not self.has_answered:
            raise Unauthorized("only the line manager who is asked")
        return super().__call__()

    def allowed(self, permission: str, context: Any = None) -> bool:
        """Who is asked may answer, and sees nothing else."""
        mine = permission == "View" and context is None and (self.asked or self.has_answered)
        return mine or super().allowed(permission, context)

    @cached_property
    def has_answered(self) -> bool:
        """Whether the reader is the manager and was asked before."""
        answered = any(row["manager"] == self.me for row in self.context.answers)
        return answered and LINE_MANAGER in api.user.get_roles(obj=self.context)

    @cached_property
    def asked(self) -> bool:
        """Whether the reader is asked now."""
        return may_answer(self.context)

    @cached_property
    def facts(self) -> Facts:
        """The registration as the rules look at it."""
        return Surroundings(self.programme).facts_of(self.context)

    @property
    def person(self) -> str:
        """The person whom it is about."""
        return self.name_of(self.context.person)

    @property
    def question(self) -> str:
        """What is asked."""
        return self.words(question_about(self.facts, self.person))

    @property
    def until(self) -> str:
        """The last day before silence counts as a yes; empty where it does not."""
        last = answer_until(self.facts, self.day)
        return "" if last is None else self.in_words(last)

    @property
    def means(self) -> str:
        """What ambassadors are given, time included, as safe HTML."""
        return safe_html(raw(self.programme.means), self.programme)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """The reasons for "not now": (token, words)."""
        return list(not_now_reasons.titles.items())

    @property
    def chosen(self) -> str:
        """The answer whose link in the mail was followed: where the page begins, on the button of a yes or
        before the reasons of a no, of which none is proposed.
        """
        return str(self.request.form.get("answer") or "")

    @property
    def my_page(self) -> str:
        """The reader's own page."""
        return f"{api.portal.get().absolute_url()}/@@my-governance"

    def post(self) -> str:
        """Keep the answer."""
        result, __, reason = self.sent("answer").partition(":")
        if result == AVAILABLE:
            answer(self.context, AVAILABLE)
        elif result == NOT_NOW:
            answer(self.context, NOT_NOW, reason)
        else:
            raise refuse(400, "result", _("Choose one of the answers."))
        self.say(_("Thank you. You are asked nothing more."))
        return self.my_page
