"""``@@my-governance``: the page of a person."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.reading.my_texts import my_answers
from collective.socialgovernance.browser.reading.my_texts import my_texts
from collective.socialgovernance.browser.reading.my_texts import MyAnswers
from collective.socialgovernance.browser.reading.my_texts import MyText
from collective.socialgovernance.browser.reading.my_texts import owed_texts
from collective.socialgovernance.texts.tasks import Task
from collective.socialgovernance.texts.tasks import tasks_of
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized


WORK = {
    "approve_edition": _("Review and approve"),
    "legal_review": _("Review for legal and HR"),
    "formalities": _("Complete the formalities"),
    "review_due": _("Say whether it still holds: its review is due"),
    "decide_exception": _("Decide"),
}
"""By kind of task, what it asks for."""


class MyGovernance(BrowserView):
    """What a person is asked, what they answered, what will be asked again. Nobody else sees it."""

    template = ViewPageTemplateFile("templates/my_governance.pt")

    def __call__(self) -> str:
        if api.user.is_anonymous():
            raise Unauthorized("sign in to see your own page")
        self.request.set("disable_plone.leftcolumn", 1)
        self.request.set("disable_plone.rightcolumn", 1)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return str(self.template())

    @cached_property
    def texts(self) -> list[MyText]:
        """Everything in force that concerns the reader."""
        return my_texts()

    @property
    def owed(self) -> list[MyText]:
        """What is asked, the most pressing first."""
        return owed_texts(self.texts)

    @property
    def offered(self) -> list[MyText]:
        """What may be acknowledged and need not."""
        return [mine for mine in self.texts if mine.position.owing and mine.optional]

    @cached_property
    def answered(self) -> list[MyAnswers]:
        """Each text to which the reader ever answered, with the answers."""
        return my_answers()

    @cached_property
    def work(self) -> list[Task]:
        """What waits for the reader beside reading: reviews, approvals, exceptions."""
        return [task for task in tasks_of(str(api.user.get_current().getId())) if task.kind in WORK]

    def work_title(self, task: Task) -> str:
        """What a task asks for, in words."""
        return WORK[task.kind]

    @property
    def data_url(self) -> str:
        """Where everything that is kept about the reader can be had as JSON."""
        return f"{api.portal.get().absolute_url()}/++api++/@my-governance/data"

    @property
    def renewals(self) -> list[MyText]:
        """The acknowledgments that will run out, the next one first."""
        return sorted(
            (mine for mine in self.texts if mine.position.lapses_on is not None),
            key=lambda mine: mine.position.lapses_on,
        )
