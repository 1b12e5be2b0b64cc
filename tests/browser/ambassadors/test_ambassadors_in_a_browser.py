"""What axe finds on the pages of a registration, and the way from the invitation to applying by keyboard."""

from axe_playwright_python.sync_playwright import Axe
from collective.socialgovernance.ambassadors.index import registration_of
from collective.socialgovernance.transitions.firing import state_of
from playwright.sync_api import expect
from tests.ambassadors import company
from tests.browser.ambassadors.conftest import registered
from tests.browser.test_accessibility import RULES

import transaction


PHONE = {"width": 390, "height": 844}


def violations(page, path):
    answer = page.goto(path)
    assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
    found = Axe().run(page, context="#content", options=RULES).response["violations"]
    return [f"{path}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def test_axe_finds_nothing_on_a_registration_and_around_it(programme, person):
    registration = registered(programme, "active", level_requested="expert", directory_visibility="company")
    url = registration.absolute_url()
    windows = {userid: person(userid, viewport=PHONE) for userid in ("emp", "ref", "mgr", "own")}
    found = []
    for userid, path in (
        ("emp", url),
        ("emp", f"{url}/@@registration-form"),
        ("emp", "gov/@@be-an-ambassador"),
        ("mgr", "gov/@@our-ambassadors"),
        ("own", "gov/@@ambassador-figures"),
        ("ref", url),
    ):
        found += violations(windows[userid], path)
    with_hold = company.proposed(registration)
    transaction.commit()
    found += violations(windows["ref"], "gov/@@ambassador-desk")
    company.act("leg", with_hold, "hold")
    transaction.commit()
    found += violations(windows["emp"], url)
    found += violations(windows["ref"], url)
    company.act("emp", with_hold, "withdraw")
    registered(programme, "applied")
    found += violations(windows["mgr"], registration_of(programme, "emp").absolute_url())
    found += violations(windows["emp"], f"{registration_of(programme, 'emp').absolute_url()}")
    found += violations(windows["ref"], "gov/@@ambassador-desk")
    assert not found, "\n".join(found)


def test_one_applies_with_the_keyboard_alone_and_withdraws(programme, person):
    page = person("emp", java_script_enabled=False)
    page.goto("gov/@@be-an-ambassador")
    page.get_by_label("Innovation").press("Space")
    page.get_by_label("Relay").press("Space")
    page.get_by_label("Yes, this is how I see it.").press("Space")
    page.get_by_role("button", name="Apply", exact=True).press("Enter")
    marked = page.locator("#problems a")
    expect(marked).to_have_count(2)
    page.get_by_label("I have been informed of this.").press("Space")
    page.get_by_label("a strong password of its own").press("Space")
    page.get_by_label("second factor").press("Space")
    page.get_by_role("button", name="Apply", exact=True).press("Enter")
    expect(page.locator("#where")).to_contain_text("Applied")
    transaction.begin()
    assert state_of(registration_of(programme, "emp")) == "applied"
    page.get_by_role("button", name="Withdraw now").press("Enter")
    expect(page.locator("#where")).to_contain_text("Ended")
    transaction.begin()
    assert registration_of(programme, "emp") is None
