"""Making, reading and changing a registration."""

from Acquisition import aq_base
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.following import follow
from collective.socialgovernance.ambassadors.following import note_asking
from collective.socialgovernance.ambassadors.privacy import FIELDS
from collective.socialgovernance.ambassadors.privacy import seen_fields
from collective.socialgovernance.ambassadors.privacy import sees_proposals
from collective.socialgovernance.ambassadors.registering import check_change
from collective.socialgovernance.ambassadors.registering import MADE_AGAIN
from collective.socialgovernance.ambassadors.registering import new_registration
from collective.socialgovernance.ambassadors.registering import note_change
from collective.socialgovernance.ambassadors.registering import OWN
from collective.socialgovernance.ambassadors.registering import own_values
from collective.socialgovernance.ambassadors.registering import place
from collective.socialgovernance.ambassadors.registering import say_again
from collective.socialgovernance.ambassadors.registering import TYPE
from collective.socialgovernance.ambassadors.roles import AMBASSADOR
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.subscribers import check_place
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.restapi.services.content.add import FolderPost
from typing import Any
from zExceptions import Unauthorized
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import implementer


SCOPE = "SpeakingScope"


@implementer(ISerializeToJson)
@adapter(IAmbassadorRegistration, ISocialGovernanceLayer)
class RegistrationToJson(SerializeToJson):
    """A registration, each field for those who may read it; an open hold for all of them but the manager."""

    def __call__(
        self, version: Any = None, include_items: bool = True, include_expansion: bool = True
    ) -> Any:
        result = super().__call__(version=version, include_expansion=include_expansion)
        seen = seen_fields(self.context)
        for name in FIELDS - seen:
            result.pop(name, None)
        result["title"] = translate(_("Ambassador registration"), context=self.request)
        result["is_folderish"] = False
        if seen <= {"person", "endorsement"}:
            self._only_own_answer(result)
        elif state_of(self.context) == "on_hold" or sees_proposals(self.context):
            result["hold"] = self._hold()
        return result

    def _only_own_answer(self, result: dict[str, Any]) -> None:
        answer = result.get("endorsement")
        if answer is not None and answer["manager"] != api.user.get_current().getId():
            result["endorsement"] = None

    def _hold(self) -> dict[str, Any] | None:
        hold = self.context.hold
        if not hold:
            return None
        shown = {
            "reason": hold.get("reason"),
            "review_on": hold["review_on"].isoformat() if hold.get("review_on") else None,
            "made_by": hold.get("made_by"),
            "word": hold.get("word"),
        }
        if sees_proposals(self.context):
            shown |= {"proposed_by": hold.get("proposed_by"), "ending_by": hold.get("ending_by")}
        return shown


class ProgrammePost(GovernanceWrite, FolderPost):
    """POST to a programme: a registration for oneself, or any content by those who may add it."""

    status = 201

    def reply(self) -> Any:
        body = self.body()
        if body.get("@type") == TYPE:
            return self.perform(body)
        if not self.allowed("Add portal content"):
            raise Unauthorized(translate(_("You are not entitled to do this."), context=self.request))
        if body.get("@type") == SCOPE:
            # Asked before the id: a second scope is refused as such, whatever it is called.
            check_place(self.context, str(_plain(body.get("department")) or ""))
        return FolderPost.reply(self)

    def perform(self, body: dict[str, Any]) -> Any:
        """Register the caller."""
        if body.get("person") not in (None, "", self.userid):
            raise refuse(403, "person", _("Everybody registers for themself only."))
        given = sorted((FIELDS - set(OWN) - {"person"}) | {"level_granted", "paused_until"})
        _refuse_given({name: body.get(name) for name in given}, {})
        made = new_registration(self.context).__of__(self.context)
        data = {name: value for name, value in body.items() if name in OWN and value is not None}
        getMultiAdapter((made, self.request), IDeserializeFromJson)(data=data, validate_all=True, create=True)
        registration = place(self.context, aq_base(made))
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", registration.absolute_url())
        return getMultiAdapter((registration, self.request), ISerializeToJson)()


class RegistrationPatch(GovernanceWrite):
    """PATCH by the person, and by nobody else."""

    def perform(self, body: dict[str, Any]) -> None:
        registration = self.context
        if AMBASSADOR not in api.user.get_roles(obj=registration):
            raise refuse(403, "permission", _("Only the person changes their registration."))
        present = getMultiAdapter((registration, self.request), ISerializeToJson)()
        given = {name: body[name] for name in sorted(FIELDS - set(OWN)) if name in body}
        _refuse_given(given, present)
        before = own_values(registration)
        data = {name: value for name, value in body.items() if name in OWN}
        getMultiAdapter((registration, self.request), IDeserializeFromJson)(data=data)
        made = [name for name in MADE_AGAIN if isinstance(data.get(name), Mapping)]
        say_again(registration, [name for name in made if "at" not in data[name]])
        check_change(registration, before)
        if note_change(registration, before):
            note_asking(registration)
            follow(registration, self.userid)
        self.request.response.setStatus(204)


def _refuse_given(sent: Mapping[str, Any], present: Mapping[str, Any]) -> None:
    """Refuse with 403 every value of the system that is sent with another one."""
    wrong = [name for name, value in sent.items() if _plain(value) != _plain(present.get(name))]
    if wrong:
        raise Refused(403, [Problem(name, _("This is given by the system.")) for name in wrong])


def _plain(value: Any) -> Any:
    """The token of a word of a list; nothing for an empty value."""
    if isinstance(value, Mapping) and "token" in value:
        return value["token"]
    return value or None
