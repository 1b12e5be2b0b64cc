"""Role Ambassador on a registration: the person whose it is, and nobody else, an administrator neither."""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from typing import Any
from zope.component import adapter
from zope.interface import implementer


AMBASSADOR = "Ambassador"


@implementer(ILocalRoleProvider)
@adapter(IAmbassadorRegistration)
class RegisteredPerson:
    """The role follows from the field; nobody gives it."""

    def __init__(self, context: Any):
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """The role, for the person."""
        return (AMBASSADOR,) if principal_id and principal_id == self.context.person else ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The one person."""
        if self.context.person:
            yield self.context.person, (AMBASSADOR,)
