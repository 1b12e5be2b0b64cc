"""The fields of the form of a scope: how each is shown, and what comes back from it.

Rows are named ``voices.3.user``: 3 only tells rows apart; their order is that in which the hidden
fields ``voices.rows`` come. So rows are moved by moving them, with scripts or without.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.browser.scopes.named import name_to_write
from collective.socialgovernance.browser.scopes.named import named
from collective.socialgovernance.browser.scopes.shown import Option
from collective.socialgovernance.browser.scopes.shown import options
from collective.socialgovernance.days import written_day
from collective.socialgovernance.fields import IUserid
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.vocabularies.kept import KeptList
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any
from zope.component import getUtility
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IList
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
from zope.schema.interfaces import IVocabularyFactory


PERSON, CHECKS, DAY, CHOICE, LINE, AREA, FLAG = "person", "checks", "day", "choice", "line", "area", "flag"
WORDS = (PERSON, LINE, AREA, DAY)
"""Controls in which something is typed."""

SAYING = {
    "cells": ("topic", "audience", "platform", "territory"),
    "voices": ("user",),
    "escalation": ("user", "backup", "hours"),
    "topics_refer": ("topic", "department"),
    "topics_forbidden": ("topic",),
    "approval_rule": ("content_kind",),
    "disclosure": ("wording", "explanation"),
}
"""The columns of which one must be filled in for a row to count; a row with none of them is left out."""


@dataclass(frozen=True)
class Input:
    """One field of the form."""

    name: str
    id: str
    title: str
    control: str
    description: str = ""
    required: bool = False
    value: str = ""
    options: tuple[Option, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class ShownRow:
    """One row of a table of rows."""

    key: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Table:
    """A field made of rows; ``blank`` is a row with nothing in it, for the script to copy."""

    name: str
    title: str
    description: str
    rows: tuple[ShownRow, ...]
    blank: ShownRow


@dataclass
class Read:
    """What was read from a form."""

    value: Any = None
    problems: list[Problem] = field(default_factory=list)


def control_of(known: Any) -> str:
    """How a field is filled in."""
    if IUserid.providedBy(known):
        return PERSON
    for interface, control in (
        (IList, CHECKS),
        (IBool, FLAG),
        (IDate, DAY),
        (IChoice, CHOICE),
        (ITextLine, LINE),
        (IText, AREA),
    ):
        if interface.providedBy(known):
            return control
    raise TypeError(f"{known.__name__} cannot be filled in here.")


def vocabulary_of(known: Any) -> Any:
    """The factory of the words of a choice, or of a list of choices."""
    choice = known.value_type if IList.providedBy(known) else known
    return getUtility(IVocabularyFactory, choice.vocabularyName)


def words_of(known: Any, context: Any, chosen: Iterable[str] = ()) -> list[Option]:
    """What can be chosen, and beside it what was chosen earlier and is in no list any more."""
    factory = vocabulary_of(known)
    marked = set(chosen)
    if isinstance(factory, KeptList):
        found = [Option(each.token, each.title, each.token in marked) for each in options(factory)]
    else:
        found = [Option(term.token, term.title, term.token in marked) for term in factory(context)]
    present = {option.token for option in found}
    return [*found, *(Option(token, token, True) for token in chosen if token not in present)]


def keys_of(name: str, sent: Mapping[str, Any]) -> list[str]:
    """The keys of the rows that were sent, in their order."""
    return [key for key in dict.fromkeys(several(sent.get(f"{name}.rows"))) if key.isdigit()]


def several(value: Any) -> list[str]:
    """One value or many, as a list."""
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str) else [str(each) for each in value]


class Rows:
    """The rows of one field: ``stored`` as they are kept, ``sent`` as the form has them."""

    def __init__(self, known: Any, context: Any, day: date):
        self.name = known.__name__
        self.known, self.context, self.day = known, context, day
        self.columns = getFieldsInOrder(known.value_type.schema)

    def table(
        self,
        stored: Iterable[Mapping[str, Any]],
        sent: Mapping[str, Any] | None,
        keys: list[str],
        problems: Mapping[str, str],
    ) -> Table:
        """The table as it is shown; with ``sent`` from what was typed, under ``keys``."""
        if sent is None:
            values = [self._written(row or self._defaults()) for row in stored]
            keys = [str(place) for place in range(len(values))]
        else:
            values = [self._typed(key, sent) if self._has(key, sent) else self._new() for key in keys]
        rows = tuple(self._row(key, typed, problems) for key, typed in zip(keys, values, strict=True))
        return Table(
            self.name,
            self.known.title,
            self.known.description,
            rows,
            self._row("KEY", self._new(), {}),
        )

    def read(self, sent: Mapping[str, Any], offset: int = 0) -> Read:
        """The rows that say something, and what is wrong with them by ``voices.0.user``."""
        read = Read([])
        for key in keys_of(self.name, sent):
            typed = self._typed(key, sent)
            if any(typed[column] for column in SAYING[self.name]):
                place = f"{self.name}.{offset + len(read.value)}"
                read.value.append(
                    {name: self._read(place, name, typed, read) for name, _known in self.columns}
                )
        return read

    def places(self, sent: Mapping[str, Any], offset: int = 0) -> dict[str, str]:
        """By row as it would be kept (``voices.0``): the row of the form it comes from (``voices.3``)."""
        saying = [
            key
            for key in keys_of(self.name, sent)
            if any(self._typed(key, sent)[column] for column in SAYING[self.name])
        ]
        return {f"{self.name}.{offset + place}": f"{self.name}.{key}" for place, key in enumerate(saying)}

    def _has(self, key: str, sent: Mapping[str, Any]) -> bool:
        return any(f"{self.name}.{key}.{name}" in sent for name, _known in self.columns)

    def _new(self) -> dict[str, Any]:
        return self._written(self._defaults())

    def _defaults(self) -> dict[str, Any]:
        return {name: known.default for name, known in self.columns}

    def _written(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {name: written(control_of(known), row.get(name), self.day) for name, known in self.columns}

    def _typed(self, key: str, sent: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, known in self.columns:
            value = sent.get(f"{self.name}.{key}.{name}")
            found[name] = several(value) if control_of(known) == CHECKS else " ".join(several(value)).strip()
        return found

    def _row(self, key: str, typed: Mapping[str, Any], problems: Mapping[str, str]) -> ShownRow:
        return ShownRow(
            key,
            tuple(
                input_of(
                    f"{self.name}.{key}.{name}",
                    known,
                    self.context,
                    typed[name],
                    problems.get(f"{self.name}.{key}.{name}", ""),
                )
                for name, known in self.columns
            ),
        )

    def _read(self, place: str, name: str, typed: Mapping[str, Any], read: Read) -> Any:
        known = dict(self.columns)[name]
        value, problem = reading(known, typed[name], self.context, self.day)
        if not problem and known.required and value in (None, "", []):
            problem = _("Please fill this in.")
        if problem:
            read.problems.append(Problem(f"{place}.{name}", problem))
        return value


def input_of(name: str, known: Any, context: Any, typed: Any, problem: str = "") -> Input:
    """One field of the form with what stands in it."""
    control = control_of(known)
    chosen = typed if control == CHECKS else several(typed)
    offered = words_of(known, context, chosen) if control in (CHOICE, CHECKS) else []
    if control == CHOICE and (not known.required or not typed):
        offered.insert(0, Option("", _("Choose …") if known.required else "–", not typed))
    return Input(
        name,
        name.replace(".", "-"),
        known.title,
        control,
        known.description,
        known.required,
        typed if isinstance(typed, str) else "",
        tuple(offered),
        problem,
    )


def written(control: str, value: Any, day: date) -> Any:
    """A kept value as it stands in the form."""
    if control == CHECKS:
        return list(value or ())
    if value in (None, ""):
        return ""
    if control == PERSON:
        return name_to_write(value, day)
    return value.isoformat() if control == DAY else str(value)


def reading(known: Any, typed: Any, context: Any, day: date) -> tuple[Any, str]:
    """What was typed as a value of a field, and what is wrong with it."""
    control = control_of(known)
    if control == CHECKS:
        tokens = {option.token for option in words_of(known, context)}
        unknown = [token for token in typed if token not in tokens]
        return typed, not_listed(unknown[0]) if unknown else ""
    if not typed:
        return known.missing_value, ""
    if control == PERSON:
        return named(typed, day)
    if control == DAY:
        try:
            return written_day(typed), ""
        except ValueError:
            return None, _("A day is written YYYY-MM-DD.")
    if control == CHOICE and typed not in {option.token for option in words_of(known, context)}:
        return typed, not_listed(typed)
    return typed, ""


def not_listed(token: str) -> str:
    """That a word is in no list."""
    return _("“${token}” is not in this list.", mapping={"token": token})
