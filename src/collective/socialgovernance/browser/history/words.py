"""The log of acts in words: one line for each act."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import PACKAGE
from collective.socialgovernance.browser.coverage.words import SHOWN
from collective.socialgovernance.browser.editing.formalities import FILE_TITLES
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.content import ITextSettings
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.guard_titles import GUARD_TITLES
from collective.socialgovernance.texts.guards import FORMALITY_TITLES
from collective.socialgovernance.texts.history import Logged
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.settings_log import KIND as SETTINGS
from collective.socialgovernance.transitions.guards import CLOCK
from collective.socialgovernance.vocabularies.fixed import ack_modes
from collective.socialgovernance.vocabularies.fixed import change_classes
from collective.socialgovernance.vocabularies.fixed import opinions
from collective.socialgovernance.vocabularies.fixed import populations
from dataclasses import dataclass
from datetime import date
from datetime import timezone
from plone import api
from typing import Any
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message


ACTIONS = {
    "prepare": _("Draft prepared"),
    "arrive": _("Brought in from elsewhere, as a draft"),
    "dates": _("Formalities or dates entered"),
    "change": _("Settings changed"),
    "comment": _("Comment"),
    "export": _("List of people taken along as a file"),
}
FACTS = {
    "impact_seen": _("People asked, as the approver saw it"),
    "number": _("Number given"),
    "change_class": _("How much changes"),
    "in_force_on": _("In force on"),
    "review_due": _("To be reviewed by"),
    "effective_from": _("In force from"),
    "formalities": _("Formalities"),
    "withdrawal_formalities": _("Formalities of its withdrawal"),
    "rows": _("Rows"),
    "format": _("Format"),
    "status": _("Standing"),
    "department": _("Department"),
    "children": _("With the departments below it"),
    "search": _("Name begins with"),
    "date": _("Answered on"),
    "as_of": _("As of"),
}
TOKENS = {
    "change_class": change_classes,
    "ack_mode": ack_modes,
    "population": populations,
}
"""Lists whose tokens are told by their titles."""
DAYS = ("in_force_on", "review_due", "effective_from", "date", "as_of")
"""Facts that are days, as ``YYYY-MM-DD``."""

FORMALITIES = ("formalities", "withdrawal_formalities")
"""Facts that are several formalities, each with its day."""

COUNTED = ("digests", "values", "before")
"""Facts that are told in another way than as they are."""


@dataclass(frozen=True)
class Line:
    """One act, everything in the reader's language; ``utc`` and ``machine`` are its instant."""

    about: str
    about_url: str
    act: str
    action: str
    actor: str
    name: str
    local: str
    utc: str
    machine: str
    before: str
    after: str
    note: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Telling:
    """Turns logged acts into lines for one reader."""

    def __init__(self, request: Any, language: str):
        self.request = request
        self.language = language
        self._names: dict[str, str] = {}

    def lines(self, entries: Iterable[Logged]) -> list[Line]:
        """The lines, in the order of the entries."""
        return [self._line(entry) for entry in entries]

    def about(self, content: Any) -> str:
        """What an act was about: an edition by its number, else its id; the text; the programme."""
        if IEdition.providedBy(content):
            if content.number:
                return self._words(_("Edition ${number}", mapping={"number": content.number}))
            return self._words(_("Edition without a number (${id})", mapping={"id": content.getId()}))
        if IGovernedText.providedBy(content):
            return self._words(_("Settings of the text"))
        return self._words(_("Settings of the programme"))

    def _line(self, entry: Logged) -> Line:
        event = entry.event
        return Line(
            about=self.about(entry.about),
            about_url=entry.about.absolute_url(),
            act=self._act(event),
            action=event.action,
            actor=event.actor,
            name=self._name(event.actor),
            local=instant_in_words(event.at, zone_of(programme_of(entry.about)), self.language),
            utc=f"{event.at.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S} UTC",
            machine=iso_instant(event.at),
            before=self._state(event.kind, event.before),
            after=self._state(event.kind, event.after),
            note=event.comment,
            passed=self._guards(event, held=True),
            failed=self._guards(event, held=False),
            facts=tuple(self._facts(event)),
        )

    def _name(self, actor: str) -> str:
        if actor not in self._names:
            self._names[actor] = self._words(_("The clock")) if actor == CLOCK else name_of(actor)
        return self._names[actor]

    def _act(self, event: Event) -> str:
        if event.kind == SETTINGS and not event.facts.get("before"):
            return self._words(_("Settings at the beginning"))
        if event.action in ACTIONS:
            return self._words(ACTIONS[event.action])
        workflow = api.portal.get_tool("portal_workflow").get(event.kind)
        transition = None if workflow is None else workflow.transitions.get(event.action)
        return self._words(Message(str(transition.title), domain=PACKAGE)) if transition else event.action

    def _state(self, kind: str, state: str) -> str:
        for workflow_id in (kind, "edition_workflow"):
            workflow = api.portal.get_tool("portal_workflow").get(workflow_id)
            if workflow is not None and state in workflow.states:
                return self._words(Message(str(workflow.states[state].title), domain=PACKAGE))
        return state

    def _guards(self, event: Event, held: bool) -> tuple[str, ...]:
        return tuple(
            self._words(GUARD_TITLES.get(code, code))
            for code, passed in event.guards.items()
            if passed is held
        )

    def _facts(self, event: Event) -> Iterable[tuple[str, str]]:
        if event.kind == SETTINGS:
            yield from self._settings(event)
            return
        for name, value in event.facts.items():
            if name not in COUNTED:
                yield self._words(FACTS.get(name, name)), self._value(name, value)
        digests = event.facts.get("digests")
        if isinstance(digests, Mapping):
            for language, digest in digests.items():
                yield self._words(_("Digest (${language})", mapping={"language": language})), str(digest)

    def _settings(self, event: Event) -> Iterable[tuple[str, str]]:
        before = event.facts.get("before") or {}
        values = event.facts.get("values") or {}
        assert isinstance(before, Mapping) and isinstance(values, Mapping)
        for name, value in values.items():
            if not before:
                yield self._setting(name), self._value(name, value)
            elif before.get(name) != value:
                change = f"{self._value(name, before.get(name))} → {self._value(name, value)}"
                yield self._setting(name), change

    def _setting(self, name: str) -> str:
        for schema in (ITextSettings, IGovernanceProgramme):
            if name in schema:
                return self._words(schema[name].title)
        return name

    def _value(self, name: str, value: object) -> str:
        if value is None or value == "" or value == []:
            return "–"
        if isinstance(value, bool):
            return self._words(_("yes") if value else _("no"))
        if isinstance(value, list | tuple):
            return ", ".join(self._value(name, part) for part in value)
        if name in TOKENS:
            return self._words(TOKENS[name].titles.get(str(value), str(value)))
        return self._told(name, str(value))

    def _told(self, name: str, value: str) -> str:
        """A day, a standing or a department in words; anything else as it is."""
        if name in DAYS:
            return self._day(value)
        if name in FORMALITIES:
            return " · ".join(self._formality(each) for each in value.split("; "))
        if name == "status" and value in SHOWN:
            return self._words(SHOWN[value][0])
        if name == "department":
            known = getUtility(IDirectory).department(value, site.today())
            return value if known is None else str(known.title)
        return value

    def _formality(self, written: str) -> str:
        """One formality as the log keeps it, ``consultation_date: 2026-01-20``, in words."""
        key, found, value = written.partition(": ")
        if not found:
            return written
        told = opinions.titles.get(value) if key == "opinion" else self._day(value)
        return (
            f"{self._words({**FORMALITY_TITLES, **FILE_TITLES}.get(key, key))}: {self._words(told or value)}"
        )

    def _day(self, value: str) -> str:
        try:
            return day_in_words(date.fromisoformat(value), self.language)
        except ValueError:
            return value

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))
