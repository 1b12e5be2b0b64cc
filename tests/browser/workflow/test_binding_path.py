"""A binding text, from review to withdrawal, through the pages that Legal uses."""

from collective.socialgovernance.transitions.firing import state_of
from tests import intranet
from typing import Any

import pytest
import transaction


LABELS = {
    "The staff body was consulted": "2026-01-20",
    "A copy was sent to the labour inspectorate": "2026-03-01",
    "The text was deposited with the labour court": "2026-03-05",
    "The text was made public to staff": "2026-03-01",
}


@pytest.fixture()
def edition(served: Any) -> Any:
    """A binding charter in legal review."""
    intranet.directory()
    made = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    made.legal_force = "binding"
    intranet.walk_to("legal", made)
    transaction.commit()
    return made


def words(browser: Any) -> str:
    return " ".join(browser.contents.split())


def fire(browser: Any, edition: Any, transition: str, button: str, note: str = "") -> None:
    browser.open(f"{edition.absolute_url()}/@@transition?transition={transition}")
    if note:
        browser.getControl(name="comment").value = note
    browser.getControl(button).click()


def enter(browser: Any, edition: Any, effective_from: str = "") -> None:
    browser.open(f"{edition.absolute_url()}/@@formalities")
    for label, day in LABELS.items():
        browser.getControl(label).value = day
    browser.getControl("The opinion of the staff body is recorded").displayValue = ["Favourable"]
    if effective_from:
        browser.getControl("In force from").value = effective_from
    browser.getControl("Save the days").click()


def test_legal_walks_a_binding_text_from_review_to_its_withdrawal(edition, visit):
    legal, reader = visit("leg"), visit("emp")
    legal.open(edition.absolute_url())
    offered = legal.contents.split('class="sg-acts')[1].split("</nav>")[0]
    assert "Open the formalities" in offered and "transition=approve" not in offered
    fire(legal, edition, "request_formalities", "Open the formalities")
    legal.open(f"{edition.absolute_url()}/@@transition?transition=approve")
    for title in LABELS:
        assert title in legal.contents
    assert "Still missing" in legal.contents

    enter(legal, edition, "2026-04-04")
    fire(legal, edition, "approve", "Approve")
    assert legal.headers["status"].startswith("400")
    assert "one month after deposit and publicity" in words(legal)
    reader.open(edition.absolute_url())
    assert "Secretword" not in reader.contents

    enter(legal, edition, "2099-01-01")
    fire(legal, edition, "approve", "Approve")
    transaction.begin()
    assert state_of(edition) == "approved" and edition.number == "1.0.0"
    reader.open(edition.absolute_url())
    assert "It is not to be acknowledged yet." in words(reader) and "Secretword" in reader.contents


def test_on_the_first_lawful_day_it_holds_and_is_withdrawn_with_the_same_formalities(edition, visit):
    legal = visit("leg")
    fire(legal, edition, "request_formalities", "Open the formalities")
    enter(legal, edition, "2026-04-05")
    fire(legal, edition, "approve", "Approve")
    transaction.begin()
    assert state_of(edition) == "in_force"

    fire(legal, edition, "withdraw", "Withdraw", "Remplacée par un accord")
    assert "takes the same formalities as changing it" in words(legal)
    transaction.begin()
    assert state_of(edition) == "in_force"
    enter(legal, edition)
    fire(legal, edition, "withdraw", "Withdraw", "Remplacée par un accord")
    transaction.begin()
    assert state_of(edition) == "withdrawn"


def test_legal_makes_it_informative_and_an_owner_approves_it(edition, visit):
    legal, owner = visit("leg"), visit("own")
    fire(legal, edition, "request_formalities", "Open the formalities")
    fire(legal, edition, "downgrade", "Make it informative, without formalities")
    transaction.begin()
    assert (state_of(edition), edition.legal_force) == ("legal", "informative")
    legal.open(f"{edition.absolute_url()}/@@transition")
    offered = legal.contents.split('class="list-group mb-4"')[1].split("</ul>")[0]
    assert "return_to_draft" in offered and "request_formalities" not in offered
    fire(owner, edition, "approve", "Approve")
    transaction.begin()
    assert state_of(edition) == "in_force"
