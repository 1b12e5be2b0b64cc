"""The form of a scope in a real browser, at a desk and on a phone."""

from playwright.sync_api import expect

import transaction


PHONE = {"width": 390, "height": 844}
PAGE = "gov/rd/e1/@@write-scope"


def test_a_head_fills_the_grid_and_adds_people(draft, person):
    page = person("head")
    page.goto(f"{PAGE}?step=topics")
    expect(page.locator("#gaps")).to_contain_text("Innovation")
    page.get_by_label("Innovation: Customers").select_option("lead")
    expect(page.locator("#gaps")).not_to_contain_text("Innovation")
    expect(page.locator("#sg-beside-said")).to_have_text("Still missing: 3")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", name="Who speaks").first).to_be_visible()
    voices = page.locator("#voices")
    voices.get_by_role("button", name="Add a row").click()
    people = voices.locator("input[data-people]")
    people.nth(0).fill("emp")
    people.nth(1).fill("mgr")
    voices.locator(".sg-scope-row").nth(1).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("Saved: Who speaks.")).to_be_visible()
    transaction.begin()
    assert [voice["user"] for voice in draft.voices] == ["mgr", "emp"]
    assert draft.cells[0]["audience"] == "customers"


def test_people_are_found_by_typing_a_part_of_their_name(draft, person):
    page = person("head")
    page.goto(f"{PAGE}?step=contacts")
    field = page.locator("#escalation input[data-people]").nth(1)
    field.fill("")
    field.press_sequentially("Mgr")
    expect(page.locator("#escalation datalist option").first).to_have_attribute("value", "Mgr Martin (mgr)")


def test_on_a_phone_the_grid_opens_topic_by_topic(draft, person):
    page = person("head", viewport=PHONE)
    page.goto(f"{PAGE}?step=topics")
    square = page.get_by_label("Innovation: Customers")
    expect(square).to_be_hidden()
    page.get_by_role("button", name="Innovation", exact=True).click()
    expect(square).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
