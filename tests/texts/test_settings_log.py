"""Settings that decide who owes a text are kept with the day from which they hold."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.settings_log import settings_over_time
from datetime import date
from datetime import datetime
from datetime import timezone
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


BEGAN = date(2026, 3, 1)


@pytest.fixture
def on(monkeypatch):
    """Act on a day of 2026."""

    def act(month, day):
        now = datetime(2026, month, day, 12, tzinfo=timezone.utc)
        monkeypatch.setattr(wallclock, "now", lambda: now)

    act(1, 10)
    return act


@pytest.fixture
def charter(portal, on):
    programme = api.content.create(portal, "GovernanceProgramme", "gov", title="Gov", country="FR")
    return api.content.create(programme, "Charter", "charter", title="Charter")


def change(content, **values):
    for name, value in values.items():
        setattr(content, name, value)
    notify(ObjectModifiedEvent(content))


def test_one_value_that_was_never_changed_holds_always(charter):
    (settings,) = settings_over_time(charter, BEGAN)
    assert settings.since == date.min
    assert (settings.ack_mode, settings.ack_validity_months, settings.reack_days) == ("read", 12, 30)


def test_a_change_holds_from_its_day(charter, on):
    on(4, 2)
    change(charter, audience=["rd"], ack_validity_months=6)
    before, after = settings_over_time(charter, BEGAN)
    assert (before.since, before.audience, before.ack_validity_months) == (date.min, frozenset(), 12)
    assert (after.since, after.audience, after.ack_validity_months) == (
        date(2026, 4, 2),
        frozenset({"rd"}),
        6,
    )


def test_a_change_of_the_programme_holds_from_its_day(charter, on):
    on(4, 2)
    change(charter.aq_parent, reack_days=10, perimeter=["rd"])
    before, after = settings_over_time(charter, BEGAN)
    assert (before.reack_days, before.perimeter) == (30, frozenset())
    assert (after.since, after.reack_days, after.perimeter) == (date(2026, 4, 2), 10, frozenset({"rd"}))


def test_what_was_set_before_the_first_edition_holds_from_the_beginning(charter, on):
    on(2, 1)
    change(charter, ack_validity_months=1)
    (settings,) = settings_over_time(charter, BEGAN)
    assert (settings.since, settings.ack_validity_months) == (date.min, 1)
    assert settings_over_time(charter, None) == (settings,)


def test_of_several_changes_on_a_day_the_last_holds(charter, on):
    on(4, 2)
    change(charter, ack_validity_months=1)
    change(charter, ack_validity_months=3)
    assert [each.ack_validity_months for each in settings_over_time(charter, BEGAN)] == [12, 3]


def test_a_change_says_who_and_both_values(charter, on):
    on(4, 2)
    change(charter, ack_optional=True)
    change(charter, title="Another title")
    events = [event for event in getUtility(IEventLog).of(IUUID(charter)) if event.kind == "settings"]
    assert len(events) == 2
    assert events[-1].actor == api.user.get_current().getId()
    assert events[-1].facts["before"]["ack_optional"] is False
    assert events[-1].facts["values"]["ack_optional"] is True


def test_what_was_changed_without_telling_holds_now(charter):
    charter.ack_validity_months = 2
    assert settings_over_time(charter, BEGAN)[-1].ack_validity_months == 2
