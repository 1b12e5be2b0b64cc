"""Service by role by state: what each of us gets from every address of an edition, as a program or a page."""

from plone import api
from tests import intranet
from tests.client import Client
from typing import Any

import pytest
import requests
import transaction


FEW = ("own", "con", "emp", None)
EVERYBODY = ("edi", "own", "leg", "ref", "aud", "con", "head", "emp", "administrator", "manager", None)
GOVERN = {"edi", "own", "leg", "ref", "aud", "administrator", "manager"}
"""Those who see an edition in every state. Staff representatives (``con``) see it from legal review on."""

CONSULTED = GOVERN | {"con"}
COVERAGE = {"edi", "own", "leg", "aud", "administrator", "manager"}
ROWS = {"own", "aud", "administrator", "manager"}
SHARE = {"edi", "own", "administrator", "manager"}
ALL = CONSULTED | {"head", "emp"}

SEES = {"draft": GOVERN, "legal": CONSULTED, "in_force": ALL}
"""State: who may see the edition at all. Whoever may not is told nothing, not even that it is there."""

ASKING = {"draft": FEW, "legal": EVERYBODY, "in_force": (*FEW, "head", "aud")}
"""State: who tries. Only who sees the edition at all depends on its state: everybody tries in one of them."""

SERVICES: dict[str, set[str]] = {
    # name: those to whom it answers, of those who may see the edition
    "": ALL,
    "@workflow": ALL,
    "@changes": ALL,
    "@impact": GOVERN,
    "@acknowledgment": ALL,
    "@acknowledgments": ROWS,
    "@coverage": COVERAGE | {"head"},
    "@consultation": CONSULTED,
    "@measures": CONSULTED,
}
PAGES: dict[str, set[str]] = {
    "view": ALL,
    "@@transition": ALL,
    "@@changes": ALL,
    "@@compare": ALL,
    "@@verify-digest": ALL,
    "@@canonical-text": ALL,
    "@@print": ALL,
    "@@acknowledge": ALL,
    "@@governance-history": GOVERN,
    "@@history": GOVERN,
    "@@formalities": GOVERN,
    "@@consultation": CONSULTED,
    "@@measures": CONSULTED,
    "@@public-edition": SHARE,
}
TITLE = "Hiddentitle"


@pytest.fixture()
def company(served: Any) -> Any:
    """A charter of which nothing was shown yet, and two administrators beside the usual members."""
    for name, role in (("administrator", "Site Administrator"), ("manager", "Manager")):
        api.user.create(username=name, email=f"{name}@example.org", password="Correct-Horse-9")
        api.user.grant_roles(username=name, roles=[role])
    intranet.directory()
    text = intranet.charter(intranet.programme(served))
    text.title = text["e1"].title = TITLE
    return text


def asked(client: Client, url: str) -> requests.Response:
    return client.session.get(url, timeout=60, allow_redirects=False)


@pytest.mark.parametrize("state", SEES)
def test_each_service_answers_those_whose_business_it_is_and_tells_others_nothing(company, rest, state):
    edition = intranet.walk_to(state, company["e1"])
    transaction.commit()
    wrong = []
    for userid in ASKING[state]:
        client = rest(userid)
        for name, readers in SERVICES.items():
            answer = asked(client, f"{edition.absolute_url()}/{name}")
            if userid in SEES[state]:
                expected = (200,) if userid in readers else (403,)
            else:
                expected = (401,) if userid is None else (401, 404)
                if TITLE in answer.text:
                    wrong.append(f"{name} for {userid}: tells the title")
            if answer.status_code not in expected:
                wrong.append(f"{name} for {userid}: {answer.status_code} and not {expected}")
    assert wrong == []


@pytest.mark.parametrize("state", ["draft", "legal"])
def test_each_page_opens_for_those_whose_business_it_is_and_tells_others_nothing(company, rest, state):
    edition = intranet.walk_to(state, company["e1"])
    transaction.commit()
    wrong = []
    for userid in set(ASKING[state]) - ({"own"} if state == "draft" else set()):
        client = rest(userid)
        client.session.headers["Accept"] = "text/html"
        for name, readers in PAGES.items():
            answer = asked(client, f"{edition.absolute_url()}/{name}")
            opens = userid in SEES[state] and userid in readers
            refused = answer.status_code in (401, 403, 404) or "require_login" in answer.headers.get(
                "Location", ""
            )
            if opens == refused or answer.status_code >= 500:
                wrong.append(f"{name} for {userid}: {answer.status_code} {answer.headers.get('Location')}")
            if userid not in SEES[state] and TITLE in answer.text:
                wrong.append(f"{name} for {userid}: tells the title")
    assert wrong == []
