"""Who may add a scope to a programme: whoever heads or deputises a department of its perimeter."""

from borg.localrole.interfaces import ILocalRoleProvider
from collective.socialgovernance import wallclock
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.programme.perimeters import covered
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.index import scope_of_department
from datetime import date
from plone import api
from typing import Any
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer


SCOPE_AUTHOR = ("Scope Author",)
ANY_DEPARTMENT = ("Governance Owner", "Manager", "Site Administrator")
"""Roles whose holders add the scope of any department."""


def departments_led_by(programme: Any, userid: str, day: date) -> tuple[str, ...]:
    """The departments of the perimeter that somebody heads or deputises on a day."""
    directory = queryUtility(IDirectory)
    named = () if directory is None else directory.leading(userid, day)
    if not named:
        return ()
    # Who leads a department stands in for those below it that have nobody.
    within = directory.subtree(named, day) & covered(programme.perimeter or (), day)
    return tuple(
        sorted(
            department
            for department in within
            if userid in directory.heads(department, day) or userid in directory.deputies(department, day)
        )
    )


def may_add_scope_of(programme: Any, department: str) -> bool:
    """Whether the signed-in user may add the scope of a department: its head or deputy, or an owner any."""
    if set(ANY_DEPARTMENT) & set(api.user.get_roles(obj=programme)):
        return True
    today = day_of(wallclock.now(), zone_of(programme))
    return department in departments_led_by(programme, str(api.user.get_current().getId()), today)


def departments_to_define(programme: Any, userid: str, day: date) -> tuple[str, ...]:
    """The departments that somebody leads and that have no scope yet."""
    led = departments_led_by(programme, userid, day)
    return tuple(department for department in led if scope_of_department(programme, department) is None)


@implementer(ILocalRoleProvider)
@adapter(IGovernanceProgramme)
class ScopeAuthors:
    """Role Scope Author on a programme; for which department is asked when a scope is added.

    It enumerates nobody: a programme is open to more than them, and the catalog need not know.
    """

    def __init__(self, context: Any):
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """The role, for whoever leads a department of the perimeter today."""
        return SCOPE_AUTHOR if self._leads(principal_id) else ()

    def getAllRoles(self) -> tuple[()]:
        """Nobody."""
        return ()

    def _leads(self, userid: str) -> bool:
        directory = queryUtility(IDirectory)
        if directory is None:
            return False
        today = day_of(wallclock.now(), zone_of(self.context))
        return bool(directory.leading(userid, today)) and bool(
            departments_led_by(self.context, userid, today)
        )
