"""What holds for every service: who may call it, how a write is protected, that reading never writes."""

from collections.abc import Callable
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.interfaces import IRemarks
from collective.socialgovernance.acknowledgments.remarks import CommonQuestion
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.scopes.freezing import freeze
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.texts.answering import give_answer
from datetime import date
from plone import api
from tests import intranet
from tests.ambassadors import company as ambassadors
from tests.client import Client
from tests.client import PASSWORD
from tests.contract.company import DEPARTMENTS
from tests.scopes.company import row
from tests.scopes.company import scope
from tests.scopes.company import walk_to as walk_scope
from tests.site_day import site_day
from typing import Any
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest
import re
import requests
import transaction


PACKAGE = "collective.socialgovernance"


def services() -> dict[tuple[str, str], type]:
    """All services of ours: {(method, name): class}."""
    found = {}
    for registration in getGlobalSiteManager().registeredAdapters():
        factory = registration.factory
        match = re.match(r"^(GET|POST|PATCH|PUT|DELETE)_application_json_(.*)$", registration.name or "")
        if match and any(base.__module__.startswith(PACKAGE) for base in getattr(factory, "__mro__", ())):
            found[match.group(1), match.group(2)] = factory
    return found


ASKED = {"id": "", "applied": "", "active": ""}
"""The question of the manager about the charter, and registrations, known once they are made."""

WRITES: dict[tuple[str, str], tuple[Callable[[str], str], str, Any]] = {
    # (method, name): (path from the URL of an edition, who may, a body that is accepted)
    ("POST", "@governance-directory"): (
        lambda url: "@governance-directory",
        "out",
        {"departments": [*DEPARTMENTS, {"id": "new", "title": "New"}]},
    ),
    ("POST", "@acknowledgment"): (lambda url: f"{url}/@acknowledgment", "emp", {"answer": "acknowledged"}),
    ("POST", "@remarks"): (lambda url: f"gov/charte/@remarks/{ASKED['id']}", "ref", {"answer": "Yes."}),
    ("POST", "@common-questions"): (
        lambda url: "gov/charte/@common-questions/often",
        "edi",
        {"withdrawn": True},
    ),
    ("POST", "@on-behalf"): (lambda url: f"{url}/@on-behalf", "own", {"people": ["emp"], "note": "Paper"}),
    ("POST", "@editions"): (lambda url: "gov/charte/@editions", "edi", {}),
    ("POST", "@workflow"): (lambda url: f"{url}/@workflow/reaffirm", "own", {}),
    ("POST", "@freeze"): (lambda url: "gov/rd/@freeze", "ref", {"reason": "Recall"}),
    ("POST", "@unfreeze"): (lambda url: "gov/co/@unfreeze", "own", {}),
    ("POST", "@reaffirm"): (lambda url: "rules/@reaffirm", "emp", {"comment": "It holds."}),
    ("POST", "@governance-clock"): (lambda url: "@governance-clock", "out", {}),
    ("POST", "@consultation"): (lambda url: "gov/laid/e1/@consultation", "con", {"comment": "Clear."}),
    ("POST", ""): (lambda url: "gov", "ref", {"@type": "AmbassadorRegistration"}),
    ("POST", "@endorsement"): (
        lambda url: f"{ASKED['applied']}/@endorsement",
        "mgr",
        {"result": "available"},
    ),
    ("POST", "@hold"): (
        lambda url: f"{ASKED['active']}/@hold",
        "ref",
        {"reason": "Because", "review_on": site_day().isoformat()},
    ),
    ("PATCH", ""): (lambda url: "gov/guide/e1", "edi", {"legal_force": "informative"}),
}


REFUSED_ALWAYS = {("POST", "@comments"), ("PATCH", "@history")}
"""Writes of Plone that governed content does not take."""


@pytest.fixture()
def edition(rest, served) -> str:
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    intranet.directory()
    made = intranet.programme(served)
    text = intranet.charter(made)
    intranet.walk_to("in_force", text["e1"])
    intranet.walk_to("legal", intranet.charter(made, "laid")["e1"])
    with api.env.adopt_user(username="edi"):
        api.content.create(made, "Guide", "guide", title="Guide")
    with api.env.adopt_user(username="mgr"):
        given = Given("acknowledged", digest=text["e1"].digest, note="And at home?")
        ASKED["id"] = give_answer(text["e1"], "mgr", "mgr", given)[0].id
    walk_scope("in_force", scope(made)["e1"])
    frozen = scope(made, "co", "own2", row("careers"))
    for userid, transition in (("own2", "submit"), ("own", "approve")):
        intranet.act(userid, frozen["e1"], transition)
    freeze(frozen, "Recall")
    made.privacy_notice_version = "1"
    ASKED["applied"] = ambassadors.registration(made, "emp").absolute_url()
    intranet.act("emp", registration_of(made, "emp"), "apply")
    active = ambassadors.registration(made, "head")
    for userid, transition in (("head", "apply"), ("ref", "start_onboarding"), ("ref", "activate")):
        intranet.act(userid, active, transition)
    ASKED["active"] = active.absolute_url()
    common = CommonQuestion("often", "", "At home?", "Too.", "fr", "", "edi", wallclock.now())
    getUtility(IRemarks).publish(text.UID(), common)
    info = api.portal.get_tool("portal_types")["Document"]
    info.manage_changeProperties(behaviors=(*info.behaviors, f"{PACKAGE}.refreshable"))
    rules = api.content.create(
        served, "Document", "rules", title="House rules", review_owner="emp", review_due=date(2026, 1, 5)
    )
    api.content.transition(rules, "publish")
    transaction.commit()
    return text["e1"].absolute_url()


def body_of(body: Any, url: str, rest: Any) -> Any:
    if body == {"answer": "acknowledged"}:
        return {**body, "digest": rest("emp").get(url)["digest"]}
    return body


def state(rest: Any, url: str) -> Any:
    """What the writes above would change."""
    admin = rest()
    return (
        admin.get("@governance-directory/departments"),
        rest("emp").get(f"{url}/@acknowledgment")["record"],
        rest("edi").get("gov/charte/@editions")["items_total"],
        rest("aud").get(f"{url}/@workflow")["history"],
        admin.get("gov/laid/e1/@consultation")["items_total"],
        rest("edi").get("gov/guide/e1")["legal_force"],
        [rest("emp").get(f"gov/{scope}")["frozen"] for scope in ("rd", "co")],
        rest("edi").get("gov/charte/@remarks")["items_total"],
        rest("emp").get("gov/charte/@common-questions")["items_total"],
        last_run(),
        rest("emp").get("rules")["review_due"],
        rest("ref").get("@my-governance")["ambassador"],
        rest("ref").get(ASKED["applied"])["review_state"],
        rest("leg").get(ASKED["active"])["hold"],
    )


def last_run() -> Any:
    """The day for which the clock ran last."""
    transaction.begin()
    return getUtility(IClockRecord).as_of


def test_every_service_has_the_one_base_and_a_permission(portal):
    found = services()
    assert len(found) >= 10
    for (method, name), factory in found.items():
        base = GovernanceService if method == "GET" else GovernanceWrite
        assert issubclass(factory, base), f"{method} {name}"
        assert getattr(factory, "__ac_permissions__", None) or factory.__roles__ != (), f"{method} {name}"


def test_every_write_stands_in_the_table_of_these_tests(portal):
    ours = {key for key in services() if key[0] != "GET"}
    controlpanels = {key for key in ours if key[1].startswith("@controlpanels")}
    assert ours - controlpanels - REFUSED_ALWAYS == set(WRITES)


@pytest.mark.parametrize("write", WRITES, ids=lambda write: " ".join(write))
def test_a_write_takes_only_json_and_only_from_who_is_signed_in(rest, edition, write):
    path, userid, body = WRITES[write]
    body = body_of(body, edition, rest)
    before = state(rest, edition)
    address = rest().url(path(edition))
    auth = (userid, PASSWORD)
    session = requests.Session()
    session.headers["Accept"] = "application/json"
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = session.request(
            write[0],
            address,
            data=b'{"x": 1}',
            auth=auth,
            headers={"Content-Type": kind, "Origin": "https://elsewhere.example"},
            timeout=30,
        )
        assert answer.status_code == 415, kind
        assert answer.json()["errors"][0]["field"] == "Content-Type"
    anonymous = session.request(write[0], address, json=body, timeout=30)
    assert anonymous.status_code == 401
    assert state(rest, edition) == before


@pytest.mark.parametrize("signing_in", ["basic", "cookie", "token"])
@pytest.mark.parametrize("write", WRITES, ids=lambda write: " ".join(write))
def test_a_write_is_there_in_the_next_request_however_one_signed_in(rest, edition, write, signing_in):
    path, userid, body = WRITES[write]
    body = body_of(body, edition, rest)
    before = state(rest, edition)
    client = Client(rest().site)
    if signing_in == "basic":
        client.session.auth = (userid, PASSWORD)
    elif signing_in == "token":
        token = client.post("@login", {"login": userid, "password": PASSWORD}, expect=200)["token"]
        client.session.headers["Authorization"] = f"Bearer {token}"
    else:
        client.session.post(
            f"{client.site}/login",
            data={"__ac_name": userid, "__ac_password": PASSWORD, "buttons.login": "Log in"},
            headers={"Accept": "text/html"},
            timeout=30,
        )
        assert "__ac" in client.session.cookies
    client.call(write[0], path(edition), json=body)
    assert client.last.status_code in (200, 201, 204), client.last.text
    assert state(rest, edition) != before


@pytest.mark.parametrize("write", WRITES, ids=lambda write: " ".join(write))
def test_a_body_that_is_no_json_object_is_refused(rest, edition, write):
    path, userid, _body = WRITES[write]
    client = rest(userid)
    for body in (b"{", b"[1]", b'"x"', b"\xff"):
        client.call(
            write[0], path(edition), expect=400, data=body, headers={"Content-Type": "application/json"}
        )
        assert client.last.json()["errors"], body


def test_reading_never_writes(rest, edition, served):
    served._p_jar.sync()
    before = served._p_jar.db().lastTransaction()
    for client in (rest(), rest("emp"), rest("own"), rest("aud")):
        for path in (
            "gov",
            "gov/charte",
            edition,
            f"{edition}/@acknowledgment",
            f"{edition}/@acknowledgments",
            f"{edition}/@coverage",
            f"{edition}/@coverage-over-time",
            f"{edition}/@impact",
            f"{edition}/@workflow",
            "gov/charte/@editions",
            "gov/rd",
            "gov/rd/e1/@workflow",
            "gov/@who-may-speak?topic=innovation&person=head",
            "gov/@scope-matrix",
            "@governance-directory/departments",
            "@governance-directory/people/emp",
            "@my-governance",
            ASKED["active"],
            f"{ASKED['active']}/@eligibility",
            f"{ASKED['applied']}/@workflow",
            "gov/charte/@remarks",
            "gov/charte/@common-questions",
        ):
            client.get(path, expect=None)
            assert client.last.status_code < 500, path
    transaction.abort()
    assert served._p_jar.db().lastTransaction() == before


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "2026-1-1x", "20260101"])
@pytest.mark.parametrize("service", ["@acknowledgment", "@coverage", "@impact", "@acknowledgments"])
def test_a_day_that_is_none_is_named(rest, edition, service, day):
    answer = rest().get(f"{edition}/{service}", expect=400, as_of=day)
    assert answer["errors"][0]["field"] == "as_of"
