"""``@@acknowledge?userid=``: an owner reads why somebody asks to be excused, and decides."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_GRANTED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REFUSED
from collective.socialgovernance.acknowledgments.standing import EXCEPTION_PENDING
from collective.socialgovernance.browser.reading.box import shown_receipt
from collective.socialgovernance.browser.reading.box import ShownReceipt
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import DECIDE
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import standing_on
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any

import transaction


DECISIONS = (EXCEPTION_GRANTED, EXCEPTION_REFUSED)


class ExceptionDecision(BrowserView):
    """The request of one person about one edition in force, and the two answers to it."""

    browser_title = _("A request to be excused")
    template = ViewPageTemplateFile("templates/deciding.pt")

    def __init__(self, edition: Any, request: Any, asker: str):
        super().__init__(edition, request)
        self.asker = asker
        self.note = ""
        self.problem = ""

    def __call__(self) -> str:
        if not has_right(DECIDE, self.context):
            raise refuse(403, "permission", _("Exceptions are decided by the owners of the programme."))
        if self.request.method == "POST":
            return self._decide()
        return str(self.template())

    @cached_property
    def asked(self) -> ShownReceipt | None:
        """What the person wrote when asking; None when nothing waits for an answer."""
        position = standing_on(self.context, self.asker)
        if position.status != EXCEPTION_PENDING or position.answers.decision is None:
            return None
        zone = zone_of(asked_text(self.context).programme)
        return shown_receipt(position.answers.decision, zone, str(api.portal.get_current_language()))

    @property
    def name(self) -> str:
        """The name of who asks."""
        return name_of(self.asker)

    def _decide(self) -> str:
        CheckAuthenticator(self.request)
        form = self.request.form
        given = Given(str(form.get("answer", "")), note=str(form.get("note", "")).strip())
        if given.answer not in DECISIONS:
            raise refuse(400, "answer", _("Choose one of the answers of the form."))
        try:
            give_answer(self.context, self.asker, str(api.user.get_current().getId()), given)
        except Refused as refused:
            if refused.status not in (400, 409):
                raise
            transaction.doom()
            self.request.response.setStatus(refused.status)
            self.note, self.problem = given.note, refused.message
            return str(self.template())
        api.portal.show_message(_("Your decision is noted."), self.request)
        root = api.portal.get_navigation_root(self.context).absolute_url()
        self.request.response.redirect(f"{root}/@@my-governance", status=303)
        return ""
