"""``@reaffirm`` of a page with the behavior."""

from collective.socialgovernance import _
from collective.socialgovernance.refreshing.reaffirming import reaffirm
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceWrite
from typing import Any


class ReaffirmPost(GovernanceWrite):
    """Note that the page was looked at and holds: 200 and the day of the next review."""

    def perform(self, body: dict[str, Any]) -> Any:
        self.known_keys(body, ("comment",))
        comment = body.get("comment") or ""
        if not isinstance(comment, str):
            raise refuse(400, "comment", _("A note is a text."))
        due = reaffirm(self.context, comment)
        return {"@id": self.context.absolute_url(), "review_due": due.isoformat()}
