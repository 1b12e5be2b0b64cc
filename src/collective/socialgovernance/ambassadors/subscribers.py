"""What happens when a registration arrives or goes, whatever the way in."""

from Acquisition import aq_base
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.interfaces import IRegistrationIndex
from collective.socialgovernance.ambassadors.past import keep_values
from collective.socialgovernance.ambassadors.registering import KIND
from collective.socialgovernance.editions.freezing import current_actor
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import log_event
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.interfaces import ITransitioned
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.component import queryUtility


def registration_placed(registration: Any, event: Any) -> None:
    """A new registration is that of whoever makes it, and the only one of theirs that has not ended."""
    if event.newParent is None or aq_base(event.object) is not aq_base(registration):
        return
    if not IGovernanceProgramme.providedBy(event.newParent):
        raise refuse(403, "person", _("A registration belongs into a programme."))
    if event.oldParent is not None:
        if aq_base(event.oldParent) is not aq_base(event.newParent):
            raise refuse(403, "person", _("A registration stays in its programme."))
        return
    if registration.person != current_actor():
        raise refuse(403, "person", _("Everybody registers for themself only."))
    present = registration_of(event.newParent, registration.person)
    if present is not None and aq_base(present) is not aq_base(registration):
        raise refuse(
            409, "person", _("You have a registration in this programme already."), present.absolute_url()
        )
    index = getUtility(IRegistrationIndex)
    index.put(IUUID(event.newParent), registration.person, registration.getId())
    log_event(
        registration,
        Event(KIND, "register", current_actor(), wallclock.now(), after=state_of(registration)),
    )
    keep_values(registration, wallclock.now())


@adapter(ITransitioned)
def registration_moved(event: Any) -> None:
    """What the guards look at is kept as it is after each transition."""
    if IAmbassadorRegistration.providedBy(event.object):
        keep_values(event.object, event.act.at)


def registration_going(registration: Any, event: Any) -> None:
    """A registration that is removed leaves its place."""
    index = queryUtility(IRegistrationIndex)
    if index is None or event.oldParent is None or event.newParent is not None:
        return
    if aq_base(event.object) is aq_base(registration):
        index.take(IUUID(programme_of(registration)), registration.person, registration.getId())


def programme_going(programme: Any, event: Any) -> None:
    """Nothing is kept about the registrations of a programme that is gone."""
    index = queryUtility(IRegistrationIndex)
    if index is not None and aq_base(event.object) is aq_base(programme):
        index.forget(IUUID(programme))
