"""What heads of departments and referents are told once a week."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.due import first_open_day
from collective.socialgovernance.clock.due import Schedule
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.clock.weekly import HeadsTidings
from collective.socialgovernance.clock.weekly import on_desk
from collective.socialgovernance.clock.weekly import ReferentsTidings
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from tests import intranet
from tests.ambassadors import company as ambassadors
from typing import Any

import pytest


STARTED = date(2026, 9, 1)  # a Tuesday
DUE = date(2026, 10, 1)
MONDAY = date(2026, 10, 5)
ONE_DAY = timedelta(days=1)
EMMA = {"userid": "emp", "fullname": "Emma Petit", "department": "rd", "email": "emp@example.org"}


@pytest.fixture()
def programme(portal: Any, monkeypatch: Any) -> Any:
    instant = datetime(2026, 9, 1, 8, tzinfo=timezone.utc)
    monkeypatch.setattr(wallclock, "now", lambda: instant)
    intranet.directory()
    return intranet.programme(portal, k_threshold=1)


@pytest.fixture()
def text(programme: Any) -> Any:
    made = intranet.charter(programme)
    intranet.walk_to("in_force", made["e1"])
    return made


def told(source: type, portal: Any, day: date, since: date | None = None) -> dict[str, tuple[str, ...]]:
    """{userid: rows of the mail} of what is due on a day, with the day until which it was done before."""
    found = {}
    for tidings, people in source(portal).due(
        Moment(day, datetime(2026, 9, 1, 8, tzinfo=timezone.utc), chosen=True, since=since)
    ):
        found.update(dict.fromkeys(people, tidings.line("en").rows))
    return found


@pytest.mark.parametrize(
    "holidays,weekdays,first",
    [((), range(5), MONDAY), ((MONDAY,), range(5), MONDAY + ONE_DAY), ((), (2, 3), MONDAY + 2 * ONE_DAY)],
)
def test_the_day_is_the_first_working_day_of_the_week(holidays: Any, weekdays: Any, first: date) -> None:
    assert first_open_day(Schedule(weekdays=weekdays, holidays=holidays), MONDAY) == first


def test_heads_hear_of_it_once_the_day_of_somebody_has_passed(portal: Any, text: Any) -> None:
    assert told(HeadsTidings, portal, MONDAY - 7 * ONE_DAY) == {}
    assert told(HeadsTidings, portal, MONDAY) == {"head": ("R&D: 3 still to read “Charte”",)}
    assert told(HeadsTidings, portal, MONDAY + 7 * ONE_DAY) == {
        "head": ("R&D: 3 still to read “Charte”, 3 of them for more than a week now",)
    }


def test_only_the_first_working_day_or_the_first_run_after_it_when_that_was_missed(
    portal: Any, text: Any
) -> None:
    tuesday = MONDAY + ONE_DAY
    assert told(HeadsTidings, portal, tuesday, since=MONDAY) == {}
    assert told(HeadsTidings, portal, tuesday, since=MONDAY - ONE_DAY)
    assert told(HeadsTidings, portal, MONDAY, since=MONDAY)


def test_under_the_threshold_there_is_no_figure(portal: Any, programme: Any, text: Any) -> None:
    programme.k_threshold = 10
    rows = told(HeadsTidings, portal, MONDAY + 7 * ONE_DAY)["head"]
    assert rows == ("R&D: some of your team still have something to read, “Charte”",)


def test_names_only_where_heads_may_see_them(portal: Any, programme: Any, text: Any) -> None:
    programme.names_to_heads = True
    assert "Petit" not in str(told(HeadsTidings, portal, MONDAY)), "the staff body was not consulted"
    programme.body_consulted_on = date(2026, 1, 10)
    (row,) = told(HeadsTidings, portal, MONDAY)["head"]
    assert row.startswith("R&D: 3 still to read “Charte” (Emma Petit, ")


def test_who_is_on_leave_is_not_counted(portal: Any, text: Any) -> None:
    intranet.tell([{**EMMA, "leave_from": "2026-09-20", "leave_until": "2026-12-01"}])
    assert told(HeadsTidings, portal, MONDAY)["head"] == ("R&D: 2 still to read “Charte”",)


def test_an_optional_text_is_no_matter_of_the_head(portal: Any, programme: Any) -> None:
    made = intranet.charter(programme, ack_optional=True)
    intranet.walk_to("in_force", made["e1"])
    assert told(HeadsTidings, portal, MONDAY) == {}


def test_heads_are_not_told_of_a_text_that_they_may_not_see(portal: Any, text: Any) -> None:
    for permission in ("View", "Access contents information"):
        text.manage_permission(permission, ["Governance Referent"], acquire=0)
    assert told(HeadsTidings, portal, MONDAY) == {}


def test_the_word_for_the_longest_wait_is_never_written(portal: Any, text: Any) -> None:
    for tidings, _people in HeadsTidings(portal).due(Moment(MONDAY + 7 * ONE_DAY, wallclock.now(), True)):
        for language in ("en", "fr"):
            assert "critical" not in str(tidings.line(language)).lower()


def test_referents_hear_how_much_is_on_their_desk_and_of_nobody_by_name(portal: Any) -> None:
    programme = ambassadors.programme(portal)
    assert told(ReferentsTidings, portal, MONDAY) == {}
    made = ambassadors.registration(programme, "emp")
    for userid, transition in (("emp", "apply"), ("mgr", "endorse")):
        intranet.act(userid, made, transition)
    assert on_desk(programme, "ref") == {"waiting": 1, "holds": 0, "renewals": 0}
    assert on_desk(programme, "emp")["waiting"] == 0, "nobody looks after themself"
    rows = told(ReferentsTidings, portal, MONDAY)
    assert rows == {"ref": ("To welcome and certify: 1",)}
    found = ReferentsTidings(portal).due(Moment(MONDAY, wallclock.now(), True))
    assert [tidings.url for tidings, _people in found] == [f"{programme.absolute_url()}/@@ambassador-desk"]
    assert told(ReferentsTidings, portal, MONDAY + ONE_DAY, since=MONDAY) == {}
