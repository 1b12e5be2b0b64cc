"""``@editions`` of a page or file with the behavior."""

from collective.socialgovernance.pages.asking import editions_for
from collective.socialgovernance.pages.frozen import FrozenText
from collective.socialgovernance.pages.publishing import governing
from collective.socialgovernance.pages.publishing import publish_edition
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.texts.answering import has_right
from typing import Any


ROWS = "collective.socialgovernance: View acknowledgments"
PUBLISH = "collective.socialgovernance: Approve"


def summary(page: Any, frozen: FrozenText, is_last: bool) -> dict[str, Any]:
    """One published edition as JSON."""
    return {
        "@id": f"{page.absolute_url()}/@@page-edition?number={frozen.number}",
        "uid": frozen.uid,
        "number": frozen.number,
        "title": frozen.title,
        "language": frozen.language,
        "digest": frozen.digest,
        "review_state": "in_force" if is_last else "superseded",
        "effective_from": frozen.in_force_on.isoformat(),
        "change_class": "major",
    }


class PageEditionsGet(GovernanceService):
    """The published editions of the page that the caller may read, newest first."""

    def answer(self) -> dict[str, Any]:
        editions = editions_for(self.context, self.userid, has_right(ROWS, self.context))
        items = [summary(self.context, each, each is editions[0]) for each in editions]
        return {"@id": f"{self.context.absolute_url()}/@editions", "items": items, "items_total": len(items)}


class PageEditionsPost(GovernanceWrite):
    """Publish what the page shows now as its next edition: 201 and the edition."""

    right = PUBLISH
    status = 201

    def allowed(self, permission: str, context: Any = None) -> bool:
        """The right to publish is that of the owners of the page's programme; 400 while none is known."""
        if permission == PUBLISH:
            governing(self.context)
            return has_right(permission, self.context)
        return super().allowed(permission, context)

    def perform(self, body: dict[str, Any]) -> Any:
        self.known_keys(body, ())
        return summary(self.context, publish_edition(self.context), True)
