"""Coverage: the counts of an audience, and what is not shown of small ones."""

from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.coverage import COUNTED
from collective.socialgovernance.acknowledgments.coverage import Coverage
from collective.socialgovernance.acknowledgments.coverage import coverage
from collective.socialgovernance.acknowledgments.coverage import Figures
from collective.socialgovernance.acknowledgments.coverage import Group
from collective.socialgovernance.acknowledgments.coverage import suppress
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.ledger import Ledger
from collective.socialgovernance.acknowledgments.situations import situations_on
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.days import Zones
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import days
from tests.acknowledgments.company import edition
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import instant
from tests.acknowledgments.company import ledger_with
from tests.acknowledgments.company import person
from tests.acknowledgments.company import text

import pytest


def covered(
    company: Company, of: TextFacts, ledger: Ledger, on: int, k_threshold: int = 1, about: str | None = None
) -> Coverage:
    audience = audience_of(of, company, day(on), company.tree_days())
    statuses = statuses_on(of, audience, company, ledger, day(on), about)
    groups = [Group(id, id.upper(), company.members(id, day(on))) for id in company.parents]
    return coverage(statuses, groups, day(on), k_threshold)


def counts(of: Figures) -> dict[str, int]:
    return {status: count for status, count in of.counts.items() if count}


def test_a_major_edition_starts_from_nothing_and_the_one_before_keeps_its_figures():
    company = Company({key: person() for key in (1, 2, 3, 4)})
    of = text(edition(ended=10), edition("two", "2.0.0", 2, starts=10))
    ledger = ledger_with(entry(at=2, key=1))
    assert counts(covered(company, of, ledger, 9).total) == {"acknowledged": 1, "pending": 3}
    assert counts(covered(company, of, ledger, 10).total) == {"pending": 4}
    assert counts(covered(company, of, ledger, 99, about="one").total) == {"acknowledged": 1, "pending": 3}
    assert covered(company, of, ledger, 99, about="one").total.rate == 0.25


@pytest.mark.parametrize("moved_to", ["Pacific/Auckland", "America/Los_Angeles"])
def test_what_was_given_in_the_minutes_of_a_move_to_another_zone_is_due_where_standing_says(moved_to):
    moved = instant(10, 13) + timedelta(minutes=7)
    of = text(zone=Zones("Europe/Paris", ((moved, moved_to),)), ack_validity_months=1)
    company = Company({1: person(), 2: person()})
    entries = [entry(at=moved - timedelta(seconds=1), key=1), entry(at=moved, key=2)]
    audience, ledger = audience_of(of, company, day(60), company.tree_days()), ledger_with(*entries)
    due = {}
    for situation, keys in situations_on(of, audience, company, ledger, day(60)).items():
        due.update(dict.fromkeys(keys, situation.due))
    for each in entries:
        assert due[each.key] == standing(person(), of, audience, [each], day(60)).due
    # In Auckland the next day begins with the move.
    assert (due[1] != due[2]) == (moved_to == "Pacific/Auckland")


def test_who_left_is_in_neither_numerator_nor_denominator():
    company = Company({1: person(left=5), 2: person(), 3: person()})
    ledger = ledger_with(entry(at=2, key=1), entry(at=2, key=2))
    assert counts(covered(company, text(), ledger, 6).total) == {"acknowledged": 1, "pending": 1}


def test_who_acknowledged_from_outside_the_audience_is_never_counted():
    company = Company({1: person("hr"), 2: person("rd")})
    found = covered(company, text(audience=frozenset({"rd"})), ledger_with(entry(key=1)), 6)
    assert counts(found.total) == {"pending": 1}


def test_the_rate_is_of_those_who_can_be_expected_to():
    company = Company({1: person(), 2: person(), 3: person(leaves=[days(3)]), 4: person()})
    ledger = ledger_with(
        entry(key=1), entry("exception_requested", key=4), entry("exception_granted", key=4, actor="owner")
    )
    assert covered(company, text(), ledger, 6).total.rate == 0.5


def test_there_is_no_rate_of_nobody():
    nobody = covered(Company(), text(), Ledger(), 6)
    assert (nobody.total.audience, nobody.total.rate) == (0, None)


def test_rates_have_four_decimals():
    company = Company({key: person() for key in (1, 2, 3)})
    assert covered(company, text(), ledger_with(entry(key=1)), 6).total.rate == 0.3333


def test_each_department_counts_its_own_members_only():
    company = Company({1: person("rd"), 2: person("lab"), 3: person("lab"), 4: person("")})
    rows = {row.id: row.figures.audience for row in covered(company, text(), Ledger(), 6).rows}
    assert rows == {"co": 0, "rd": 1, "lab": 2, "hr": 0, None: 1}


def test_people_without_department_are_no_row_when_there_are_none():
    company = Company({1: person("rd")})
    assert None not in {row.id for row in covered(company, text(), Ledger(), 6).rows}


def test_the_figures_are_given_under_the_names_of_the_interface():
    company = Company({1: person("rd"), 2: person("hr")})
    given_back = covered(company, text(), ledger_with(entry(key=1)), 6).as_json()
    assert given_back["as_of"] == "2026-01-07"
    assert given_back["k_threshold"] == 1
    assert given_back["total"] == {
        "audience": 2,
        "acknowledged": 1,
        "pending": 1,
        "due_soon": 0,
        "overdue": 0,
        "critical": 0,
        "lapsed": 0,
        "declined": 0,
        "exception_pending": 0,
        "exempt": 0,
        "on_leave": 0,
        "rate": 0.5,
        "suppressed": False,
    }
    assert [(row["id"], row["title"], row["audience"]) for row in given_back["departments"]] == [
        ("co", "CO", 0),
        ("rd", "RD", 1),
        ("lab", "LAB", 0),
        ("hr", "HR", 1),
    ]


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ([20, 12, 15], []),
        ([20, 3, 15], [1, 2]),
        ([20, 3, 4], [1, 2]),
        ([12, 3, 12], [0, 1]),
        ([0, 3, 15], [1, 2]),
        ([3, 0, 0], [0]),
        ([0, 0, 0], []),
        ([10, 10, 9], [0, 2]),
    ],
)
def test_small_rows_are_not_shown_and_cannot_be_subtracted(sizes, hidden):
    rows = [Figures(dict.fromkeys(COUNTED, 0) | {"pending": size}) for size in sizes]
    suppress(rows, 10, ["a", "b", "c"])
    assert [index for index, row in enumerate(rows) if row.suppressed] == hidden


def test_a_suppressed_row_carries_nulls():
    row = Figures(dict.fromkeys(COUNTED, 2), suppressed=True).as_json()
    assert row.pop("suppressed") is True
    assert set(row.values()) == {None}


def test_the_total_of_too_few_people_is_not_shown_either():
    company = Company({1: person("rd"), 2: person("hr")})
    found = covered(company, text(), Ledger(), 6, k_threshold=10)
    assert found.total.suppressed
    assert [row.figures.suppressed for row in found.rows if row.figures.audience] == [True, True]


def test_a_threshold_of_one_shows_everything():
    company = Company({1: person("rd")})
    found = covered(company, text(), Ledger(), 6, k_threshold=1)
    assert not found.total.suppressed
    assert not any(row.figures.suppressed for row in found.rows)


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(1, 12))
def test_no_single_small_row_can_be_worked_out(sizes, k_threshold):
    rows = [Figures(dict.fromkeys(COUNTED, 0) | {"pending": size}) for size in sizes]
    suppress(rows, k_threshold, [str(index) for index in range(len(sizes))])
    assert all(row.suppressed for row in rows if 0 < row.audience < k_threshold)
    hidden = [row for row in rows if row.suppressed]
    alone = [row for row in rows if row.audience] == hidden
    assert len(hidden) != 1 or alone
