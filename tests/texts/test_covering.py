"""Figures, the line over time and the list of people, each against counting person by person."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts import covering
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.answering import standing_on
from collective.socialgovernance.texts.register import Register
from collective.socialgovernance.texts.register import Wanted
from datetime import date
from datetime import timedelta
from plone import api
from tests import intranet
from tests.site_day import site_day
from typing import Any
from zope.component import getUtility

import pytest


DEPARTMENTS = [
    {"id": "lab", "title": "Lab", "parent": "rd"},
    {"id": "hr", "title": "People", "parent": "co"},
]
ANSWERS = {
    "emp": ["acknowledged"],
    "mgr": ["acknowledged", "withdrawn"],
    "p1": ["acknowledged"],
    "p2": ["exception_requested"],
    "p4": ["exception_requested", "exception_granted"],
    "p5": ["acknowledged", "withdrawn", "acknowledged"],
}
GROUPS = ("co", "rd", "lab", "hr")


@pytest.fixture()
def edition(portal: Any, monkeypatch: Any) -> Any:
    now = wallclock.now()
    with monkeypatch.context() as patched:
        patched.setattr(wallclock, "now", lambda: now - timedelta(days=100))
        intranet.directory()
        intranet.tell(departments=DEPARTMENTS)
    places = ["lab", "lab", "lab", "hr", "hr", "", "rd", "co", "lab"]
    people = [
        {
            "userid": f"p{number}",
            "fullname": f"Person {number}",
            "department": place,
            "site": "Nantes" if number % 2 else "",
            "job_family": ("Engineers", "Sales")[number % 2],
            "population": "intern" if number == 3 else "employee",
            "joined": "2020-01-01",
        }
        for number, place in enumerate(places)
    ]
    today = now.date()
    for person in people[:5]:
        person["since"] = (today - timedelta(days=45)).isoformat()
    people[7]["leave_from"] = (today - timedelta(days=3)).isoformat()
    people[6]["joined"] = (today - timedelta(days=5)).isoformat()
    intranet.tell(people)
    made = intranet.charter(intranet.programme(portal, k_threshold=1))["e1"]
    intranet.walk_to("in_force", made)
    made.in_force_on = today - timedelta(days=60)
    with api.env.adopt_user(username="own"):
        for userid, answers in ANSWERS.items():
            for number, answer in enumerate(answers):
                at = today - timedelta(days=40 - 12 * number)
                given = Given(answer, made.digest, note="On paper.", at=at)
                give_answer(made, userid, "own", given)
    return made


def one_by_one(edition: Any, day: date, people: Any) -> dict[str, int]:
    """How many of these people have which status, each asked about by themself."""
    directory = getUtility(IDirectory)
    counts: dict[str, int] = {}
    for key in people:
        status = standing_on(edition, directory.userid(key), day).status
        if status not in ("not_required", "left_audience"):
            counts[status] = counts.get(status, 0) + 1
    return counts


def counted(figures: Any) -> dict[str, int]:
    return {status: count for status, count in figures.counts.items() if count}


def days(edition: Any) -> list[date]:
    return [edition.in_force_on + timedelta(days=after) for after in (0, 25, 40, 60)]


@pytest.mark.parametrize("children", [False, True])
def test_departments_are_counted_as_one_would_by_hand(edition, children):
    directory = getUtility(IDirectory)
    for day in days(edition):
        found = covering.coverage_of(edition, day, children=children)
        for row in found.rows:
            people = (
                directory.without_department(day)
                if row.id is None
                else directory.members(row.id, day, children)
            )
            assert counted(row.figures) == one_by_one(edition, day, people)
        assert counted(found.total) == one_by_one(edition, day, directory.everybody(day))


@pytest.mark.parametrize("by", ["job_family", "site", "population"])
def test_other_groups_are_counted_as_one_would_by_hand(edition, by):
    directory = getUtility(IDirectory)
    day = days(edition)[-1]
    found = covering.coverage_of(edition, day, by)
    told = {row.id: counted(row.figures) for row in found.rows}
    expected: dict[str | None, Any] = {}
    for key in directory.everybody(day):
        person = directory.person(directory.userid(key), day)
        expected.setdefault(getattr(person, by) or None, []).append(key)
    assert told == {name: one_by_one(edition, day, people) for name, people in expected.items()}


def test_the_total_of_a_head_is_that_of_what_they_lead(edition):
    whole = {row.id: row.figures for row in covering.coverage_of(edition, children=True).rows}
    found = covering.coverage_of(edition, led=frozenset({"rd", "lab", "hr"}))
    assert {row.id for row in found.rows} == {"rd", "lab", "hr"}
    assert found.total.audience == whole["rd"].audience + whole["hr"].audience


def test_heads_and_deputies_lead_what_is_below_too(edition):
    today = site_day()
    assert covering.departments_led_by("head", today) == {"rd", "lab"}
    intranet.tell(departments=[{"id": "hr", "title": "People", "parent": "co", "deputies": ["p4"]}])
    assert covering.departments_led_by("p4", today) == {"hr"}
    assert covering.departments_led_by("emp", today) == frozenset()


@pytest.mark.parametrize("k_threshold", [1, 3])
def test_the_line_says_what_the_table_of_each_day_says(edition, k_threshold):
    edition.__parent__.__parent__.k_threshold = k_threshold
    for group in (None, *GROUPS):
        for children in (False, True):
            shares = covering.shares_over_time(edition, department=group, children=children)
            assert shares[0].day == edition.in_force_on and len(shares) == 12
            for share in shares:
                table = covering.coverage_of(edition, share.day, children=children)
                figures = {row.id: row.figures for row in table.rows if row.id} | {None: table.total}
                figures = figures[group]
                assert share.suppressed == figures.suppressed, (group, share.day)
                if not share.suppressed:
                    told = None if figures.rate is None else int(figures.rate * 100)
                    assert share.percent == told


def test_the_line_of_a_head_says_what_their_table_says(edition):
    edition.__parent__.__parent__.k_threshold = 3
    led = frozenset({"rd", "lab"})
    for share in covering.shares_over_time(edition, led=led):
        total = covering.coverage_of(edition, share.day, led=led).total
        assert share.suppressed == total.suppressed
        told = None if total.rate is None else int(total.rate * 100)
        assert share.suppressed or share.percent == told


def test_all_rows_at_once_are_the_rows_one_by_one(edition, monkeypatch):
    monkeypatch.setattr("collective.socialgovernance.texts.register.AT_ONCE", 3)
    for day in days(edition):
        register = Register(edition, Wanted(as_of=day))
        rows = list(register.rows())
        assert rows == [register.row(key) for key in register.keys]
        for row in rows:
            stands = standing_on(edition, row.person.userid, day)
            assert (row.status, row.due) == (stands.status, stands.due)
            assert (row.last and row.last.at) == (stands.last and stands.last.at)


def test_a_list_by_standing_holds_whom_the_table_counts(edition):
    total = covering.coverage_of(edition).total
    for status, count in total.counts.items():
        assert len(Register(edition, Wanted(statuses=frozenset({status}))).keys) == count
    assert len(Register(edition, Wanted()).keys) == total.audience


def test_before_its_day_an_edition_has_neither_rows_nor_a_line(edition):
    before = edition.in_force_on - timedelta(days=1)
    assert Register(edition, Wanted(as_of=before)).keys == []
    assert list(Register(edition, Wanted(as_of=before)).rows()) == []
    assert covering.shares_over_time(edition, before) == []
