"""The page of coverage: one sentence, bars with figures, the table; nothing about too few people."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.texts import answering
from datetime import date
from datetime import timedelta
from plone import api
from tests import intranet
from tests.contract.company import DEPARTMENTS
from tests.contract.company import PEOPLE
from typing import Any

import pytest
import re
import transaction


@pytest.fixture()
def edition(served: Any) -> Any:
    intranet.directory()
    made = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    intranet.walk_to("in_force", made)
    transaction.commit()
    return made


def words(browser: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", browser.contents).split())


def acknowledge(edition: Any, *userids: str) -> None:
    for userid in userids:
        with api.env.adopt_user(username=userid):
            answering.give_answer(edition, userid, userid, Given("acknowledged", edition.digest))
    transaction.commit()


def shown(browser: Any, content: Any, query: str = "") -> str:
    browser.open(f"{content.absolute_url()}/@@coverage{query}")
    return words(browser)


def test_says_first_how_many_then_by_department(edition, visit):
    acknowledge(edition, "emp", "mgr", "ref")
    page = shown(visit("own"), edition)
    assert "3 of 4 people have acknowledged it: 75%" in page
    assert page.index("Company 100% (1 of 1)") < page.index("R&amp;D 66% (2 of 3)")
    assert "Everybody 4 3 1 0 75%" in page


def test_the_address_shows_the_edition_in_force(edition, visit):
    acknowledge(edition, "emp")
    assert "1 of 4 people have acknowledged it: 25%" in shown(visit("edi"), edition.__parent__)


def test_an_earlier_day_shows_what_was_true_then(edition, visit):
    acknowledge(edition, "emp")
    page = shown(visit("own"), edition, "?as_of=2020-06-01")
    assert "Nobody is asked." in page
    browser = visit("own")
    assert "A day is written YYYY-MM-DD." in shown(browser, edition, "?as_of=yesterday")
    assert browser.headers["status"].startswith("400")


def test_the_address_shows_the_edition_that_was_in_force_on_the_day(edition, visit):
    edition.in_force_on = date(2026, 1, 5)
    text = edition.__parent__
    intranet.walk_to("in_force", intranet.next_edition(text, "minor"))
    transaction.commit()
    assert "Edition 1.1.0" in shown(visit("own"), text)
    assert "Edition 1.0.0" in shown(visit("own"), text, "?as_of=2026-02-01")


def test_days_outside_of_any_calendar_are_refused_too(edition, visit):
    browser = visit("own")
    shown(browser, edition, "?as_of=9999-12-31")
    assert browser.headers["status"].startswith("400")


def test_few_people_are_not_shown_and_it_says_why(edition, visit):
    edition.__parent__.__parent__.k_threshold = 3
    acknowledge(edition, "emp", "ref")
    page = shown(visit("own"), edition)
    assert "2 of 4 people have acknowledged it" in page
    assert page.count("not shown: too few people") == 4
    assert "Figures of fewer than 3 people are not shown" in page


def test_a_draft_has_no_figures(edition, visit):
    draft = intranet.next_edition(edition.__parent__, "major")
    transaction.commit()
    page = shown(visit("edi"), draft)
    assert "This edition was never in force: nobody has been asked." in page
    assert "Edition 1.0.0 In force" in page


def test_without_a_directory_it_says_what_to_do(served, visit):
    edition = intranet.charter(intranet.programme(served))["e1"]
    intranet.walk_to("in_force", edition)
    transaction.commit()
    assert "No directory yet: import people or choose groups." in shown(visit("own"), edition)


def test_is_not_for_readers(edition, visit):
    for userid in ("emp", "con"):
        for content in (edition, edition.__parent__):
            page = shown(visit(userid), content)
            assert "Who has acknowledged it" not in page and "R&amp;D" not in page


def test_a_head_sees_what_they_lead_and_nothing_else(edition, visit):
    acknowledge(edition, "emp", "ref")
    page = shown(visit("head"), edition.__parent__)
    assert "The departments you lead, with those below them: R&amp;D ." in page
    assert "1 of 3 people have acknowledged it: 33%" in page
    assert "R&amp;D 3 1 2 0 33%" in page
    assert "Company" not in page.split("Who has acknowledged it")[1]
    assert "By site" not in page and "The list of people" not in page


def test_a_deputy_sees_it_as_the_head_does(edition, visit):
    intranet.tell(departments=[{**DEPARTMENTS[0], "deputies": ["mgr"]}, DEPARTMENTS[1]])
    transaction.commit()
    page = shown(visit("mgr"), edition, "?by=with_children")
    assert "The departments you lead, with those below them: Company ." in page
    assert "Company 4 0 4 0 0%" in page


def test_departments_with_those_below_them(edition, visit):
    acknowledge(edition, "emp")
    page = shown(visit("aud"), edition, "?by=with_children")
    assert "Company 25% (1 of 4)" in page and "R&amp;D 33% (1 of 3)" in page


@pytest.mark.parametrize(
    ("by", "row"),
    [
        ("population", "Employees 4 1 3 0 25%"),
        ("job_family", "Engineers 1 1 0 0 100%"),
        ("site", "Without a site 3 0 3 0 0%"),
    ],
)
def test_other_ways_of_telling_the_figures(edition, visit, by, row):
    intranet.tell(people=[{**PEOPLE[0], "job_family": "Engineers", "site": "Nantes"}])
    acknowledge(edition, "emp")
    assert row in shown(visit("own"), edition, f"?by={by}")
    # They are for who sees all names anyway.
    for userid in ("edi", "head"):
        assert "By department, its own people" in shown(visit(userid), edition, f"?by={by}")


def test_the_line_over_time_has_its_days_in_a_table(edition, visit):
    edition.in_force_on = wallclock.now().date() - timedelta(days=11)
    acknowledge(edition, "emp")
    page = shown(visit("own"), edition)
    table = page.split("The days as a table")[1]
    assert table.count("%") == 12
    assert "0%" in table and "25%" in table
    assert 'role="img"' in visit_contents(visit, edition)


def visit_contents(visit, edition) -> str:
    browser = visit("own")
    browser.open(f"{edition.absolute_url()}/@@coverage")
    return browser.contents
