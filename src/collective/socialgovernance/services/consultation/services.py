"""``@consultation`` of an edition: the comments of those who are consulted."""

from collective.socialgovernance import _
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.texts.consulting import comment_on
from collective.socialgovernance.texts.consulting import comments_on
from collective.socialgovernance.texts.consulting import may_comment
from typing import Any


READ = "collective.socialgovernance: View measures of a text"
"""Whoever works on drafts, approves, is consulted or audits; no plain reader."""


def comment_json(event: Event) -> dict[str, str]:
    """One comment as JSON."""
    return {
        "actor": event.actor,
        "time": iso_instant(event.at),
        "review_state": event.before,
        "comment": event.comment,
    }


class ConsultationGet(GovernanceService):
    """The comments on the edition, oldest first."""

    right = READ

    def answer(self) -> dict[str, Any]:
        items = [comment_json(event) for event in comments_on(self.context)]
        return {
            "@id": f"{self.context.absolute_url()}/@consultation",
            "may_comment": may_comment(self.context),
            "items": items,
            "items_total": len(items),
        }


class ConsultationPost(GovernanceWrite):
    """Comment on the edition: 201 and the comment."""

    status = 201

    def perform(self, body: dict[str, Any]) -> dict[str, str]:
        self.known_keys(body, ("comment",))
        words = body.get("comment", "")
        if not isinstance(words, str):
            raise refuse(400, "comment", _("This is a text."))
        return comment_json(comment_on(self.context, words))
