"""Reading pages as people do: without scripts in the same process, or in a real Chromium."""

from collections.abc import Callable
from collections.abc import Iterator
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from plone.testing.zope import Browser
from tests.client import PASSWORD
from typing import Any

import os
import pytest


CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture()
def visit(functional: Any) -> Callable[[str], Browser]:
    """``visit("edi")`` is a browser without scripts, signed in as ``edi``."""

    def browser(userid: str, language: str = "en") -> Browser:
        made = Browser(functional["app"])
        made.raiseHttpErrors = False
        made.addHeader("Authorization", f"Basic {userid}:{PASSWORD}")
        made.addHeader("Accept-Language", language)
        return made

    return browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture()
def person(served: Any, chromium: Any) -> Iterator[Callable[..., Page]]:
    """``person("emp")`` is a page of that person's own browser window, signed in through the login form.

    Options go to the window: ``java_script_enabled=False``, ``locale="fr-FR"``, ``viewport=...``.
    """
    windows: list[BrowserContext] = []

    def signed_in(userid: str, **options: Any) -> Page:
        options.setdefault("locale", "en-GB")
        window = chromium.new_context(base_url=served.absolute_url() + "/", **options)
        windows.append(window)
        page = window.new_page()
        page.goto("login")
        page.get_by_label("Login Name").fill(userid)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_load_state()
        return page

    yield signed_in
    for window in windows:
        window.close()
