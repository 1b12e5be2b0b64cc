"""What waits for a person among the registrations. Computed when somebody looks, stored nowhere."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.due import expiry_day
from collective.socialgovernance.ambassadors.due import lapse_day
from collective.socialgovernance.ambassadors.endorsing import waiting_for
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.guards import all_hold
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.ambassadors.renewing import answer_until
from collective.socialgovernance.ambassadors.renewing import answered
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import renewable_from
from collective.socialgovernance.ambassadors.renewing import RENEWED_FROM
from collective.socialgovernance.ambassadors.saying import question_about
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.texts.tasks import Task
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from plone import api
from typing import Any


LOOKING_AFTER = {"Governance Referent", "Governance Legal"}


def tasks_of(userid: str, as_of: date | None = None) -> list[Task]:
    """Everything that waits for the signed-in user among the registrations of programmes they may see."""
    found: list[Task] = []
    for brain in api.portal.get_tool("portal_catalog")(portal_type="GovernanceProgramme", sort_on="created"):
        programme = brain.getObject()
        day = as_of or counting_day(programme)
        own = registration_of(programme, userid)
        if own is not None:
            found += _to_complete(programme, own, day)
        found += _to_endorse(programme, userid, day)
        roles = LOOKING_AFTER & set(api.user.get_roles(obj=programme))
        if roles:
            found += _to_look_after(programme, userid, roles, day)
    return found


def own_registrations(userid: str) -> list[tuple[Any, Any]]:
    """The programmes that the signed-in user sees and is registered in, each with the registration."""
    found = []
    for brain in api.portal.get_tool("portal_catalog")(portal_type="GovernanceProgramme", sort_on="created"):
        programme = brain.getObject()
        own = registration_of(programme, userid)
        if own is not None:
            found.append((programme, own))
    return found


def _to_complete(programme: Any, own: Any, day: date) -> Iterator[Task]:
    facts = Surroundings(programme).facts_of(own)
    first = renewable_from(facts)
    if facts.state == "draft":
        yield _task("complete_registration", programme, _("Finish your registration"), own, None)
    elif facts.state in RENEWED_FROM and not all_hold(facts, day):
        title = _("Something is missing in your registration")
        yield _task("complete_registration", programme, title, own, _until(facts))
    elif first is not None and first <= day and asked_on(facts) is None and facts.state in RENEWED_FROM:
        title = _("Renew your registration, if you like")
        yield _task("complete_registration", programme, title, own, facts.valid_to)


def _until(facts: Facts) -> date | None:
    return expiry_day(facts) if facts.state == "lapsed" else lapse_day(facts)


def _to_endorse(programme: Any, userid: str, day: date) -> Iterator[Task]:
    surroundings = Surroundings(programme)
    for registration in waiting_for(programme, userid):
        facts = surroundings.facts_of(registration)
        title = question_about(facts, name_of(registration.person, day))
        yield _task("endorse", programme, title, registration, answer_until(facts, day), "asked")


def _to_look_after(programme: Any, userid: str, roles: set[str], day: date) -> Iterator[Task]:
    surroundings = Surroundings(programme)
    for registration in registrations_of(programme):
        state, hold = state_of(registration), registration.hold or {}
        if registration.person == userid:
            continue
        name = name_of(registration.person, day)
        if state == "on_hold":
            title = _("Review the hold of ${name}", mapping={"name": name})
            yield _task("hold_review", programme, title, registration, hold["review_on"])
        elif hold.get("proposed_by") and "Governance Legal" in roles and hold["proposed_by"] != userid:
            title = _("A hold is proposed for ${name}", mapping={"name": name})
            yield _task("hold_review", programme, title, registration, hold["review_on"], "proposed")
        elif "Governance Referent" in roles and state in ("endorsed", "onboarding"):
            title = _("Welcome and certify ${name}", mapping={"name": name})
            yield _task("certify", programme, title, registration, None)
        elif "Governance Referent" in roles and state in RENEWED_FROM:
            facts = surroundings.facts_of(registration)
            if asked_on(facts) is not None and answered(facts):
                title = _("${name} asks to renew", mapping={"name": name})
                yield _task("certify", programme, title, registration, facts.valid_to, "renewal")


def _task(
    kind: str, programme: Any, title: str, registration: Any, due: date | None, status: str = ""
) -> Task:
    url = registration.absolute_url()
    return Task(kind, title, url, status or state_of(registration), due, zone_of(programme))
