"""Bad input gets a clear error that names its field, and nothing is half-written."""

from tests.contract.company import clause
from tests.contract.company import Company

import json
import pytest
import transaction


@pytest.fixture()
def company(rest):
    company = Company(rest)
    company.directory()
    company.programme()
    return company


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"topics_forbidden": [{"topic": "no-such", "reason": "hr"}]}, "topics_forbidden.0.topic"),
        (
            {
                "topics_forbidden": [
                    {"topic": "results", "reason": "hr"},
                    {"topic": "results", "reason": "mood"},
                ]
            },
            "topics_forbidden.1.reason",
        ),
        ({"topics_forbidden": [{"topic": "results", "reason": "hr", "why": "x"}]}, "topics_forbidden.0.why"),
        ({"topics_forbidden": [{"topic": "results"}]}, "topics_forbidden.0.reason"),
        ({"topics_forbidden": "results"}, "topics_forbidden"),
        ({"body_informed_on": "10/01/2026"}, "body_informed_on"),
        ({"country": "XX"}, "country"),
        ({"perimeter": ["nowhere"]}, "perimeter"),
        ({"reminder_hours": "17:00-09:00"}, "reminder_hours"),
        ({"k_threshold": 0}, "k_threshold"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"reminder_days": []}, "reminder_days"),
    ],
)
def test_a_wrong_value_of_a_programme_is_named(company, rest, values, named):
    before = rest().get("gov")
    answer = rest().patch("gov", values, expect=400)
    assert f"'{named}'" in json.dumps(answer).replace('"', "'"), answer
    after = rest().get("gov")
    assert {name: after[name] for name in values} == {name: before[name] for name in values}


@pytest.mark.parametrize(
    "values",
    [
        {"referent": "ref", "referent_backup": "ref"},
        {"names_to_heads": True},
    ],
)
def test_what_does_not_go_together_is_refused(company, rest, values):
    rest().patch("gov", values, expect=400)
    assert rest().get("gov")["names_to_heads"] is False
    assert rest().get("gov")["referent"] is None


def test_names_may_be_shown_to_heads_once_the_staff_body_was_consulted(company, rest):
    rest().patch("gov", {"names_to_heads": True, "body_consulted_on": "2026-02-01"})


@pytest.mark.parametrize(
    ("type_", "values"),
    [
        ("Charter", {"owner_functions": ["comms"]}),
        ("Charter", {"owner_functions": []}),
        ("Charter", {"owner_functions": ["comms", "comms"]}),
        ("Charter", {"owner_functions": ["comms", "gossip"]}),
        ("Guide", {"ack_mode": "none", "mandatory_for_ambassadors": True}),
        ("Guide", {"audience": ["nowhere"]}),
        ("Guide", {"population": ["robots"]}),
        ("Guide", {"ack_validity_months": -1}),
    ],
)
def test_a_text_that_cannot_be_is_not_made(company, rest, type_, values):
    rest("edi").post("gov", {"@type": type_, "id": "odd", "title": "Odd", **values}, expect=400)
    rest("edi").get("gov/odd", expect=404)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"kind": "shout"}, "kind"),
        ({"benefits": ["me", "nobody"]}, "benefits"),
        ({"translations": {"en": {"titel": "x"}}}, "translations.en.titel"),
        ({"translations": {"en": "x"}}, "translations.en"),
        ({"translations": {"en": {"title": 3}}}, "translations.en.title"),
        ({"url": "not a link"}, "url"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_a_wrong_value_of_a_clause_is_named(company, rest, values, named):
    url = company.draft()
    count = rest("edi").get(url)["items_total"]
    answer = rest("edi").post(url, clause("writing", **values), expect=400)
    assert f"'{named}'" in json.dumps(answer).replace('"', "'"), answer
    assert rest("edi").get(url)["items_total"] == count


@pytest.mark.parametrize(
    ("formalities", "named"),
    [
        ({"consultation_date": "20 January"}, "formalities.consultation_date"),
        ({"consultation_date": "2026-1-5"}, "formalities.consultation_date"),
        ({"opinion": "lukewarm"}, "formalities.opinion"),
        ({"rumour": "2026-01-01"}, "formalities.rumour"),
    ],
)
def test_a_wrong_formality_is_named(company, rest, formalities, named):
    url = company.draft()
    rest("edi").patch(url, {"legal_force": "binding"})
    company.fire(url, "submit", "edi")
    company.fire(url, "send_to_legal", "own")
    company.fire(url, "request_formalities", "leg")
    rest("leg").patch(url, {"formalities": {"opinion": "favourable"}})
    refused = rest("leg").patch(url, {"formalities": formalities}, expect=400)
    assert [error["field"] for error in refused["errors"]] == [named]
    assert rest("leg").get(url)["formalities"] == {"opinion": "favourable"}
    rest("own").patch(url, {"formalities": {"opinion": "unfavourable"}}, expect=403)


def test_all_failed_guards_are_named_at_once_and_nothing_changes(company, rest):
    made = rest("edi").post("gov", {"@type": "Guide", "id": "guide", "title": "Guide"}, expect=201)
    url = made["edition_in_preparation"]["@id"]
    refused = company.fire(url, "submit", "edi", expect=400)
    assert {error["field"] for error in refused["errors"]} == {"one_minute", "what_i_gain", "clauses"}
    assert all(error["message"] and error["url"].startswith("http") for error in refused["errors"])
    assert rest("edi").get(url)["review_state"] == "draft"
    offered = rest("edi").get(f"{url}/@workflow")["transitions"]
    assert {guard["code"] for guard in offered[0]["guards"] if not guard["passed"]} == {
        "one_minute",
        "what_i_gain",
        "clauses",
    }


def test_messages_are_in_the_language_of_the_caller(company, rest):
    made = rest("edi").post("gov", {"@type": "Guide", "id": "guide", "title": "Guide"}, expect=201)
    url = made["edition_in_preparation"]["@id"]
    french = rest("edi", language="fr").post(f"{url}/@workflow/submit", {}, expect=400)
    english = rest("edi").post(f"{url}/@workflow/submit", {}, expect=400)
    assert {error["message"] for error in french["errors"]}.isdisjoint(
        error["message"] for error in english["errors"]
    )


@pytest.mark.parametrize(
    ("transition", "body", "field"),
    [
        ("submit", {"effective": "2020-01-01T00:00:00"}, "effective"),
        ("submit", {"expires": "2020-01-01T00:00:00"}, "expires"),
        ("submit", {"include_children": True}, "include_children"),
        ("submit", {"comment": {"x": 1}}, "comment"),
        ("approve", {}, "review_state"),
        ("levitate", {}, "review_state"),
    ],
)
def test_a_transition_takes_only_what_it_knows(company, rest, transition, body, field):
    url = company.draft()
    refused = rest("edi").post(f"{url}/@workflow/{transition}", body, expect=400)
    assert refused["errors"][0]["field"] == field
    assert rest("edi").get(url)["review_state"] == "draft"


def test_returning_to_draft_says_why(company, rest):
    url = company.draft()
    company.fire(url, "submit", "edi")
    refused = company.fire(url, "return_to_draft", "own", expect=400)
    assert [error["field"] for error in refused["errors"]] == ["note"]
    assert company.fire(url, "return_to_draft", "own", comment=" Shorter ")["comments"] == "Shorter"


def test_an_employee_fires_nothing_and_nothing_is_logged(company, rest):
    url = company.draft()
    company.publish(url)
    rest("emp").patch(url, {}, expect=403)
    before = rest("aud").get(f"{url}/@workflow")["history"]
    due = rest("own").get(url)["review_due"]
    rest("emp").post(f"{url}/@workflow/reaffirm", {}, expect=403)
    assert rest("aud").get(f"{url}/@workflow")["history"] == before
    assert rest("own").get(url)["review_due"] == due


def test_a_governance_role_is_not_given_by_who_may_not(company, rest):
    entries = [{"id": "emp", "type": "user", "roles": {"Governance Owner": True}}]
    for userid in ("edi", "own", "emp"):
        rest(userid).post("gov/@sharing", {"entries": entries})
        roles = [entry for entry in rest().get("gov/@sharing")["entries"] if entry["id"] == "emp"]
        assert not roles or roles[0]["roles"]["Governance Owner"] is False, userid


def test_a_text_is_kept_as_it_was_sent(company, rest):
    """Its digest is that of these words, and what is quoted as markup stays words."""
    url = company.draft()
    written = "<p>Tom &amp; Jerry write &lt;b&gt;not bold&lt;/b&gt;.</p>"
    made = rest("edi").post(url, clause("writing", text=written), expect=201)
    assert made["text"]["data"] == written
    rest("edi").patch(made["@id"], {"text": {"data": written, "content-type": "text/html"}})
    assert rest("edi").get(made["@id"])["text"]["data"] == written
    company.fire(url, "submit", "edi")
    canonical = rest("edi").session.get(f"{url}/@@canonical-text?language=fr", timeout=60)
    assert json.loads(canonical.content)["clauses"][-1]["text"] == written


@pytest.mark.parametrize("path", ["gov/charte", "gov/charte/e1", "gov/charte/e1/writing"])
def test_nothing_of_ours_goes_back_to_a_version(company, rest, path):
    url = company.draft()
    path = path.replace("e1/writing", "e1/" + rest("edi").get(url)["items"][2]["@id"].rpartition("/")[2])
    assert rest("edi").get(f"{path}/@history") is not None
    for refused in (
        rest("edi").get(f"{path}/@history/0", expect=404),
        rest("edi").patch(f"{path}/@history", {"version": 0}, expect=404),
    ):
        assert [error["field"] for error in refused["errors"]] == ["version"]
    rest("emp").patch(f"{path}/@history", {"version": 0}, expect=404)


@pytest.mark.parametrize("path", ["gov", "gov/charte", "gov/rd"])
def test_a_title_is_short_everywhere(company, rest, path):
    company.draft()
    rest().post("gov", {"@type": "SpeakingScope", "id": "rd", "title": "R&D", "department": "rd"}, expect=201)
    for refused in (
        rest().patch(path, {"title": "T" * 201}, expect=400),
        rest().post("gov", {"@type": "Guide", "id": "long", "title": "T" * 201}, expect=400),
    ):
        assert "title" in refused["message"] and "at most 200 characters" in refused["message"]
    rest().get("gov/long", expect=404)
    rest().patch(path, {"title": "T" * 200})
    assert rest().get(path)["title"] == "T" * 200


def test_a_translated_title_is_short_too(company, rest):
    url = company.draft()
    named = rest("edi").patch(url, {"translations": {"en": {"title": "T" * 201}}}, expect=400)
    assert "translations.en.title" in str(named) and "at most 200 characters" in str(named)
    rest("edi").patch(url, {"translations": {"en": {"title": "T" * 200}}})


def test_a_formatted_text_has_an_end(company, rest):
    """Two versions of a longer one could not be compared while somebody waits."""
    url = company.draft()
    for body in (
        {"one_minute": f"<p>{'x' * 100_000}</p>"},
        {"translations": {"en": {"one_minute": "x" * 100_001}}},
    ):
        named = rest("edi").patch(url, body, expect=400)
        assert "one_minute" in str(named) and "at most 100000 are kept" in str(named)
    longest = f"<p>{'x' * 99_993}</p>"
    rest("edi").patch(url, {"one_minute": longest})
    assert rest("edi").get(url)["one_minute"]["data"] == longest


def test_a_longer_title_that_came_with_an_import_is_still_read(company, rest, served):
    company.draft()
    transaction.begin()
    served["gov"]["charte"].title = "T" * 500
    transaction.commit()
    assert rest("edi").get("gov/charte")["title"] == "T" * 500
    rest("edi").patch("gov/charte", {"description": "Still changed."})
