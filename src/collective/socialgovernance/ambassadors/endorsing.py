"""The manager's answer: available, or not now with a reason from the list. Nothing else is asked of them."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.answers import keep_answer
from collective.socialgovernance.ambassadors.facts import AVAILABLE
from collective.socialgovernance.ambassadors.facts import NOT_NOW
from collective.socialgovernance.ambassadors.following import asked_manager
from collective.socialgovernance.ambassadors.following import follow
from collective.socialgovernance.ambassadors.following import KIND
from collective.socialgovernance.ambassadors.following import note_asking
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.interfaces import IRegistrationIndex
from collective.socialgovernance.ambassadors.lists import not_now_reasons
from collective.socialgovernance.directory.roles import LINE_MANAGER
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import queryUtility


RESULTS = (AVAILABLE, NOT_NOW)


def may_answer(registration: Any) -> bool:
    """Whether the signed-in user is the manager who is asked, now."""
    index = queryUtility(IRegistrationIndex)
    asking = () if index is None else index.asking(IUUID(programme_of(registration)))
    return registration.person in asking and LINE_MANAGER in api.user.get_roles(obj=registration)


def answer(registration: Any, result: str, reason: str | None = None) -> None:
    """Answer as the line manager who is asked.

    Refused with 403 for anybody else, 400 for another result or a reason that is not in the list. An answer
    to an application moves it on; one about an ambassador changes what is missing, and nothing by itself.
    """
    if not may_answer(registration):
        raise refuse(403, "permission", _("The line manager answers, when they are asked."))
    if result not in RESULTS:
        raise refuse(400, "result", _("Say available or not_now."))
    if result == NOT_NOW and reason not in not_now_reasons.tokens:
        raise refuse(
            400,
            "reason",
            _(
                "Choose one of the reasons: ${reasons}.",
                mapping={"reasons": ", ".join(not_now_reasons.tokens)},
            ),
        )
    if result == AVAILABLE and reason:
        raise refuse(400, "reason", _("A reason is given for “not now” only."))
    state = state_of(registration)
    if state == "applied":
        inputs = {"reason": reason} if reason else {}
        fire(registration, "endorse" if result == AVAILABLE else "not_now", inputs=inputs)
        return
    actor, at = str(api.user.get_current().getId()), wallclock.now()
    keep_answer(registration, result, actor, at, reason, counting_day(programme_of(registration)))
    log_event(
        registration,
        Event(KIND, "answer", actor, at, before=state, after=state, facts={"result": result}),
    )
    note_asking(registration)
    follow(registration, actor)


def waiting_for(programme: Any, userid: str) -> Iterator[Any]:
    """The registrations of a programme about which a manager is asked now."""
    index = queryUtility(IRegistrationIndex)
    day = counting_day(programme)
    for person in () if index is None else index.asking(IUUID(programme)):
        registration = registration_of(programme, person)
        if registration is not None and asked_manager(registration, day) == userid:
            yield registration
