"""``@@write-scope``: a scope in steps, each saved by itself, with what it meets beside it.

The page is plain forms. Adding, removing and moving a row sends the form and shows it again with all that was
typed, nothing saved; a script does the same in place.
"""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.browser.scopes import grid
from collective.socialgovernance.browser.scopes.beginning import like
from collective.socialgovernance.browser.scopes.beginning import neighbours
from collective.socialgovernance.browser.scopes.beginning import proposed_people
from collective.socialgovernance.browser.scopes.beside import Beside
from collective.socialgovernance.browser.scopes.filling import Filling
from collective.socialgovernance.browser.scopes.inputs import keys_of
from collective.socialgovernance.browser.scopes.shown import choices
from collective.socialgovernance.browser.scopes.shown import Option
from collective.socialgovernance.browser.scopes.shown import options
from collective.socialgovernance.browser.scopes.steps import BY_NAME
from collective.socialgovernance.browser.scopes.steps import QUICK
from collective.socialgovernance.browser.scopes.steps import Reader
from collective.socialgovernance.browser.scopes.steps import Step
from collective.socialgovernance.browser.scopes.steps import STEPS
from collective.socialgovernance.days import months_after
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.content import IScopeEdition
from collective.socialgovernance.scopes.gathering import scope_of
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.vocabularies import fixed
from collective.socialgovernance.vocabularies import kept
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any
from zope.component import getMultiAdapter
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


PROPOSED_MONTHS = 12
"""How long a scope holds when nobody says otherwise."""

MOVES = {"up": -1, "down": 1}


class WriteScopePage(EditingPage):
    """All that a head needs to define a scope."""

    browser_title = _("Define a scope")
    keys: Mapping[str, list[str]] | None = None
    """By field: the rows shown after one was added, removed or moved."""

    @property
    def scope(self) -> Any:
        """The scope."""
        return scope_of(self.context)

    @property
    def department(self) -> str:
        """Its department."""
        return Titles(self.today).department(self.scope.department or "")

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return today_in(programme_of(self.context))

    @property
    def previous(self) -> Any | None:
        """The edition whose words this draft began with."""
        return previous_of(self.context)

    @property
    def page_url(self) -> str:
        """This page."""
        return f"{self.url}/@@write-scope"

    @property
    def submit_url(self) -> str:
        """Where the draft is submitted."""
        return f"{self.url}/@@transition?transition=submit"

    @property
    def empty(self) -> bool:
        """Whether nothing has been said yet."""
        return not (self.context.cells or self.context.escalation)

    @property
    def chosen(self) -> str:
        """The step that is open; on an empty draft the six answers."""
        asked = self.sent("step")
        if asked in BY_NAME:
            return asked
        return QUICK if self.empty else STEPS[0].name

    @property
    def step(self) -> Step | None:
        """The same as a step; None for the six answers."""
        return BY_NAME.get(self.chosen)

    @property
    def following(self) -> Step | None:
        """The step after this one."""
        names = [step.name for step in STEPS]
        if self.step is None or self.step.name == names[-1]:
            return None
        return STEPS[names.index(self.step.name) + 1]

    @property
    def steps(self) -> list[dict[str, Any]]:
        """All steps, with what each still lacks."""
        lacking = {check.code for check in self.beside.checks if not check.passed}
        return [
            {
                "step": step,
                "url": f"{self.page_url}?step={step.name}#step",
                "current": step.name == self.chosen,
                "missing": bool(lacking & set(step.codes)),
                "said": any(self._says(name) for name in step.fields),
            }
            for step in STEPS
        ]

    def _says(self, name: str) -> bool:
        value = getattr(self.context, name, None)
        return bool(raw(value)) if name in ("tone", "change_summary") else bool(value)

    @cached_property
    def beside(self) -> Beside:
        """What stands beside the form."""
        return Beside(self.context)

    @cached_property
    def filling(self) -> Filling:
        """The fields of the open step: as saved, or as typed when that could not be kept."""
        typed = self.request.form if self.problems or self.keys is not None else None
        return Filling(self.context, self.today, typed, self.keys or {}, self.problems, self.people)

    @cached_property
    def people(self) -> tuple[str, str]:
        """Two people to begin with: who heads the department and who deputises or refers."""
        return proposed_people(self.scope, self.today)

    @property
    def neighbours(self) -> list[tuple[str, str]]:
        """The scopes that this one may begin like: (id, title)."""
        return neighbours(self.scope)

    @property
    def version(self) -> str:
        """What is saved of the open step now; a save says from which it began."""
        names = self.step.fields if self.step is not None else ("cells", "escalation", "valid_to")
        return version_of(self.context, names)

    # What is done

    def post(self) -> str | None:
        """Save a step, or do what another button says."""
        act, __, rest = self.sent("act").partition(":")
        if act in ("save", "next", "exit"):
            return self._save(act)
        if act == "quick":
            return self._quick()
        if act in ("add", "remove", *MOVES):
            return self._rearrange(act, *rest.partition(":")[::2])
        if act == "offer":
            return self._offer(rest)
        if act == "forbid":
            return self._forbid()
        if act == "like" and self.empty:
            like(self.context, self.scope, self.sent("like"))
            self.say(_("Its structure is here now, without its people and without its lead."))
            return f"{self.page_url}?step=topics#step"
        raise refuse(400, "act", _("Choose what to do."))

    def _save(self, act: str) -> str:
        step = self.step
        if step is None:
            raise refuse(400, "step", _("Choose a step."))
        keep(self.context, self._read())
        self.say(_("Saved: ${step}.", mapping={"step": self.words(step.title)}))
        if act == "exit":
            return str(self.scope.absolute_url())
        following = self.following
        to = following if act == "next" and following is not None else step
        return f"{self.page_url}?step={to.name}#step"

    def _quick(self) -> str:
        if not self.empty:
            raise refuse(409, "step", _("This draft says something already: go on with its steps."))
        keep(self.context, self._read())
        self.say(_("Saved. It can be submitted now; the rest can come later."))
        return f"{self.page_url}?step=purpose"

    def _fresh(self) -> None:
        if self.sent("version") != self.version:
            raise refuse(
                409,
                "version",
                _("Somebody changed this meanwhile. Look at it in another window, then save again."),
            )

    def _read(self) -> dict[str, Any]:
        """What the form says, by field; refused when something of it is wrong, or changed meanwhile."""
        self._fresh()
        reader = Reader(self.context, self.request.form, self.today)
        values, problems = reader.quick() if self.step is None else reader.read(self.step)
        if problems:
            raise Refused(400, problems)
        return values

    def _rearrange(self, act: str, name: str, key: str) -> None:
        """Show the form again with a row more, less or elsewhere; nothing is saved."""
        keys = keys_of(name, self.request.form)
        if act == "add":
            keys.append(str(max((int(each) for each in keys), default=-1) + 1))
        elif key in keys and act == "remove":
            keys.remove(key)
        elif key in keys:
            place = keys.index(key)
            keys.insert(min(max(place + MOVES[act], 0), len(keys)), keys.pop(place))
        self.keys = {name: keys}

    def _offer(self, cell: str) -> str:
        """Save the form, let the other scope lead there, and contribute."""
        values = self._read()
        cells = values.get("cells", self.context.cells)
        keep(self.context, {**values, "cells": grid.offered(cells or (), grid.read(cell))})
        self.say(_("Your scope contributes there now; the other one leads."))
        return f"{self.page_url}?step=topics#step"

    def _forbid(self) -> str | None:
        """Save the form, and forbid here what is forbidden above; the six answers may wait for their save."""
        values = {} if self.step is None else self._read()
        forbidden = values.get("topics_forbidden", self.context.topics_forbidden)
        rows = [
            {"topic": bar.prohibition.topic, "reason": bar.prohibition.reason}
            for bar in Beside(self.context, values).live.lacking
        ]
        keep(self.context, {**values, "topics_forbidden": [*(forbidden or ()), *rows]})
        self.say(_("Your scope forbids it too now."))
        return None if self.step is None else f"{self.page_url}?step=limits#step"

    @property
    def stale(self) -> bool:
        """Whether somebody else saved meanwhile."""
        return any(problem.field == "version" for problem in self.problems)

    @property
    def anchored(self) -> list[tuple[str, str]]:
        """What is wrong, each with the field that it is about."""
        places = self.filling.places
        return [
            (self.words(problem.message), f"#{places.get(problem.field, problem.field).replace('.', '-')}")
            for problem in self.problems
        ]

    def typed(self, name: str, proposed: str = "") -> str:
        """What stands in a field of the six answers."""
        return self.sent(name) if self.request.method == "POST" else proposed

    def offered(self, name: str) -> list[Option]:
        """What can be chosen for one of the six answers."""
        chosen = self.sent(name)
        if name == "purpose":
            return choices(fixed.purposes.titles, chosen)
        return options(kept.topics if name == "topic" else kept.audiences, chosen)

    @property
    def last_day(self) -> str:
        """The last day proposed: a year from now."""
        return months_after(self.today, PROPOSED_MONTHS).isoformat()

    @property
    def editor_options(self) -> str:
        """What the rich text editor of the site needs to know."""
        settings = getMultiAdapter(
            (self.context, self.request, IScopeEdition["tone"]), name="pattern_settings"
        )
        return str(settings.tinymce()["data-pat-tinymce"])


class EditScope(EditingPage):
    """``edit`` on an edition of a scope leads to the page on which it is written."""

    def __call__(self) -> str:
        self.request.response.redirect(f"{self.url}/@@write-scope")
        return ""


def keep(edition: Any, values: Mapping[str, Any]) -> list[str]:
    """Keep what changed in a draft; whoever changes something becomes an author of it."""
    changed = [
        name for name, value in values.items() if _comparable(getattr(edition, name)) != _comparable(value)
    ]
    for name in changed:
        setattr(edition, name, values[name])
    if changed:
        notify(ObjectModifiedEvent(edition, Attributes(IScopeEdition, *changed)))
    return changed


def version_of(edition: Any, names: Any) -> str:
    """A hash of some fields of a draft as they are now."""
    values = [_comparable(getattr(edition, name)) for name in names]
    return sha256(repr(values).encode()).hexdigest()[:16]


def _comparable(value: Any) -> Any:
    if hasattr(value, "raw"):
        return value.raw
    if isinstance(value, Mapping):
        return sorted((key, each.filename, sha256(each.data).hexdigest()) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [_row(each) if isinstance(each, Mapping) else each for each in value]
    return value or None


def _row(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted((key, str(part or "")) for key, part in row.items())
