"""Scopes over REST: wrong people, wrong words, other people's departments, and what is answered then."""

from tests.contract.company import Company
from tests.contract.company import DEPARTMENTS
from tests.contract.company import PEOPLE
from tests.contract.scopes import edition
from tests.contract.scopes import in_days
from tests.contract.scopes import scope

import base64
import pytest


PRESS = {"id": "press", "title": "Press", "parent": "co", "head": "emp"}


@pytest.fixture()
def company(rest) -> Company:
    company = Company(rest)
    company.directory(departments=[*DEPARTMENTS, PRESS], people=PEOPLE)
    company.programme()
    return company


def in_force(company: Company, *args: str, **values) -> str:
    url = scope(company, *args, **values)
    company.fire(url, "submit", args[0] if args else "head")
    company.fire(url, "approve", "own")
    return url


def new(department: str | dict = "rd", **values) -> dict:
    return {"@type": "SpeakingScope", "title": str(department), "department": department, **values}


@pytest.mark.parametrize(
    ("userid", "department", "status"),
    [
        ("head", "press", 403),
        ("head", "co", 403),
        ("emp", "rd", 403),
        ("edi", "rd", 403),
        ("leg", "rd", 401),
        ("aud", "rd", 401),
        ("out", "rd", 401),
        ("head", "nonsense", 400),
        ("own", "nonsense", 400),
        ("own", None, 400),
    ],
)
def test_a_scope_is_added_for_ones_own_department_only(company, rest, userid, department, status):
    body = {key: value for key, value in new(department or "x").items() if department or key != "department"}
    rest(userid).post("gov", body, expect=status)
    assert not [item for item in rest("own").get("gov")["items"] if item["@type"] == "SpeakingScope"]


def test_a_department_has_one_scope(company, rest):
    rest("head").post("gov", new(id="rd"), expect=201)
    for userid in ("head", "own", ""):
        client = rest(userid) if userid else rest()
        for another in (new(), new(id="rd"), new({"token": "rd"}, id="rd")):
            refused = client.post("gov", another, expect=409)
            assert refused["errors"][0]["field"] == "department"
    rest("emp").post("gov", new(id="rd"), expect=403)
    assert len([item for item in rest("own").get("gov")["items"] if item["@type"] == "SpeakingScope"]) == 1


def test_a_scope_stands_in_a_programme_only(company, rest):
    rest().post("", new(), expect=403)
    url = rest("head").post("gov", new(), expect=201)["@id"]
    rest().post(url, {"@type": "ScopeEdition", "title": "x"}, expect=None)
    assert rest("head").get(f"{url}/@editions")["items_total"] == 1


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"cells": [{"topic": "nonsense", "legitimacy": "lead"}]}, "cells.0.topic"),
        ({"cells": [{"topic": "csr", "legitimacy": "lead", "audience": "x"}]}, "cells.0.audience"),
        ({"cells": [{"topic": "csr", "legitimacy": "lead"}, {"legitimacy": "lead"}]}, "cells.1.topic"),
        ({"cells": [{"topic": "csr", "legitimacy": "boss"}]}, "cells.0.legitimacy"),
        ({"cells": [{"topic": "csr"}]}, "cells.0.legitimacy"),
        ({"cells": [{"topic": "csr", "legitimacy": "lead", "why": "x"}]}, "cells.0.why"),
        ({"cells": ["csr"]}, "cells.0"),
        ({"cells": {"topic": "csr"}}, "cells"),
        ({"topics_refer": [{"topic": "csr", "department": "nonsense"}]}, "topics_refer.0.department"),
        ({"topics_forbidden": [{"topic": "csr", "reason": "mood"}]}, "topics_forbidden.0.reason"),
        ({"voices": [{"user": "head", "capacity": "king"}]}, "voices.0.capacity"),
        ({"voices": [{"user": "head", "capacity": "official", "topics": ["x"]}]}, "voices.0.topics"),
        (
            {"voices": [{"user": "head", "capacity": "official", "valid_to": "soon"}]},
            "voices.0.valid_to",
        ),
        ({"voices": [{"capacity": "official"}]}, "voices.0.user"),
        ({"escalation": [{"severity": "huge", "user": "head"}]}, "escalation.0.severity"),
        ({"escalation": [{"severity": "high"}]}, "escalation.0.user"),
        ({"approval_rule": [{"content_kind": "post", "rule": "maybe"}]}, "approval_rule.0.rule"),
        ({"disclosure": [{"language": "zz", "wording": "x"}]}, "disclosure.0.language"),
        ({"topics_allowed": ["nonsense"]}, "topics_allowed"),
        ({"purpose": ["fame"]}, "purpose"),
        ({"valid_to": "2027-02-30"}, "valid_to"),
        ({"regulated": "perhaps"}, "regulated"),
        ({"regulated": 2}, "regulated"),
        ({"mandates": {"head": "a file"}}, "mandates.head"),
        ({"mandates": {"head": {"data": "x", "encoding": "rot13"}}}, "mandates.head"),
    ],
)
def test_a_wrong_word_is_named_by_its_place(company, rest, values, place):
    url = scope(company)
    before = rest("head").get(url)
    refused = rest("head").patch(url, {"tone": "<p>New</p>", **values}, expect=400)
    assert place in refused["message"] and refused["type"] == "BadRequest", "as plone.restapi says it"
    assert [error["field"] for error in refused["errors"]] == [place], refused
    assert refused["errors"][0]["message"]
    assert rest("head").get(url)["modified"] == before["modified"]


def test_rows_come_back_with_exactly_their_keys(company, rest):
    url = scope(
        company,
        cells=[{"topic": {"token": "csr", "title": "CSR"}, "legitimacy": "lead", "audience": ""}],
        topics_allowed=["csr"],
        topics_refer=[{"topic": "events", "department": "press"}],
        voices=[
            {"user": "mgr", "capacity": "official", "topics": ["csr"], "valid_to": in_days(10)},
        ],
        approval_rule=[{"content_kind": "post", "rule": "none"}],
        disclosure=[{"language": "fr", "wording": "Je travaille chez nous"}],
    )
    found = rest("head").get(url)
    assert found["cells"] == [
        {"topic": "csr", "audience": None, "platform": None, "territory": None, "legitimacy": "lead"}
    ]
    assert found["voices"] == [
        {
            "user": "mgr",
            "capacity": "official",
            "topics": ["csr"],
            "valid_from": None,
            "valid_to": in_days(10),
        }
    ]
    assert found["disclosure"] == [{"language": "fr", "wording": "Je travaille chez nous", "explanation": ""}]
    assert found["escalation"][0] == {
        "severity": "high",
        "user": "head",
        "backup": "mgr",
        "hours": "09:00-18:00",
    }
    assert found["topics_allowed"][0]["token"] == "csr"


def test_an_official_voice_needs_its_mandate(company, rest):
    url = scope(company, voices=[{"user": "mgr", "capacity": "official"}])
    refused = company.fire(url, "submit", "head", expect=400)
    assert [error["field"] for error in refused["errors"]] == ["official_voice"]
    file = {
        "data": base64.b64encode(b"Signed").decode(),
        "encoding": "base64",
        "filename": "mandate.pdf",
        "content-type": "application/pdf",
    }
    rest("head").patch(url, {"mandates": {"mgr": file}})
    shown = rest("head").get(url)["mandates"]
    assert shown == {"mgr": {"filename": "mandate.pdf", "content-type": "application/pdf", "size": 6}}
    company.fire(url, "submit", "head")
    company.fire(url, "approve", "own")
    voices = rest("emp").get("gov/@who-may-speak", topic="innovation")["voices"]
    assert [(voice["user"], voice["capacity"], voice["name"]) for voice in voices] == [
        ("mgr", "official", "Max Roy")
    ]
    person = rest("mgr").get("gov/@who-may-speak", topic="innovation", person="mgr")["person"]
    assert person["may_speak"] is True


@pytest.mark.parametrize("userid", ["edi", "leg", "emp", "ref", "aud", "con"])
def test_a_draft_is_written_by_its_department_and_owners(company, rest, userid):
    url = scope(company)
    client = rest(userid)
    client.patch(url, {"response_hours": "always"}, expect=None)
    assert client.last.status_code in (403, 404)
    assert rest("head").get(url)["response_hours"] is None


def test_after_draft_every_write_is_refused(company, rest):
    url = in_force(company)
    digest = rest("head").get(url)["digest"]
    for userid in ("head", "own", "edi", ""):
        client = rest(userid) if userid else rest()
        refused = client.patch(url, {"cells": []}, expect=403)
        assert refused["errors"][0]["field"] in ("review_state", "permission")
        client.delete(url, expect=None)
        assert client.last.status_code in (401, 403)
        client.delete("gov/rd", expect=None)
        assert client.last.status_code in (401, 403)
    assert rest("head").get(url)["digest"] == digest


@pytest.mark.parametrize("name", ["number", "digest", "authors", "approved_on", "in_force_on"])
def test_what_the_system_gives_is_not_sent(company, rest, name):
    url = scope(company)
    refused = rest("head").patch(url, {name: "9.9.9"}, expect=403)
    assert [error["field"] for error in refused["errors"]] == [name]


def test_a_head_does_not_approve_and_an_employee_does_nothing(company, rest):
    url = scope(company)
    company.fire(url, "submit", "emp", expect=404)
    company.fire(url, "approve", "own", expect=400)
    company.fire(url, "submit", "head")
    company.fire(url, "approve", "head", expect=403)
    company.fire(url, "approve", "edi", expect=403)
    rest().post(f"{url}/@workflow/start", {}, expect=400)
    assert rest("own").get(f"{url}/@workflow")["state"]["id"] == "submitted"


def test_before_it_is_in_force_a_scope_is_unseen(company, rest):
    url = scope(company)
    for path in (url, "gov/rd", "gov/rd/@editions", f"{url}/@changes", f"{url}/@workflow"):
        client = rest("emp")
        client.get(path, expect=None)
        assert client.last.status_code in (401, 403, 404), path
    assert rest("emp").get("@search", SearchableText="RD")["items_total"] == 0
    assert rest("emp").get("gov/@scope-matrix")["cells"] == []
    company.fire(url, "submit", "head")
    assert rest("emp").get("gov/@scope-matrix")["conflicts"] == []


def test_the_matrix_shows_leads_gaps_and_conflicts_to_who_may_see_them(company, rest):
    in_force(company)
    rival = scope(company, "emp", "press")
    company.fire(rival, "submit", "emp")
    shown = rest("out").get("gov/@scope-matrix")
    assert [topic["token"] for topic in shown["topics"]][:2] == ["products", "innovation"]
    (cell,) = shown["cells"]
    assert cell["topic"] == "innovation" and cell["territory"] == "FR"
    assert [lead["department"] for lead in cell["leads"]] == ["rd"]
    assert {"topic": "careers", "audience": None} in shown["gaps"]
    assert {"topic": "innovation", "audience": "journalists"} in shown["gaps"]
    assert shown["conflicts"] == []
    for userid in ("own", "emp"):
        (conflict,) = rest(userid).get("gov/@scope-matrix")["conflicts"]
        assert [side["department"] for side in conflict["scopes"]] == ["rd", "press"]
        assert conflict["pending"] is True


def test_what_changed_is_told_part_by_part(company, rest):
    first = in_force(company)
    second = rest("head").post("gov/rd/@editions", {}, expect=201)["@id"]
    more = edition(topics_allowed=["innovation", "careers"], valid_to=in_days(400))
    rest("head").patch(second, more)
    told = rest("head").get(f"{second}/@changes")
    assert told["from"]["@id"] == first
    changed = {part["clause_id"]: part for part in told["clauses"] if part["change"] != "same"}
    assert set(changed) == {"topics_allowed", "valid_to"}
    assert "<ins>" in changed["topics_allowed"]["html"] and "Careers" in changed["topics_allowed"]["html"]
    rest("head").get(f"{second}/@changes", since="nonsense", expect=404)


def test_my_governance_lists_tasks_and_scopes(company, rest):
    assert [task["kind"] for task in rest("head").get("@my-governance")["tasks"]] == ["define_scope"]
    url = scope(company)
    company.fire(url, "submit", "head")
    found = rest("own").get("@my-governance")["tasks"]
    assert [(task["kind"], task["url"]) for task in found] == [("approve_scope", url)]
    company.fire(url, "approve", "own")
    mine = rest("head").get("@my-governance")
    assert mine["tasks"] == []
    assert mine["scopes"][0]["department"] == "rd"
    assert mine["scopes"][0]["edition_in_force"]["number"] == "1.0.0"
    assert rest("mgr").get("@my-governance")["scopes"] == []


def test_the_past_and_the_future_can_be_asked(company, rest):
    in_force(company)
    for days, expected in ((-1, "none"), (0, "lead"), (365, "lead"), (366, "none")):
        found = rest("emp").get("gov/@who-may-speak", topic="innovation", as_of=in_days(days))
        assert found["answer"] == expected, days
    assert rest("emp").get("gov/@scope-matrix", as_of=in_days(366))["cells"] == []
    refused = rest("emp").get("gov/@who-may-speak", topic="innovation", as_of="soon", expect=400)
    assert refused["errors"][0]["field"] == "as_of"


def test_anonymous_visitors_are_told_nothing(company, rest):
    in_force(company)
    for path in ("gov/@who-may-speak?topic=innovation", "gov/@scope-matrix", "gov/rd", "gov/rd/e1"):
        rest(None).get(path, expect=401)
