"""What a reader lives through with several texts, over time, by keyboard, without scripts."""

from collective.socialgovernance import wallclock
from datetime import timedelta
from tests.site_day import site_day


def owed(person):
    return person.open("@@my-governance").all("//section[@aria-labelledby='owed']//h3/a/text()")


def test_of_two_texts_owed_acknowledging_one_leaves_the_other_and_a_third_asks_only_for_itself(
    visitor, charter, company
):
    company.publish(company.draft("Guide", "guide", ack_optional=False))
    emp = visitor("emp")
    assert sorted(owed(emp)) == ["Charter", "Guide"]
    emp.press(emp.open("gov/charte"), "acknowledged")
    assert owed(emp) == ["Guide"]
    emp.press(emp.open("gov/guide"), "acknowledged")
    company.publish(company.draft("Guide", "third", ack_optional=False))
    assert owed(emp) == ["Third"]


def test_who_acknowledged_everything_and_comes_back_is_not_asked(visitor, charter):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    again = visitor("emp")
    assert owed(again) == [] and not again.open("gov/charte").all("//p[@class='governance-asked']")


def test_who_is_on_leave_over_the_due_day_owes_nothing_and_reads_so(visitor, charter, rest, monkeypatch):
    today = site_day()
    leave = {
        "leave_from": (today + timedelta(days=5)).isoformat(),
        "leave_until": (today + timedelta(days=60)).isoformat(),
    }
    row = {"userid": "emp", "fullname": "Emma Petit", "email": "emp@example.org", "department": "rd", **leave}
    rest().post("@governance-directory", {"people": [row], "delta": True}, expect=200)
    now = wallclock.now()
    monkeypatch.setattr(wallclock, "now", lambda: now + timedelta(days=40))
    emp = visitor("emp")
    assert owed(emp) == [] and "You are on leave" in emp.open("gov/charte").words
    assert rest("own").get(f"{charter}/@coverage")["total"]["suppressed"] is True
    rest().patch("gov", {"k_threshold": 1})
    total = rest("own").get(f"{charter}/@coverage")["total"]
    assert (total["on_leave"], total["overdue"] + total["critical"]) == (1, 3)


def test_acknowledging_needs_no_script_and_no_mouse(person, charter, rest):
    page = person("emp", java_script_enabled=False)
    page.goto("gov/charte")
    button = page.locator("button[value=acknowledged]:focus")
    for _press in range(200):
        page.keyboard.press("Tab")
        if button.count():
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert rest("emp").get(f"{charter}/@acknowledgment")["status"] == "acknowledged"
    assert page.locator(".governance-thanks").is_visible()
