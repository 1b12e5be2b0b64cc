"""The formalities of a binding edition, entered by Legal, read by the others."""

from collective.socialgovernance.transitions.firing import history_of
from datetime import date
from plone.namedfile.file import NamedBlobFile
from tests import intranet
from typing import Any

import pytest
import transaction


@pytest.fixture()
def edition(served: Any) -> Any:
    intranet.directory()
    made = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    intranet.walk_to("formalities", made)
    transaction.commit()
    return made


def page(browser: Any, edition: Any) -> Any:
    browser.open(f"{edition.absolute_url()}/@@formalities")
    return browser


def test_legal_enters_days_opinion_and_papers(edition, visit):
    browser = page(visit("leg"), edition)
    browser.getControl("The staff body was consulted").value = "2026-01-20"
    browser.getControl("The opinion of the staff body is recorded").displayValue = ["Favourable"]
    browser.getControl("The text was deposited with the labour court").value = "2026-03-05"
    browser.getControl("The text was made public to staff").value = "2026-03-01"
    browser.getControl(name="opinion_file").add_file(b"Favourable, 12 January", "text/plain", "opinion.txt")
    browser.getControl("In force from").value = "2026-04-05"
    browser.getControl("Save the days").click()
    transaction.begin()
    assert edition.formalities["consultation_date"] == date(2026, 1, 20)
    assert edition.formalities["opinion"] == "favourable"
    assert edition.formalities["opinion_file"].data == b"Favourable, 12 January"
    assert edition.effective_from == date(2026, 4, 5)
    assert "leg" not in edition.authors
    assert history_of(edition)[-1]["facts"]["effective_from"] == "2026-04-05"
    assert "at the earliest" in browser.contents
    browser.getLink("opinion.txt").click()
    assert browser.contents == b"Favourable, 12 January"


def test_a_day_that_is_none_changes_nothing_and_stays_in_the_form(edition, visit):
    browser = page(visit("leg"), edition)
    browser.getControl("The staff body was consulted").value = "2026-01-20"
    browser.getControl("The text was made public to staff").value = "soon"
    browser.getControl("Save the days").click()
    assert browser.headers["status"].startswith("400")
    assert "A day is written YYYY-MM-DD." in browser.contents
    assert browser.getControl("The staff body was consulted").value == "2026-01-20"
    transaction.begin()
    assert not edition.formalities


def test_an_owner_says_from_when_but_enters_no_formality(edition, visit):
    browser = page(visit("own"), edition)
    assert "Not entered yet" in browser.contents
    browser.getControl("In force from").value = "2027-01-01"
    browser.getControl("Save the days").click()
    transaction.begin()
    assert edition.effective_from == date(2027, 1, 1) and not edition.formalities


def test_an_editor_reads_and_is_offered_nothing_to_change(edition, visit):
    browser = page(visit("edi"), edition)
    assert "there is nothing on it that you can change now" in browser.contents
    assert "Save the days" not in browser.contents


def test_a_post_from_elsewhere_is_not_obeyed(edition, visit):
    browser = visit("leg")
    browser.post(f"{edition.absolute_url()}/@@formalities", "effective_from=2027-01-01")
    assert browser.headers["status"].startswith("403")
    transaction.begin()
    assert edition.effective_from is None


def test_legal_reads_with_which_formalities_a_text_in_force_came_into_force(edition, visit):
    edition.formalities = {**intranet.FORMALITIES, "opinion_file": NamedBlobFile(b"Oui", filename="avis.txt")}
    edition.effective_from = date(2026, 4, 5)
    intranet.act("leg", edition, "approve")
    transaction.commit()
    browser = page(visit("leg"), edition)
    assert "Formalities of the withdrawal" in browser.contents
    assert "With these it came into force" in browser.contents
    assert "The text was deposited with the labour court</dt>" in browser.contents
    browser.getLink("avis.txt").click()
    assert browser.contents == b"Oui"
