"""Changing the settings: all values are looked at together, and either all are kept or none."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.controlpanel.interfaces import ISocialGovernanceSettings
from collective.socialgovernance.controlpanel.lists import completed
from collective.socialgovernance.controlpanel.lists import problems_of
from collective.socialgovernance.controlpanel.lists import ROWS
from collective.socialgovernance.controlpanel.settings import PREFIX
from collective.socialgovernance.controlpanel.statements import STATEMENTS
from collective.socialgovernance.controlpanel.statements import use_statements
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import getUtility
from zope.schema import getFields
from zope.schema.interfaces import ValidationError


def change(values: Mapping[str, Any]) -> None:
    """Keep new values of settings, by name; a list is replaced as a whole.

    Raises :class:`~..refusals.Refused` 400 with every problem, each named by its place; nothing is kept then.
    """
    fields = getFields(ISocialGovernanceSettings)
    problems: list[Problem] = []
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name not in fields:
            problems.append(Problem(name, _("There is no such setting.")))
        elif name in ROWS:
            problems += _rows(name, value, kept)
        else:
            problems += _plain(name, value, fields[name], kept)
    if problems:
        raise Refused(400, problems)
    settings = getUtility(IRegistry).forInterface(ISocialGovernanceSettings, prefix=PREFIX)
    for name, value in kept.items():
        if getattr(settings, name) != value:
            setattr(settings, name, value)
    if STATEMENTS in kept:
        use_statements()


def _rows(name: str, value: Any, kept: dict[str, Any]) -> list[Problem]:
    if not isinstance(value, list):
        return [Problem(name, _("Send a list of rows."))]
    problems = problems_of(name, value)
    if not problems:
        kept[name] = completed(name, value)
    return problems


def _plain(name: str, value: Any, field: Any, kept: dict[str, Any]) -> list[Problem]:
    given = field.missing_value if value is None and not field.required else value
    try:
        field.validate(given)
    except ValidationError as error:
        return [Problem(name, error.doc())]
    kept[name] = given
    return []
