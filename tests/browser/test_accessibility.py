"""What axe finds on our pages, at a desk and on a phone. Plone's own frame around them is not ours."""

from axe_playwright_python.sync_playwright import Axe
from collections.abc import Callable
from playwright.sync_api import Page
from plone import api
from tests import intranet
from tests.pages.test_over_rest import with_behavior
from tests.scopes import company as scopes
from typing import Any

import pytest
import transaction


RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
OURS = "#content"
EDITOR = ".tox"
"""TinyMCE's own buttons and handles, which are Plone's."""
DESK = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
VISITS = {
    "emp": (
        "gov",
        "gov/charte",
        "gov/charte/@@acknowledge",
        "gov/charte/@@print",
        "gov/charte/e1/@@verify-digest",
        "gov/@@latest-updates",
        "gov/@@be-an-ambassador",
        "gov/@@our-ambassadors",
        "@@my-governance",
        "@@my-data",
        "gov/@@who-may-speak?topic=innovation&audience=customers",
        "gov/@@who-may-speak?topic=careers",
        "gov/@@scope-matrix",
        "gov/rd",
        "rules/@@acknowledge",
    ),
    "edi": (
        "gov",
        "gov/guide/e1/@@write",
        "gov/guide/e1/@@measures",
        "gov/guide/e1/@@paste-text",
        "gov/guide/e1/@@translate",
        "gov/guide/e1/@@transition?transition=submit",
        "gov/charte/@@prepare",
        "gov/charte/@@remarks",
        "gov/@@start-text",
        "gov/@@start-text?type=guide",
    ),
    "own": (
        "gov/charte/@@coverage",
        "gov/charte/@@acknowledgment-rows",
        "gov/charte/e1/@@on-behalf",
        "gov/charte/@@governance-history",
        "gov/charte/@@ask-editors",
        "gov/charte/e1/@@compare",
        "gov/charte/e1/@@transition?transition=withdraw",
        "gov/charte/edit",
        "gov/@@ambassador-figures",
        "gov/@@coming-up",
        "gov/@@clock-preview",
        "@@retention",
        "gov/++add++SpeakingScope",
        "rules/@@publish-edition",
        "rules/@@coverage",
    ),
    "ref": ("gov/rd/@@freeze",),
    "head": (
        *(
            f"gov/rd/e2/@@write-scope?step={step}"
            for step in ("purpose", "topics", "voices", "limits", "contacts", "validity")
        ),
        "gov/rd/e2/@@changes",
        "gov/rd/e2/@@transition?transition=submit",
    ),
}


@pytest.fixture()
def company(served: Any) -> Any:
    """A charter in force, a guide being written, a page to acknowledge, a scope and its next draft."""
    with_behavior("Document")
    intranet.directory()
    programme = intranet.programme(served, k_threshold=1)
    intranet.walk_to("in_force", intranet.charter(programme)["e1"])
    with api.env.adopt_user(username="edi"):
        guide = api.content.create(programme, "Guide", "guide", title="Guide")
        intranet.add_clause(guide["e1"], "writing")
    rd = scopes.scope(programme, "rd", "head", scopes.row("innovation", "customers"))
    scopes.walk_to("in_force", rd["e1"])
    scopes.following(rd, scopes.row("innovation", "customers"), scopes.row("products"))
    rules = api.content.create(
        served, "Document", "rules", title="House rules", text=intranet.rich("<p>Knock.</p>")
    )
    api.content.transition(rules, "publish")
    transaction.commit()
    return served


def publish(page: Page) -> None:
    page.goto("rules/@@publish-edition")
    page.get_by_role("button", name="Publish the edition").click()
    page.wait_for_load_state()


def violations(page: Page, path: str) -> list[str]:
    """What axe finds on a page at a desk, and again when its window is as narrow as a phone."""
    page.set_viewport_size(DESK)
    answer = page.goto(path)
    assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
    # The page to print has no frame of Plone around it: all of it is ours.
    ours = {"include": [OURS], "exclude": [EDITOR]} if page.locator(OURS).count() else None
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        for each in Axe().run(page, context=ours, options=RULES).response["violations"]:
            places = " ".join(node["html"] for node in each["nodes"][:3])[:400]
            found.append(f"{path} at {size['width']}: {each['id']}: {places}")
    return found


def test_axe_finds_nothing_on_our_pages(company: Any, person: Callable[..., Page]) -> None:
    windows = {userid: person(userid) for userid in VISITS}
    publish(windows["own"])
    found = [
        line for userid, page in windows.items() for path in VISITS[userid] for line in violations(page, path)
    ]
    assert not found, "\n".join(found)


def test_axe_would_find_a_picture_without_words(company: Any, person: Callable[..., Page]) -> None:
    page = person("emp")
    page.goto("gov/charte")
    page.evaluate("document.querySelector('#content').insertAdjacentHTML('beforeend', '<img src=\"x.png\">')")
    found = Axe().run(page, context=OURS, options=RULES).response["violations"]
    assert "image-alt" in [each["id"] for each in found]
