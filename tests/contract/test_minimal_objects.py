"""The smallest valid object of each kind, in the order in which an integrator makes them."""

from tests.client import PASSWORD
from tests.contract.company import clause
from tests.contract.company import Company
from tests.contract.company import FORMALITIES

import pytest


@pytest.fixture()
def company(rest):
    return Company(rest)


def test_users_are_made_as_in_any_plone_site(rest):
    new = {"username": "newcomer", "email": "newcomer@example.org", "password": PASSWORD}
    assert rest().post("@users", new, expect=201)["id"] == "newcomer"
    assert rest("newcomer").get("@types", expect=200)


def test_sharing_gives_governance_roles_on_the_programme(company, rest):
    company.programme()
    entries = rest().get("gov/@sharing")["entries"]
    editor = next(entry for entry in entries if entry["id"] == "edi")
    assert editor["roles"]["Governance Editor"] is True


def test_a_programme_needs_a_title_and_a_country(company, rest):
    rest().post("", {"@type": "GovernanceProgramme", "id": "gov", "title": "X"}, expect=400)
    made = company.programme()
    assert made["country"]["token"] == "FR"
    assert made["k_threshold"] == 10
    rest().patch("gov", {"k_threshold": 1, "referent": "ref", "privacy_notice_version": "1"})
    assert rest().get("gov")["referent"] == "ref"


def test_a_charter_begins_with_its_first_draft(company, rest):
    company.programme()
    url = company.draft()
    draft = rest("edi").get(url)
    assert draft["review_state"] == "draft"
    assert draft["number"] is None and draft["digest"] is None
    assert [item["topic_group"] for item in draft["items"]][0] == "your_rights"
    assert rest("edi").get("gov/charte")["edition_in_force"] is None


def test_a_pedagogical_text_is_submitted_and_approved(company, rest):
    company.programme()
    url = company.draft()
    submitted = company.fire(url, "submit", "edi")
    assert submitted["review_state"] == "review" and submitted["actor"] == "edi"
    answer = company.fire(url, "approve", "own")
    assert answer["action"] == "approve" and answer["review_state"] == "in_force"
    edition = rest("emp").get(url)
    assert edition["number"] == "1.0.0" and len(edition["digest"]) == 64
    assert rest("emp").get("gov/charte")["edition_in_force"]["uid"] == edition["UID"]


def test_an_informative_text_goes_through_legal_review(company, rest):
    company.programme()
    url = company.draft()
    rest("edi").patch(url, {"legal_force": "informative"})
    company.fire(url, "submit", "edi")
    refused = company.fire(url, "approve", "own", expect=400)
    assert [error["field"] for error in refused["errors"]] == ["legal_required"]
    company.fire(url, "send_to_legal", "own")
    assert company.fire(url, "approve", "own")["review_state"] == "in_force"


def test_a_binding_text_goes_through_the_formalities(company, rest):
    company.programme()
    url = company.draft()
    rest("edi").patch(url, {"legal_force": "binding"})
    company.fire(url, "submit", "edi")
    company.fire(url, "send_to_legal", "own")
    company.fire(url, "request_formalities", "leg")
    lacking = company.fire(url, "approve", "leg", expect=400)
    assert {error["field"] for error in lacking["errors"]} == {
        "formalities.consultation_date",
        "formalities.opinion",
        "formalities.labour_inspection_sent",
        "formalities.registry_deposit",
        "formalities.publicity_date",
    }
    rest("leg").patch(url, {"formalities": FORMALITIES, "effective_from": "2026-04-04"})
    early = company.fire(url, "approve", "leg", expect=400)
    assert [error["field"] for error in early["errors"]] == ["effective_from"]
    rest("leg").patch(url, {"effective_from": "2026-04-05"})
    company.fire(url, "approve", "own", expect=403)
    assert company.fire(url, "approve", "leg")["review_state"] == "in_force"


def test_a_second_major_edition_needs_the_figure_that_was_seen(company, rest):
    company.programme()
    company.directory()
    company.publish(company.draft())
    second = company.next_draft("gov/charte", "major")
    company.fire(second, "submit", "edi")
    impact = rest("own").get(f"{second}/@impact")
    assert impact["asked"] == 4
    refused = company.fire(second, "approve", "own", expect=400)
    assert [error["field"] for error in refused["errors"]] == ["impact_seen"]
    company.fire(second, "approve", "own", impact_seen=4)
    assert rest("edi").get(second)["number"] == "2.0.0"


def test_the_next_edition_is_prepared_once(company, rest):
    company.programme()
    company.publish(company.draft())
    rest("edi").post("gov/charte/@editions", {}, expect=201)
    refused = rest("edi").post("gov/charte/@editions", {}, expect=409)
    assert refused["@id"].endswith("/gov/charte/e2") and refused["review_state"] == "draft"


def test_an_employee_acknowledges_what_was_shown(company, rest):
    company.directory()
    company.programme()
    url = company.draft()
    company.publish(url)
    shown = rest("emp").get(f"{url}/@acknowledgment")
    assert shown["required"] is True and shown["status"] == "pending"
    receipt = rest("emp").post(
        f"{url}/@acknowledgment",
        {"answer": "acknowledged", "digest": shown["edition"]["digest"], "language": shown["language"]},
        expect=201,
    )
    assert receipt["number"] == "1.0.0" and receipt["subject"] == "emp" and receipt["inclusion"] is None


def test_a_directory_is_imported_in_one_call(company, rest):
    assert company.directory() == {"created": 6, "updated": 0, "left": 0, "unchanged": 0}
    bad = {"people": [{"userid": "x", "fullname": "X", "department": "rd", "manager": "nobody"}]}
    refused = rest().post("@governance-directory", bad, expect=400)
    assert "people.0.manager" in [error["field"] for error in refused["errors"]]


def test_a_clause_that_restricts_is_justified_before_submit(company, rest):
    company.programme()
    url = company.draft()
    rest("edi").post(url, clause("conduct", title="Ask before filming", restricts_freedom=True), expect=201)
    refused = company.fire(url, "submit", "edi", expect=400)
    assert [error["field"] for error in refused["errors"]] == ["justification"]
    assert "Ask before filming" in refused["errors"][0]["message"]
