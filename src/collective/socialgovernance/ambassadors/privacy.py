"""Who sees what of a registration.

The person sees everything. What moves them is read by the referent only. A manager learns nothing but their
own answer; auditors and owners see no motivation, auditors and administrators no profiles, administrators and
legal no answer of the manager.
"""

from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.roles import AMBASSADOR
from collective.socialgovernance.directory.roles import LINE_MANAGER
from plone import api
from typing import Any
from zope.schema import getFieldNames


FIELDS = frozenset(getFieldNames(IAmbassadorRegistration))
MOTIVATION = frozenset(("motivation",))
PROFILES = frozenset(("declared_profiles",))
ENDORSEMENT = frozenset(("endorsement",))
SEEN = {
    AMBASSADOR: FIELDS,
    "Governance Referent": FIELDS,
    "Governance Owner": FIELDS - MOTIVATION,
    "Governance Auditor": FIELDS - MOTIVATION - PROFILES,
    "Governance Legal": FIELDS - MOTIVATION - PROFILES - ENDORSEMENT,
    "Manager": FIELDS - MOTIVATION - PROFILES - ENDORSEMENT,
    "Site Administrator": FIELDS - MOTIVATION - PROFILES - ENDORSEMENT,
    LINE_MANAGER: frozenset(("person", "endorsement")),
}
ANSWERS = ("endorse", "not_now", "answer")
"""Acts that tell what a manager said."""

PROPOSALS = ("propose_hold", "drop_hold")
"""Acts that the person is not shown: a proposal changes nothing."""


def seen_fields(registration: Any) -> frozenset[str]:
    """The fields that the signed-in user may read."""
    roles = api.user.get_roles(obj=registration)
    return frozenset().union(*(SEEN[role] for role in roles if role in SEEN))


def seen_history(registration: Any, history: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The acts that the signed-in user may read, of all acts on a registration."""
    roles = set(api.user.get_roles(obj=registration)) & set(SEEN)
    fields = seen_fields(registration)
    if not roles - {LINE_MANAGER}:
        return []
    told = [act for act in history if "endorsement" in fields or act["action"] not in ANSWERS]
    looking = {"Governance Referent", "Governance Legal", "Governance Owner", "Governance Auditor"}
    proposals = bool(roles & looking) and AMBASSADOR not in roles
    return told if proposals else [act for act in told if act["action"] not in PROPOSALS]


def sees_proposals(registration: Any) -> bool:
    """Whether the signed-in user may see a hold that is only proposed: the person is not shown it."""
    roles = set(api.user.get_roles(obj=registration))
    return bool(roles & {"Governance Referent", "Governance Legal"}) and (AMBASSADOR not in roles)
