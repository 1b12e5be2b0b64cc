"""The steps in which a scope is written: their fields, and what each reads from the form it sent."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.browser.scopes import grid
from collective.socialgovernance.browser.scopes.inputs import CHECKS
from collective.socialgovernance.browser.scopes.inputs import control_of
from collective.socialgovernance.browser.scopes.inputs import FLAG
from collective.socialgovernance.browser.scopes.inputs import not_listed
from collective.socialgovernance.browser.scopes.inputs import Read
from collective.socialgovernance.browser.scopes.inputs import reading
from collective.socialgovernance.browser.scopes.inputs import Rows
from collective.socialgovernance.browser.scopes.inputs import several
from collective.socialgovernance.browser.scopes.named import named
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.wording import has_text
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies import kept
from dataclasses import dataclass
from datetime import date
from plone.app.textfield.interfaces import IRichText
from plone.namedfile.file import NamedBlobFile
from typing import Any


QUICK = "quick"
CELLS, MANDATES = "cells", "mandates"


@dataclass(frozen=True)
class Step:
    """One step of the form: ``fields`` are kept when it is saved; ``codes`` are the guards it answers."""

    name: str
    title: str
    hint: str
    fields: tuple[str, ...]
    codes: tuple[str, ...] = ()


STEPS = (
    Step("purpose", _("What for"), _("Why the department speaks in public."), ("purpose",), ("purpose",)),
    Step(
        "topics",
        _("Topics, and to whom"),
        _("What you speak about, to whom; where and for which territory if that matters."),
        ("cells", "topics_allowed", "languages", "territories"),
        ("cells", "topics_allowed", "lead_conflict"),
    ),
    Step(
        "voices",
        _("Who speaks"),
        _("Named people, how the department sounds, what is looked at before."),
        ("voices", "mandates", "levels_admitted", "tone", "disclosure", "approval_rule"),
        ("official_voice",),
    ),
    Step(
        "limits",
        _("Limits, and who answers instead"),
        _("What you do not speak about, and who does."),
        ("topics_forbidden", "topics_refer", "regulated"),
        ("corporate_forbidden", "tighten", "legal_required"),
    ),
    Step(
        "contacts",
        _("Whom to call"),
        _("At least two people, so that somebody is always there."),
        ("escalation", "response_hours"),
        ("escalation",),
    ),
    Step(
        "validity",
        _("How long it holds"),
        _("Eighteen months at most."),
        ("valid_from", "valid_to", "change_summary"),
        ("validity",),
    ),
)
BY_NAME = {step.name: step for step in STEPS}
OF_CODE = {code: step.name for step in STEPS for code in step.codes}
"""By code of a guard: the step on which it is answered."""


def step_of(field: str) -> str:
    """The step that has a field."""
    return next((step.name for step in STEPS if field in step.fields), STEPS[0].name)


class Reader:
    """Reads what a step sent into values of the fields of an edition."""

    def __init__(self, edition: Any, sent: Mapping[str, Any], day: date):
        self.edition, self.sent, self.day = edition, sent, day

    def read(self, step: Step) -> tuple[dict[str, Any], list[Problem]]:
        """The values by field, and everything that is wrong."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name in step.fields:
            if name in (MANDATES, "topics_allowed"):
                continue
            read = self._cells() if name == CELLS else self._field(name)
            values[name] = read.value
            problems += read.problems
        if CELLS in values:
            values["topics_allowed"] = self._allowed(values[CELLS])
        if MANDATES in step.fields:
            values[MANDATES] = self._mandates(values["voices"])
        return values, problems

    def unsaved(self, step: Step | None) -> dict[str, Any]:
        """What can be understood of a form that is being filled in; wrong values and rows are left out."""
        values, problems = self.quick() if step is None else self.read(step)
        wrong = {problem.field for problem in problems}
        rows = {tuple(field.split(".")[:2]) for field in wrong}
        found = {
            name: [row for place, row in enumerate(value) if (name, str(place)) not in rows]
            if isinstance(value, list)
            else value
            for name, value in values.items()
            if name not in wrong
        }
        return found | ({"topics_allowed": self._allowed(found[CELLS])} if CELLS in found else {})

    def quick(self) -> tuple[dict[str, Any], list[Problem]]:
        """The six answers with which a scope can be submitted."""
        typed = {name: str(self.sent.get(name) or "").strip() for name in QUICK_FIELDS}
        problems = [
            Problem(name, _("Please fill this in."))
            for name in QUICK_FIELDS
            if not typed[name] and name != "audience"
        ]
        people: dict[str, str] = {}
        for name in ("first", "second"):
            if typed[name]:
                userid, wrong = named(typed[name], self.day)
                problems += [Problem(name, wrong)] if wrong else []
                people |= {} if wrong else {name: userid}
        if len(people) == 2 and people["first"] == people["second"]:
            problems.append(Problem("second", _("Name a second person: somebody else than the first.")))
        last, wrong = reading(IScopeEdition["valid_to"], typed["valid_to"], self.edition, self.day)
        problems += [Problem("valid_to", wrong)] if wrong else []
        for name, tokens in (
            ("purpose", fixed.purposes.tokens),
            ("topic", tuple(self._topics)),
            ("audience", tuple(self._audiences)),
        ):
            if typed[name] and typed[name] not in tokens:
                problems.append(Problem(name, not_listed(typed[name])))
        unknown = {problem.field for problem in problems} & {"topic", "audience"}
        cell = {
            "topic": typed["topic"],
            "audience": typed["audience"] or None,
            "platform": None,
            "territory": None,
            "legitimacy": "lead",
        }
        values = {
            "purpose": [typed["purpose"]],
            "cells": [] if unknown else [cell],
            "topics_allowed": [] if unknown else [typed["topic"]],
            "escalation": [
                {
                    "severity": "high",
                    "user": people.get("first", ""),
                    "backup": people.get("second", ""),
                    "hours": "",
                }
            ],
            "valid_to": last,
        }
        return values, problems

    def _allowed(self, cells: list[dict[str, Any]]) -> list[str]:
        extras = [topic for topic in several(self.sent.get("extras")) if topic in self._topics]
        return grid.allowed_topics(cells, extras, self._topics)

    @property
    def _topics(self) -> list[str]:
        stored = [cell["topic"] for cell in self.edition.cells or ()]
        return list(dict.fromkeys([*(row["token"] for row in kept.topics.rows()), *stored]))

    @property
    def _audiences(self) -> list[str]:
        return [row["token"] for row in kept.audiences.rows()]

    def _cells(self) -> Read:
        cells, unknown = grid.from_form(self.sent, self._topics, self._audiences)
        finer = Rows(IScopeEdition[CELLS], self.edition, self.day).read(self.sent, len(cells))
        wrong = [
            Problem(grid.field_name(*key), _("Choose what your department does here.")) for key in unknown
        ]
        return Read([*cells, *finer.value], [*wrong, *finer.problems])

    def _field(self, name: str) -> Read:
        known = IScopeEdition[name]
        if f"{name}.rows-shown" in self.sent:
            return Rows(known, self.edition, self.day).read(self.sent)
        if IRichText.providedBy(known):
            markup = str(self.sent.get(name) or "").replace("\r\n", "\n").strip()
            return Read(rich(markup) if has_text(markup) else None)
        control = control_of(known)
        if control == FLAG:
            return Read(bool(self.sent.get(name)))
        if control == CHECKS:
            more = several(self.sent.get(f"{name}.more"))
            chosen = list(dict.fromkeys([*several(self.sent.get(name)), *more]))
            value, problem = reading(known, chosen, self.edition, self.day)
        else:
            typed = str(self.sent.get(name) or "").strip()
            value, problem = reading(known, " ".join(typed.split()), self.edition, self.day)
        return Read(value, [Problem(name, problem)] if problem else [])

    def _mandates(self, voices: list[dict[str, Any]]) -> dict[str, Any]:
        """The files by userid: those that are kept, and those that came with the form."""
        found = dict(self.edition.mandates or {})
        official = [voice["user"] for voice in voices if voice.get("capacity") == "official"]
        for userid in official:
            upload = self.sent.get(f"mandate.{userid}")
            filename = getattr(upload, "filename", "")
            if filename:
                short = filename.replace("\\", "/").rsplit("/", 1)[-1]
                found[userid] = NamedBlobFile(upload.read(), filename=short)
        return {userid: kept_file for userid, kept_file in found.items() if userid in official}


QUICK_FIELDS = ("purpose", "topic", "audience", "first", "second", "valid_to")
