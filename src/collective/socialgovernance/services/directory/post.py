"""Importing people and departments."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.controlpanel.settings import setting
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.services.base import GovernanceWrite
from typing import Any
from zope.component import getUtility


KEYS = ("departments", "people", "delta", "accept_leavers")


class DirectoryPost(GovernanceWrite):
    """Import the rows of the body; answers how many were created, updated, have left, are unchanged."""

    right = "collective.socialgovernance: Manage directory"

    def perform(self, body: dict[str, Any]) -> dict[str, int]:
        if self.path:
            raise refuse(404, "@id", _("There is no such page."))
        self.known_keys(body, KEYS)
        directory = getUtility(IDirectory)
        plan = imports.plan(
            directory,
            site.today(),
            _table(rows.PERSON_ROWS, body),
            _table(rows.DEPARTMENT_ROWS, body),
            delta=_flag(body, "delta"),
            accept_leavers=_flag(body, "accept_leavers"),
            leavers_share=setting("leavers_share"),
            language=site.language(),
        )
        return imports.apply(directory, plan, who=self.userid, when=wallclock.now(), source="REST")


def _table(kind: rows.Kind, body: dict[str, Any]) -> rows.Table | None:
    return rows.json_table(kind, body[kind.name]) if kind.name in body else None


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise refuse(400, name, _("bad_flag", default="this must be true or false"))
    return value
