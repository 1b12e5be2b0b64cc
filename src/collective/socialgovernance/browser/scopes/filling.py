"""The fields of one step with what stands in them: what is kept, or what was typed and could not be kept."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.browser.scopes import grid
from collective.socialgovernance.browser.scopes.inputs import CHECKS
from collective.socialgovernance.browser.scopes.inputs import control_of
from collective.socialgovernance.browser.scopes.inputs import Input
from collective.socialgovernance.browser.scopes.inputs import input_of
from collective.socialgovernance.browser.scopes.inputs import keys_of
from collective.socialgovernance.browser.scopes.inputs import Rows
from collective.socialgovernance.browser.scopes.inputs import several
from collective.socialgovernance.browser.scopes.inputs import Table
from collective.socialgovernance.browser.scopes.inputs import words_of
from collective.socialgovernance.browser.scopes.inputs import written
from collective.socialgovernance.browser.scopes.shown import Option
from collective.socialgovernance.browser.scopes.shown import options
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies import kept
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate


EVERYBODY = _("Everybody")

LONG = ("languages", "territories")
"""Long lists: only their usual words are boxes to tick; the others are in a list to choose from."""


@dataclass(frozen=True)
class Square:
    """One square of the grid."""

    name: str
    label: str
    column: str
    options: tuple[Option, ...]
    filled: bool


@dataclass(frozen=True)
class Line:
    """One topic of the grid."""

    topic: str
    title: str
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Mandate:
    """The file of an official voice."""

    userid: str
    name: str
    filename: str


class Filling:
    """What the templates of the steps ask for."""

    def __init__(
        self,
        edition: Any,
        day: date,
        typed: Mapping[str, Any] | None,
        keys: Mapping[str, list[str]],
        problems: Iterable[Problem],
        people: tuple[str, str] = ("", ""),
    ):
        self.edition, self.day, self.sent, self.keys = edition, day, typed, keys
        self.given, self.people = tuple(problems), people

    def table(self, name: str) -> Table:
        """A field of rows."""
        rows = Rows(IScopeEdition[name], self.edition, self.day)
        stored = self._finer if name == "cells" else getattr(self.edition, name) or self._proposed(name)
        keys = [] if self.sent is None else self.keys.get(name, keys_of(name, self.sent))
        return rows.table(stored, self.sent, keys, self.problems)

    def _proposed(self, name: str) -> list[dict[str, Any]]:
        """One row to begin with; it counts once something is said in it and it is saved."""
        if name == "escalation" and self.people[0]:
            return [{"severity": "high", "user": self.people[0], "backup": self.people[1]}]
        return [{}]

    def input(self, name: str) -> Input:
        """A field of one value, or of several to tick."""
        known = IScopeEdition[name]
        control = control_of(known)
        if self.sent is None:
            value: Any = written(control, getattr(self.edition, name), self.day)
        else:
            value = self.sent.get(name)
            value = several(value) if control == CHECKS else str(value or "")
        return input_of(name, known, self.edition, value, self.problems.get(name, ""))

    def ticks(self, name: str) -> Input:
        """Several to tick; of a long list only the first ones and those chosen."""
        shown = self.input(name)
        if name not in LONG:
            return shown
        usual = self._usual(name)
        few = tuple(each for each in shown.options if each.chosen or each.token in usual)
        return replace(shown, options=tuple(replace(each, title=each.title.strip()) for each in few))

    def more(self, name: str) -> list[Option]:
        """The rest of a long list."""
        if name not in LONG:
            return []
        usual = self._usual(name)
        return [each for each in self.input(name).options if not each.chosen and each.token not in usual]

    def _usual(self, name: str) -> set[str]:
        """The languages of the intranet; the widest territories and those right below them."""
        if name == "languages":
            return {term.token for term in kept.languages(self.edition)}
        rows = kept.territories.rows()
        top = {row["token"] for row in rows if not row.get("parent")}
        return top | {row["token"] for row in rows if row.get("parent") in top}

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(getattr(self.edition, name) if self.sent is None else self.sent.get(name))

    def html(self, name: str) -> str:
        """A rich text as it is written."""
        return raw(getattr(self.edition, name)) if self.sent is None else str(self.sent.get(name) or "")

    # The grid

    @property
    def audiences(self) -> list[str]:
        """The columns after the first one, which is everybody."""
        return [option.title.strip() for option in self._audiences]

    @cached_property
    def _audiences(self) -> list[Option]:
        return options(kept.audiences)

    @property
    def lines(self) -> list[Line]:
        """The grid, topic by topic."""
        titles = {token: _words(title) for token, title in fixed.legitimacies.titles.items()}
        known = options(kept.topics)
        present = {option.token for option in known}
        gone = [cell["topic"] for cell in self.edition.cells or () if cell["topic"] not in present]
        return [
            Line(option.token, option.title, tuple(self._squares(option, titles)))
            for option in [*known, *(Option(topic, topic) for topic in dict.fromkeys(gone))]
        ]

    def _squares(self, topic: Option, titles: Mapping[str, str]) -> Iterable[Square]:
        columns = [("", _words(EVERYBODY)), *((each.token, each.title.strip()) for each in self._audiences)]
        for audience, title in columns:
            name = grid.field_name(topic.token, audience)
            part = self._grid.get((topic.token, audience), "")
            if self.sent is not None:
                part = str(self.sent.get(name) or "")
            found = (
                Option("", "–", not part),
                *(Option(each, titles[each], each == part) for each in titles),
            )
            yield Square(name, f"{topic.title.strip()}: {title}", title, found, bool(part))

    @cached_property
    def _grid(self) -> dict[grid.Key, str]:
        return grid.apart(self.edition.cells or ())[0]

    @cached_property
    def _finer(self) -> list[grid.Cell]:
        return grid.apart(self.edition.cells or ())[1]

    @property
    def extras(self) -> list[Option]:
        """Topics that ambassadors may choose though no cell has them."""
        cells = self.edition.cells or ()
        chosen = grid.extra_topics(cells, self.edition.topics_allowed or ())
        if self.sent is not None:
            chosen = several(self.sent.get("extras"))
        return words_of(IScopeEdition["topics_allowed"], self.edition, chosen)

    # Files

    @property
    def mandates(self) -> list[Mandate]:
        """The official voices that are kept, with the file that each has."""
        files = self.edition.mandates or {}
        return [
            Mandate(
                row["user"],
                name_of(row["user"], self.day),
                files[row["user"]].filename if row["user"] in files else "",
            )
            for row in self.edition.voices or ()
            if row.get("capacity") == "official"
        ]

    # What is wrong

    @cached_property
    def places(self) -> dict[str, str]:
        """By field of a problem (``cells.0.topic``): the field of the form that it is about."""
        if self.sent is None:
            return {}
        cells, _unknown = grid.from_form(
            self.sent,
            [row["token"] for row in kept.topics.rows()],
            [row["token"] for row in kept.audiences.rows()],
        )
        rows: dict[str, str] = {}
        for name in ROWS:
            known = Rows(IScopeEdition[name], self.edition, self.day)
            rows |= known.places(self.sent, len(cells) if name == "cells" else 0)
        found = {}
        for problem in self.given:
            row, _dot, column = problem.field.rpartition(".")
            if row in rows:
                found[problem.field] = f"{rows[row]}.{column}"
        return found

    @cached_property
    def problems(self) -> dict[str, str]:
        """By field of the form: what is wrong with it."""
        found: dict[str, str] = {}
        for problem in self.given:
            name = self.places.get(problem.field, problem.field)
            found[name] = " ".join(part for part in (found.get(name, ""), _words(problem.message)) if part)
        return found


ROWS = ("cells", "voices", "escalation", "topics_refer", "topics_forbidden", "approval_rule", "disclosure")


def _words(message: str) -> str:
    return str(translate(message, context=getRequest()))
