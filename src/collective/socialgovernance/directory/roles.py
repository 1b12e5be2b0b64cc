"""Roles that follow from the directory: head and deputies of a department, line manager of a person.

Nobody gives or takes them: they change on the day the directory changes. Each enumerates only the few people
concerned, so that the catalog's list of who may see an object stays short.
"""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDepartmental
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.interfaces import IPersonal
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.people import NOT_JOINED
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer


DEPARTMENT_HEAD = "Department Head"
SCOPE_DEPUTY = "Scope Deputy"
LINE_MANAGER = "Line Manager"


@implementer(ILocalRoleProvider)
class RolesFromDirectory:
    """The part both have in common: few holders, each with their roles."""

    def __init__(self, context: object):
        self.context = context

    def holders(self) -> dict[str, tuple[str, ...]]:
        """Userids with their roles on the context, today."""
        raise NotImplementedError

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """The roles of one principal."""
        return self.holders().get(principal_id, ())

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Everybody who holds one."""
        yield from self.holders().items()


@adapter(IDepartmental)
class DepartmentRoles(RolesFromDirectory):
    """Department Head for who leads the department, Scope Deputy for its deputies.

    A department without a head is led by its deputies, else by who leads the one above.
    """

    def holders(self) -> dict[str, tuple[str, ...]]:
        directory = queryUtility(IDirectory)
        department = self.context.department
        if directory is None or not department:
            return {}
        today = site.today()
        held = (
            (DEPARTMENT_HEAD, directory.heads(department, today)),
            (SCOPE_DEPUTY, directory.deputies(department, today)),
        )
        found: dict[str, tuple[str, ...]] = {}
        for role, userids in held:
            for userid in userids:
                found[userid] = (*found.get(userid, ()), role)
        return found


@adapter(IPersonal)
class PersonRoles(RolesFromDirectory):
    """Line Manager for the manager of the person; nobody is their own."""

    def holders(self) -> dict[str, tuple[str, ...]]:
        directory = queryUtility(IDirectory)
        person = None if directory is None else directory.person(self.context.person or "", site.today())
        if person is None or not person.manager or person.manager == person.userid:
            return {}
        manager = directory.person(person.manager, site.today())
        gone = manager is None or manager.status in (LEFT, NOT_JOINED)
        return {} if gone else {manager.userid: (LINE_MANAGER,)}
