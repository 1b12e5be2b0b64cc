"""Whom a change of the settings of a text would ask or free. Pure functions of facts."""

from collections.abc import Mapping
from collections.abc import Set
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.facts import TextSettings
from collective.socialgovernance.acknowledgments.standing import OWING
from dataclasses import replace
from datetime import date
from typing import Any


SETS = ("audience", "audience_exclude", "population", "perimeter")


def changed_on(text: TextFacts, day: date, values: Mapping[str, Any]) -> TextFacts:
    """The text as it would be if settings had these values from a day on; what held before stays."""
    known: dict[str, Any] = {
        name: frozenset(value or ()) if name in SETS else value for name, value in values.items()
    }
    before = tuple(settings for settings in text.settings if settings.since < day)
    present = replace(text.on(day), since=day if before else date.min, **known)
    return replace(text, settings=(*before, present))


def asked_and_freed(
    before: Mapping[str, Set[int]],
    after: Mapping[str, Set[int]],
    was: TextSettings,
    becomes: TextSettings,
    obliged: tuple[Set[int], Set[int]] = (frozenset(), frozenset()),
) -> tuple[set[int], set[int]]:
    """Who owes something after the change and not before, and the other way round, as keys by status.

    What may be declined is not owed: of a text that becomes optional all who owed it are freed, and one that
    is optional no more asks all who have not answered. ``obliged`` are, before and after, those for whom an
    optional text is not optional.
    """
    owed, owes = _owing(before), _owing(after)
    bound, binds = _bound(owed, was, obliged[0]), _bound(owes, becomes, obliged[1])
    asked, freed = binds - bound, bound - binds
    if was.ack_optional and becomes.ack_optional:
        asked, freed = asked | (owes - owed), freed | (owed - owes)
    return asked, freed


def _bound(owing: set[int], settings: TextSettings, obliged: Set[int]) -> set[int]:
    """Those of them who may not decline."""
    return owing & obliged if settings.ack_optional else owing


def _owing(statuses: Mapping[str, Set[int]]) -> set[int]:
    return set().union(*(statuses.get(status, set()) for status in OWING))
