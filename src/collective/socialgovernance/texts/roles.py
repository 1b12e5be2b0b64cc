"""A role that follows from records: who may still open an edition that is not, or not yet, in force."""

from AccessControl.PermissionRole import rolesForPermissionOn
from borg.localrole.interfaces import ILocalRoleProvider
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer


ROLE = ("Acknowledger",)


@implementer(ILocalRoleProvider)
@adapter(IEdition)
class ReaderOfRecord:
    """Role Acknowledger: those who acknowledged an ended edition; all readers of a published binding one.

    A binding edition is shown to staff from its approval on, as published and not yet in force. The role
    enumerates nobody: the page opens by its address and is in no listing.
    """

    def __init__(self, context: Any):
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """The role, when this person may open this edition."""
        state = state_of(self.context)
        if state == "approved":
            return ROLE if self._published_binding() and self._reads_address(principal_id) else ()
        if state in ("superseded", "withdrawn"):
            return ROLE if self._acknowledged(principal_id) else ()
        return ()

    def getAllRoles(self) -> tuple[()]:
        """Nobody: the catalog never learns of this role."""
        return ()

    def _published_binding(self) -> bool:
        return self.context.legal_force == "binding" and bool(
            (self.context.formalities or {}).get("publicity_date")
        )

    def _reads_address(self, principal_id: str) -> bool:
        """Whether this person may see the charter or guide: signed in, and the place is open to them."""
        text = text_of(self.context)
        user = api.user.get(userid=principal_id)
        if user is None:
            return False
        needed = set(rolesForPermissionOn("View", text))
        return bool(needed & set(user.getUser().getRolesInContext(text)))

    def _acknowledged(self, principal_id: str) -> bool:
        directory, ledger = queryUtility(IDirectory), queryUtility(ILedger)
        if directory is None or ledger is None:
            return False
        key = directory.key(principal_id)
        if key is None:
            return False
        return any(entry.answer == "acknowledged" for entry in ledger.entries(IUUID(self.context), key))
