"""Every page and service of scopes as everybody: who is let in, and what is told to who may not see it."""

from plone import api
from tests.client import Client
from tests.scopes import company
from typing import Any

import pytest
import transaction


EVERYBODY = {"head", "deputy", "owner", "editor", "legal", "referent", "auditor", "consulted"} | {
    "other head",
    "employee",
    "manager",
}
LOOKING_AFTER = {"head", "deputy", "owner", "manager"}
READING = LOOKING_AFTER | {"editor", "legal", "referent", "auditor"}
FREEZING = {"owner", "referent", "manager"}
ADDING = {"head", "deputy", "other head", "owner", "manager"}
PEOPLE = {
    "head": "head",
    "deputy": "mgr",
    "owner": "own",
    "editor": "edi",
    "legal": "leg",
    "referent": "ref",
    "auditor": "aud",
    "consulted": "con",
    "other head": "emp",
    "employee": "plain",
    "manager": "boss",
    "nobody": None,
}
FORM = {"Accept": "text/html"}

SECRET = "Secretpress"
"""The title of a scope of which nothing was ever in force."""

READS: dict[str, set[str]] = {
    "gov/@@who-may-speak?topic=innovation&audience=customers": EVERYBODY,
    "gov/@@scope-matrix": EVERYBODY,
    "gov/@@scope-matrix?format=csv": EVERYBODY,
    "gov/rd": EVERYBODY,
    "gov/rd/@@changes": EVERYBODY,
    "gov/++add++SpeakingScope": ADDING,
    "gov/rd/@@prepare": LOOKING_AFTER,
    "gov/rd/@@freeze": FREEZING,
    "gov/rd/e2": READING,
    "gov/rd/e2/@@changes": READING,
    "gov/rd/e2/@@write-scope?step=topics": LOOKING_AFTER,
    "gov/rd/e2/@@scope-beside": LOOKING_AFTER,
    "gov/press": READING - {"head", "deputy"} | {"other head", "consulted"},
    "gov/press/e1": READING - {"head", "deputy"} | {"other head"},
}
SERVICES: dict[str, set[str]] = {
    "gov/@who-may-speak?topic=innovation": EVERYBODY,
    "gov/@scope-matrix": EVERYBODY,
    "gov/rd/e2": READING,
    "gov/rd/e2/@changes": READING,
    "gov/press/e1": READING - {"head", "deputy"} | {"other head"},
}


@pytest.fixture()
def made(served: Any) -> Any:
    """R&D: an edition in force and the next draft. Press: a first edition, submitted."""
    for userid, roles in (("plain", []), ("boss", ["Manager"])):
        api.user.create(f"{userid}@example.org", userid, "Correct-Horse-9", roles=["Member", *roles])
    programme = company.programme(served, referent="ref")
    rd = company.scope(programme, "rd", "head", company.row("innovation", "customers"))
    company.walk_to("in_force", rd["e1"])
    company.following(rd, company.row("innovation", "customers"))
    press = company.scope(programme, "press", "emp", company.row("innovation", "customers"))
    press.title = SECRET
    company.walk_to("submitted", press["e1"], head="emp")
    press.reindexObject()
    transaction.commit()
    return programme


def client(site: Any, person: str, **headers: str) -> Client:
    userid = PEOPLE[person]
    found = Client(site.absolute_url(), userid and (userid, "Correct-Horse-9"))
    found.session.headers.update(headers)
    return found


def test_everybody_meets_what_is_theirs_and_nothing_else(made, served):
    let_in: dict[str, set[str]] = {path: set() for path in (*READS, *SERVICES)}
    told = set()
    for person in PEOPLE:
        for paths, headers in ((READS, FORM), (SERVICES, {})):
            asking = client(served, person, **headers)
            for path in paths:
                asking.get(path, expect=None)
                if asking.last.status_code == 200:
                    let_in[path].add(person)
                else:
                    assert asking.last.status_code in (302, 401, 403, 404), (person, path)
                if SECRET in asking.last.text:
                    told.add(person)
    expected = READS | SERVICES
    assert {path: who ^ expected[path] for path, who in let_in.items() if who ^ expected[path]} == {}
    # who writes R&D's next edition is told of what is submitted and overlaps with it
    assert told == READING | {"other head", "consulted"}


@pytest.mark.parametrize(
    ("path", "body", "allowed"),
    [
        ("gov/rd/@freeze", {"reason": "A recall"}, FREEZING),
        ("gov/rd/@unfreeze", {}, FREEZING),
        ("gov/rd/@editions", {}, LOOKING_AFTER),
        ("gov/rd/e2/@workflow/submit", {}, {"head", "deputy"}),
        ("gov/press/e1/@workflow/approve", {}, {"owner", "manager"}),
    ],
)
def test_nobody_else_acts_and_nothing_changes(made, served, path, body, allowed):
    before = made._p_jar.db().lastTransaction()
    for person in set(PEOPLE) - allowed:
        asking = client(served, person)
        asking.post(path, body)
        assert asking.last.status_code in (401, 403, 404), (person, asking.last.status_code)
        if person not in READS["gov/press"] | {"head", "deputy"}:
            assert SECRET not in asking.last.text
    assert made._p_jar.db().lastTransaction() == before


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_html_in_what_a_head_writes_is_not_markup(made, served, visitor):
    head = client(served, "head")
    wording = {"language": "en", "wording": EVIL, "explanation": EVIL}
    rows = {
        "response_hours": EVIL,
        "disclosure": [wording],
        "escalation": [{"severity": "high", "user": "head", "backup": "mgr", "hours": EVIL}],
        "tone": {"data": f"<p>Calm</p>{EVIL}", "content-type": "text/html"},
        "change_summary": {"data": f"<p>More</p>{EVIL}", "content-type": "text/html"},
    }
    for name, value in rows.items():
        head.patch("gov/rd/e2", {name: value}, expect=None)
        assert head.last.status_code in (204, 400), name
    for path in ("gov/rd/e2", "gov/rd/e2/@@changes", "gov/rd/e2/@@write-scope?step=contacts"):
        page = visitor("own" if "write" not in path else "head").open(path)
        assert page.status == 200
        assert not page.all("//*[@id='content']//script[contains(., 'alert')]"), path
        assert not page.all("//*[@id='content']//*[@onerror]"), path
    for form in ({"reason": EVIL}, {"reason": "x" * 200000}):
        client(served, "referent").post("gov/rd/@freeze", form)
    page = visitor("plain").open("gov/rd")
    assert not page.all("//*[@id='content']//script[contains(., 'alert')]")
