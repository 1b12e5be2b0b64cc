"""Whom a change of settings asks or frees, as sets."""

from collective.socialgovernance.acknowledgments.changing import asked_and_freed
from collective.socialgovernance.acknowledgments.changing import changed_on
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.facts import TextSettings
from dataclasses import replace
from datetime import date

import pytest


DAY = date(2026, 5, 1)
OPTIONAL, OWED = TextSettings(ack_optional=True), TextSettings()
BEFORE = {"acknowledged": {1}, "pending": {2, 3}, "on_leave": {4}}
AFTER = {"acknowledged": {1}, "overdue": {3}, "lapsed": {5}}


@pytest.mark.parametrize(
    ("was", "becomes", "asked", "freed"),
    [
        (OWED, OWED, {5}, {2}),
        (OPTIONAL, OPTIONAL, {5}, {2}),
        (OPTIONAL, OWED, {3, 5}, set()),
        (OWED, OPTIONAL, set(), {2, 3}),
    ],
)
def test_who_owes_after_and_not_before_is_asked_and_the_other_way_round_freed(was, becomes, asked, freed):
    assert asked_and_freed(BEFORE, AFTER, was, becomes) == (asked, freed)


def test_a_change_holds_from_its_day_and_what_was_before_stays():
    text = TextFacts("t", settings=(TextSettings(), replace(OWED, since=date(2026, 4, 1), reack_days=10)))
    changed = changed_on(text, DAY, {"audience": ["rd"], "ack_validity_months": 6})
    assert changed.settings[:-1] == text.settings
    assert changed.on(date(2026, 4, 30)) == text.on(date(2026, 4, 30))
    assert (changed.on(DAY).audience, changed.on(DAY).ack_validity_months) == (frozenset({"rd"}), 6)
    assert changed.on(DAY).reack_days == 10


def test_what_was_set_the_same_day_is_replaced():
    text = TextFacts("t", settings=(replace(OWED, since=DAY),))
    (only,) = changed_on(text, DAY, {"reack_days": 5}).settings
    assert (only.since, only.reack_days) == (date.min, 5)
