"""What changed since the edition that the reader knows, word by word."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.reading.pages import EditionPage
from collective.socialgovernance.browser.reading.pages import TextPage
from collective.socialgovernance.browser.reading.since import KINDS
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.comparing import changes_between
from collective.socialgovernance.texts.comparing import edition_since
from collective.socialgovernance.texts.comparing import MINE
from collective.socialgovernance.texts.differences import ClauseChange
from collective.socialgovernance.texts.differences import SAME
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class ChangesOfEdition(EditionPage):
    """The differences of an edition from another.

    ``?since=`` is the uid of the other; without it, the one that the reader acknowledged last, or
    the one before.
    """

    template = ViewPageTemplateFile("templates/changes.pt")

    def __call__(self) -> str:
        if self.edition is None:
            raise refuse(
                404, "edition", _("No edition of this text is in force today. Nobody is asked for anything.")
            )
        return super().__call__()

    @cached_property
    def before(self) -> Any | None:
        """The edition that this one is compared with; None when the reader knows none."""
        userid = str(api.user.get_current().getId())
        since = str(self.request.form.get("since", ""))
        if since:
            return edition_since(self.edition, since, userid)
        return edition_since(self.edition, MINE, userid) or edition_since(self.edition, None, userid)

    @cached_property
    def _all(self) -> tuple[ClauseChange, ...]:
        if self.edition is None or self.before is None:
            return ()
        return changes_between(self.before, self.edition, self.language)

    @property
    def changes(self) -> list[ClauseChange]:
        """The clauses that are not as they were, in reading order."""
        return [change for change in self._all if change.change != SAME]

    @property
    def unchanged(self) -> int:
        """How many clauses are as they were."""
        return sum(change.change == SAME for change in self._all)

    def kind(self, change: ClauseChange) -> str:
        """What happened to a clause, in words."""
        return KINDS[change.change]


class ChangesOfText(ChangesOfEdition, TextPage):
    """The same for the edition in force of a charter or guide."""
