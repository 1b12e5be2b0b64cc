"""``GET {edition}/@changes?since={edition uid | mine}``."""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.texts.comparing import changes_between
from collective.socialgovernance.texts.comparing import edition_since
from collective.socialgovernance.texts.gathering import edition_facts
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any


class ChangesGet(GovernanceService):
    """Clause by clause, in the reader's language or ``?language=``; ``from`` is null when there is none
    before.
    """

    def answer(self) -> dict[str, Any]:
        before = edition_since(self.context, self.parameter("since"), self.userid)
        return self.told(before, changes_between(before, self.context, self._language()))

    def told(self, before: Any, changes: Iterable[Any]) -> dict[str, Any]:
        """Changes in the shape of the interface."""
        return {
            "@id": f"{self.context.absolute_url()}/@changes",
            "from": self._edition(before),
            "to": self._edition(self.context),
            "clauses": [
                {
                    "clause_id": change.clause_id,
                    "title": change.title,
                    "change": change.change,
                    "html": change.html,
                }
                for change in changes
            ],
        }

    def _edition(self, edition: Any) -> dict[str, Any] | None:
        if edition is None:
            return None
        return {"@id": edition.absolute_url(), "uid": IUUID(edition), "number": edition.number}

    def _language(self) -> str:
        languages = edition_facts(self.context).languages
        named = self.parameter("language")
        if named is None:
            preferred = api.portal.get_current_language(self.context)
            return preferred if preferred in languages else languages[0]
        if named not in languages:
            raise refuse(400, "language", _("This text does not exist in that language."))
        return named
