"""What the lists of the control panel must be, whichever way they are written."""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.statements import faults_of
from collective.socialgovernance.controlpanel.interfaces import ISanctionWords
from collective.socialgovernance.controlpanel.interfaces import IStatementWords
from collective.socialgovernance.controlpanel.interfaces import IVocabularyRow
from collective.socialgovernance.refusals import Problem
from typing import Any
from zope.interface.interfaces import IInterface
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import ValidationError

import re


WORD_LISTS = ("topics", "platforms", "audiences", "territories")
"""The settings that are lists of words with a token, titles and a place below another word."""

ROWS: dict[str, IInterface] = {
    **dict.fromkeys(WORD_LISTS, IVocabularyRow),
    "sanction_words": ISanctionWords,
    "statements": IStatementWords,
}
"""The schema of a row, by setting."""

TOKEN = re.compile(r"[A-Za-z0-9._-]+")
NATIVE_TEXT = {"token", "parent", "language"}


def problems_of(name: str, rows: Sequence[Any]) -> list[Problem]:
    """What is wrong with the rows of a list, every problem named by its place (``topics.0.token``).

    A row has exactly the keys of its schema; tokens are unique, made of letters, digits, dots, hyphens and
    underscores; a parent is a token of the same list, and nothing is above itself.
    """
    problems = [
        problem
        for index, row in enumerate(rows)
        for problem in _row_problems(f"{name}.{index}", row, ROWS[name])
    ]
    if not rows:
        problems.append(Problem(name, _("Keep at least one row.")))
    if not problems and name == "statements":
        return _misworded(rows)
    if problems or name not in WORD_LISTS:
        return problems
    return [*_repeated(name, rows), *_misplaced(name, rows)]


def completed(name: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The rows as they are stored: every key there, white space around texts taken away."""
    return [
        {key: str(row.get(key) or "").strip() for key, field in getFieldsInOrder(ROWS[name])} for row in rows
    ]


def _row_problems(place: str, row: Any, schema: IInterface) -> list[Problem]:
    if not isinstance(row, Mapping):
        return [Problem(place, _("A row is an object."))]
    fields = dict(getFieldsInOrder(schema))
    problems = [
        Problem(f"{place}.{key}", _("This key is not known here.")) for key in sorted(set(row) - set(fields))
    ]
    for key, field in fields.items():
        value = row.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if field.required:
                problems.append(Problem(f"{place}.{key}", _("This is required.")))
            continue
        if not isinstance(value, str):
            problems.append(Problem(f"{place}.{key}", _("This is a text.")))
        elif key in NATIVE_TEXT and not TOKEN.fullmatch(value.strip()):
            problems.append(
                Problem(
                    f"{place}.{key}",
                    _("Only letters without accents, digits, dots, hyphens and underscores."),
                )
            )
        else:
            problems += _field_problems(f"{place}.{key}", field, value)
    return problems


def _field_problems(place: str, field: Any, value: str) -> list[Problem]:
    try:
        field.validate(value)
    except ValidationError as error:
        return [Problem(place, error.doc())]
    return []


def _misworded(rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    problems = []
    for index, row in enumerate(rows):
        unnamed, agrees = faults_of(row["sentence"])
        if unnamed:
            problems.append(
                Problem(
                    f"statements.{index}.sentence",
                    _("Name the text by $title, and its edition by $number; nothing else begins with $."),
                )
            )
        if agrees:
            problems.append(
                Problem(
                    f"statements.{index}.sentence",
                    _("An acknowledgment says that one was informed, never that one agrees or accepts."),
                )
            )
    return problems


def _repeated(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for index, row in enumerate(rows):
        token = row["token"].strip()
        if token in seen:
            problems.append(
                Problem(f"{name}.{index}.token", _("“${token}” is there twice.", mapping={"token": token}))
            )
        seen.add(token)
    return problems


def _misplaced(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    above = {row["token"].strip(): (row.get("parent") or "").strip() for row in rows}
    problems = []
    for index, row in enumerate(rows):
        token, parent = row["token"].strip(), (row.get("parent") or "").strip()
        if parent and parent not in above:
            problems.append(
                Problem(
                    f"{name}.{index}.parent", _("“${token}” is not in this list.", mapping={"token": parent})
                )
            )
        elif token in _path_above(token, above):
            problems.append(
                Problem(
                    f"{name}.{index}.parent",
                    _("“${token}” would be above itself.", mapping={"token": token}),
                )
            )
    return problems


def _path_above(token: str, above: Mapping[str, str]) -> list[str]:
    path: list[str] = []
    step = above.get(token, "")
    while step and step not in path:
        path.append(step)
        step = above.get(step, "")
    return path
