"""Bringing the directory up to date with the source that the site has chosen."""

from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory import site as surroundings
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.interfaces import IDirectorySource
from plone import api
from typing import Any
from zope.component import getUtility
from zope.component import queryAdapter


IMPORT = "import"


def chosen_source() -> str:
    """The name of the source chosen in the control panel."""
    return str(setting("directory_source", IMPORT))


def setting(name: str, default: Any) -> Any:
    """A setting of the control panel that sources read."""
    value = api.portal.get_registry_record(f"socialgovernance.{name}", default=None)
    return default if value is None else value


def plan_of_source(accept_leavers: bool = False) -> imports.Plan | None:
    """What the chosen source would change; None when it tells nothing by itself (imports do not).

    What a source does not tell of somebody stays as it is. Raises ``Refused`` as ``imports.plan`` does.
    """
    source = queryAdapter(api.portal.get(), IDirectorySource, name=chosen_source())
    told = None if source is None else source.rows()
    if told is None:
        return None
    departments, people = told
    return imports.plan(
        getUtility(IDirectory),
        surroundings.today(),
        rows.json_table(rows.PERSON_ROWS, people),
        rows.json_table(rows.DEPARTMENT_ROWS, departments),
        keep_untold=True,
        accept_leavers=accept_leavers,
        leavers_share=setting("leavers_share", imports.LEAVERS_SHARE),
        language=surroundings.language(),
    )
