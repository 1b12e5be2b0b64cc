"""Groups of the site as departments.

Members come from the group introspection plugins, which give ids: no user is ever woken. Names and e-mails
come from the stored member properties, where there are some.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.socialgovernance import wallclock
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory import site as surroundings
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.interfaces import IDirectorySource
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.sources.syncing import chosen_source
from collective.socialgovernance.directory.sources.syncing import setting
from collective.socialgovernance.refusals import Refused
from plone import api
from Products.CMFPlone.interfaces import IPloneSiteRoot
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PluggableAuthService.interfaces.events import IPrincipalAddedToGroupEvent
from Products.PluggableAuthService.interfaces.events import IPrincipalRemovedFromGroupEvent
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from typing import Any
from zope.component import adapter
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.interface import implementer

import logging


GROUPS = "groups"
logger = logging.getLogger(__name__)


@implementer(IDirectorySource)
@adapter(IPloneSiteRoot)
class GroupsOfSite:
    """The groups chosen in the control panel: ids, or prefixes that end with ``*``.

    A chosen group inside another is a department below it. Somebody in several belongs to the innermost,
    else to the one chosen first.
    """

    def __init__(self, site: Any):
        self.site = site
        self.acl_users = api.portal.get_tool("acl_users")

    def rows(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Departments and people, as an import would tell them."""
        members = {group: set(self.member_ids(group)) for group in self.chosen()}
        parents = _parents(members)
        placed = _placed(members, parents)
        people = [self.person(userid, group) for userid, group in sorted(placed.items())]
        return self._departments(members, parents), people

    def rows_about(
        self, userid: str, joined: str = "", left: str = ""
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The departments, and the row of one person: the present department, or that they have left.

        The group that they have just joined or left is told, since plugins learn of it after the event.
        """
        members = {group: set(self.member_ids(group)) for group in self.chosen()}
        parents = _parents(members)
        own = {group: inside & {userid} for group, inside in members.items()}
        if joined:
            own[joined] = {userid}
        if left:
            own[left] = set()
        group = _placed(own, parents).get(userid)
        row = self.person(userid, group or "")
        return self._departments(members, parents), [row if group else {**row, "status": LEFT}]

    def _departments(self, groups: Iterable[str], parents: Mapping[str, str]) -> list[dict[str, Any]]:
        return [
            {"id": group, "title": self._title(group), "parent": parents.get(group, "")} for group in groups
        ]

    def chosen(self) -> list[str]:
        """The ids of the groups that are departments, in the order in which they were chosen."""
        known = sorted({id for plugin in self._plugins() for id in plugin.getGroupIds()})
        found: dict[str, None] = {}
        for wanted in setting("department_groups", ()):
            wanted = wanted.strip()
            if wanted.endswith("*"):
                found.update(dict.fromkeys(id for id in known if id.startswith(wanted[:-1])))
            elif wanted in known:
                found[wanted] = None
        return list(found)

    def member_ids(self, group: str) -> Iterator[str]:
        """Userids, and ids of groups, in a group."""
        for plugin in self._plugins():
            yield from plugin.getGroupMembers(group) or ()

    def person(self, userid: str, group: str) -> dict[str, Any]:
        """The row of somebody; only what is known of them."""
        known = self._properties(userid)
        row = {"userid": userid, "fullname": known.get("fullname") or userid, "department": group}
        return {**row, "email": known["email"]} if known.get("email") else row

    def _plugins(self) -> list[Any]:
        plugins = self.acl_users.plugins.listPlugins(IGroupIntrospection)
        return [plugin for _id, plugin in plugins]

    def _title(self, group: str) -> str:
        found = api.group.get(group)
        return (found.getProperty("title", "") if found is not None else "") or group

    def _properties(self, userid: str) -> dict[str, Any]:
        for _id, plugin in self.acl_users.plugins.listPlugins(IPropertiesPlugin):
            stored = getattr(plugin, "_storage", {}).get(userid)
            if stored:
                return dict(stored)
        return {}


def _placed(members: Mapping[str, set[str]], parents: Mapping[str, str]) -> dict[str, str]:
    """The one department of each person."""
    placed: dict[str, str] = {}
    for group in sorted(members, key=lambda group: -_depth(group, parents)):
        for userid in sorted(members[group] - members.keys()):
            placed.setdefault(userid, group)
    return placed


def _parents(members: Mapping[str, set[str]]) -> dict[str, str]:
    """The chosen group in which each chosen group is."""
    parents: dict[str, str] = {}
    for group, inside in members.items():
        for child in sorted(inside & members.keys() - {group}):
            if group not in _above(child, parents) and child not in _above(group, parents):
                parents.setdefault(child, group)
    return parents


def _above(group: str, parents: Mapping[str, str]) -> Iterable[str]:
    while group in parents:
        group = parents[group]
        yield group


def _depth(group: str, parents: Mapping[str, str]) -> int:
    return len(list(_above(group, parents)))


@adapter(IPrincipalAddedToGroupEvent)
def follow_joining(event: IPrincipalAddedToGroupEvent) -> None:
    """Somebody added to a chosen group is in that department at once."""
    _follow(event.principal, event.group_id, joined=event.group_id)


@adapter(IPrincipalRemovedFromGroupEvent)
def follow_leaving(event: IPrincipalRemovedFromGroupEvent) -> None:
    """Somebody in no chosen group any more has left."""
    _follow(event.principal, event.group_id, left=event.group_id)


def _follow(principal: Any, group: str, **change: str) -> None:
    directory = queryUtility(IDirectory)
    if directory is None or getSite() is None or chosen_source() != GROUPS:
        return
    source = GroupsOfSite(getSite())
    chosen = source.chosen()
    userid = principal if isinstance(principal, str) else principal.getId()
    if group not in chosen or userid in chosen:
        return
    try:
        _tell(directory, source.rows_about(userid, **change))
    except Refused as refusal:
        # Whoever manages groups must not be stopped by the directory; the next sync names what is wrong.
        logger.warning("The directory does not follow %s in group %s: %s", userid, group, refusal.problems)


def _tell(directory: Any, told: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> None:
    departments, people = told
    plan = imports.plan(
        directory,
        surroundings.today(),
        rows.json_table(rows.PERSON_ROWS, people),
        rows.json_table(rows.DEPARTMENT_ROWS, departments),
        delta=True,
        accept_leavers=True,
        language=surroundings.language(),
    )
    imports.apply(directory, plan, who=_actor(), when=wallclock.now(), source=GROUPS)


def _actor() -> str:
    return str(api.user.get_current().getId() or "")
