"""Once an edition is in force only its owners change whom it asks, whatever the way in."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.settings_impact import decides_now
from collective.socialgovernance.texts.settings_impact import deciding_names
from collective.socialgovernance.texts.settings_log import last_logged
from typing import Any


OWN = "collective.socialgovernance: Approve"


def may_decide(content: Any) -> bool:
    """Whether the signed-in user changes the deciding settings of a text, page or programme as it is now."""
    return has_right(OWN, content) or not decides_now(content)


def refuse_unless_owner(content: Any, event: Any) -> None:
    """Refuse with 403, naming each setting, a change by somebody who does not own the text."""
    before, present = last_logged(content, deciding_names(content))
    changed = [name for name, value in present.items() if before is not None and value != before.get(name)]
    if changed and not may_decide(content):
        why = _("An edition is in force: only an owner of the programme changes whom it asks.")
        raise Refused(403, [Problem(name, why) for name in changed])
