"""``@remarks`` of a text or programme, ``@common-questions`` of a text."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.interfaces import IAsksReaders
from collective.socialgovernance.acknowledgments.remarks import Asked
from collective.socialgovernance.acknowledgments.remarks import Reply
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.acknowledgment.services import AboutReaders
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.texts.remarking import asked_about
from collective.socialgovernance.texts.remarking import common_questions
from collective.socialgovernance.texts.remarking import Publication
from collective.socialgovernance.texts.remarking import Remark
from collective.socialgovernance.texts.remarking import remark_of
from collective.socialgovernance.texts.remarking import remark_with
from collective.socialgovernance.texts.remarking import REPLY
from collective.socialgovernance.texts.remarking import reply_to
from collective.socialgovernance.texts.remarking import texts_replied_to
from collective.socialgovernance.texts.remarking import withdraw_common
from plone.restapi.batching import HypermediaBatch
from typing import Any


STATES = ("open", "answered")
KEYS = ("answer", "publish")


class RemarksGet(AboutReaders):
    """Questions with their replies, page by page: the open ones, or with ``?state=answered`` the others."""

    right = REPLY
    longest_path = 1

    def answer(self) -> dict[str, Any]:
        if self.path:
            return remark_json(remark_with(self._one_text(), self.path[0]))
        state = self.parameter("state") or "open"
        if state not in STATES:
            raise refuse(400, "state", _("Say one of: ${answers}.", mapping={"answers": ", ".join(STATES)}))
        self.check_page()
        batch = HypermediaBatch(self.request, self._asked(state == "open"))
        result: dict[str, Any] = {
            "@id": batch.canonical_url,
            "items_total": batch.items_total,
            "items": [remark_json(remark_of(text, asked)) for text, asked in batch],
        }
        if batch.links:
            result["batching"] = batch.links
        return result

    def _asked(self, waiting: bool) -> list[tuple[Any, Asked]]:
        texts = texts_replied_to(self.context)
        found = [(text, asked) for text in texts for asked in asked_about(text, waiting)]
        return sorted(found, key=lambda each: each[1].at, reverse=not waiting)

    def _one_text(self) -> Any:
        if not IAsksReaders.providedBy(self.context):
            raise refuse(404, "@id", _("There is no such page."))
        return self.context


class RemarkPost(AboutReaders, GovernanceWrite):
    """Reply to the question named in the path; 201 and the question with all its replies."""

    right = REPLY
    longest_path = 1
    status = 201

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, KEYS)
        words = body.get("answer", "")
        if not isinstance(words, str):
            raise refuse(400, "answer", _("This is a text."))
        if not self.path:
            raise refuse(404, "id", _("There is no such question."))
        return remark_json(
            reply_to(self.context, self.path[0], words, self._publication(body.get("publish")))
        )

    def _publication(self, value: Any) -> Publication | None:
        if value is None:
            return None
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            raise refuse(400, "publish", _("Send an object with the question in your words."))
        unknown = sorted(set(value) - {"question", "language"})
        if unknown:
            raise refuse(400, f"publish.{unknown[0]}", _("This key is not known here."))
        return Publication(value.get("question", ""), value.get("language", ""))


class CommonQuestionsGet(GovernanceService):
    """The questions that editors published under the text; for whoever reads it."""

    def answer(self) -> dict[str, Any]:
        shown = [
            {
                "id": each.id,
                "question": each.question,
                "answer": each.answer,
                "language": each.language,
                "clause": each.clause or None,
                "at": iso_instant(each.at),
            }
            for each in common_questions(self.context)
        ]
        return {
            "@id": f"{self.context.absolute_url()}/@common-questions",
            "items_total": len(shown),
            "items": shown,
        }


class CommonQuestionPost(AboutReaders, GovernanceWrite):
    """``{"withdrawn": true}`` to the question named in the path: it is shown no more."""

    right = REPLY
    longest_path = 1

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, ("withdrawn",))
        if not self.path:
            raise refuse(404, "id", _("There is no such question."))
        if body.get("withdrawn") is not True:
            raise refuse(400, "withdrawn", _("Only taking it away is done here: send true."))
        withdraw_common(self.context, self.path[0])
        return {"id": self.path[0], "withdrawn": True}


def remark_json(remark: Remark) -> dict[str, Any]:
    """A question in the shape of the REST interface."""
    return {
        "id": remark.id,
        "text": remark.text.absolute_url(),
        "number": remark.number,
        "userid": remark.userid,
        "name": remark.name,
        "question": remark.words,
        "clause": remark.clause or None,
        "answer": remark.answer,
        "language": remark.language,
        "at": iso_instant(remark.at),
        "replies": [reply_json(reply) for reply in remark.replies],
    }


def reply_json(reply: Reply) -> dict[str, Any]:
    """A reply, with the name of who gave it."""
    return {
        "text": reply.words,
        "actor": reply.actor,
        "name": name_of(reply.actor),
        "at": iso_instant(reply.at),
    }
