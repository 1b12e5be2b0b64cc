"""Who a text is for, on any day: departments with their children, populations, exclusions. Pure functions."""

from collections.abc import Iterable
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.facts import TextSettings
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Protocol


ONE_DAY = timedelta(days=1)


class Interval(Protocol):
    """Days from ``start`` to ``end``, both included; no end: until further notice."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date | None: ...


class History(Protocol):
    """The dated facts of a person, a value that can be compared; the directory's ``PersonHistory``."""

    @property
    def employments(self) -> tuple[Interval, ...]: ...

    @property
    def leaves(self) -> tuple[Interval, ...]: ...

    @property
    def memberships(self) -> tuple[tuple[str, Interval], ...]: ...

    @property
    def populations(self) -> tuple[tuple[str, Interval], ...]: ...


class Tree(Protocol):
    """The tree of departments, on any day."""

    def subtree(self, ids: Iterable[str], as_of: date) -> frozenset[str]:
        """These departments and everything below them."""


@dataclass(frozen=True)
class AudienceRule:
    """Who belongs to the audience from the day ``since`` until the next rule.

    ``departments`` is already spread out to the children and narrowed to the perimeter; None is everybody,
    those without a department included. ``populations`` None is all.
    """

    since: date
    departments: frozenset[str] | None
    excluded: frozenset[str]
    populations: frozenset[str] | None

    def admits(self, department: str, population: str) -> bool:
        """Whether somebody of this department ("" for none) and population belongs. Exclusion wins."""
        if self.populations is not None and population not in self.populations:
            return False
        if self.departments is None:
            return department not in self.excluded
        return department in self.departments and department not in self.excluded


@dataclass(frozen=True)
class Audience:
    """The audience of a text over time: rules by day, the first from the beginning."""

    rules: tuple[AudienceRule, ...]

    def on(self, day: date) -> AudienceRule:
        """The rule of a day."""
        held = self.rules[0]
        for rule in self.rules[1:]:
            if rule.since > day:
                break
            held = rule
        return held

    def changes(self, after: date, until: date) -> tuple[date, ...]:
        """The days on which the rule changes, after the first day and until the second."""
        return tuple(rule.since for rule in self.rules if after < rule.since <= until)


def audience_of(text: TextFacts, tree: Tree, until: date, tree_days: Iterable[date] = ()) -> Audience:
    """The audience of a text for every day until ``until``.

    ``tree_days`` are the days on which the tree of departments changed; a change of the tree brings people in
    or lets them go like a change of the settings. Before the first of them, the tree is taken to have been
    the same.
    """
    changed = sorted(day for day in tree_days if day <= until)
    first = changed[0] if changed else until
    days = {settings.since for settings in text.settings if settings.since <= until} | set(changed)
    days.add(text.settings[0].since)
    rules: list[AudienceRule] = []
    for day in sorted(days):
        rule = _rule(text.on(day), tree, min(max(day, first), until), day)
        if not rules or _content(rules[-1]) != _content(rule):
            rules.append(rule)
    return Audience(tuple(rules))


def times_in_audience(history: History, audience: Audience, until: date) -> list[tuple[date, date]]:
    """The unbroken times of a person in the audience up to a day, as (first day, last day), in order.

    Moving between two departments of the audience does not begin a new time.
    """
    times: list[tuple[date, date]] = []
    days = sorted(day for day in _turning_days(history, audience) if day <= until)
    for day, following in zip(days, [*days[1:], until + ONE_DAY], strict=True):
        if not _belongs(history, audience, day):
            continue
        if times and times[-1][1] == day - ONE_DAY:
            times[-1] = (times[-1][0], following - ONE_DAY)
        else:
            times.append((day, following - ONE_DAY))
    return times


def holds(intervals: Iterable[Interval], day: date) -> bool:
    """Whether a day lies in one of the intervals."""
    return any(each.start <= day and (each.end is None or day <= each.end) for each in intervals)


def value_on(dated: Iterable[tuple[str, Interval]], day: date) -> str:
    """The value that holds on a day, "" for none."""
    for value, each in dated:
        if each.start <= day and (each.end is None or day <= each.end):
            return value
    return ""


def _rule(settings: TextSettings, tree: Tree, day: date, since: date) -> AudienceRule:
    departments: frozenset[str] | None = None
    if settings.perimeter:
        departments = tree.subtree(settings.perimeter, day)
    if settings.audience:
        chosen = tree.subtree(settings.audience, day)
        departments = chosen if departments is None else departments & chosen
    excluded = tree.subtree(settings.audience_exclude, day) if settings.audience_exclude else frozenset()
    return AudienceRule(since, departments, excluded, settings.population or None)


def _content(rule: AudienceRule) -> tuple[object, ...]:
    return rule.departments, rule.excluded, rule.populations


def _turning_days(history: History, audience: Audience) -> set[date]:
    days = {rule.since for rule in audience.rules[1:]}
    for each in history.employments:
        _add_edges(days, each)
    for _value, each in history.memberships:
        _add_edges(days, each)
    for _value, each in history.populations:
        _add_edges(days, each)
    return days


def _add_edges(days: set[date], each: Interval) -> None:
    days.add(each.start)
    if each.end is not None and each.end < date.max:
        days.add(each.end + ONE_DAY)


def _belongs(history: History, audience: Audience, day: date) -> bool:
    if not holds(history.employments, day):
        return False
    return audience.on(day).admits(value_on(history.memberships, day), value_on(history.populations, day))
