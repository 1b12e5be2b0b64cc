"""``@@freeze``: in a crisis nobody speaks for a department any more, and everybody knows whom to ask."""

from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.browser.scopes.shown import current_language
from collective.socialgovernance.days import written_day
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes import freezing
from datetime import date
from typing import Any


class FreezePage(EditingPage):
    """One act with a reason; the same page lifts it."""

    browser_title = _("Freeze a scope")

    @property
    def present(self) -> dict[str, str] | None:
        """The freeze that holds: why, by whom, since and until when."""
        freeze = freezing.present_freeze(self.context)
        if freeze is None:
            return None
        language, until = current_language(), freeze["until"]
        return {
            "reason": freeze["reason"],
            "by": name_of(freeze["by"]),
            "since": day_in_words(freeze["since"], language),
            "until": "" if until is None else day_in_words(until, language),
        }

    @property
    def possible(self) -> bool:
        """Whether something is in force that can be frozen."""
        return in_force(self.context) is not None

    def post(self) -> str:
        """Freeze, or lift the freeze, as the button says."""
        if self.sent("act") == "unfreeze":
            freezing.unfreeze(self.context, self.sent("reason"))
            self.say(_("The freeze is lifted: the answers are again what they were."))
        elif self.sent("act") == "freeze":
            freezing.freeze(self.context, self.sent("reason"), self._until())
            self.say(_("Frozen. Whoever asks is told to wait, and whom to ask."))
        else:
            raise refuse(400, "act", _("Choose what to do."))
        return self.url

    def _until(self) -> date | None:
        given = self.sent("until")
        try:
            return written_day(given) if given else None
        except ValueError:
            raise refuse(400, "until", _("A day is written YYYY-MM-DD.")) from None

    def described(self, field: str) -> Any:
        """The id of the message about a field, for those who hear the page; None when there is none."""
        return f"{field}-problem" if self.problem_of(field) else None
