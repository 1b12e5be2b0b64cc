"""``@@remarks``: what people asked about a text, as the list of work of those who reply."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import IAsksReaders
from collective.socialgovernance.acknowledgments.remarks import CommonQuestion
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import where_read
from collective.socialgovernance.texts.remarking import asked_about
from collective.socialgovernance.texts.remarking import common_questions
from collective.socialgovernance.texts.remarking import Publication
from collective.socialgovernance.texts.remarking import Remark
from collective.socialgovernance.texts.remarking import remark_of
from collective.socialgovernance.texts.remarking import REPLY
from collective.socialgovernance.texts.remarking import reply_to
from collective.socialgovernance.texts.remarking import texts_replied_to
from collective.socialgovernance.texts.remarking import withdraw_common
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized


PAGE = 20
"""How many questions are on one page."""


@dataclass(frozen=True)
class Common:
    """A published question with the text it stands under."""

    text: Any
    question: CommonQuestion


class RemarksPage(EditingPage):
    """For a charter, guide or page its questions, for a programme those of all of them: open ones first."""

    index = ViewPageTemplateFile("templates/remarks.pt")

    def __call__(self) -> Any:
        if IAsksReaders.providedBy(self.context) and not has_right(REPLY, self.context):
            # Of a page the right is that of its programme, which no permission on the page itself says.
            raise Unauthorized(self.words(_("Questions are for the editors, owners and the referent.")))
        return super().__call__()

    @cached_property
    def texts(self) -> list[Any]:
        """The texts whose questions the reader replies to."""
        return texts_replied_to(self.context)

    def post(self) -> str:
        """Reply to a question, or take a published one away."""
        text = self._text_of_form()
        if self.sent("withdraw"):
            withdraw_common(text, self.sent("withdraw"))
            self.say(_("The question is shown to readers no more."))
        else:
            published = None
            if self.sent("publish"):
                published = Publication(self.sent("question"), self.sent("language"))
            reply_to(text, self.sent("remark"), self.sent("answer"), published)
            self.say(_("Your reply is there: on the page of the text, and on the page of who asked."))
        return f"{self.url}/@@remarks"

    def _text_of_form(self) -> Any:
        wanted = self.sent("text")
        found = [text for text in self.texts if IUUID(text) == wanted or len(self.texts) == 1]
        if not found:
            raise refuse(404, "text", _("There is no such text here."))
        return found[0]

    @cached_property
    def waiting(self) -> bool:
        """Whether the open questions are shown, not those that have a reply."""
        return self.sent("state") != "answered"

    @cached_property
    def _asked(self) -> list[tuple[Any, Any]]:
        found = [(text, asked) for text in self.texts for asked in asked_about(text, self.waiting)]
        return sorted(found, key=lambda each: each[1].at, reverse=not self.waiting)

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return len(self._asked)

    @property
    def start(self) -> int:
        """The place of the first one on this page."""
        sent = self.sent("start")
        return int(sent) if sent.isdecimal() and len(sent) < 9 else 0

    @property
    def following(self) -> int:
        """The place of the first one on the next page; 0 when there is none."""
        return self.start + PAGE if self.start + PAGE < self.total else 0

    @cached_property
    def remarks(self) -> list[Remark]:
        """The questions of this page."""
        return [remark_of(text, asked) for text, asked in self._asked[self.start : self.start + PAGE]]

    @cached_property
    def common(self) -> list[Common]:
        """What is published for all readers."""
        return [Common(text, each) for text in self.texts for each in common_questions(text)]

    @property
    def several_texts(self) -> bool:
        """Whether it must be said which text a question is about."""
        return len(self.texts) > 1

    @cached_property
    def reader_language(self) -> str:
        """The language of the page."""
        return str(api.portal.get_current_language())

    def language_title(self, code: str) -> str:
        """The name of a language."""
        return language_name(code, self.reader_language[:2])

    def url_of(self, text: Any) -> str:
        """Where a text is read."""
        return where_read(text)

    def name_of(self, userid: str) -> str:
        """Who somebody is."""
        return name_of(userid)

    def when(self, text: Any, instant: datetime) -> str:
        """Day and time where the programme is."""
        return instant_in_words(instant, zone_of(asked_text(text).programme), self.reader_language)

    def age(self, remark: Remark) -> str:
        """For how long a question has been there, in days."""
        days = (wallclock.now() - remark.at).days
        if days < 1:
            return self.words(_("since today"))
        if days < 2:
            return self.words(_("since yesterday"))
        return self.words(_("for ${count} days", mapping={"count": days}))

    def is_failed(self, remark: Remark) -> bool:
        """Whether the reply to this one was sent and not taken."""
        return bool(self.problems) and self.sent("remark") == remark.id
