"""Under a text: the questions published for its readers, and what waits for those who look after it."""

from collective.socialgovernance.acknowledgments.remarks import CommonQuestion
from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.texts.answering import ON_BEHALF
from collective.socialgovernance.texts.remarking import clause_title
from collective.socialgovernance.texts.remarking import common_questions
from collective.socialgovernance.texts.remarking import open_questions
from collective.socialgovernance.texts.remarking import REPLY
from functools import cached_property
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class CommonQuestionsViewlet(ViewletBase):
    """What others asked too; nothing where nothing was published."""

    index = ViewPageTemplateFile("templates/common.pt")

    @cached_property
    def questions(self) -> tuple[CommonQuestion, ...]:
        """The published questions, oldest first."""
        return common_questions(self.context)

    def clause_title(self, question: CommonQuestion) -> str:
        """The title of the clause a question is about, while the edition in force has it."""
        edition = in_force(self.context) if question.clause else None
        return "" if edition is None else clause_title(edition, question.clause, question.language)

    def render(self) -> str:
        """The questions with their answers."""
        return str(self.index()) if self.questions else ""


class CareViewlet(ViewletBase):
    """How many questions wait, and where answers on paper are noted; nothing for readers."""

    index = ViewPageTemplateFile("templates/care.pt")

    @cached_property
    def replies(self) -> bool:
        """Whether the reader replies to questions here."""
        return may(REPLY, self.context)

    @cached_property
    def waiting(self) -> int:
        """How many questions wait for a reply."""
        return sum(count for _text, count in open_questions([self.context]))

    @cached_property
    def notes(self) -> bool:
        """Whether the reader notes what others said."""
        return in_force(self.context) is not None and may(ON_BEHALF, self.context)

    def render(self) -> str:
        """Two links at most."""
        return str(self.index()) if self.replies or self.notes else ""
