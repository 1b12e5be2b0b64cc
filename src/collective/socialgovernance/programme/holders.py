"""Who holds the governance roles at some place, person by person.

Roles are given through sharing, here or above, to people or groups, or follow from the programme's fields.
Only those named there are looked up: no list of all users is ever read.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.programme.four_eyes import Holders
from collective.socialgovernance.programme.four_eyes import ROLE_TITLES
from datetime import date
from plone import api
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from typing import Any
from zope.component import queryUtility


def holders_of(content: Any) -> Holders:
    """The people who hold each governance role on some content today.

    Who has left by the directory, and whom the site does not know any more, holds none. A role given to
    everybody signed in names nobody.
    """
    users = api.portal.get_tool("acl_users")
    found: dict[str, set[str]] = {role: set() for role in ROLE_TITLES}
    today = _today()
    for principal, given in users.borg_localroles.getAllLocalRolesInContext(content).items():
        roles = [role for role in ROLE_TITLES if role in given]
        if roles:
            people = {userid for userid in _people(users, principal) if _is_here(users, userid, today)}
            for role in roles:
                found[role] |= people
    return {role: frozenset(userids) for role, userids in found.items()}


def names_of(userids: Iterable[str]) -> tuple[str, ...]:
    """The names of people, as the directory knows them, else as the site does; in alphabetical order."""
    return tuple(sorted((_name(userid) for userid in userids), key=str.casefold))


def _people(users: Any, principal: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The person, or every member of the group and of the groups in it."""
    if principal in seen:
        return
    if users.getGroupById(principal) is None:
        yield principal
        return
    for _id, plugin in users.plugins.listPlugins(IGroupIntrospection):
        for member in plugin.getGroupMembers(principal) or ():
            yield from _people(users, member, seen | {principal})


def _is_here(users: Any, userid: str, today: date) -> bool:
    if users.getUserById(userid) is None:
        return False
    directory = queryUtility(IDirectory)
    person = None if directory is None else directory.person(userid, today)
    return person is None or person.status != LEFT


def _name(userid: str) -> str:
    directory = queryUtility(IDirectory)
    person = None if directory is None else directory.person(userid, _today())
    if person is not None and person.fullname:
        return str(person.fullname)
    user = api.user.get(userid=userid)
    return str((user and user.getProperty("fullname")) or userid)


def _today() -> date:
    return site.today()
