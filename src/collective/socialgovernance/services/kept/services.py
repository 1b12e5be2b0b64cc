"""Refusals in the form of all others, where Plone's generic services would fail."""

from collective.socialgovernance import _
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.base import RefusalAsJson
from plone.rest.errors import ErrorHandling
from typing import Any


class CommentsPost(GovernanceWrite):
    """Nobody comments on an edition: notes go with the acts, questions of readers with their answers."""

    longest_path = 1

    def perform(self, body: dict[str, Any]) -> Any:
        raise refuse(
            403,
            "comments",
            _("Texts of a programme take no comments: write a note with what you decide, or a question."),
        )


class CopyRefused:
    """``@copy`` and ``@move`` of what may not be copied or moved, a frozen text above all."""

    def __init__(self, context: Any, request: Any):
        self.context = context
        self.request = request

    def __call__(self) -> Any:
        if not ISocialGovernanceLayer.providedBy(self.request):
            return ErrorHandling(self.context, self.request)()
        refused = refuse(
            403,
            "source",
            _("This cannot be copied or moved there. A frozen text stays: prepare a new edition instead."),
        )
        return RefusalAsJson(refused, self.request)()
