"""Adding a scope: the department and a title, then its first draft is opened."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.scopes.shown import Option
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.fields import TITLE_LENGTH
from collective.socialgovernance.fields import TITLE_TOO_LONG
from collective.socialgovernance.programme.perimeters import covered
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.index import scope_of_department
from collective.socialgovernance.scopes.roles import may_add_scope_of
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import getUtility
from zope.interface import implementer


@implementer(IGovernancePage)
class AddScopePage(EditingPage):
    """``++add++SpeakingScope`` in a programme."""

    index = ViewPageTemplateFile("templates/adding.pt")
    browser_title = _("Define a scope")

    def __init__(self, context: Any, request: Any, ti: Any):
        super().__init__(context, request)
        self.ti = ti

    @property
    def departments(self) -> list[Option]:
        """The departments of the programme without a scope whose scope the reader may add."""
        today, chosen = today_in(self.context), self.sent("department")
        within = covered(self.context.perimeter or (), today)
        return [
            Option(each.id, each.title, each.id == chosen)
            for each in getUtility(IDirectory).departments(today)
            if each.id in within
            and scope_of_department(self.context, each.id) is None
            and may_add_scope_of(self.context, each.id)
        ]

    def post(self) -> str:
        """Add it and go on to write it."""
        department = self.sent("department")
        titles = {option.token: option.title for option in self.departments}
        if department not in titles:
            raise refuse(400, "department", _("Choose one of the departments."))
        if len(self.sent("title")) > TITLE_LENGTH:
            raise refuse(400, "title", TITLE_TOO_LONG)
        scope = api.content.create(
            self.context,
            "SpeakingScope",
            title=self.sent("title") or titles[department][:TITLE_LENGTH],
            description=self.sent("description"),
            department=department,
        )
        return f"{scope['e1'].absolute_url()}/@@write-scope"
