"""Rows written as lines of plain text: quick to read, to sort and to paste, with or without scripts.

A line holds the columns of one row, with a bar between them: ``products | Products | Produits |``.
"""

from collective.socialgovernance import _
from collective.socialgovernance.controlpanel.lists import completed
from collective.socialgovernance.controlpanel.lists import problems_of
from collective.socialgovernance.controlpanel.lists import ROWS
from collective.socialgovernance.interfaces import ISocialGovernanceLayer
from collective.socialgovernance.refusals import Problem
from typing import Any
from z3c.form.browser.textarea import TextAreaWidget
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import ITextAreaWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField
from zope.schema.interfaces import IList


BETWEEN = "|"
BETWEEN_WORDS = ";"


class ILinesWidget(ITextAreaWidget):
    """A text area with one row on each line."""


@implementer_only(ILinesWidget)
class LinesWidget(TextAreaWidget):
    """One row on each line, as high as there are rows up to a page."""

    klass = "textarea-widget form-control font-monospace text-nowrap"

    def update(self) -> None:
        super().update()
        self.rows = min(max(str(self.value or "").count("\n") + 3, 5), 18)


@adapter(IField, ISocialGovernanceLayer)
@implementer(IFieldWidget)
def LinesFieldWidget(field: Any, request: Any) -> Any:
    """The widget of a field whose value is a list of rows."""
    return FieldWidget(field, LinesWidget(request))


def as_lines(name: str, rows: list[dict[str, str]]) -> str:
    """The rows of a list as text; empty columns at the end of a line are left out."""
    keys = [key for key, field in getFieldsInOrder(ROWS[name])]
    lines = []
    for row in rows:
        parts = [_as_column(key, row.get(key) or "") for key in keys]
        while parts and not parts[-1]:
            parts.pop()
        lines.append(f" {BETWEEN} ".join(parts))
    return "\n".join(lines)


def as_rows(name: str, text: str) -> tuple[list[dict[str, str]], list[int]]:
    """The rows written in a text, and the number of the line of each; empty lines are left out."""
    keys = [key for key, field in getFieldsInOrder(ROWS[name])]
    rows, numbers = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(BETWEEN)]
        row = {key: _from_column(key, part) for key, part in zip(keys, parts, strict=False)}
        if any(parts[len(keys) :]):
            row["+"] = parts[len(keys)]
        rows.append(row)
        numbers.append(number)
    return rows, numbers


def _as_column(key: str, value: str) -> str:
    if key == "words":
        return f"{BETWEEN_WORDS} ".join(word.strip() for word in value.splitlines() if word.strip())
    return value


def _from_column(key: str, value: str) -> str:
    if key == "words":
        return "\n".join(word.strip() for word in value.split(BETWEEN_WORDS) if word.strip())
    return value


@adapter(IList, ILinesWidget)
class LinesConverter(BaseDataConverter):
    """Rows as lines, and back; what is wrong is told with the number of its line."""

    def toWidgetValue(self, value: Any) -> str:
        return as_lines(self.field.__name__, list(value or ()))

    def toFieldValue(self, value: Any) -> list[dict[str, str]]:
        name = self.field.__name__
        rows, numbers = as_rows(name, str(value or ""))
        problems = problems_of(name, rows)
        if problems:
            raise FormatterValidationError(
                " ".join(self._sentence(problem, name, numbers) for problem in problems), value
            )
        return completed(name, rows)

    def _sentence(self, problem: Problem, name: str, numbers: list[int]) -> str:
        parts = problem.field.split(".")
        message = translate(problem.message, context=self.widget.request)
        if len(parts) == 1:
            return str(message)
        titles = {key: field.title for key, field in getFieldsInOrder(ROWS[name])}
        column = parts[2] if len(parts) > 2 else ""
        if column == "+":
            message = translate(_("There is one column too many."), context=self.widget.request)
        where = translate(
            _("Line ${number}", mapping={"number": numbers[int(parts[1])]}), context=self.widget.request
        )
        title = translate(titles[column], context=self.widget.request) if column in titles else ""
        return f"{where}{', ' + title if title else ''}: {message}"
