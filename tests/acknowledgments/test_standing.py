"""Where a person stands on a text, on any day."""

from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.facts import TextSettings
from collective.socialgovernance.acknowledgments.standing import Standing
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.days import Zones
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.directory.people import PersonHistory
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import days
from tests.acknowledgments.company import edition
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import instant
from tests.acknowledgments.company import person
from tests.acknowledgments.company import text

import pytest


def stands(
    on: int,
    of: TextFacts,
    who: PersonHistory | None = None,
    *entries: Entry,
    about: str | None = None,
    company: Company | None = None,
    obliged: bool = False,
) -> Standing:
    company = company or Company()
    audience = audience_of(of, company, day(on), company.tree_days())
    return standing(who, of, audience, entries, day(on), about, obliged)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (-1, "not_required"),
        (0, "pending"),
        (26, "pending"),
        (27, "due_soon"),
        (30, "due_soon"),
        (31, "overdue"),
        (36, "overdue"),
        (37, "critical"),
    ],
)
def test_who_does_not_answer_goes_from_pending_to_critical(on, status):
    assert stands(on, text(), person()).status == status


def test_due_is_the_end_of_the_thirtieth_day():
    assert stands(3, text(), person()).due == day(30)


@pytest.mark.parametrize(
    "of",
    [text(ack_mode="none"), TextFacts("text"), text(edition(starts=20))],
    ids=["none", "no edition", "later"],
)
def test_nothing_is_owed_without_an_edition_that_asks(of):
    assert stands(5, of, person()).status == "not_required"


@pytest.mark.parametrize(
    "who", [None, person(joined=6), person(left=4)], ids=["unknown", "not joined", "left"]
)
def test_who_does_not_work_here_owes_nothing(who):
    assert stands(5, text(), who).status == "not_required"


def test_an_acknowledgment_settles_it():
    assert stands(40, text(), person(), entry(at=12)).status == "acknowledged"


def test_an_acknowledgment_of_tomorrow_does_not_count_today():
    assert stands(11, text(), person(), entry(at=12)).status == "pending"


def test_an_answer_belongs_to_the_day_it_has_in_the_programme():
    late = datetime(2026, 1, 5, 23, 30, tzinfo=timezone.utc)
    in_paris = text(zone="Europe/Paris")
    assert stands(4, in_paris, person(), entry(at=late)).status == "pending"
    assert stands(5, in_paris, person(), entry(at=late)).status == "acknowledged"


@pytest.mark.parametrize("moved_to", ["Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("hour", [1, 22])
def test_days_before_the_programme_moved_keep_their_answers_and_due_dates(moved_to, hour):
    answers = [entry(at=instant(5, hour)), entry(at=instant(40, hour))]
    moved = Zones("Europe/Paris", ((instant(70), moved_to),))
    here, there = text(zone="Europe/Paris", ack_validity_months=1), text(zone=moved, ack_validity_months=1)
    for number in range(70):
        assert stands(number, there, person(), *answers) == stands(number, here, person(), *answers)


@pytest.mark.parametrize(
    ("given", "lapsed", "due"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 3)),
        (date(2026, 1, 15), date(2026, 2, 15), date(2026, 3, 17)),
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 30)),
    ],
)
def test_an_acknowledgment_lapses_after_its_months_and_is_due_again(given, lapsed, due):
    of = text(ack_validity_months=1)
    one = entry(at=datetime(given.year, given.month, given.day, 9, tzinfo=timezone.utc))
    on_that_day = stands((lapsed - day(0)).days, of, person(), one)
    assert stands((lapsed - day(0)).days - 1, of, person(), one).status == "acknowledged"
    assert (on_that_day.status, on_that_day.due) == ("lapsed", due)
    assert stands((due - day(0)).days, of, person(), one).status == "lapsed"
    assert stands((due - day(0)).days + 1, of, person(), one).status == "overdue"
    assert stands((due - day(0)).days + 7, of, person(), one).status == "critical"


def test_an_acknowledgment_can_be_renewed_before_it_lapses():
    one = stands(300, text(), person(), entry(at=0))
    assert one.lapses_on == date(2027, 1, 1)
    assert one.renewable_from == date(2026, 12, 2)
    assert not one.renewable(date(2026, 12, 1))
    assert one.renewable(date(2026, 12, 2))


def test_without_a_validity_an_acknowledgment_holds_until_the_next_major_edition():
    of = text(edition(), edition("two", "2.0.0", 2, starts=900), ack_validity_months=0)
    one = stands(899, of, person(), entry())
    assert (one.status, one.lapses_on, one.renewable_from) == ("acknowledged", None, None)
    assert stands(900, of, person(), entry()).status == "pending"


@pytest.mark.parametrize("change", ["minor", "editorial"])
def test_smaller_changes_carry_acknowledgments_over(change):
    of = text(edition(ended=10), edition("two", "1.1.0", 1, change, starts=10))
    assert stands(12, of, person(), entry()).status == "acknowledged"
    assert stands(12, of, person()).due == day(30)


def test_a_major_change_asks_everybody_again():
    of = text(edition(ended=10), edition("two", "2.0.0", 2, starts=10))
    again = stands(12, of, person(), entry())
    assert (again.status, again.due) == ("pending", day(40))


def test_an_edition_that_ended_is_answered_as_of_its_last_moment():
    noon = datetime(2026, 1, 11, 12, tzinfo=timezone.utc)
    of = text(edition(ended=10, ended_at=noon), edition("two", "1.1.0", 1, "minor", starts=10))
    assert stands(200, of, person(), entry(at=9), about="one").status == "acknowledged"
    assert stands(200, of, person(), entry(at=10), about="one").status == "acknowledged"
    assert stands(200, of, person(), entry(at=11, uid="two"), about="one").status == "pending"
    assert stands(200, of, person(left=20), about="one").status == "pending"


def test_an_edition_that_will_end_is_forecast_to_its_last_day():
    of = text(edition(), edition("two", "2.0.0", 2, starts=28))
    assert stands(90, of, person(), about="one").status == "due_soon"
    assert stands(90, of, person(), about="two").status == "critical"


def test_a_withdrawn_text_is_owed_by_nobody():
    assert stands(12, text(edition(ended=10)), person()).status == "not_required"


@pytest.mark.parametrize(
    ("settings", "department", "population", "asked"),
    [
        ({}, "", "employee", True),
        ({"audience": {"rd"}}, "rd", "employee", True),
        ({"audience": {"rd"}}, "lab", "employee", True),
        ({"audience": {"rd"}}, "hr", "employee", False),
        ({"audience": {"rd"}}, "", "employee", False),
        ({"audience": {"co"}, "audience_exclude": {"rd"}}, "lab", "employee", False),
        ({"audience": {"lab"}, "audience_exclude": {"rd"}}, "lab", "employee", False),
        ({"audience_exclude": {"rd"}}, "hr", "employee", True),
        ({"audience_exclude": {"rd"}}, "", "employee", True),
        ({"perimeter": {"rd"}}, "lab", "employee", True),
        ({"perimeter": {"rd"}}, "hr", "employee", False),
        ({"perimeter": {"rd"}, "audience": {"co"}}, "hr", "employee", False),
        ({"perimeter": {"rd"}, "audience": {"co"}}, "lab", "employee", True),
        ({"population": {"intern"}}, "rd", "intern", True),
        ({"population": {"intern"}}, "rd", "employee", False),
        ({"population": {"intern", "employee"}}, "rd", "employee", True),
    ],
)
def test_the_audience_is_departments_with_children_and_populations_less_exclusions(
    settings, department, population, asked
):
    of = text(**{name: frozenset(value) for name, value in settings.items()})
    who = person(department, populations=[(population, days(-400))])
    assert stands(5, of, who).asked is asked


def test_who_joins_later_has_as_many_days_as_the_others():
    assert stands(100, text(), person(joined=100)).due == day(130)


def test_moving_inside_the_audience_begins_nothing_new():
    moved = person(memberships=[("rd", days(-400, 9)), ("hr", days(10))])
    assert stands(12, text(audience=frozenset({"rd", "hr"})), moved).due == day(30)


def test_moving_into_the_audience_asks_from_that_day():
    moved = person(memberships=[("hr", days(-400, 9)), ("rd", days(10))])
    one = stands(12, text(audience=frozenset({"rd"})), moved)
    assert (one.status, one.due) == ("pending", day(40))


def test_coming_back_begins_a_new_time():
    moved = person(memberships=[("rd", days(-400, 9)), ("hr", days(10, 49)), ("rd", days(50))])
    assert stands(60, text(audience=frozenset({"rd"})), moved).due == day(80)


def test_leaving_the_audience_while_owing_is_told_with_the_day():
    moved = person(memberships=[("rd", days(-400, 9)), ("hr", days(10))])
    one = stands(12, text(audience=frozenset({"rd"})), moved)
    assert (one.status, one.since, one.due) == ("left_audience", day(10), None)


def test_leaving_the_audience_having_acknowledged_is_nothing():
    moved = person(memberships=[("rd", days(-400, 9)), ("hr", days(10))])
    assert stands(12, text(audience=frozenset({"rd"})), moved, entry(at=3)).status == "not_required"


def test_an_answer_of_the_day_of_the_move_counts():
    moved = person(memberships=[("rd", days(-400, 9)), ("hr", days(10))])
    assert stands(12, text(audience=frozenset({"rd"})), moved, entry(at=10)).status == "not_required"
    assert stands(12, text(audience=frozenset({"rd"})), moved, entry(at=11)).status == "left_audience"


def test_leaving_the_audience_before_the_line_began_is_nothing():
    moved = person(memberships=[("rd", days(-400, -9)), ("hr", days(-8))])
    assert stands(12, text(audience=frozenset({"rd"})), moved).status == "not_required"


def test_a_department_moved_into_the_audience_brings_its_people_in_that_day():
    company = Company(later=(20, {"co": "", "rd": "co", "lab": "rd", "hr": "rd"}))
    of = text(audience=frozenset({"rd"}))
    assert stands(19, of, person("hr"), company=company).status == "not_required"
    assert stands(21, of, person("hr"), company=company).due == day(50)


def test_a_wider_setting_asks_from_the_day_it_holds():
    narrow = TextSettings(audience=frozenset({"rd"}))
    of = TextFacts("text", (edition(),), (narrow, TextSettings(since=day(20))))
    assert stands(19, of, person("hr")).status == "not_required"
    assert stands(21, of, person("hr")).due == day(50)
    assert stands(21, of, person("rd")).due == day(30)


EXCUSED = (
    entry("exception_requested", at=5, note="no screen"),
    entry("exception_granted", at=6, actor="owner", note="of course"),
)


def test_an_exception_says_when_it_ends_and_from_when_to_ask_again():
    stands_then = stands(10, text(ack_validity_months=3), person(), *EXCUSED)
    ends = day(90 + 6)
    assert stands_then.status == "exempt"
    assert (stands_then.exception_ends, stands_then.exception_over) == (ends, False)
    assert [stands_then.renewable(ends - timedelta(days=number)) for number in (31, 30)] == [False, True]
    for_ever = stands(10, text(ack_validity_months=0), person(), *EXCUSED)
    assert (for_ever.exception_ends, for_ever.renewable(day(900))) == (None, False)


def test_who_owes_because_an_exception_has_ended_is_told_that_day():
    of, ended = text(ack_validity_months=3), day(96)
    assert stands(95, of, person(), *EXCUSED).status == "exempt"
    for number in (96, 97, 150):
        owes = stands(number, of, person(), *EXCUSED)
        assert (owes.status, owes.exception_ends, owes.exception_over) == ("critical", ended, True)
    # Asked again and refused, it is still for that reason; once acknowledged, it is a lapse like any other.
    again = stands(200, of, person(), *EXCUSED, entry(at=100))
    assert (again.status, again.exception_over) == ("lapsed", False)


def test_a_past_day_is_answered_with_the_settings_of_that_day():
    of = TextFacts("text", (edition(),), (TextSettings(reack_days=10), TextSettings(since=day(5))))
    assert stands(4, of, person()).due == day(10)
    assert stands(5, of, person()).due == day(30)


def test_a_shorter_validity_lapses_from_the_day_it_holds():
    of = TextFacts("text", (edition(),), (TextSettings(), TextSettings(day(200), ack_validity_months=6)))
    one = stands(200, of, person(), entry(at=0))
    assert stands(199, of, person(), entry(at=0)).status == "acknowledged"
    assert (one.status, one.due) == ("lapsed", day(230))


def test_days_of_leave_are_not_counted():
    away = person(leaves=[days(10, 20)])
    assert stands(15, text(), away).status == "on_leave"
    assert stands(21, text(), away).due == day(41)
    assert [stands(n, text(), away).status for n in (41, 42, 48)] == ["due_soon", "overdue", "critical"]


def test_leaves_that_touch_or_overlap_are_counted_once():
    away = person(leaves=[days(10, 15), days(16, 20), Interval(day(18), day(22))])
    assert stands(25, text(), away).due == day(43)


def test_a_leave_that_begins_on_the_due_day_moves_it():
    assert stands(40, text(), person(leaves=[days(30, 34)])).due == day(35)
    assert stands(40, text(), person(leaves=[days(31, 34)])).due == day(30)


def test_a_leave_without_an_end_has_no_due_date():
    away = person(leaves=[days(10)])
    assert stands(9, text(), away).due == day(30)
    one = stands(90, text(), away)
    assert (one.status, one.due) == ("on_leave", None)


def test_who_acknowledged_and_is_on_leave_has_acknowledged():
    assert stands(12, text(), person(leaves=[days(10)]), entry(at=3)).status == "acknowledged"


def test_an_exception_waits_without_counting_the_days():
    asked = entry("exception_requested", at=5, note="no screen")
    refused = entry("exception_refused", at=15, actor="owner", note="there is one")
    waiting = stands(9, text(), person(), asked)
    assert (waiting.status, waiting.due) == ("exception_pending", None)
    after = stands(15, text(), person(), asked, refused)
    assert (after.status, after.due) == ("pending", day(40))


def test_a_granted_exception_exempts_until_its_months_have_passed():
    asked = entry("exception_requested", at=5)
    granted = entry("exception_granted", at=6, actor="owner")
    of = text(ack_validity_months=1)
    assert stands(36, of, person(), asked, granted).status == "exempt"
    assert stands(37, of, person(), asked, granted).status not in ("exempt", "exception_pending")


def test_an_exception_ends_with_its_line():
    of = text(edition(ended=20), edition("two", "2.0.0", 2, starts=20))
    granted = entry("exception_granted", at=6, actor="owner")
    asked = entry("exception_requested", at=6)
    assert stands(20, of, person(), granted).status == "pending"
    assert stands(20, of, person(), asked).status == "pending"


def test_acknowledging_after_all_ends_the_waiting_for_an_exception():
    answers = [entry("exception_requested", at=5), entry(at=8), entry("withdrawn", at=20)]
    one = stands(21, text(), person(), *answers)
    assert (one.status, one.due) == ("pending", day(50))


def test_an_optional_text_may_be_declined_and_accepted_later():
    of = text(ack_optional=True)
    no = entry("declined", at=5)
    assert stands(100, of, person()).status == "pending"
    assert stands(100, of, person(), no).status == "declined"
    assert stands(100, of, person(), no, entry(at=90)).status == "acknowledged"
    assert stands(100, of, person(), entry(at=4), no).status == "declined"


def test_for_an_ambassador_a_mandatory_text_is_not_optional():
    of = text(ack_optional=True, mandatory_for_ambassadors=True)
    no = entry("declined", at=5)
    assert stands(100, of, person(), no, obliged=True).status == "critical"
    assert stands(100, of, person(), no).status == "declined"


def test_withdrawing_owes_again_from_that_day():
    one = stands(45, text(), person(), entry(at=3), entry("withdrawn", at=40))
    assert (one.status, one.due) == ("pending", day(70))


def test_answers_count_in_the_order_of_their_days():
    back = entry("withdrawn", at=20, recorded=entry(at=50).at)
    one = stands(60, text(), person(), entry(at=30), back)
    assert one.status == "acknowledged"


def test_who_came_back_to_the_company_keeps_what_they_gave():
    twice = replace(
        person(), employments=(days(-400, 9), days(50)), memberships=(("rd", days(-400, 9)), ("rd", days(50)))
    )
    assert stands(55, text(), twice, entry(at=3)).status == "acknowledged"
    assert stands(55, text(), twice).due == day(80)
