"""The main job in a real browser: written and submitted, approved, acknowledged, and the coverage is true."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.contract.company import clause
from tests.contract.company import Company
from tests.contract.company import GROUPS
from typing import Any

import pytest


WRITTEN_BEFORE = [group for group in GROUPS if group != "writing"]
MANY_TABS = 150


@pytest.fixture()
def company(rest: Any) -> Company:
    made = Company(rest)
    made.start()
    rest().patch("gov", {"k_threshold": 1})
    return made


def rich_text(page: Page, label: str, text: str) -> None:
    """Type into a rich text field, as an editor sees it."""
    area = page.frame_locator(f'iframe[id$="-{label}_ifr"]').locator("body")
    area.click()
    area.type(text)


def write_and_submit(editor: Page, company: Company) -> str:
    """An editor makes a charter, writes it and submits it; gives the URL of the edition."""
    editor.goto("gov/++add++Charter")
    editor.get_by_label("Title").fill("Speaking up")
    editor.get_by_label("Communications").check()
    editor.get_by_label("Legal", exact=True).check()
    editor.get_by_role("button", name="Save").click()
    expect(editor).to_have_url(editor.url.split("/@@write")[0] + "/@@write")
    expect(editor.get_by_role("heading", name="How to begin")).to_be_visible()
    edition = editor.url.split("/@@write")[0]

    editor.get_by_role("link", name="Write these texts").click()
    rich_text(editor, "one_minute", "Parlez comme vous êtes.")
    rich_text(editor, "what_i_gain", "De l’aisance.")
    editor.get_by_role("button", name="Save").click()
    expect(editor.locator(".sg-state-good")).to_be_visible()
    for group in WRITTEN_BEFORE:
        company.rest("edi").post(edition, clause(group), expect=201)

    editor.goto(f"{edition}/@@write")
    expect(editor.get_by_role("heading", name="Still missing: 1")).to_be_visible()
    editor.get_by_role("link", name="Writing and replying", exact=True).click()
    editor.get_by_label("Title").fill("Write as yourself")
    editor.get_by_label("Kind").select_option(label="Advice")
    expect(editor.get_by_label("Topic")).to_have_value("writing")
    rich_text(editor, "text", "Say it your way.")
    editor.get_by_role("button", name="Add this clause").click()
    expect(editor.get_by_role("heading", name="Ready to be submitted")).to_be_visible()

    editor.get_by_role("link", name="Submit for review").first.click()
    editor.get_by_label("Note (optional)").fill("Please have a look.")
    editor.get_by_role("button", name="Submit for review").click()
    expect(editor.get_by_text("The state is now: In review.")).to_be_visible()
    return edition


def approve(owner: Page, edition: str) -> None:
    """An owner approves it; it comes into force at once."""
    owner.goto(f"{edition}/@@transition")
    owner.get_by_role("link", name="Approve").and_(owner.locator(".sg-page a")).click()
    owner.get_by_role("button", name="Approve").click()
    expect(owner.get_by_text("The state is now: In force.")).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Press the tab key until the element with this text has the focus."""
    for _press in range(MANY_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent || document.activeElement.value || ''")
        if name in " ".join(focused.split()):
            return
    raise AssertionError(f"{name!r} cannot be reached with the keyboard")


def test_from_the_first_word_to_the_coverage(company, person):
    editor = person("edi")
    edition = write_and_submit(editor, company)
    approve(person("own"), edition)

    with_keyboard = person("emp")
    with_keyboard.goto("@@my-governance")
    for step in ("Speaking up", "I have been informed"):
        tab_to(with_keyboard, step)
        with with_keyboard.expect_navigation():
            with_keyboard.keyboard.press("Enter")
    expect(with_keyboard.get_by_role("status").first).to_be_visible()

    without_scripts = person("mgr", java_script_enabled=False)
    without_scripts.goto("gov/speaking-up")
    without_scripts.get_by_role("button", name="I have been informed").click()
    expect(without_scripts.get_by_role("status").first).to_be_visible()

    editor.goto("gov/speaking-up/@@coverage")
    expect(editor.get_by_text("2 of 4 people have acknowledged it: 50%")).to_be_visible()
    row = editor.get_by_role("row").filter(has_text="R&D")
    expect(row.get_by_role("cell")).to_have_text(["3", "2", "1", "0", "66%"])


def test_an_editor_writes_without_scripts(company, person):
    editor = person("edi", java_script_enabled=False)
    editor.goto("gov/++add++Guide")
    editor.get_by_label("Title").fill("Tips")
    editor.get_by_role("button", name="Save").click()
    edition = editor.url.split("/@@write")[0]
    editor.get_by_role("link", name="Write these texts").click()
    editor.get_by_label("In one minute").fill("<p>Soyez vous-même.</p>")
    editor.get_by_label("What I gain").fill("<p>De l’aisance.</p>")
    editor.get_by_role("button", name="Save").click()
    for title in ("First tip", "Second tip"):
        editor.locator("summary", has_text="Add a clause").click()
        editor.get_by_label("Title").fill(title)
        editor.get_by_label("Kind").select_option(label="Advice")
        editor.get_by_label("Topic").select_option(label="Writing and replying")
        editor.get_by_label("Text", exact=True).fill("<p>Say it your way.</p>")
        editor.get_by_role("button", name="Add this clause").click()
    editor.get_by_role("button", name="Down First tip").click()
    expect(editor.locator(".sg-clause h3")).to_have_text(["Second tip", "First tip"])
    editor.goto(f"{edition}/@@transition?transition=submit")
    editor.get_by_role("button", name="Submit for review").click()
    expect(editor.get_by_text("The state is now: In review.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_a_phone_and_a_desk(company, person, width):
    edition = company.draft()
    company.publish(edition)
    draft = company.next_draft("gov/charte", "major")
    editor = person("edi", viewport={"width": width, "height": 844})
    for page in (
        f"{draft}/@@write",
        f"{draft}/@@transition?transition=submit",
        f"{draft}/@@translate?language=en",
        f"{draft}/@@formalities",
        "gov/charte/@@prepare",
        "gov/charte/@@coverage",
    ):
        assert editor.goto(page).status == 200
        too_wide = editor.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert too_wide <= 0, page
