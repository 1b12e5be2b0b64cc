"""``@@on-behalf``: an officer notes what people said on paper or in a meeting - list, preview, done."""

from AccessControl import Unauthorized
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAnswerable
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.pages.beginning import AboutText
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import ON_BEHALF
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.on_behalf import Line
from collective.socialgovernance.texts.on_behalf import lines_of
from collective.socialgovernance.texts.on_behalf import Meeting
from collective.socialgovernance.texts.on_behalf import note
from collective.socialgovernance.texts.on_behalf import owing_by_department
from collective.socialgovernance.texts.on_behalf import owing_in
from collective.socialgovernance.texts.on_behalf import prepare
from collective.socialgovernance.texts.on_behalf import Prepared
from collective.socialgovernance.texts.on_behalf import ROWS
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import getUtility


class OnBehalfPage(AboutText, EditingPage):
    """The list and what goes with it; then who will be noted and who not; nothing is kept before that."""

    index = ViewPageTemplateFile("templates/on_behalf.pt")
    prepared: Prepared | None = None

    @cached_property
    def edition(self) -> Any | None:
        """The edition in force that is answered to."""
        edition = self.context if IAnswerable.providedBy(self.context) else in_force(self.context)
        return edition if edition is not None and IAcknowledgeable(edition).in_force else None

    def __call__(self) -> Any:
        if not has_right(ON_BEHALF, self.context):
            raise Unauthorized
        return super().__call__()

    def post(self) -> str | None:
        """Show what would be noted, or note it."""
        if self.edition is None:
            raise refuse(409, "edition", _("No edition of this text is in force: nothing can be noted."))
        me = str(api.user.get_current().getId())
        if self.sent("step") == "back":
            return None
        if self.sent("step") != "note":
            self.prepared = prepare(self.edition, self.people, me, self.meeting)
            return None
        try:
            noted = note(self.edition, self.people, me, self.meeting)
        except Refused as refused:
            if refused.status == 409:
                # Somebody answered meanwhile: the list as it is now is looked at again.
                self.prepared = prepare(self.edition, self.people, me, self.meeting)
            raise
        self.say(
            _(
                "It is noted for ${count} people. Each of them sees it, with your name.",
                mapping={"count": len(noted)},
            )
        )
        return f"{self.text.absolute_url()}/@@on-behalf"

    @cached_property
    def people(self) -> list[str]:
        """Everybody on the list: those ticked, and those written."""
        ticked = self.request.form.get("person") or []
        ticked = [ticked] if isinstance(ticked, str) else ticked
        return list(dict.fromkeys([*map(str, ticked), *lines_of(self.sent("people"))]))

    @cached_property
    def meeting(self) -> Meeting:
        """What is the same for all of them."""
        at = parsed_day(self.sent("at"), "at") if self.sent("at") else None
        return Meeting(self.sent("note"), None if at == self.today else at, self.sent("language"))

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return today_in(self.text)

    @property
    def at(self) -> str:
        """The day as the form has it."""
        return self.sent("at") or self.today.isoformat()

    @property
    def at_in_words(self) -> str:
        """The day as people say it."""
        return day_in_words(self.meeting.at or self.today, str(api.portal.get_current_language()))

    @property
    def languages(self) -> list[dict[str, Any]]:
        """The languages in which the text could be read; the authoritative one is chosen."""
        assert self.edition is not None
        asked = IAcknowledgeable(self.edition)
        chosen = self.sent("language") or asked.language
        reader = str(api.portal.get_current_language())[:2]
        return [
            {"code": code, "name": language_name(code, reader), "chosen": code == chosen}
            for code in sorted(asked.digests)
        ]

    @property
    def sees_names(self) -> bool:
        """Whether the officer may see who owes what, and so choose from a department."""
        return has_right(ROWS, self.context)

    @cached_property
    def departments(self) -> list[dict[str, Any]]:
        """The departments in which somebody owes an answer, with how many."""
        if self.edition is None or not self.sees_names:
            return []
        chosen = self.sent("department")
        return [
            {"id": each.id, "title": each.title, "owing": each.owing, "chosen": each.id == chosen}
            for each in owing_by_department(self.edition)
        ]

    @cached_property
    def choice(self) -> list[Line]:
        """Those who owe an answer in the chosen department."""
        if self.edition is None or not self.sees_names or not self.sent("department"):
            return []
        return owing_in(self.edition, self.sent("department"))

    def department_title(self, line: Line) -> str:
        """The name of somebody's department; empty without one."""
        found = getUtility(IDirectory).department(line.department, self.today) if line.department else None
        return "" if found is None else str(found.title)
