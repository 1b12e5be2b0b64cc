"""The rows of the forms in which a draft is written: what each shows, and what comes back from it."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.days import written_day
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.texts.consequences import CONSEQUENCES_OF_CHANGE
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.wording import has_text
from dataclasses import dataclass
from plone.namedfile.file import NamedBlobImage
from typing import Any
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory


LINE, AREA, RICH, CHOICE, RADIOS, CHECKS, FLAG, DAY, PICTURE = (
    "line",
    "area",
    "rich",
    "choice",
    "radios",
    "checks",
    "flag",
    "day",
    "picture",
)

CONTROLS = {
    "title": LINE,
    "kind": CHOICE,
    "topic_group": CHOICE,
    "text": RICH,
    "why": RICH,
    "benefits": CHECKS,
    "rule_source": CHOICE,
    "reference": LINE,
    "url": LINE,
    "restricts_freedom": FLAG,
    "justification": AREA,
    "proportionality": AREA,
    "capacity": CHECKS,
    "platforms": CHECKS,
    "picture": PICTURE,
    "picture_alt": LINE,
    "one_minute": RICH,
    "what_i_gain": RICH,
    "change_class": RADIOS,
    "change_summary": RICH,
    "legal_force": RADIOS,
    "authoritative_language": CHOICE,
    "effective_from": DAY,
    "review_due": DAY,
}
"""How each field is filled in."""

CLAUSE_FIRST = ("title", "kind", "topic_group", "text", "why", "benefits")
CLAUSE_FOLDED = (
    (
        "limits",
        _("Source and limits"),
        ("rule_source", "reference", "url", "restricts_freedom", "justification", "proportionality"),
    ),
    ("where", _("When and where"), ("capacity", "platforms")),
    ("picture", _("Picture"), ("picture", "picture_alt")),
)
EDITION_FIRST = ("one_minute", "what_i_gain", "change_class", "change_summary", "legal_force")
EDITION_FOLDED = (
    ("days", _("Language and days"), ("authoritative_language", "effective_from", "review_due")),
)

SHOWN = "-shown"
"""Ending of a hidden field: the boxes of this name were on the page, so that none ticked means none."""


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    token: str
    title: str
    chosen: bool
    explanation: str = ""


@dataclass(frozen=True)
class Row:
    """One field of a form. ``value`` is what stands in it; ``problem`` what is wrong with it."""

    name: str
    id: str
    title: str
    control: str
    explanation: str = ""
    required: bool = False
    value: str = ""
    options: tuple[Option, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Fold:
    """Rows that only some need, folded away until something is in them."""

    name: str
    title: str
    rows: tuple[Row, ...]
    open: bool


@dataclass(frozen=True)
class Form:
    """A part of the draft, opened for writing."""

    prefix: str
    rows: tuple[Row, ...] = ()
    folds: tuple[Fold, ...] = ()


class Filling:
    """Builds the form of a part from what is stored, or from what was sent when that could not be kept."""

    def __init__(
        self,
        part: Any,
        schema: Any,
        context: Any,
        sent: Mapping[str, Any] | None = None,
        offered: Mapping[str, str] | None = None,
    ):
        self.part, self.schema, self.context, self.sent = part, schema, context, sent
        self.offered = offered or {}

    def form(self, prefix: str, problems: Mapping[str, str], leave_out: tuple[str, ...] = ()) -> Form:
        """The rows in the order in which people think of them.

        ``prefix`` begins the id of each field; ``problems`` say by field what could not be kept.
        """
        first, folded = (
            (CLAUSE_FIRST, CLAUSE_FOLDED) if self.schema is IClause else (EDITION_FIRST, EDITION_FOLDED)
        )

        def rows(names: tuple[str, ...]) -> tuple[Row, ...]:
            return tuple(self._row(prefix, name, problems) for name in names if name not in leave_out)

        return Form(
            prefix,
            rows=rows(first),
            folds=tuple(
                Fold(name, title, inside, self._filled(name, inside))
                for name, title, names in folded
                for inside in [rows(names)]
            ),
        )

    def row(self, prefix: str, name: str) -> Row:
        """One row."""
        return self._row(prefix, name, {})

    def _filled(self, name: str, rows: tuple[Row, ...]) -> bool:
        said = any(row.problem for row in rows)
        if name == "limits":
            return said or bool(self.stored("restricts_freedom"))
        return said or (name == "picture" and self.stored("picture") is not None)

    def stored(self, name: str) -> Any:
        """The value of a field now; that of the edition's default for a part that is not there yet."""
        return None if self.part is None else getattr(self.part, name, None)

    def _row(self, prefix: str, name: str, problems: Mapping[str, str]) -> Row:
        known, control = self.schema[name], CONTROLS[name]
        return Row(
            name,
            f"{prefix}-{name}",
            known.title,
            control,
            known.description,
            known.required and control not in (RADIOS, FLAG),
            self._value(name, control),
            self._options(name, control),
            problems.get(name, ""),
        )

    def _value(self, name: str, control: str) -> str:
        if self.sent is not None and control != PICTURE:
            return str(self.sent.get(name) or "")
        value = self.stored(name)
        if control == RICH:
            return raw(value) or self.offered.get(name, "")
        if control == DAY:
            return value.isoformat() if value else ""
        if control == PICTURE:
            return value.filename or name if value is not None else ""
        if control == FLAG:
            return "1" if value else ""
        return value if isinstance(value, str) else ""

    def _options(self, name: str, control: str) -> tuple[Option, ...]:
        if control not in (CHOICE, RADIOS, CHECKS):
            return ()
        known = self.schema[name]
        vocabulary = getUtility(
            IVocabularyFactory, (known.value_type if control == CHECKS else known).vocabularyName
        )
        chosen = self._chosen(name)
        options = [
            Option(term.token, term.title, term.token in chosen, explanation(name, term.token))
            for term in vocabulary(self.context)
        ]
        if control == CHOICE and not known.required:
            options.insert(0, Option("", _("Choose …"), not chosen))
        return tuple(options)

    def _chosen(self, name: str) -> tuple[str, ...]:
        value = self.stored(name) if self.sent is None else self.sent.get(name)
        if isinstance(value, str):
            return (value,) if value else ()
        return tuple(value or ())


def explanation(name: str, token: str) -> str:
    """What follows from a choice, where that is not said by its title."""
    return CONSEQUENCES_OF_CHANGE.get(token, "") if name == "change_class" else ""


def values_of(schema: Any, sent: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """What a form sent as values of the fields, and what could not be read.

    A field that the form did not have is not among the values.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in schema.names(all=True):
        control = CONTROLS.get(name)
        if control is None:
            continue
        try:
            values.update(READERS[control](name, sent))
        except ValueError:
            problems.append(Problem(name, _("A day is written YYYY-MM-DD.")))
    return values, problems


def _line(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    if name not in sent:
        return {}
    return {name: " ".join(str(sent[name]).split()) or None}


def _area(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    if name not in sent:
        return {}
    return {name: str(sent[name]).replace("\r\n", "\n").strip() or None}


def _rich(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    if name not in sent:
        return {}
    markup = str(sent[name]).replace("\r\n", "\n").strip()
    return {name: rich(markup) if has_text(markup) or "<img" in markup else None}


def _choice(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(sent[name]) or None} if name in sent else {}


def _checks(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    if name + SHOWN not in sent:
        return {}
    value = sent.get(name) or []
    return {name: [value] if isinstance(value, str) else [str(each) for each in value]}


def _flag(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    return {name: bool(sent.get(name))} if name + SHOWN in sent else {}


def _day(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    if name not in sent:
        return {}
    text = str(sent[name]).strip()
    return {name: written_day(text) if text else None}


def _picture(name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    upload = sent.get(name)
    filename = getattr(upload, "filename", "")
    if filename:
        return {name: NamedBlobImage(upload.read(), filename=filename.replace("\\", "/").rsplit("/", 1)[-1])}
    return {name: None} if sent.get(f"{name}-remove") else {}


READERS: dict[str, Callable[[str, Mapping[str, Any]], dict[str, Any]]] = {
    LINE: _line,
    AREA: _area,
    RICH: _rich,
    CHOICE: _choice,
    RADIOS: _choice,
    CHECKS: _checks,
    FLAG: _flag,
    DAY: _day,
    PICTURE: _picture,
}
"""How what was sent is read, by the way in which it was filled in."""
