"""The page of coverage: one sentence, bars with figures, the table; nothing about too few people."""

from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.texts import answering
from datetime import date
from plone import api
from tests import intranet
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
        assert "Who has acknowledged it" not in shown(visit(userid), edition)
