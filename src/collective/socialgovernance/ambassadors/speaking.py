"""Whether an ambassador may speak about what was asked, on any day."""

from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.due import due_transitions
from collective.socialgovernance.ambassadors.due import LEADS_TO
from collective.socialgovernance.ambassadors.facts import ENDED
from collective.socialgovernance.ambassadors.facts import SPEAKING
from collective.socialgovernance.ambassadors.figures import every_registration
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.logged import state_at
from collective.socialgovernance.ambassadors.topics import allowing
from collective.socialgovernance.ambassadors.topics import chosen_for
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.interfaces import IMaySpeak
from collective.socialgovernance.scopes.resolver import Answer
from collective.socialgovernance.scopes.resolver import Question
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


@implementer(IMaySpeak)
@adapter(IGovernanceProgramme)
class AmbassadorsSpeak:
    """Active or in grace, and the topic is chosen and allowed on that day by a scope that is not frozen."""

    def __init__(self, programme: Any):
        self.programme = programme

    def reasons(self, userid: str, question: Question, answer: Answer) -> tuple[bool, list[str]]:
        """Whether the person may, and why or why not; a state is nobody's business."""
        registration = self._registration(userid, question.day)
        if registration is None:
            return False, [_("Not registered as an ambassador.")]
        facts = Surroundings(self.programme).facts_on(registration, question.day)
        if state_on(registration, facts, question.day) not in SPEAKING:
            return False, [_("Not an active ambassador on that day.")]
        if not chosen_for(facts, question.topic):
            return False, [_("An ambassador, but for other topics.")]
        if not allowing(facts, question.topic, question.day, frozen_too=False):
            return False, [_("An ambassador, but no chosen scope allows this topic on that day.")]
        return True, [_("An ambassador for this topic.")]

    def _registration(self, userid: str, day: date) -> Any:
        """The registration of a person that had not ended on a day, also when it has ended since."""
        if day >= counting_day(self.programme):
            return registration_of(self.programme, userid)
        zone, log = zone_of(self.programme), getUtility(IEventLog)
        own = (each for each in every_registration(self.programme) if each.person == userid)
        return next(
            (each for each in own if state_at(log.of(IUUID(each)), zone, day) not in ("", ENDED)), None
        )


def state_on(registration: Any, facts: Any, day: date) -> str:
    """The state at the end of a day: from the log for the past, from what will be due for days ahead."""
    programme = registration.__parent__
    if day >= counting_day(programme):
        due = due_transitions(facts, day)
        return LEADS_TO[due[-1].transition] if due else str(facts.state)
    return str(facts.state)
