"""``@@my-governance``: the page of a person."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.frame import PersonPage
from collective.socialgovernance.browser.reading.my_texts import my_answers
from collective.socialgovernance.browser.reading.my_texts import my_texts
from collective.socialgovernance.browser.reading.my_texts import MyAnswers
from collective.socialgovernance.browser.reading.my_texts import MyText
from collective.socialgovernance.browser.reading.my_texts import owed_texts
from collective.socialgovernance.browser.reading.sections import sections_of
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.remarking import open_questions_everywhere
from collective.socialgovernance.texts.tasks import Task
from collective.socialgovernance.texts.tasks import tasks_of
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import getUtility


WORK = {
    "approve_edition": _("Review it, then approve it or pass it on to legal"),
    "approve_edition:legal": _("Legal reads it now: approve it when they have said their word"),
    "legal_review": _("Review for legal and HR"),
    "formalities": _("Complete the formalities"),
    "comment_edition": _("Read it and say what you think of it"),
    "revise_edition": _("Change what the note asks for and submit it again"),
    "review_due": _("Say whether it still holds: its review is due"),
    "decide_exception": _("Say whether you grant it"),
    "define_scope": _("Begin it, or go on with what is begun"),
    "approve_scope": _("Review it, then approve it or pass it on to legal"),
    "approve_scope:legal": _("Review and approve"),
    "scope_expiring": _("It ends soon: prepare the next one"),
    "replace_contact": _("Name somebody else: this person has left or changed department"),
    "endorse": _("Say whether they are available for it"),
    "certify": _("The next step is a talk with you"),
    "hold_review": _("Say whether it goes on or ends"),
    "hold_review:proposed": _("Decide"),
    "complete_registration": _("Registration as an ambassador"),
}
"""By kind of task, or by kind and status where that says more: what it asks for."""


class MyGovernance(PersonPage):
    """What a person is asked, what they answered, what will be asked again. Nobody else sees it."""

    template = ViewPageTemplateFile("templates/my_governance.pt")

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
        return [task for task in tasks_of(self.userid) if task.kind in WORK]

    def work_title(self, task: Task) -> str:
        """What a task asks for, in words."""
        return WORK.get(f"{task.kind}:{task.status}") or WORK[task.kind]

    @cached_property
    def questions(self) -> list[tuple[Any, int]]:
        """The texts with questions that wait for a reply of the reader, with how many."""
        return open_questions_everywhere()

    def title_of(self, text: Any) -> str:
        """The title of a text as the rest of the page says it."""
        edition = in_force(text) if IGovernedText.providedBy(text) else None
        language = self.language[:2]
        return str(text.Title()) if edition is None else title_of(edition, language)

    @cached_property
    def led(self) -> list[MyText]:
        """For who leads a department: the texts whose figures they may look at."""
        directory, me = getUtility(IDirectory), self.userid
        today = site.today()
        leads = any(me in directory.heads(each.id, today) for each in directory.departments(today))
        return [mine for mine in self.texts if leads]

    @cached_property
    def sections(self) -> list[dict[str, Any]]:
        """What other parts of the product have to say to the reader."""
        return sections_of(api.portal.get(), self.request)

    @property
    def data_url(self) -> str:
        """Where everything that is kept about the reader can be had as JSON."""
        return f"{api.portal.get().absolute_url()}/++api++/@my-governance/data"

    @property
    def renewals(self) -> list[MyText]:
        """The acknowledgments that will run out and the exceptions that will end, the next one first."""
        coming = [(mine, mine.holds_until) for mine in self.texts]
        dated = [(day, mine) for mine, day in coming if day is not None]
        return [mine for _day, mine in sorted(dated, key=lambda each: each[0])]
