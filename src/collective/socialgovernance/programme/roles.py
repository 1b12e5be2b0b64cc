"""Roles that follow from a programme's own fields."""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collective.socialgovernance.programme.content import IGovernanceProgramme
from zope.component import adapter
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IGovernanceProgramme)
class ReferentRoles:
    """The referent and the backup are Governance Referent without being given the role."""

    def __init__(self, context: IGovernanceProgramme):
        self.context = context

    def _referents(self) -> tuple[str, ...]:
        return tuple(userid for userid in (self.context.referent, self.context.referent_backup) if userid)

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """The role, for those two people."""
        return ("Governance Referent",) if principal_id in self._referents() else ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """At most two people, so that indexing security stays cheap."""
        for userid in self._referents():
            yield userid, ("Governance Referent",)
