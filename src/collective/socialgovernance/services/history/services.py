"""Nothing of ours is kept in versions: what changes is a new edition. Asking for one gets a clear answer."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from plone.restapi.services.history.get import HistoryGet
from typing import Any


def no_versions() -> Refused:
    """Why there is nothing to show and nothing to go back to."""
    return refuse(404, "version", _("No versions are kept of this: each edition is a record of its own."))


class GovernanceHistoryGet(GovernanceService, HistoryGet):  # type: ignore[misc]
    """The acts as for any content; a version is not found."""

    right = "CMFEditions: Access previous versions"
    longest_path = 1

    def answer(self) -> Any:
        if self.path:
            raise no_versions()
        return HistoryGet.reply(self)


class GovernanceHistoryPatch(GovernanceWrite):
    """Going back to a version: there is none."""

    right = "CMFEditions: Revert to previous versions"

    def perform(self, body: dict[str, Any]) -> Any:
        raise no_versions()
