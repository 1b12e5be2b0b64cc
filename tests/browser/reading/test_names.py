"""Pages about a text call it what readers of their language call it."""

from html import unescape
from plone import api
from tests import intranet
from typing import Any

import pytest
import re
import transaction


PAGES = {
    # Page, by where it stands: the address, an edition in force, the draft beside it
    "gov/charte": ("@@governance-history", "@@compare", "@@remarks", "@@coverage", "@@prepare"),
    "gov/charte/e1": ("@@transition", "@@verify-digest", "@@formalities", "@@consultation"),
}


@pytest.fixture()
def site(served: Any) -> str:
    api.user.grant_roles(username="mgr", roles=["Manager"])
    intranet.directory()
    text = intranet.charter(intranet.programme(served, k_threshold=1))
    text["e1"].translations = {"en": {"title": "Speaking up"}}
    intranet.walk_to("in_force", text["e1"])
    draft = intranet.next_edition(text, "minor")
    draft.translations = {"en": {"title": "Not yet called so"}}
    transaction.commit()
    return str(served.absolute_url())


def words(markup: str, opening: str) -> str:
    """The words of the first element that opens so."""
    found = re.search(rf"<{opening}(.*?)</(?:p|nav|title)>", markup, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>|^[^>]*>", " ", found[1] if found else "")).split())


@pytest.mark.parametrize(
    ("language", "called", "not_called"), [("en", "Speaking up", "Charte"), ("fr", "Charte", "Speaking up")]
)
def test_the_title_is_said_in_the_language_of_the_page(site, visit, language, called, not_called):
    browser = visit("mgr", language)
    for place, names in PAGES.items():
        for name in names:
            browser.open(f"{site}/{place}/{name}")
            assert browser.headers["status"].startswith("200"), browser.contents[-3000:]
            for opening in ('p class="sg-kicker"', 'nav id="portal-breadcrumbs"', "title"):
                said = words(browser.contents, opening)
                assert called in said and not_called not in said, (name, opening, said)
                assert "Not yet" not in said
