"""A run of the clock: what starts and ends by itself, once, in order, whatever stops it on the way."""

from collections import Counter
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.record import LEASE
from collective.socialgovernance.clock.runs import _running
from collective.socialgovernance.clock.runs import gathered_once
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.runs import run
from collective.socialgovernance.clock.runs import Step
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from functools import partial
from tests import intranet
from tests.ambassadors import company as ambassadors
from tests.scopes import company
from typing import Any
from zope.component import getUtility

import pytest
import transaction


TODAY = date(2026, 9, 1)
ONE_DAY = timedelta(days=1)


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture()
def today(monkeypatch: Any) -> Any:
    """``today(day)`` lets the machine's clock show ten in the morning of a day."""

    def show(day: date, hour: int = 8) -> None:
        instant = datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc)
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(TODAY)
    return show


def approved(text: Any, effective_from: date) -> Any:
    """The first edition of a text, approved for a day."""
    edition = text["e1"]
    edition.effective_from = effective_from
    intranet.walk_to("in_force", edition)
    return edition


@pytest.fixture()
def place(served: Any, today: Any) -> Any:
    """A programme with a scope that begins in three days, and two charters that do in two and in five."""
    programme = company.programme(served)
    approved(intranet.charter(programme, "first"), TODAY + 2 * ONE_DAY)
    approved(intranet.charter(programme, "second"), TODAY + 5 * ONE_DAY)
    company.walk_to("in_force", _scope(programme)["e1"])
    transaction.commit()
    return programme


def _scope(programme: Any) -> Any:
    return company.scope(programme, valid_from=TODAY + 3 * ONE_DAY, valid_to=TODAY + 30 * ONE_DAY)


def states(place: Any) -> tuple[str, ...]:
    editions = (place["first"]["e1"], place["second"]["e1"], place["rd"]["e1"])
    return tuple(state_of(edition) for edition in editions)


def last_write(place: Any) -> bytes:
    return place._p_jar.db().lastTransaction()


def test_what_is_due_starts_and_ends_on_its_day(place: Any, today: Any) -> None:
    assert run(TODAY).as_json()["transitions"] == {}
    assert states(place) == ("approved", "approved", "approved")
    today(TODAY + 2 * ONE_DAY)
    assert run().as_json()["transitions"] == {"edition_workflow": {"start": 1}}
    assert states(place) == ("in_force", "approved", "approved")
    assert run(TODAY + 30 * ONE_DAY).as_json()["transitions"] == {
        "edition_workflow": {"start": 1},
        "scope_edition_workflow": {"start": 1},
    }
    assert run(TODAY + 31 * ONE_DAY).as_json()["transitions"] == {"scope_edition_workflow": {"expire": 1}}
    assert states(place) == ("in_force", "in_force", "expired")


def test_what_follows_from_the_end_of_a_scope_is_told_with_it(served: Any, today: Any) -> None:
    programme = ambassadors.programme(served)
    made = ambassadors.walk_to("active", ambassadors.registration(programme))
    transaction.commit()
    day = programme["rd"]["e1"].valid_to + ONE_DAY
    happened = {"ambassador_workflow": {"enter_grace": 1}, "scope_edition_workflow": {"expire": 1}}
    assert run(day, dry_run=True).as_json()["transitions"] == happened
    assert run(day).as_json()["transitions"] == happened
    assert state_of(made) == "grace"


def test_the_edition_that_another_one_follows_is_told_too(place: Any) -> None:
    run(TODAY + 2 * ONE_DAY)
    draft = intranet.next_edition(place["first"], "minor")
    draft.effective_from = TODAY + 4 * ONE_DAY
    intranet.walk_to("in_force", draft)
    transaction.commit()
    assert run(TODAY + 4 * ONE_DAY).as_json()["transitions"] == {
        "edition_workflow": {"start": 1, "supersede": 1},
        "scope_edition_workflow": {"start": 1},
    }


def test_what_a_run_gathers_is_kept_until_a_step_changes_something() -> None:
    made: list[int] = []

    def ask() -> int:
        return gathered_once("x", lambda: made.append(0) or len(made))

    def step() -> Counter[tuple[str, ...]]:
        return Counter({("asked",): ask() * 10 + ask()})

    assert (ask(), ask()) == (1, 2), "outside of a run it is made anew"
    with _running(Moment(TODAY, datetime(2026, 9, 1, tzinfo=timezone.utc))):
        assert (ask(), ask()) == (3, 3)
        assert Step("", step).counted() == {("asked",): 45}, "a step sees what it changes"
        assert (ask(), ask()) == (6, 6)
    assert ask() == 7


def test_a_day_that_was_missed_changes_no_date(place: Any) -> None:
    run(TODAY + 9 * ONE_DAY)
    edition = place["first"]["e1"]
    assert edition.in_force_on == TODAY + 2 * ONE_DAY
    act = history_of(edition)[-1]
    assert (act["action"], act["actor"]) == ("start", "clock")
    assert act["time"].startswith((TODAY + 9 * ONE_DAY).isoformat())


def test_the_second_run_of_a_day_does_nothing_and_writes_nothing(place: Any) -> None:
    run(TODAY + 9 * ONE_DAY)
    before = last_write(place)
    assert run(TODAY + 9 * ONE_DAY).as_json() == {
        "as_of": "2026-09-10",
        "transitions": {},
        "notices": 0,
        "digests": 0,
        "purged": 0,
    }
    assert last_write(place) == before


def test_an_edition_approved_after_the_run_starts_in_the_next_run_of_the_day(place: Any) -> None:
    run(TODAY)
    place["first"]["e1"].effective_from = TODAY
    transaction.commit()
    assert run(TODAY).as_json()["transitions"] == {"edition_workflow": {"start": 1}}


def test_trying_changes_nothing_and_is_no_run(place: Any) -> None:
    before = last_write(place)
    tried = run(TODAY + 31 * ONE_DAY, dry_run=True).as_json()
    assert tried["transitions"] == {
        "edition_workflow": {"start": 2},
        "scope_edition_workflow": {"expire": 1, "start": 1},
    }
    assert last_write(place) == before
    assert states(place) == ("approved", "approved", "approved")
    assert getUtility(IClockRecord).as_of is None
    assert run(TODAY).as_json()["transitions"] == {}


def test_a_day_before_the_last_run_is_refused(place: Any) -> None:
    run(TODAY + ONE_DAY)
    for dry in (False, True):
        with pytest.raises(Refused) as refused:
            run(TODAY, dry_run=dry)
        assert refused.value.status == 409


def test_without_a_day_it_is_today_or_the_day_of_the_last_run(place: Any) -> None:
    assert run().as_of == TODAY
    run(TODAY + ONE_DAY)
    assert run().as_of == TODAY + ONE_DAY


def test_missed_days_are_gone_through_in_order(place: Any, today: Any) -> None:
    """A scope that ended before the next one began has expired, as if the clock had run every day."""
    run(TODAY + 3 * ONE_DAY)
    today(TODAY + 10 * ONE_DAY)
    following = company.following(place["rd"], valid_from=TODAY + 35 * ONE_DAY, valid_to=TODAY + 40 * ONE_DAY)
    company.walk_to("in_force", following)
    transaction.commit()
    done = run(TODAY + 60 * ONE_DAY).as_json()["transitions"]["scope_edition_workflow"]
    assert done == {"expire": 2, "start": 1}
    assert [state_of(place["rd"][id]) for id in ("e1", "e2")] == ["expired", "expired"]


def identity(value: Any) -> Any:
    return value


def test_a_run_killed_at_any_commit_ends_where_an_unbroken_one_ends(place: Any, monkeypatch: Any) -> None:
    day, instant = TODAY + 31 * ONE_DAY, wallclock.now()
    done: dict[tuple[str, str], int] = {}
    for number in range(1, 40):
        count = 0

        def commit(number: int = number) -> None:
            nonlocal count
            count += 1
            if count >= number:
                raise Killed
            transaction.commit()

        try:
            run(day, commit=commit)
        except Killed:
            transaction.abort()
            # The process is gone without giving the clock back: the next run waits until its time is over.
            instant += 2 * LEASE
            monkeypatch.setattr(wallclock, "now", partial(identity, instant))
        else:
            break
    assert number > 5
    assert states(place) == ("in_force", "in_force", "expired")
    for edition in (place["first"]["e1"], place["second"]["e1"], place["rd"]["e1"]):
        acts = [act["action"] for act in history_of(edition)]
        assert acts.count("start") == 1
        done[edition.getId(), edition.absolute_url()] = acts.count("expire")
    assert sorted(done.values()) == [0, 0, 1]
    assert getUtility(IClockRecord).stamp.as_of == day


def test_two_runs_never_overlap(place: Any, monkeypatch: Any) -> None:
    record = getUtility(IClockRecord)
    record.hold("another", wallclock.now())
    transaction.commit()
    with pytest.raises(Refused) as refused:
        run(TODAY)
    assert (refused.value.status, refused.value.problems[0].field) == (409, "clock")
    late = wallclock.now() + LEASE
    monkeypatch.setattr(wallclock, "now", lambda: late)
    run(TODAY + 2 * ONE_DAY)
    assert not record.is_held(late)
    assert states(place)[0] == "in_force"


def test_a_run_that_lost_the_clock_stops(place: Any) -> None:
    record = getUtility(IClockRecord)

    def somebody_else(job: str, steps: int) -> None:
        record.holder = "another"

    with pytest.raises(Refused):
        run(TODAY + 9 * ONE_DAY, tell=somebody_else)
    assert states(place)[2] == "approved"


def test_one_that_fails_holds_up_no_other_and_is_told(place: Any, monkeypatch: Any) -> None:
    from collective.socialgovernance.clock import jobs

    fire = jobs.fire_as_system

    def failing(content: Any, *words: Any) -> None:
        if "first" in content.getPhysicalPath():
            raise ValueError("no ground under it")
        fire(content, *words)

    monkeypatch.setattr(jobs, "fire_as_system", failing)
    answer = run(TODAY + 9 * ONE_DAY).as_json()
    assert answer["transitions"]["edition_workflow"] == {"start": 1}
    assert states(place) == ("approved", "in_force", "in_force")
    assert [each["job"] for each in answer["failures"]] == ["editions"]
    assert "no ground" in getUtility(IClockRecord).stamp.failures[0][2]
    monkeypatch.setattr(jobs, "fire_as_system", fire)
    assert "failures" not in run(TODAY + 9 * ONE_DAY).as_json()
    assert states(place)[0] == "in_force"
    assert getUtility(IClockRecord).stamp.failures == ()


def test_the_stamp_says_how_the_last_run_went(place: Any) -> None:
    run(TODAY + 9 * ONE_DAY)
    stamp = getUtility(IClockRecord).stamp
    assert stamp.as_of == TODAY + 9 * ONE_DAY
    assert stamp.counts["editions"] == {"transitions edition_workflow start": 2}
    assert stamp.seconds == 0
