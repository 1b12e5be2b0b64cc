"""The page of coverage: one sentence, bars with figures, the table; nothing about too few people."""

from collective.socialgovernance.texts.settings_log import log_change
from collective.socialgovernance.texts.settings_log import OF_TEXT
from datetime import date
from datetime import timedelta
from tests import intranet
from tests.contract.company import DEPARTMENTS
from tests.contract.company import PEOPLE
from tests.site_day import site_day

import pytest
import transaction


def test_says_first_how_many_then_by_department(edition, acknowledge, shown):
    acknowledge("emp", "mgr", "ref")
    page = shown("own", edition)
    assert "3 of 4 people have acknowledged it: 75%" in page
    assert page.index("Company 100% (1 of 1)") < page.index("R&amp;D 66% (2 of 3)")
    assert "Everybody 4 3 1 0 75%" in page


def test_the_address_shows_the_edition_in_force(edition, acknowledge, shown):
    acknowledge("emp")
    assert "1 of 4 people have acknowledged it: 25%" in shown("edi", edition.__parent__)


def test_an_earlier_day_shows_what_was_true_then(edition, acknowledge, shown):
    acknowledge("emp")
    page = shown("own", edition, "?as_of=2020-06-01")
    assert "Nobody is asked." in page


@pytest.mark.parametrize("day", ["yesterday", "9999-12-31"])
def test_days_outside_of_any_calendar_are_refused(edition, visit, day):
    browser = visit("own")
    browser.open(f"{edition.absolute_url()}/@@coverage?as_of={day}")
    assert "A day is written YYYY-MM-DD." in browser.contents
    assert browser.headers["status"].startswith("400")


def test_the_address_shows_the_edition_that_was_in_force_on_the_day(edition, shown):
    edition.in_force_on = date(2026, 1, 5)
    text = edition.__parent__
    intranet.walk_to("in_force", intranet.next_edition(text, "minor"))
    transaction.commit()
    assert "Edition 1.1.0" in shown("own", text)
    assert "Edition 1.0.0" in shown("own", text, "?as_of=2026-02-01")


def test_few_people_are_not_shown_and_it_says_why(edition, acknowledge, shown):
    edition.__parent__.__parent__.k_threshold = 3
    acknowledge("emp", "ref")
    page = shown("own", edition)
    assert "2 of 4 people have acknowledged it" in page
    assert page.count("not shown: too few people") == 4
    assert "Figures of fewer than 3 people are not shown" in page


def test_a_draft_has_no_figures(edition, shown):
    draft = intranet.next_edition(edition.__parent__, "major")
    transaction.commit()
    page = shown("edi", draft)
    assert "This edition was never in force: nobody has been asked." in page
    assert "Edition 1.0.0 In force" in page


def test_without_a_directory_it_says_what_to_do(served, shown):
    edition = intranet.charter(intranet.programme(served))["e1"]
    intranet.walk_to("in_force", edition)
    transaction.commit()
    assert "No directory yet: import people or choose groups." in shown("own", edition)


def test_is_not_for_readers(edition, shown):
    for userid in ("emp", "con"):
        for content in (edition, edition.__parent__):
            page = shown(userid, content)
            assert "Who has acknowledged it" not in page and "R&amp;D" not in page


def test_a_head_sees_what_they_lead_and_nothing_else(edition, acknowledge, shown):
    acknowledge("emp", "ref")
    page = shown("head", edition.__parent__)
    assert "The departments you lead, with those below them: R&amp;D ." in page
    assert "1 of 3 people have acknowledged it: 33%" in page
    assert "R&amp;D 3 1 2 0 33%" in page
    assert "Company" not in page.split("Who has acknowledged it")[1]
    assert "By site" not in page and "The list of people" not in page


def test_a_deputy_sees_it_as_the_head_does(edition, shown):
    intranet.tell(departments=[{**DEPARTMENTS[0], "deputies": ["mgr"]}, DEPARTMENTS[1]])
    transaction.commit()
    page = shown("mgr", edition, "?by=with_children")
    assert "The departments you lead, with those below them: Company ." in page
    assert "Company 4 0 4 0 0%" in page


def test_departments_with_those_below_them(edition, acknowledge, shown):
    acknowledge("emp")
    page = shown("aud", edition, "?by=with_children")
    assert "Company 25% (1 of 4)" in page and "R&amp;D 33% (1 of 3)" in page


def test_a_department_is_set_in_below_those_that_are_shown(edition, visit):
    browser = visit("own")
    address = f"{edition.absolute_url()}/@@coverage"
    browser.open(address)
    assert "padding-left: 1rem" in browser.contents
    edition.__parent__.audience = ["rd"]
    log_change(edition.__parent__, OF_TEXT)
    transaction.commit()
    browser.open(address)
    assert "R&amp;D" in browser.contents and "padding-left: 1rem" not in browser.contents


@pytest.mark.parametrize(
    ("by", "row"),
    [
        ("population", "Employees 4 1 3 0 25%"),
        ("job_family", "Engineers 1 1 0 0 100%"),
        ("site", "Without a site 3 0 3 0 0%"),
    ],
)
def test_other_ways_of_telling_the_figures(edition, acknowledge, shown, by, row):
    intranet.tell(people=[{**PEOPLE[0], "job_family": "Engineers", "site": "Nantes"}])
    acknowledge("emp")
    assert row in shown("own", edition, f"?by={by}")
    # They are for who sees all names anyway.
    for userid in ("edi", "head"):
        assert "By department, its own people" in shown(userid, edition, f"?by={by}")


def test_the_line_over_time_has_its_days_in_a_table(edition, acknowledge, shown, visit):
    edition.in_force_on = site_day() - timedelta(days=11)
    acknowledge("emp")
    page = shown("own", edition)
    table = page.split("The days as a table")[1]
    assert table.count("%") == 12
    assert "0%" in table and "25%" in table
    browser = visit("own")
    browser.open(f"{edition.absolute_url()}/@@coverage")
    assert 'role="img"' in browser.contents
