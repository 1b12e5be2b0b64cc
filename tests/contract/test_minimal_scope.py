"""The smallest scope an integrator makes, from the first call to the answer."""

from tests.contract.company import Company
from tests.contract.scopes import scope

import pytest


@pytest.fixture()
def company(rest):
    company = Company(rest)
    company.start()
    return company


def test_a_head_adds_the_scope_of_their_department_and_an_owner_approves_it(company, rest):
    url = scope(company)
    draft = rest("head").get(url)
    assert draft["review_state"] == "draft"
    assert draft["number"] is None and draft["digest"] is None
    assert draft["cells"][0]["topic"] == "innovation"
    assert rest("head").get("gov/rd")["edition_in_force"] is None
    submitted = company.fire(url, "submit", "head")
    assert submitted["review_state"] == "submitted" and submitted["actor"] == "head"
    approved = company.fire(url, "approve", "own")
    assert approved["action"] == "approve" and approved["review_state"] == "in_force"
    edition = rest("emp").get(url)
    assert edition["number"] == "1.0.0" and len(edition["digest"]) == 64
    assert rest("emp").get("gov/rd")["edition_in_force"]["uid"] == edition["UID"]
