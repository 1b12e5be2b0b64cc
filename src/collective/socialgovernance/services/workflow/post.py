"""``POST @workflow/{transition}``: fire it as the caller."""

from collective.socialgovernance import _
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import state_of
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


KNOWN = ("comment", "impact_seen", "reason", "review_on", "level_granted", "outcome", "paused_until")


class WorkflowPost(GovernanceWrite):
    """All guards are evaluated first; one exception carries all that failed."""

    longest_path = 1

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        if len(self.path) != 1:
            raise refuse(404, "transition", _("Name one transition: @workflow/submit, say."))
        self.known_keys(body, KNOWN)
        comment = body.pop("comment", "") or ""
        if not isinstance(comment, str):
            raise refuse(400, "comment", _("A note is a text."))
        transition = self.path[0]
        fire(self.context, transition, comment=comment, inputs=body)
        made = next(
            event
            for event in reversed(getUtility(IEventLog).of(IUUID(self.context)))
            if event.action == transition
        )
        return {
            "action": transition,
            "actor": made.actor,
            "time": iso_instant(made.at),
            "review_state": state_of(self.context),
            "comments": made.comment,
        }
