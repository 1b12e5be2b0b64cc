"""The smallest registration an integrator makes, from the first call to being active."""

from datetime import date
from datetime import timedelta
from tests.contract.ambassadors import prepare
from tests.contract.ambassadors import registration
from tests.contract.ambassadors import walk_to
from tests.contract.company import Company
from tests.site_day import site_day

import pytest


CODES = [f"A{number}" for number in range(1, 12)]


@pytest.fixture()
def company(rest):
    return Company(rest)


@pytest.fixture()
def scope_uid(company):
    return prepare(company)


@pytest.fixture()
def made(rest, scope_uid):
    return rest("emp").post("gov", registration(scope_uid), expect=201)


def test_an_employee_registers_and_is_accompanied_until_active(company, rest, made):
    url = made["@id"]
    assert made["review_state"] == "draft" and made["person"] == "emp"
    assert "emp" not in made["id"] and "emp" not in made["title"].lower().split()
    assert made["voluntary_statement"]["at"].endswith("+00:00")
    assert made["directory_visibility"]["token"] == "none"
    before = rest("ref").get(f"{url}/@eligibility")
    assert [guard["code"] for guard in before["guards"]] == CODES
    assert [guard["code"] for guard in before["guards"] if not guard["passed"]] == ["A4"]
    walk_to(company, url, "active")
    active = rest("emp").get(url)
    assert active["certified_by"] == "ref" and active["level_granted"]["token"] == "relay"
    year = date.fromisoformat(active["valid_from"]).year
    assert active["valid_to"].startswith(str(year + 1))
    assert rest("emp").get(f"{url}/@eligibility")["may_activate"] is True
    mine = rest("emp").get("@my-governance")["ambassador"]
    assert mine == [{"programme": rest("emp").get("gov")["@id"], "state": "active", "registration": url}]


def test_an_active_ambassador_may_speak_about_their_topic(company, rest, made):
    asked = {"topic": "innovation", "audience": "customers", "platform": "linkedin", "territory": "FR"}
    assert rest("emp").get("gov/@who-may-speak", person="emp", **asked)["person"]["may_speak"] is False
    walk_to(company, made["@id"], "active")
    answer = rest("emp").get("gov/@who-may-speak", person="emp", **asked)["person"]
    assert answer["may_speak"] is True and answer["reasons"]
    company.fire(made["@id"], "pause", "emp")
    assert rest("emp").get("gov/@who-may-speak", person="emp", **asked)["person"]["may_speak"] is False


@pytest.mark.parametrize("userid", ["", "own", "ref", "mgr", "edi"])
def test_nobody_registers_somebody_else_an_administrator_neither(rest, scope_uid, userid):
    body = registration(scope_uid, person="emp")
    refused = rest(userid).post("gov", body, expect=403)
    assert refused["errors"][0]["field"] == "person"
    assert rest("emp").get("@my-governance")["ambassador"] == []


def test_one_that_has_not_ended_is_enough(company, rest, scope_uid, made):
    refused = rest("emp").post("gov", registration(scope_uid), expect=409)
    assert refused["errors"][0]["url"] == made["@id"]
    assert company.fire(made["@id"], "withdraw", "emp")["review_state"] == "ended"
    again = rest("emp").post("gov", registration(scope_uid), expect=201)
    assert again["@id"] != made["@id"]


def test_who_is_not_in_the_directory_reads_that_they_may_always_speak_in_their_own_name(rest, scope_uid):
    for userid in ("out", ""):
        refused = rest(userid).post("gov", registration(scope_uid), expect=403)
        assert "own name" in refused["errors"][0]["message"]


def test_what_the_system_gives_is_not_sent(rest, scope_uid, made):
    given = {
        "certified_by": "ref",
        "certified_on": "2027-01-01",
        "valid_from": "2027-01-01",
        "valid_to": "2099-01-01",
        "end_reason": "expired",
        "level_granted": "official",
        "endorsement": {"result": "available"},
    }
    for name, value in given.items():
        refused = rest("head").post("gov", registration(scope_uid, **{name: value}), expect=403)
        assert [error["field"] for error in refused["errors"]] == [name]
        refused = rest("emp").patch(made["@id"], {name: value}, expect=403)
        assert [error["field"] for error in refused["errors"]] == [name]
    refused = rest("emp").patch(made["@id"], {"person": "mgr"}, expect=403)
    assert [error["field"] for error in refused["errors"]] == ["person"]
    sent = {"version": "1", "at": "2020-01-01T00:00:00+00:00"}
    for name in ("voluntary_statement", "privacy_notice"):
        refused = rest("emp").patch(made["@id"], {name: sent}, expect=403)
        assert [error["field"] for error in refused["errors"]] == [f"{name}.at"]


def test_what_was_read_may_be_sent_back_unchanged(rest, made):
    rest("emp").patch(made["@id"], {key: value for key, value in made.items() if key != "@components"})
    after = rest("emp").get(made["@id"])
    assert {**after, "modified": ""} == {**made, "modified": ""}


def test_an_error_names_its_place(rest, scope_uid):
    wrong = {
        "voluntary_statement.x": {"voluntary_statement": {"version": "1", "x": 1}},
        "privacy_notice.version": {"privacy_notice": {"version": ""}},
        "security_self_attestation.items.0": {"security_self_attestation": {"items": ["none"]}},
        "image_consent.given": {"image_consent": {"given": "yes"}},
        "scopes.0": {"scopes": ["gone"]},
    }
    for place, value in wrong.items():
        refused = rest("emp").post("gov", registration(scope_uid, **value), expect=400)
        assert place in str(refused), place


def test_nothing_is_needed_to_save_and_all_that_lacks_is_said_at_once(company, rest, scope_uid):
    draft = rest("emp").post("gov", {"@type": "AmbassadorRegistration"}, expect=201)
    refused = company.fire(draft["@id"], "apply", "emp", expect=400)
    assert [error["field"] for error in refused["errors"]] == [
        "scopes",
        "topics",
        "level_requested",
        "voluntary_statement",
        "privacy_notice",
        "security_self_attestation",
    ]


def test_a_missing_acknowledgment_is_named_with_its_link(company, rest, made):
    company.publish(company.draft(mandatory_for_ambassadors=True))
    url = made["@id"]
    walk_to(company, url, "onboarding")
    refused = company.fire(url, "activate", "ref", expect=400)
    assert [error["field"] for error in refused["errors"]] == ["A1"]
    text = refused["errors"][0]["url"]
    edition = rest("emp").get(text)["edition_in_force"]["@id"]
    shown = rest("emp").get(f"{edition}/@acknowledgment")
    body = {"answer": "acknowledged", "digest": shown["edition"]["digest"]}
    rest("emp").post(f"{edition}/@acknowledgment", body, expect=201)
    assert company.fire(url, "activate", "ref")["review_state"] == "active"


def test_a_manager_answers_not_now_with_a_reason_from_the_list(company, rest, made):
    url = made["@id"]
    company.fire(url, "apply", "emp")
    assert [task["kind"] for task in rest("mgr").get("@my-governance")["tasks"]] == ["endorse"]
    for body in ({}, {"reason": "because"}):
        refused = company.fire(url, "not_now", "mgr", expect=400, **body)
        assert refused["errors"][0]["field"] == "reason"
    rest("head").post(f"{url}/@endorsement", {"result": "available"}, expect=404)
    rest("ref").post(f"{url}/@endorsement", {"result": "available"}, expect=403)
    answered = rest("mgr").post(
        f"{url}/@endorsement", {"result": "not_now", "reason": "workload"}, expect=200
    )
    assert answered["result"] == "not_now" and answered["manager"] == "mgr"
    assert rest("emp").get(url)["review_state"] == "deferred"
    assert rest("mgr").get("@my-governance")["tasks"] == []
    rest("mgr").get(url, expect=401)
    assert company.fire(url, "review_deferral", "ref")["review_state"] == "applied"
    rest("mgr").post(f"{url}/@endorsement", {"result": "available"}, expect=200)
    assert rest("emp").get(url)["review_state"] == "endorsed"


def test_without_a_manager_it_is_forwarded_at_once(company, rest, scope_uid):
    made = rest("head").post("gov", registration(scope_uid), expect=201)
    applied = company.fire(made["@id"], "apply", "head")
    assert applied["review_state"] == "endorsed"


def test_a_hold_is_proposed_by_one_and_made_by_another(company, rest, made):
    url = made["@id"]
    walk_to(company, url, "active")
    day = site_day().isoformat()
    refused = company.fire(url, "hold", "leg", expect=400, reason="Because", review_on=day)
    assert [error["field"] for error in refused["errors"]] == ["second_person"]
    rest("leg").post(f"{url}/@hold", {"reason": "Because", "review_on": day}, expect=403)
    refused = rest("ref").post(f"{url}/@hold", {"reason": " ", "review_on": "2099-01-01"}, expect=400)
    assert [error["field"] for error in refused["errors"]] == ["reason", "review_on"]
    rest("ref").post(f"{url}/@hold", {"reason": "Because", "review_on": day}, expect=200)
    assert "hold" not in rest("emp").get(url)
    assert "propose_hold" not in str(rest("emp").get(f"{url}/@workflow")["history"])
    company.fire(url, "hold", "ref", expect=403)
    assert company.fire(url, "hold", "leg")["review_state"] == "on_hold"
    hold = rest("emp").get(url)["hold"]
    assert (hold["reason"], hold["review_on"], hold["made_by"]) == ("Because", day, "leg")
    rest("emp").post(f"{url}/@hold", {"word": "I was away that day."}, expect=200)
    assert rest("leg").get(url)["hold"]["word"] == "I was away that day."
    refused = company.fire(url, "release_hold", "leg", expect=400, outcome="ended")
    assert [error["field"] for error in refused["errors"]] == ["second_person"]
    assert company.fire(url, "release_hold", "ref")["review_state"] == "active"


def test_a_role_ends_after_a_hold_by_two_people(company, rest, made):
    url = made["@id"]
    walk_to(company, url, "active")
    day = site_day().isoformat()
    rest("ref").post(f"{url}/@hold", {"reason": "Because", "review_on": day}, expect=200)
    company.fire(url, "hold", "leg")
    rest("ref").post(f"{url}/@hold", {"reason": "It goes on"}, expect=200)
    company.fire(url, "release_hold", "ref", expect=400, outcome="ended")
    assert company.fire(url, "release_hold", "leg", outcome="ended")["review_state"] == "ended"
    assert rest("emp").get(url)["end_reason"]["token"] == "hold"


def test_own_data_is_corrected_and_the_level_only_lowered(company, rest, made):
    url = made["@id"]
    walk_to(company, url, "active")
    rest("emp").patch(url, {"motivation": "To share", "directory_visibility": "company"})
    refused = rest("emp").patch(url, {"level_granted": "expert", "topics": ["careers"]}, expect=403)
    assert [error["field"] for error in refused["errors"]] == ["level_granted", "topics"]
    for userid in ("", "ref", "own", "aud"):
        rest(userid).patch(url, {"motivation": "Other"}, expect=403)
    consent = {"image_consent": {"given": True}}
    rest("emp").patch(url, consent)
    assert rest("emp").get(url)["image_consent"]["withdrawn_at"] is None
    rest("emp").patch(url, {"image_consent": {"given": False}})
    withdrawn = rest("emp").get(url)["image_consent"]
    assert withdrawn["given"] is False and withdrawn["at"] and withdrawn["withdrawn_at"]


def test_a_renewal_is_walked_through_on_days_to_come(company, rest, made):
    url = made["@id"]
    walk_to(company, url, "active")
    last = date.fromisoformat(rest("emp").get(url)["valid_to"])
    again = {name: made[name] for name in ("voluntary_statement", "privacy_notice")}
    again = {name: {"version": row["version"]} for name, row in again.items()}
    again["security_self_attestation"] = {"items": made["security_self_attestation"]["items"]}

    def run(before):
        rest().post("@governance-clock", {"as_of": (last - timedelta(days=before)).isoformat()}, expect=200)

    run(61)
    rest("emp").patch(url, again)
    rest("mgr").post(f"{url}/@endorsement", {"result": "available"}, expect=404)
    refused = company.fire(url, "renew", "ref", expect=400)
    assert [error["field"] for error in refused["errors"]] == ["A4", "person"]
    run(60)
    rest("emp").patch(url, again)
    assert set(rest("emp").get(url)["voluntary_statement"]) == {"version", "at"}
    answered = rest("mgr").post(f"{url}/@endorsement", {"result": "available"}, expect=200)
    assert set(answered) == {"result", "reason", "manager", "at"}
    assert [task["kind"] for task in rest("ref").get("@my-governance")["tasks"]] == ["certify"]
    assert company.fire(url, "renew", "ref")["review_state"] == "active"
    renewed = rest("emp").get(url)
    assert renewed["valid_to"] == date(last.year + 1, last.month, last.day).isoformat()
    assert rest("emp").get(f"{url}/@eligibility")["may_activate"] is True
