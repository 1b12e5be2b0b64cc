"""Once an edition of a page is published only the owners of its programme change whom it asks."""

from collective.socialgovernance import _
from collective.socialgovernance.pages.publishing import editions_of_page
from collective.socialgovernance.pages.publishing import programme_chosen
from collective.socialgovernance.pages.settings import LOGGED
from collective.socialgovernance.pages.settings import NAMES
from collective.socialgovernance.pages.settings import PageSettings
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.settings_guard import OWN
from collective.socialgovernance.texts.settings_log import last_logged
from plone import api
from typing import Any


def refuse_unless_owner(page: Any, event: Any) -> None:
    """Refuse with 403, naming each setting, a change by somebody who does not own the programme.

    It is the programme of before that counts: nobody takes a page over by choosing another one.
    """
    if not editions_of_page(page):
        return
    before, present = last_logged(PageSettings(page), LOGGED)
    if before is None:
        return
    changed = [name for name, value in present.items() if value != before.get(name)]
    if not changed:
        return
    programme = programme_chosen(page, before.get("programme"))
    if programme is not None and not api.user.has_permission(OWN, obj=programme):
        why = _("An edition is published: only an owner of the programme changes whom it asks.")
        raise Refused(403, [Problem(NAMES.get(name, name), why) for name in changed])
