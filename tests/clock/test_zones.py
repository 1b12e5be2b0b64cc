"""A programme far from where the site is: its days, and the hours in which its mail leaves, are its own."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.due import Schedule
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import run
from collective.socialgovernance.clock.telling import may_leave
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from tests import intranet
from tests.scopes import company
from typing import Any
from zope.component import getUtility

import pytest
import transaction


ZONE = "America/Los_Angeles"
MONDAY = date(2026, 9, 7)
EVE = datetime(2026, 9, 7, 6, 59, tzinfo=timezone.utc)
"""A minute before Monday there, and nine on Monday morning in Paris, where the site is."""
MINUTE = timedelta(minutes=1)


@pytest.fixture()
def at(monkeypatch: Any) -> Any:
    """``at(instant)`` is what the machine's clock shows."""

    def show(instant: datetime) -> None:
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(datetime(2026, 9, 1, 20, tzinfo=timezone.utc))
    return show


@pytest.fixture()
def programme(served: Any, at: Any) -> Any:
    made = company.programme(served, timezone=ZONE)
    transaction.commit()
    return made


def test_nothing_of_a_programme_begins_or_ends_before_its_own_day(programme: Any, at: Any) -> None:
    """What it did not do that early it does later on the same day of the site."""
    last_day = company.scope(programme, valid_to=MONDAY - timedelta(days=1))["e1"]
    company.walk_to("in_force", last_day)
    first_day = company.scope(programme, "press", "emp", company.row("careers"), valid_from=MONDAY)["e1"]
    company.walk_to("in_force", first_day, head="emp")
    charter = intranet.charter(programme)["e1"]
    charter.effective_from = MONDAY
    intranet.walk_to("in_force", charter)
    transaction.commit()
    for instant, states in (
        (EVE, ["in_force", "approved", "approved"]),
        (EVE + MINUTE, ["expired", "in_force", "in_force"]),
    ):
        at(instant)
        assert run().as_of == MONDAY
        assert [state_of(each) for each in (last_day, first_day, charter)] == states


@pytest.mark.parametrize("named,state", [(None, "approved"), (MONDAY, "in_force")])
def test_what_is_approved_begins_early_only_when_the_clock_was_run_for_a_named_day(
    programme: Any, at: Any, named: date | None, state: str
) -> None:
    at(EVE)
    run(named)
    assert getUtility(IClockRecord).named is (named is not None)
    edition = company.scope(programme, valid_from=MONDAY)["e1"]
    company.walk_to("in_force", edition)
    assert state_of(edition) == state


@pytest.mark.parametrize(
    "hours,chosen,leaves",
    [(-8, False, False), (9, False, True), (-8, True, True)],
    ids=["Sunday afternoon there", "Monday morning there", "a day that somebody named"],
)
def test_mail_leaves_on_the_days_of_the_programme(hours: int, chosen: bool, leaves: bool) -> None:
    schedule = Schedule(zone=ZONE)
    now = EVE + MINUTE + timedelta(hours=hours)
    assert may_leave(schedule, Moment(MONDAY, now, chosen)) is leaves


def test_what_people_were_told_is_noted_under_the_day_of_the_programme(programme: Any, at: Any) -> None:
    edition = intranet.walk_to("in_force", intranet.charter(programme)["e1"])
    transaction.commit()
    at(datetime(2026, 9, 1, 23, tzinfo=timezone.utc))
    assert run().as_of == date(2026, 9, 2)
    told = getUtility(INotices).of_request((edition.UID(), date(2026, 9, 1)))
    assert [day for day, _kind in told] == [date(2026, 9, 1)]
