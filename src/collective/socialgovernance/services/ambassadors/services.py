"""``@eligibility``, ``@endorsement``, ``@hold`` and ``@workflow`` of a registration."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.endorsing import answer
from collective.socialgovernance.ambassadors.endorsing import may_answer
from collective.socialgovernance.ambassadors.holds import add_word
from collective.socialgovernance.ambassadors.holds import drop
from collective.socialgovernance.ambassadors.holds import propose
from collective.socialgovernance.ambassadors.lifecycle import eligibility
from collective.socialgovernance.ambassadors.privacy import seen_fields
from collective.socialgovernance.ambassadors.privacy import seen_history
from collective.socialgovernance.ambassadors.recording import shown
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.services.workflow.get import WorkflowGet
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.guards import Guard
from plone.restapi.serializer.converters import json_compatible
from typing import Any
from zope.i18n import translate


SAID = {"available": "available", "endorse": "available", "endorsed": "available", "not_now": "not_now"}


class EligibilityGet(GovernanceService):
    """All guards at once, each with its next step; strict before activation, standing after it."""

    def answer(self) -> dict[str, Any]:
        if "topics" not in seen_fields(self.context):
            raise refuse(403, "permission", _("You are not entitled to do this."))
        guards = eligibility(self.context, self.userid, self.as_of())
        return {
            "@id": f"{self.context.absolute_url()}/@eligibility",
            "may_activate": all(guard.passed for guard in guards),
            "guards": [self._guard(guard) for guard in guards],
        }

    def _guard(self, guard: Guard) -> dict[str, Any]:
        missing = not guard.passed
        return {
            "code": guard.code,
            "title": self._words(guard.title),
            "passed": guard.passed,
            "detail": self._words(guard.detail) if missing else "",
            "next_step": self._words(guard.next_step) if missing else "",
            "url": guard.url if missing else None,
        }

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))


class EndorsementPost(GovernanceWrite):
    """The manager's answer, in one call; they need not see the registration for it."""

    def allowed(self, permission: str, context: Any = None) -> bool:
        """Who is asked may answer, and sees nothing else."""
        return super().allowed(permission, context) or (permission == "View" and may_answer(self.context))

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, ("result", "reason"))
        result, reason = body.get("result"), body.get("reason")
        said = SAID.get(result, "") if isinstance(result, str) else ""
        answer(self.context, said, reason if isinstance(reason, str) else None)
        return shown(self.context.endorsement) or {}


class HoldPost(GovernanceWrite):
    """A referent proposes, legal drops the proposal, the person adds their word. ``@workflow`` makes it."""

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, ("reason", "review_on", "drop", "word"))
        if "word" in body:
            add_word(self.context, self._text(body, "word"))
            return {"word": self.context.hold["word"]}
        if body.get("drop") is True:
            drop(self.context)
            return {"proposed": False}
        review_on = body.get("review_on")
        day = None if review_on is None else parsed_day(review_on, "review_on")
        propose(self.context, self._text(body, "reason"), day)
        hold = self.context.hold
        return {
            "proposed": True,
            "proposed_by": self.userid,
            "reason": hold.get("ending_reason") or hold["reason"],
            "review_on": hold["review_on"].isoformat(),
        }

    def _text(self, body: dict[str, Any], name: str) -> str:
        value = body.get(name) or ""
        if not isinstance(value, str):
            raise refuse(400, name, _("This is a text."))
        return value


class RegistrationWorkflowGet(WorkflowGet):
    """State, transitions, and of the history what the caller may read."""

    def answer(self) -> dict[str, Any]:
        return {
            **super().answer(),
            "history": json_compatible(seen_history(self.context, history_of(self.context))),
        }
