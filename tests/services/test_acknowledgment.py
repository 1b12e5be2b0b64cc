"""Acknowledging over REST, as ordinary employees of a Classic site do."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.days import day_of
from collective.socialgovernance.transitions.firing import fire_as_system
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone
from tests.contract.company import Company
from threading import Barrier
from threading import Thread
from typing import Any
from zope.component import getUtility

import pytest
import transaction


@pytest.fixture()
def company(rest):
    made = Company(rest)
    made.start()
    made.admin.patch("gov", {"k_threshold": 1})
    return made


@pytest.fixture()
def charter(company):
    url = company.draft()
    company.publish(url)
    return url


def acknowledge(client: Any, url: str, expect: int = 201, **body: Any) -> Any:
    shown = client.get(f"{url}/@acknowledgment")
    sent = {"answer": "acknowledged", "digest": shown["edition"]["digest"], "language": shown["language"]}
    return client.post(f"{url}/@acknowledgment", {**sent, **body}, expect=expect)


def figures(company: Company, url: str, **params: Any) -> dict[str, int]:
    total = company.rest("own").get(f"{url}/@coverage", **params)["total"]
    return {name: count for name, count in total.items() if count and name not in ("rate", "suppressed")}


def in_days(count: int) -> str:
    return (day_of(wallclock.now(), "Europe/Paris") + timedelta(days=count)).isoformat()


def test_what_is_shown_before_answering(company, charter, rest):
    shown = rest("emp", language="fr").get(f"{charter}/@acknowledgment")
    edition = rest("emp").get(charter)
    assert shown["edition"] == {
        "uid": edition["UID"],
        "number": "1.0.0",
        "title": "Charte",
        "change_class": "major",
        "effective_from": in_days(0),
        "digest": edition["digest"],
    }
    assert (shown["required"], shown["status"]) == (True, "pending")
    assert shown["due"].startswith(in_days(30))
    assert shown["statement"] == "J’ai été informé(e) de « Charte », édition 1.0.0."
    assert (shown["language"], shown["last_acknowledged"], shown["record"]) == ("fr", None, None)


def test_an_employee_acknowledges_and_keeps_the_receipt(company, charter, rest):
    emp = rest("emp", language="fr")
    receipt = acknowledge(emp, charter, note="Et depuis la cantine ?")
    assert (receipt["subject"], receipt["actor"], receipt["mode"]) == ("emp", "emp", "self")
    assert (receipt["answer"], receipt["number"], receipt["language"]) == ("acknowledged", "1.0.0", "fr")
    assert receipt["statement"] == "J’ai été informé(e) de « Charte », édition 1.0.0."
    assert len(receipt["leaf_hash"]) == 64 and receipt["inclusion"] is None
    after = emp.get(f"{charter}/@acknowledgment")
    assert (after["status"], after["due"], after["record"]) == ("acknowledged", None, receipt)
    assert after["last_acknowledged"] == {
        "uid": receipt["edition"],
        "number": "1.0.0",
        "at": receipt["at"],
    }


def test_the_reader_chooses_the_language_and_with_it_the_digest(company, charter, rest):
    emp = rest("emp", language="en")
    digests = emp.get(charter)["digests"]
    assert set(digests) == {"fr", "en"}
    for language in digests:
        shown = emp.get(f"{charter}/@acknowledgment", language=language)
        assert (shown["language"], shown["edition"]["digest"]) == (language, digests[language])
    assert emp.get(f"{charter}/@acknowledgment")["statement"].startswith("I have been informed")
    emp.get(f"{charter}/@acknowledgment", expect=400, language="de")


def test_the_same_answer_again_gives_the_first_receipt(company, charter, rest):
    first = acknowledge(rest("emp"), charter)
    assert acknowledge(rest("emp"), charter, expect=200) == first


def test_a_stale_text_is_refused_with_the_digest_of_the_present_one(company, charter, rest):
    present = rest("emp").get(f"{charter}/@acknowledgment")["edition"]["digest"]
    refusal = acknowledge(rest("emp"), charter, expect=409, digest="0" * 64)
    assert refusal["errors"][0]["field"] == "digest"
    assert present in refusal["errors"][0]["message"]
    assert rest("emp").get(f"{charter}/@acknowledgment")["record"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"answer": "understood"}, "answer"),
        ({"answer": None}, "answer"),
        ({"answer": "declined"}, "answer"),
        ({"answer": "exception_requested"}, "note"),
        ({"digest": ""}, "digest"),
        ({"digest": 7}, "digest"),
        ({"language": "de"}, "language"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2020-01-01"}, "at"),
        ({"userid": "emp"}, "userid"),
    ],
)
def test_what_is_malformed_is_refused_and_named(company, charter, rest, body, field):
    refusal = acknowledge(rest("emp"), charter, expect=400, **body)
    assert refusal["errors"][0]["field"] == field
    assert rest("emp").get(f"{charter}/@acknowledgment")["record"] is None


def test_outside_the_audience_nothing_is_recorded(company, charter, rest):
    outsider = rest("out")
    acknowledge(outsider, charter, expect=403)
    assert outsider.get(f"{charter}/@acknowledgment")["required"] is False
    assert figures(company, charter) == {"audience": 4, "pending": 4}


def test_anonymous_is_asked_to_sign_in(company, charter, rest):
    rest(None).get(f"{charter}/@acknowledgment", expect=401)
    rest(None).post(f"{charter}/@acknowledgment", {"answer": "acknowledged"}, expect=401)
    assert figures(company, charter) == {"audience": 4, "pending": 4}


def test_nobody_answers_or_looks_in_the_name_of_another(company, charter, rest):
    acknowledge(rest("mgr"), charter, expect=403, subject="emp", note="for her")
    rest("mgr").get(f"{charter}/@acknowledgment", expect=403, userid="emp")
    assert rest("emp").get(f"{charter}/@acknowledgment")["record"] is None


def test_a_form_of_another_site_reaches_nothing(company, charter, rest):
    body = '{"answer": "acknowledged"}'
    emp = rest("emp")
    emp.call("POST", f"{charter}/@acknowledgment", 415, data=body, headers={"Content-Type": "text/plain"})
    assert emp.get(f"{charter}/@acknowledgment")["record"] is None


def test_an_owner_answers_for_somebody_with_a_note_and_a_day(company, charter, rest):
    acknowledge(rest("own"), charter, expect=400, subject="emp")
    receipt = acknowledge(rest("own"), charter, subject="emp", note="signed on paper", at=in_days(-3))
    assert (receipt["subject"], receipt["actor"], receipt["mode"]) == ("emp", "own", "on_behalf")
    assert receipt["at"].startswith(in_days(-3))
    assert rest("emp").get(f"{charter}/@acknowledgment")["record"] == receipt
    assert rest("own").get(f"{charter}/@acknowledgment", userid="emp")["record"] == receipt
    by_administrator = acknowledge(rest(), charter, subject="mgr", note="signed on paper")
    assert (by_administrator["subject"], by_administrator["actor"]) == ("mgr", "admin")


def test_an_answer_ahead_of_time_is_refused(company, charter, rest):
    acknowledge(rest("own"), charter, expect=400, subject="emp", note="paper", at=in_days(2))


def test_withdrawing_needs_an_acknowledgment(company, charter, rest):
    emp = rest("emp")
    acknowledge(emp, charter, expect=409, answer="withdrawn")
    acknowledge(emp, charter)
    acknowledge(emp, charter, answer="withdrawn")
    assert emp.get(f"{charter}/@acknowledgment")["status"] == "pending"
    acknowledge(emp, charter)
    answers = emp.get("@my-governance/data")["answers"]
    assert [each["answer"] for each in answers] == ["acknowledged", "withdrawn", "acknowledged"]


def test_an_exception_is_asked_by_the_person_and_decided_by_an_owner(company, charter, rest):
    emp, own = rest("emp"), rest("own")
    acknowledge(own, charter, expect=409, answer="exception_granted", subject="emp", note="yes")
    acknowledge(emp, charter, answer="exception_requested", note="no screen at work")
    assert emp.get(f"{charter}/@acknowledgment")["status"] == "exception_pending"
    waiting = [task for task in own.get("@my-governance")["tasks"] if task["kind"] == "decide_exception"]
    assert len(waiting) == 1 and "Emma Petit" in waiting[0]["title"]
    acknowledge(emp, charter, expect=403, answer="exception_granted", note="why not")
    acknowledge(own, charter, answer="exception_granted", subject="emp", note="right")
    assert emp.get(f"{charter}/@acknowledgment")["status"] == "exempt"
    assert not [task for task in own.get("@my-governance")["tasks"] if task["kind"] == "decide_exception"]
    assert figures(company, charter) == {"audience": 4, "exempt": 1, "pending": 3}


def test_an_optional_text_is_declined_and_accepted_later(company, rest):
    guide = company.draft("Guide", "guide")
    company.publish(guide)
    emp = rest("emp")
    acknowledge(emp, guide, answer="declined")
    assert emp.get(f"{guide}/@acknowledgment")["status"] == "declined"
    acknowledge(emp, guide)
    assert emp.get(f"{guide}/@acknowledgment")["status"] == "acknowledged"


def test_each_text_is_owed_by_itself(company, charter, rest):
    guide = company.draft("Guide", "guide", ack_optional=False)
    company.publish(guide)
    emp = rest("emp")

    def owed() -> list[str]:
        return sorted(task["title"] for task in emp.get("@my-governance")["tasks"])

    assert owed() == ["Charte", "Guide"]
    acknowledge(emp, charter)
    assert owed() == ["Guide"]
    third = company.draft("Guide", "photos", ack_optional=False)
    company.publish(third)
    assert owed() == ["Guide", "Photos"]
    acknowledge(emp, guide)
    acknowledge(emp, third)
    assert owed() == []


def test_a_task_says_what_where_and_until_when(company, charter, rest):
    (task,) = rest("emp").get("@my-governance")["tasks"]
    assert (task["kind"], task["status"]) == ("acknowledge", "pending")
    assert task["url"] == charter.rpartition("/")[0]
    assert task["due"].startswith(in_days(30))
    assert task["edition"] == rest("emp").get(charter)["UID"]


def test_those_who_look_after_a_text_see_what_waits_for_them(company, rest):
    url = company.draft()
    company.fire(url, "submit", "edi")
    kinds = [task["kind"] for task in rest("own").get("@my-governance")["tasks"]]
    assert kinds == ["approve_edition"]
    assert rest("emp").get("@my-governance")["tasks"] == []


def test_a_draft_has_no_figures_and_no_tasks(company, rest):
    url = company.draft()
    assert figures(company, url) == {}
    assert rest("edi").get(f"{url}/@acknowledgment")["status"] == "not_required"
    acknowledge(rest("edi"), url, expect=409, digest="0" * 64)
    rest("emp").get(f"{url}/@acknowledgment", expect=404)


def test_a_major_edition_asks_again_and_the_one_before_keeps_its_figures(company, charter, rest):
    acknowledge(rest("emp"), charter)
    second = company.next_draft("gov/charte", "major")
    assert figures(company, charter) == {"audience": 4, "acknowledged": 1, "pending": 3}
    company.publish(second, impact_seen=4)
    assert figures(company, second) == {"audience": 4, "pending": 4}
    assert figures(company, charter) == {"audience": 4, "acknowledged": 1, "pending": 3}
    assert rest("emp").get(f"{second}/@acknowledgment")["last_acknowledged"]["number"] == "1.0.0"
    acknowledge(rest("emp"), charter, expect=409)
    acknowledge(rest("emp"), second)
    assert figures(company, second) == {"audience": 4, "acknowledged": 1, "pending": 3}
    assert figures(company, charter) == {"audience": 4, "acknowledged": 1, "pending": 3}


def test_who_never_answered_an_edition_that_has_ended_hears_that_it_ended(company, charter, rest):
    emp = rest("emp")
    shown = emp.get(f"{charter}/@acknowledgment")
    given = {"answer": "acknowledged", "digest": shown["edition"]["digest"]}
    second = company.next_draft("gov/charte", "major")
    emp.post(f"{second}/@acknowledgment", given, expect=404)
    company.publish(second, impact_seen=4)
    refusal = emp.post(f"{charter}/@acknowledgment", given, expect=409)
    assert refusal["errors"][0]["field"] == "edition"
    assert refusal["current"]["number"] == "2.0.0"
    emp.get(f"{charter}/@acknowledgment", expect=404)
    assert figures(company, charter) == {"audience": 4, "pending": 4}


def test_a_past_day_knows_nothing_of_what_was_answered_since(company, charter, rest):
    acknowledge(rest("emp"), charter)
    before = rest("emp").get(f"{charter}/@acknowledgment", as_of=in_days(-1))
    assert (before["last_acknowledged"], before["record"]) == (None, None)


def test_a_minor_edition_carries_acknowledgments_over(company, charter, rest):
    first = acknowledge(rest("emp"), charter)
    second = company.next_draft("gov/charte", "minor")
    company.publish(second)
    assert figures(company, second) == {"audience": 4, "acknowledged": 1, "pending": 3}
    assert acknowledge(rest("emp"), second, expect=200) == first


def test_time_passes_in_the_figures(company, charter, rest):
    acknowledge(rest("emp"), charter)
    assert figures(company, charter, as_of=in_days(28)) == {"audience": 4, "acknowledged": 1, "due_soon": 3}
    assert figures(company, charter, as_of=in_days(31)) == {"audience": 4, "acknowledged": 1, "overdue": 3}
    assert figures(company, charter, as_of=in_days(37)) == {"audience": 4, "acknowledged": 1, "critical": 3}
    assert figures(company, charter, as_of=in_days(-1)) == {}
    rest("own").get(f"{charter}/@coverage", expect=400, as_of="tomorrow")


def test_coverage_by_department(company, charter, rest):
    acknowledge(rest("emp"), charter)
    shown = rest("own").get(f"{charter}/@coverage")
    assert (shown["as_of"], shown["k_threshold"]) == (in_days(0), 1)
    rows = {row["id"]: (row["title"], row["audience"], row["acknowledged"]) for row in shown["departments"]}
    assert rows == {"co": ("Company", 1, 0), "rd": ("R&D", 3, 1)}
    assert shown["total"]["rate"] == 0.25


def test_figures_of_few_people_are_not_shown(company, charter, rest):
    company.admin.patch("gov", {"k_threshold": 10})
    shown = rest("own").get(f"{charter}/@coverage")
    assert shown["total"]["suppressed"] is True and shown["total"]["audience"] is None
    assert [row["rate"] for row in shown["departments"]] == [None, None]


def test_a_head_sees_the_figures_of_their_department_only(company, charter, rest):
    rows = rest("head").get(f"{charter}/@coverage")["departments"]
    assert [row["id"] for row in rows] == ["rd"]
    rest("head").get(f"{charter}/@acknowledgments", expect=403)


def test_an_employee_sees_neither_figures_nor_names(company, charter, rest):
    rest("emp").get(f"{charter}/@coverage", expect=403)
    rest("emp").get(f"{charter}/@acknowledgments", expect=403)


def test_rows_say_who_stands_where(company, charter, rest):
    receipt = acknowledge(rest("emp"), charter)
    for reader in ("own", "aud"):
        shown = rest(reader).get(f"{charter}/@acknowledgments")
        assert shown["items_total"] == 4
    rows = {row["userid"]: row for row in shown["items"]}
    assert rows["emp"] == {
        "userid": "emp",
        "name": "Emma Petit",
        "department": "rd",
        "status": "acknowledged",
        "due": None,
        "answer": "acknowledged",
        "number": "1.0.0",
        "at": receipt["at"],
        "mode": "self",
    }
    assert rows["ref"]["answer"] is None and rows["ref"]["due"].startswith(in_days(30))


def test_rows_are_filtered_and_paged(company, charter, rest):
    acknowledge(rest("emp"), charter)
    own = rest("own")
    url = f"{charter}/@acknowledgments"
    assert own.get(url, status="pending", department="rd")["items_total"] == 2
    first = own.get(url, b_size=3)
    rest_of_them = own.get(first["batching"]["next"])
    assert len(first["items"]) == 3 and len(rest_of_them["items"]) == 1
    assert own.get(url, status="acknowledged")["items"][0]["userid"] == "emp"
    for wrong in ({"status": "happy"}, {"department": "moon"}, {"b_size": "all"}, {"b_start": "-1"}):
        own.get(url, expect=400, **wrong)


def test_a_person_takes_their_data_along(company, charter, rest):
    receipt = acknowledge(rest("emp"), charter)
    data = rest("emp").get("@my-governance/data")
    (answer,) = data["answers"]
    assert answer["id"] == receipt["id"]
    assert answer["text"]["title"] == "Charte"
    assert any("Say it your way." in clause["text"] for clause in answer["text"]["clauses"])
    assert data["person"]["fullname"] == "Emma Petit"
    assert rest("mgr").get("@my-governance/data")["answers"] == []


def test_somebody_the_directory_does_not_know_has_nothing_to_do(company, charter, rest):
    mine = rest("out").get("@my-governance")
    assert (mine["person"], mine["tasks"]) == (None, [])
    assert rest("out").get("@my-governance/data")["answers"] == []
    rest(None).get("@my-governance", expect=401)


def test_without_a_directory_nobody_owes_anything(rest):
    company = Company(rest)
    company.programme()
    url = company.draft()
    company.publish(url)
    assert figures(company, url) == {}
    assert rest("own").get(f"{url}/@coverage")["total"]["rate"] is None
    assert rest("emp").get("@my-governance")["tasks"] == []


def test_two_browsers_at_once_make_one_entry(company, charter, rest, served):
    digest = rest("emp").get(charter)["digest"]
    together, answers = Barrier(4), []

    def answer() -> None:
        client = rest("emp")
        together.wait()
        body = {"answer": "acknowledged", "digest": digest}
        answers.append((client.post(f"{charter}/@acknowledgment", body), client.last.status_code))

    threads = [Thread(target=answer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for _receipt, status in answers) == [200, 200, 200, 201]
    assert len({receipt["id"] for receipt, _status in answers}) == 1
    transaction.begin()
    ledger = getUtility(ILedger)
    (uid,) = ledger.editions()
    (key,) = ledger.keys(uid)
    assert len(ledger.entries(uid, key)) == 1


def test_reading_writes_nothing(company, charter, rest, served):
    before = served._p_jar.db().lastTransaction()
    for path in ("@acknowledgment", "@acknowledgments", "@coverage"):
        rest("own").get(f"{charter}/{path}")
    rest("own").get("@my-governance")
    rest("own").get("@my-governance/data")
    assert served._p_jar.db().lastTransaction() == before


def test_an_edition_started_ahead_of_its_day_asks_and_takes_answers(company, rest, served):
    url = company.draft(ack_mode="read")
    rest("edi").patch(url, {"effective_from": in_days(10)})
    company.fire(url, "submit", "edi")
    assert company.fire(url, "approve", "own")["review_state"] == "approved"
    transaction.begin()
    edition = served.unrestrictedTraverse("gov/charte/e1")
    ahead = datetime.combine(date.fromisoformat(in_days(10)), time(3), timezone.utc)
    fire_as_system(edition, "start", "clock", ahead)
    transaction.commit()
    shown = rest("emp").get(f"{url}/@acknowledgment")
    assert (shown["status"], shown["due"][:10]) == ("pending", in_days(40))
    acknowledge(rest("emp"), url)
    assert rest("emp").get("@my-governance")["tasks"] == []
    assert figures(company, url) == {"audience": 4, "acknowledged": 1, "pending": 3}
