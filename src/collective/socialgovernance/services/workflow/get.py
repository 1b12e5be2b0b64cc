"""``GET @workflow``: what the caller's roles allow from here, with the guards of each."""

from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.transitions.firing import available
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import present_act
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.transitions.firing import transition_title
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from plone.restapi.serializer.converters import json_compatible
from typing import Any
from zope.i18n import translate


class WorkflowGet(GovernanceService):
    """State, history and available transitions; failed guards included."""

    def answer(self) -> dict[str, Any]:
        return {
            "@id": f"{self.context.absolute_url()}/@workflow",
            "state": {"id": state_of(self.context), "title": self._words(state_title(self.context))},
            "history": json_compatible(history_of(self.context)) if self._sees_history() else [],
            "transitions": [self._transition(transition) for transition in available(self.context)],
        }

    def _sees_history(self) -> bool:
        return self.allowed("collective.socialgovernance: View governance")

    def _transition(self, transition: str) -> dict[str, Any]:
        rules = ITransitionRules(self.context)
        guards = rules.guards(present_act(self.context, transition))
        return {
            "@id": f"{self.context.absolute_url()}/@workflow/{transition}",
            "id": transition,
            "title": self._words(transition_title(self.context, transition)),
            "consequence": self._words(rules.consequence(transition)),
            "guards": [self._guard(guard) for guard in guards],
        }

    def _guard(self, guard: Guard) -> dict[str, Any]:
        return {
            "code": guard.code,
            "title": self._words(guard.title),
            "passed": guard.passed,
            "detail": "" if guard.passed else self._words(guard.detail),
            "url": guard.url,
        }

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))
