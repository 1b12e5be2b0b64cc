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


CELL = {"topic": "innovation", "audience": "customers", "platform": "linkedin", "territory": "FR"}


def in_force(company: Company) -> str:
    url = scope(company)
    company.fire(url, "submit", "head")
    company.fire(url, "approve", "own")
    return url


def test_everybody_signed_in_learns_who_may_speak(company, rest):
    url = in_force(company)
    answer = rest("emp").get("gov/@who-may-speak", **CELL)
    assert answer["answer"] == "lead" and answer["refer_to"] is None
    assert answer["lead"]["department"] == "rd"
    assert answer["lead"]["edition"] == rest("emp").get(url)["UID"]
    assert answer["lead"]["scope"] == rest("emp").get("gov/rd")["UID"]
    assert answer["levels_admitted"] == ["relay", "storyteller", "expert"]
    assert [(call["user"], call["backup"]) for call in answer["escalation"]] == [
        ("head", "mgr"),
        ("mgr", "head"),
    ]
    assert answer["own_name"]["allowed"] is True and answer["own_name"]["text"]
    assert [reason["code"] for reason in answer["explanation"]] == ["lead"]
    assert answer["explanation"][0]["edition"] == answer["lead"]["edition"]
    assert answer["explanation"][0]["cell"] == 0
    assert rest("emp").get("gov/@who-may-speak", topic="innovation")["answer"] == "lead"


def test_where_nobody_leads_the_referent_is_named(company, rest):
    in_force(company)
    answer = rest("emp").get("gov/@who-may-speak", topic="careers")
    assert answer["answer"] == "none" and answer["lead"] is None
    assert answer["refer_to"]["user"] == "ref"
    assert answer["own_name"]["allowed"] is True


@pytest.mark.parametrize("name", ["topic", "audience", "platform", "territory", "language"])
def test_an_unknown_word_is_named(company, rest, name):
    refused = rest("emp").get("gov/@who-may-speak", expect=400, **{"topic": "innovation", name: "nonsense"})
    assert [error["field"] for error in refused["errors"]] == [name]
    assert rest("emp").get("gov/@who-may-speak", expect=400)["errors"][0]["field"] == "topic"


def test_one_asks_about_oneself_or_has_the_right_to_ask(company, rest):
    in_force(company)
    own = rest("emp").get("gov/@who-may-speak", person="emp", **CELL)["person"]
    assert own["may_speak"] is False and own["reasons"]
    rest("emp").get("gov/@who-may-speak", expect=403, person="head", **CELL)
    assert rest("own").get("gov/@who-may-speak", person="head", **CELL)["person"]["may_speak"] is False


def test_a_frozen_scope_is_held_until_it_is_unfrozen(company, rest):
    in_force(company)
    frozen = rest("ref").post("gov/rd/@freeze", {"reason": "Recall of a product"}, expect=200)
    assert frozen["frozen"] is True and frozen["freeze_reason"] == "Recall of a product"
    answer = rest("emp").get("gov/@who-may-speak", **CELL)
    assert answer["answer"] == "hold" and answer["refer_to"]["user"] == "head"
    assert answer["voices"] == [] and answer["levels_admitted"] == []
    assert answer["own_name"]["allowed"] is True
    rest("ref").post("gov/rd/@freeze", {"reason": "Again"}, expect=409)
    rest("own").post("gov/rd/@unfreeze", {}, expect=200)
    assert rest("emp").get("gov/@who-may-speak", **CELL)["answer"] == "lead"
    rest("own").post("gov/rd/@unfreeze", {}, expect=409)


def test_only_who_answers_in_a_crisis_freezes(company, rest):
    in_force(company)
    for userid in ("head", "emp", "edi", "leg", "aud"):
        rest(userid).post("gov/rd/@freeze", {"reason": "Because"}, expect=403)
    refused = rest("own").post("gov/rd/@freeze", {"reason": " "}, expect=400)
    assert refused["errors"][0]["field"] == "reason"
    for until in ("yesterday", "2020-01-01", 5):
        refused = rest("own").post("gov/rd/@freeze", {"reason": "x", "until": until}, expect=400)
        assert refused["errors"][0]["field"] == "until"


def test_the_next_edition_is_prepared_beside_the_one_in_force(company, rest):
    first = in_force(company)
    second = rest("head").post("gov/rd/@editions", {}, expect=201)
    assert second["review_state"] == "draft" and second["cells"] == rest("head").get(first)["cells"]
    assert second["valid_to"] is None and second["number"] is None
    refused = rest("head").post("gov/rd/@editions", {}, expect=409)
    assert refused["@id"] == second["@id"] and refused["review_state"] == "draft"
    rest("emp").post("gov/rd/@editions", {}, expect=403)
    assert rest("emp").get("gov/rd/@editions")["items_total"] == 1
    assert rest("head").get("gov/rd/@editions")["items_total"] == 2
    assert rest("emp").get("gov/rd")["edition_in_preparation"] is None
    assert rest("emp").get("gov/@who-may-speak", **CELL)["lead"]["number"] == "1.0.0"
