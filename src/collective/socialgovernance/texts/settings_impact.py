"""How many people a change of settings would ask or free, before it is made."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set
from collective.socialgovernance.acknowledgments.changing import asked_and_freed
from collective.socialgovernance.acknowledgments.changing import changed_on
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.programme.content import IGovernanceProgramme
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import obliged_on
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.interfaces import IDecides
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.settings_log import OF_PROGRAMME
from collective.socialgovernance.texts.settings_log import OF_STANDING
from collective.socialgovernance.texts.settings_log import OF_TEXT
from dataclasses import dataclass
from datetime import date
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


Changes = Iterable[tuple[Any, dict[str, Any]]]


@dataclass(frozen=True)
class ChangedDepartment:
    """How many people of one department (id None: those without one) would be asked or freed."""

    id: str | None
    title: str
    asked: int
    freed: int


@dataclass(frozen=True)
class SettingsImpact:
    """How many different people would be asked or freed, and where; the texts are those of a programme."""

    asked: int = 0
    freed: int = 0
    departments: tuple[ChangedDepartment, ...] = ()

    def as_json(self) -> dict[str, object]:
        """``{"asked", "freed", "departments": [{"id", "title", "asked", "freed"}]}``."""
        return {
            "asked": self.asked,
            "freed": self.freed,
            "departments": [
                {"id": row.id, "title": row.title, "asked": row.asked, "freed": row.freed}
                for row in self.departments
            ],
        }


@implementer(IDecides)
@adapter(IGovernedText)
class OfText:
    """A charter or a guide, see :class:`~.interfaces.IDecides`."""

    names = OF_TEXT

    def __init__(self, context: Any):
        self.context = context

    def texts(self) -> list[Any]:
        """The text alone."""
        return [IAskedText(self.context)]

    def changes(self, values: Mapping[str, Any]) -> Changes:
        """The fields are the settings."""
        return [(IAskedText(self.context), dict(values))]


@implementer(IDecides)
@adapter(IGovernanceProgramme)
class OfProgramme:
    """A programme, see :class:`~.interfaces.IDecides`."""

    names = OF_PROGRAMME

    def __init__(self, context: Any):
        self.context = context

    def texts(self) -> list[Any]:
        """Its charters and guides, and the pages of the intranet that belong to it."""
        own = [child for child in self.context.objectValues() if IGovernedText.providedBy(child)]
        return [IAskedText(each) for each in (*own, *self._pages())]

    def changes(self, values: Mapping[str, Any]) -> Changes:
        """A page has days of its own to be read: only the perimeter is that of the programme."""
        alone = {name: value for name, value in values.items() if name == "perimeter"}
        for text in self.texts():
            settings = values if IGovernedText.providedBy(text.content) else alone
            yield text, {name: value for name, value in settings.items() if name in OF_STANDING}

    def _pages(self) -> Iterator[Any]:
        own = IUUID(self.context)
        for text in texts_everywhere():
            if IGovernedText.providedBy(text):
                continue
            programme = IAskedText(text).guardian
            if programme is not None and IUUID(programme) == own:
                yield text


def deciding_names(content: Any) -> tuple[str, ...]:
    """The names of the fields of a text, a page or a programme that decide who owes what."""
    return tuple(IDecides(content).names)


def changed_values(content: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that differ from the present ones; the order of departments says nothing."""
    changed = {}
    for name in deciding_names(content):
        if name not in values:
            continue
        present, wanted = getattr(content, name, None), values[name]
        if isinstance(present, list) or isinstance(wanted, list):
            present, wanted = sorted(present or ()), sorted(wanted or ())
        if present != wanted:
            changed[name] = wanted
    return changed


def decides_now(content: Any) -> bool:
    """Whether a text, or any text of a programme, has an edition in force: settings then ask people."""
    return any(_in_force(text) for text in IDecides(content).texts())


def settings_impact(content: Any, values: Mapping[str, Any]) -> SettingsImpact:
    """What these values would change today on a text or page or, over all its texts, a programme.

    Writes nothing.
    """
    directory = getUtility(IDirectory)
    asked: set[int] = set()
    freed: set[int] = set()
    today = None
    for text, settings in IDecides(content).changes(values):
        if settings and _in_force(text):
            today = text.today
            more = _people(text, settings, today)
            asked, freed = asked | more[0], freed | more[1]
    if today is None:
        return SettingsImpact()
    return SettingsImpact(len(asked), len(freed), tuple(_rows(directory, asked, freed, today)))


def _people(text: Any, values: Mapping[str, Any], day: date) -> tuple[set[int], set[int]]:
    was = text.facts
    becomes = changed_on(was, day, values)
    obliged = obliged_on(text, was, day), obliged_on(text, becomes, day)
    before, after = _statuses(was, day, obliged[0]), _statuses(becomes, day, obliged[1])
    return asked_and_freed(before, after, was.on(day), becomes.on(day), obliged)


def _statuses(facts: TextFacts, day: date, obliged: Set[int]) -> dict[str, set[int]]:
    present = facts.in_force(day)
    if present is None or facts.on(day).ack_mode == "none":
        return {}
    audience, ledger = audience_until(facts, day), getUtility(ILedger)
    return statuses_on(facts, audience, getUtility(IDirectory), ledger, day, present.uid, obliged)


def _rows(directory: Any, asked: set[int], freed: set[int], day: date) -> Iterable[ChangedDepartment]:
    groups = [(each.id, each.title, directory.members(each.id, day)) for each in directory.departments(day)]
    for id_, title, members in [*groups, (None, "", directory.without_department(day))]:
        keys = set(members)
        if keys & (asked | freed):
            yield ChangedDepartment(id_, title, len(keys & asked), len(keys & freed))


def _in_force(text: Any) -> bool:
    return text.facts.in_force(text.today) is not None
