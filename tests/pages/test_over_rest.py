"""Pages and files of the intranet that people acknowledge, as integrators and employees meet them."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.pages.interfaces import IFrozenTexts
from collective.socialgovernance.setuphandlers import finish_uninstall
from datetime import timedelta
from plone import api
from tests.contract.company import Company
from tests.site_day import site_day
from typing import Any
from zope.component import getSiteManager
from zope.component import getUtility

import base64
import hashlib
import json
import pytest
import transaction


BEHAVIOR = "collective.socialgovernance.acknowledgeable"


def with_behavior(type_name: str) -> None:
    type_info = api.portal.get_tool("portal_types")[type_name]
    type_info.manage_changeProperties(behaviors=(*type_info.behaviors, BEHAVIOR))


@pytest.fixture()
def company(rest):
    with_behavior("Document")
    with_behavior("File")
    transaction.commit()
    made = Company(rest)
    made.start()
    made.admin.patch("gov", {"k_threshold": 1})
    return made


@pytest.fixture()
def page(company) -> str:
    made = company.admin.post(
        "", {"@type": "Document", "id": "rules", "title": "House rules", "text": "<p>Knock.</p>"}, expect=201
    )
    company.admin.post(f"{made['@id']}/@workflow/publish", {}, expect=200)
    return made["@id"]


def publish(company: Company, page: str) -> dict[str, Any]:
    return company.rest("own").post(f"{page}/@editions", {}, expect=201)


def acknowledge(client: Any, url: str, expect: int = 201, **body: Any) -> Any:
    shown = client.get(f"{url}/@acknowledgment")
    sent = {"answer": "acknowledged", "digest": shown["edition"]["digest"], "language": shown["language"]}
    return client.post(f"{url}/@acknowledgment", {**sent, **body}, expect=expect)


def test_publishing_freezes_what_the_page_shows_and_asks_its_readers(company, page, rest):
    edition = publish(company, page)
    assert (edition["number"], edition["review_state"], edition["title"]) == (
        "1.0.0",
        "in_force",
        "House rules",
    )
    shown = rest("emp").get(f"{page}/@acknowledgment")
    assert (shown["required"], shown["status"], shown["edition"]["digest"]) == (
        True,
        "pending",
        edition["digest"],
    )
    tasks = rest("emp").get("@my-governance")["tasks"]
    assert [(task["kind"], task["url"]) for task in tasks] == [("acknowledge", page)]
    receipt = acknowledge(rest("emp"), page)
    assert (receipt["edition"], receipt["digest"]) == (edition["uid"], edition["digest"])
    assert acknowledge(rest("emp"), page, expect=200)["id"] == receipt["id"]
    assert rest("emp").get("@my-governance")["tasks"] == []


def test_the_digest_is_that_of_the_canonical_text_a_person_can_download(company, page, rest):
    edition = publish(company, page)
    acknowledge(rest("emp"), page)
    [answer] = rest("emp").get("@my-governance/data")["answers"]
    text = json.dumps(answer["text"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == edition["digest"]
    assert {"field": "text", "text": "<p>Knock.</p>"} in answer["text"]["texts"]


def test_changing_the_page_changes_no_edition_and_the_next_one_asks_again(company, page, rest):
    first = publish(company, page)
    acknowledge(rest("emp"), page)
    company.admin.patch(page, {"title": "New rules", "text": "<p>Come in.</p>"})
    assert rest("emp").get(f"{page}/@acknowledgment")["edition"]["digest"] == first["digest"]
    assert rest("emp").get(f"{page}/@acknowledgment")["status"] == "acknowledged"
    second = publish(company, page)
    assert (second["number"], second["title"]) == ("2.0.0", "New rules")
    assert second["digest"] != first["digest"]
    assert rest("emp").get(f"{page}/@acknowledgment")["status"] == "pending"
    listed = rest("emp").get(f"{page}/@editions")["items"]
    assert [(each["number"], each["title"], each["review_state"]) for each in listed] == [
        ("2.0.0", "New rules", "in_force"),
        ("1.0.0", "House rules", "superseded"),
    ]
    stale = rest("emp").post(
        f"{page}/@acknowledgment", {"answer": "acknowledged", "digest": first["digest"]}, expect=409
    )
    assert stale["current"]["digest"] == second["digest"]


def test_a_past_day_is_about_the_edition_that_was_in_force_then(company, page, rest, monkeypatch):
    publish(company, page)
    receipt, yesterday = acknowledge(rest("emp"), page), site_day()
    later = wallclock.now() + timedelta(days=1)
    monkeypatch.setattr(wallclock, "now", lambda: later)
    publish(company, page)
    assert rest("emp").get(f"{page}/@acknowledgment")["status"] == "pending"
    before = rest("emp").get(f"{page}/@acknowledgment", as_of=yesterday.isoformat())
    assert (before["status"], before["edition"]["number"], before["record"]) == (
        "acknowledged",
        "1.0.0",
        receipt,
    )
    own = rest("own")
    counted = own.get(f"{page}/@coverage", as_of=yesterday.isoformat())["total"]
    assert (counted["audience"], counted["acknowledged"]) == (4, 1)
    rows = own.get(f"{page}/@acknowledgments", as_of=yesterday.isoformat(), status="acknowledged")
    assert [(row["userid"], row["number"]) for row in rows["items"]] == [("emp", "1.0.0")]
    over_time = own.get(f"{page}/@coverage-over-time", as_of=yesterday.isoformat())["points"]
    assert [point["rate"] for point in over_time] == [0.25]
    assert own.get(f"{page}/@coverage")["total"]["acknowledged"] == 0
    seen = own.session.get(
        f"{page}/@@coverage", params={"as_of": yesterday.isoformat()}, headers={"Accept": "text/html"}
    ).text
    assert "1.0.0" in seen and "2.0.0" not in seen


def test_what_is_asked_about_a_page_is_listed_and_replied_to(company, page, rest):
    publish(company, page)
    acknowledge(rest("emp"), page, note="Which door?")
    edi = rest("edi")
    (waiting,) = edi.get("@my-governance")["questions"]
    (item,) = edi.get(waiting["url"])["items"]
    assert (item["question"], item["text"]) == ("Which door?", page)
    assert edi.get("gov/@remarks")["items"] == [item]
    url = f"{page}/@remarks/{item['id']}"
    rest("aud").post(url, {"answer": "No."}, expect=403)
    edi.post(url, {"answer": "Each one.", "publish": {"question": "Which doors?"}}, expect=201)
    assert edi.get(f"{page}/@remarks")["items_total"] == 0
    (common,) = rest("mgr").get(f"{page}/@common-questions")["items"]
    assert (common["question"], common["answer"]) == ("Which doors?", "Each one.")
    rest("aud").post(f"{page}/@common-questions/{common['id']}", {"withdrawn": True}, expect=403)
    edi.post(f"{page}/@common-questions/{common['id']}", {"withdrawn": True}, expect=200)
    assert rest("mgr").get(f"{page}/@common-questions")["items"] == []


def test_a_file_is_frozen_with_the_digest_of_its_bytes(company, rest):
    def content(data: bytes) -> dict[str, str]:
        return {
            "data": base64.b64encode(data).decode(),
            "encoding": "base64",
            "filename": "rules.pdf",
            "content-type": "application/pdf",
        }

    made = company.admin.post("", {"@type": "File", "title": "Rules", "file": content(b"one")}, expect=201)
    edition = publish(company, made["@id"])
    company.admin.patch(made["@id"], {"file": content(b"two")})
    transaction.begin()
    [frozen] = getUtility(IFrozenTexts).get(edition["uid"]).files
    assert (frozen.sha256, frozen.blob.data) == (hashlib.sha256(b"one").hexdigest(), b"one")
    assert acknowledge(rest("emp"), made["@id"])["digest"] == edition["digest"]


@pytest.mark.parametrize("userid", ["edi", "emp", "aud", "leg"])
def test_only_owners_of_the_programme_publish(company, page, rest, userid):
    rest(userid).post(f"{page}/@editions", {}, expect=403)
    assert rest(userid).get(f"{page}/@editions")["items_total"] == 0


def test_only_owners_and_auditors_of_the_programme_see_who_answered(company, page, rest):
    publish(company, page)
    acknowledge(rest("emp"), page)
    rest("emp").get(f"{page}/@acknowledgments", expect=403)
    rest("emp").get(f"{page}/@coverage", expect=403)
    rows = rest("aud").get(f"{page}/@acknowledgments")
    assert {row["userid"]: row["status"] for row in rows["items"]}["emp"] == "acknowledged"
    assert rest("own").get(f"{page}/@coverage")["total"]["acknowledged"] == 1


def test_a_page_asks_only_its_own_audience_within_its_own_days(company, page, rest):
    company.admin.patch(page, {"ack_audience": ["rd"], "ack_days": 5})
    publish(company, page)
    assert rest("ref").get(f"{page}/@acknowledgment")["status"] == "not_required"
    assert rest("emp").get(f"{page}/@acknowledgment")["required"] is True
    acknowledge(rest("ref"), page, expect=403)
    due = rest("emp").get(f"{page}/@acknowledgment")["due"]
    begins = rest("emp").get(f"{page}/@acknowledgment")["edition"]["effective_from"]
    assert due > begins
    assert rest("emp").get("@my-governance")["tasks"][0]["due"] == due


def test_one_may_ask_whom_other_settings_would_ask(company, page, rest):
    own = rest("own")
    assert own.get(f"{page}/@settings-impact", ack_audience="rd")["freed"] == 0
    publish(company, page)
    impact = own.get(f"{page}/@settings-impact", ack_audience="rd")
    assert (impact["asked"], impact["freed"]) == (0, 1)
    assert impact["departments"] == [{"id": "co", "title": "Company", "asked": 0, "freed": 1}]
    assert own.get("gov/@settings-impact", perimeter="rd")["freed"] == 1
    assert own.get("gov/@settings-impact", reack_days="5")["freed"] == 0
    other = company.admin.post("", {"@type": "GovernanceProgramme", "title": "Other", "country": "BE"})
    company.admin.patch(other["@id"], {"perimeter": ["rd"]})
    assert own.get(f"{page}/@settings-impact", ack_programme=other["UID"])["freed"] == 1
    company.admin.patch(page, {"ack_audience": ["rd"]})
    assert own.get(f"{page}/@settings-impact?ack_audience=")["asked"] == 1
    wrong = own.get(f"{page}/@settings-impact", expect=400, ack_audience="nowhere")
    assert wrong["errors"][0]["field"] == "ack_audience"
    for userid, status in (("edi", 403), ("emp", 403), ("head", 403), ("aud", 200)):
        rest(userid).get(f"{page}/@settings-impact", expect=status, ack_audience="rd")


def test_a_second_programme_takes_no_published_page_from_the_first(company, page, rest):
    edition = publish(company, page)
    acknowledge(rest("emp"), page)
    company.admin.post("", {"@type": "GovernanceProgramme", "title": "Other", "country": "BE"})
    assert rest("emp").get(f"{page}/@acknowledgment")["status"] == "acknowledged"
    assert rest("own").get(f"{page}/@coverage")["total"]["acknowledged"] == 1
    assert publish(company, page)["uid"] != edition["uid"]


def test_before_the_first_edition_nothing_is_asked(company, page, rest):
    rest("emp").get(f"{page}/@acknowledgment", expect=404)
    assert rest("emp").get("@my-governance")["tasks"] == []


def test_without_one_programme_it_must_be_said_which(company, page, rest):
    company.admin.post("", {"@type": "GovernanceProgramme", "title": "Other", "country": "BE"}, expect=201)
    refused = company.admin.post(f"{page}/@editions", {}, expect=400)
    assert refused["errors"][0]["field"] == "ack_programme"
    uid = company.admin.get("gov")["UID"]
    company.admin.patch(page, {"ack_programme": uid})
    publish(company, page)


def test_in_france_the_staff_body_is_informed_first(company, page):
    company.admin.patch("gov", {"body_informed_on": None})
    refused = company.rest("own").post(f"{page}/@editions", {}, expect=400)
    assert refused["errors"][0]["field"] == "body_informed"


def test_an_empty_page_is_not_published(company):
    made = company.admin.post("", {"@type": "Document", "title": "Empty"}, expect=201)
    refused = company.admin.post(f"{made['@id']}/@editions", {}, expect=400)
    assert refused["errors"][0]["field"] == "text"


def test_who_may_not_see_the_page_is_told_nothing(company, rest):
    hidden = company.admin.post("", {"@type": "Document", "title": "Secret", "text": "<p>x</p>"}, expect=201)[
        "@id"
    ]
    company.admin.post(f"{hidden}/@editions", {}, expect=201)
    assert rest("emp").get("@my-governance")["tasks"] == []
    assert rest("emp").session.get(f"{hidden}/@acknowledgment").status_code in (401, 404)


def test_uninstalling_takes_the_behavior_off_and_keeps_what_was_frozen(company, page, served):
    edition = publish(company, page)
    transaction.begin()
    kept = getUtility(IFrozenTexts)
    finish_uninstall(None)
    assert BEHAVIOR not in api.portal.get_tool("portal_types")["Document"].behaviors
    assert getSiteManager().queryUtility(IFrozenTexts) is None
    assert getSiteManager().queryUtility(ILedger) is None
    assert kept.get(edition["uid"]).number == "1.0.0"
