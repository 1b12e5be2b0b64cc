"""``GET {scope edition}/@changes?since={edition uid}``."""

from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.differences import changes_between
from collective.socialgovernance.services.changes.get import ChangesGet
from collective.socialgovernance.texts.comparing import edition_since
from collective.socialgovernance.texts.comparing import MINE
from collective.socialgovernance.texts.gathering import programme_of
from plone import api
from typing import Any


class ScopeChangesGet(ChangesGet):
    """Part by part, in the reader's language, since the edition before or the one named."""

    def answer(self) -> dict[str, Any]:
        since = self.parameter("since")
        before = edition_since(self.context, None if since == MINE else since, self.userid)
        language = api.portal.get_current_language(self.context)
        day = today_in(programme_of(self.context))
        return self.told(before, changes_between(before, self.context, language, day))
