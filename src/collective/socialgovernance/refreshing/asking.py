"""Asking the editors for the next edition: for owners who find that a text must change, and do not write."""

from collections.abc import Collection
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.telling import say
from collective.socialgovernance.clock.telling import tell_now
from collective.socialgovernance.clock.telling import Tidings
from collective.socialgovernance.days import day_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.preparing import refuse_second
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.holders import names_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import title_in
from functools import partial
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any


ASKED = "edition_asked"
EDITOR = "Governance Editor"
APPROVE = "collective.socialgovernance: Approve"


def who_writes(text: Any) -> Collection[str]:
    """The userids of the editors of a text."""
    return sorted(holders_of(text)[EDITOR])


def ask_editors(text: Any) -> Collection[str]:
    """Ask the editors of a text for its next edition, as the signed-in owner; gives who was asked.

    Raises ``Refused`` 403 for who is no owner, 409 while an edition is being prepared or nobody writes.
    """
    if not api.user.has_permission(APPROVE, obj=text):
        raise refuse(403, "permission", _("You are not entitled to do this."))
    refuse_second(text)
    editors = who_writes(text)
    if not editors:
        raise refuse(409, "editors", nobody_writes())
    tidings = _tidings(text, str(api.user.get_current().getId()))
    for userid in editors:
        tell_now(userid, tidings)
    return editors


def nobody_writes() -> str:
    """What is said where there is no editor."""
    return _("There is no editor here: ask a site administrator to give somebody the role.")


def _tidings(text: Any, owner: str) -> Tidings:
    programme = programme_of(text)
    return Tidings(
        ASKED,
        IUUID(text),
        day_of(wallclock.now(), zone_of(programme)),
        partial(_title, text),
        _(
            "${name} looks after it and finds that it should change.",
            mapping={"name": ", ".join(names_of((owner,)))},
        ),
        text.absolute_url(),
        programme,
        links=((_("Prepare a new edition"), f"{text.absolute_url()}/@@prepare"),),
        content=text,
        urgent=True,
    )


def _title(text: Any, language: str) -> str:
    edition = in_force(text)
    title = (title_in(edition, language) if edition is not None else "") or str(text.Title())
    return say(_("Please prepare the next edition of “${title}”", mapping={"title": title}), language)
