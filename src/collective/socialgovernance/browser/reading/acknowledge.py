"""Answering on a page: a form, the one function that takes answers, and a receipt."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.entries import DECLINED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import WITHDRAWN
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.browser.reading.deciding import ExceptionDecision
from collective.socialgovernance.browser.reading.my_texts import MyText
from collective.socialgovernance.browser.reading.my_texts import owed_texts
from collective.socialgovernance.browser.reading.pages import EditionPage
from collective.socialgovernance.browser.reading.pages import TextPage
from collective.socialgovernance.browser.reading.pages import visible
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import where_read
from collective.socialgovernance.texts.remarking import answer_and_ask
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.component import getMultiAdapter

import transaction


OFFERED = (ACKNOWLEDGED, DECLINED, EXCEPTION_REQUESTED, WITHDRAWN)
"""The answers that people give for themselves on a page."""

THANKS = {
    ACKNOWLEDGED: _("Thank you: it is noted."),
    DECLINED: _("It is noted that you declined. Thank you for having looked."),
    EXCEPTION_REQUESTED: _("Your request is noted. The owners of the programme will answer you."),
    WITHDRAWN: _("Your acknowledgment is withdrawn."),
}
NOT_IN_FORCE = _("No edition of this text is in force: it cannot be answered to.")
CHANGED = _(
    "The text has changed since you opened it. Here is the present one: please read it and answer again. "
    "What you wrote is still in the box below."
)


class AcknowledgePage:
    """``@@acknowledge``: GET shows the box alone, POST takes the answer."""

    alone = ViewPageTemplateFile("templates/acknowledge.pt")

    def __call__(self) -> str:
        self.make_room()
        asker = str(self.request.form.get("userid", ""))
        if asker and asker != str(api.user.get_current().getId()):
            return self._exception_of(asker)
        if self.request.method == "POST":
            return self.answer()
        return str(self.alone())

    @property
    def anchors(self) -> str:
        """Where the clauses stand: on the page of the text."""
        return str(self.text.absolute_url())

    @property
    def thanks(self) -> str:
        """What is said after an answer that stands."""
        given = str(self.request.form.get("answered", ""))
        box = self.box
        last = None if box is None else box.position.last
        return THANKS.get(given, "") if last is not None and last.answer == given else ""

    @property
    def next_owed(self) -> MyText | None:
        """The next text that the reader is asked to acknowledge."""
        return next((owed for owed in owed_texts() if owed.url != where_read(self.text)), None)

    def answer(self) -> str:
        """Take the answer of the form: lead to the receipt, or show the text again with the reason."""
        CheckAuthenticator(self.request)
        given = self._given()
        if given.answer not in OFFERED:
            raise refuse(400, "answer", _("Choose one of the answers of the form."))
        if self.box is None:
            return self._answer_to_present()
        if not self.box.asked:
            raise refuse(403, "subject", _("This text is not addressed to you: nothing is asked of you."))
        try:
            userid = str(api.user.get_current().getId())
            answer_and_ask(self.edition, userid, userid, given, self._clause())
        except Refused as refused:
            if refused.status not in (400, 409):
                raise
            # Nothing was written, and nothing will be: the page says why, with the note still in it.
            transaction.doom()
            return self._shown_again(refused, given)
        query = urlencode({"answered": given.answer, "language": self.language})
        self.request.response.redirect(f"{self.text.absolute_url()}/@@acknowledge?{query}", status=303)
        return ""

    def _exception_of(self, asker: str) -> str:
        if self.box is None:
            raise refuse(409, "edition", NOT_IN_FORCE)
        return ExceptionDecision(self.edition, self.request, asker)()

    def _given(self) -> Given:
        form = self.request.form
        asked = str(form.get("language", ""))
        known = self.edition is not None and asked in IAcknowledgeable(self.edition).digests
        return Given(
            answer=str(form.get("answer", "")),
            digest=str(form.get("digest", "")),
            language=asked if known else "",
            note=str(form.get("note", "")).strip(),
        )

    def _clause(self) -> str:
        """The clause that a question is about; none without a question."""
        return str(self.request.form.get("clause", "")) if self.request.form.get("note") else ""

    def _answer_to_present(self) -> str:
        """An answer to an edition that has ended meets the one in force, whose text is another."""
        present = visible(in_force(self.text))
        if present is None or self.context is self.text:
            raise refuse(409, "edition", NOT_IN_FORCE)
        page = getMultiAdapter((self.text, self.request), name="acknowledge")
        return str(page.answer())

    def _shown_again(self, refused: Refused, given: Given) -> str:
        self.request.response.setStatus(refused.status)
        changed = "digest" in [problem.field for problem in refused.problems]
        assert self.box is not None
        self.box.note, self.box.clause = given.note, self._clause()
        self.box.problem = CHANGED if changed else refused.message
        return str(self.template())


class AcknowledgeText(AcknowledgePage, TextPage):
    """For a charter or guide: an answer to the edition in force."""


class AcknowledgeEdition(AcknowledgePage, EditionPage):
    """For one edition: an answer to it while it is in force."""
