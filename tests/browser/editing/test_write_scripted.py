"""The page of writing in a real browser: saving in place, two writers, moving by pointer and by keyboard."""

from collective.socialgovernance import wallclock
from datetime import datetime
from datetime import timezone
from plone import api
from tests import intranet
from tests.browser.editing.writing import order
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


FOCUSED = "() => (document.activeElement.closest('.sg-row') || {dataset: {}}).dataset.field"
STORED = "<ul><li>One.</li><li>Two.</li></ul><p>As it was typed.</p>"


@pytest.fixture()
def draft(served: Any, monkeypatch: Any) -> Any:
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    with api.env.adopt_user(username="edi"):
        edition["conduct"].text = intranet.rich(STORED)
    transaction.commit()
    monkeypatch.setattr(wallclock, "now", lambda: datetime(2026, 3, 2, 13, 3, tzinfo=timezone.utc))
    return edition


def opened(window: Any, draft: Any, part: str) -> Any:
    """The form of a part, its editors ready."""
    window.locator(f"[data-open='{part}']").first.click()
    form = window.locator(f"form.sg-form[data-part='{part}']")
    form.wait_for()
    editors = form.locator("textarea.sg-rich").count()
    window.wait_for_function(
        "count => (window.tinymce?.get() || []).filter(each => each.initialized).length >= count", arg=editors
    )
    return form


def test_a_clause_is_written_and_saved_without_leaving_the_page(draft, person):
    window = person("edi")
    window.goto(f"{draft.absolute_url()}/@@write")
    window.evaluate("window.sameAsBefore = true")
    window.locator("#measures").get_by_text("Clauses from which readers gain").wait_for()
    form = opened(window, draft, "conduct")
    window.wait_for_function(f"({FOCUSED})() === 'title'")
    form.get_by_label("Title").fill("How we speak")
    form.locator("summary", has_text="Source and limits").click()
    # By keyboard: under a pointer the page may still move while the editors take their height.
    form.get_by_label("It restricts a freedom").press("Space")
    assert form.get_by_label("It restricts a freedom").is_checked()
    assert form.get_by_text("Not saved yet").is_visible()
    form.get_by_role("button", name="Save").press("Enter")
    form.get_by_text("Saved 14:03").wait_for()
    assert window.locator("#missing").get_by_text("Still missing: 1").is_visible()
    assert window.locator("#clause-conduct h3").inner_text() == "How we speak"
    transaction.begin()
    clause = draft["conduct"]
    assert clause.title == "How we speak" and clause.restricts_freedom
    assert clause.text.raw == STORED  # opening a text in an editor does not rewrite it

    window.locator("#missing a", has_text="restricts a freedom").click()
    assert form.get_by_label("Why it is needed").evaluate("each => each === document.activeElement")
    form.get_by_label("Link to it").fill("javascript:x")
    window.keyboard.press("Control+s")
    form.get_by_text("A link begins with https://").wait_for()
    form.get_by_label("Link to it").fill("")
    window.evaluate("tinymce.get('conduct-text').setContent('<p>Anew.</p>')")
    window.keyboard.press("Control+s")
    form.get_by_text("Saved 14:03").wait_for()
    form.get_by_role("link", name="Close").click()
    assert window.locator("#clause-conduct").get_by_text("Anew.").is_visible()
    assert window.evaluate("window.sameAsBefore")
    transaction.begin()
    assert draft["conduct"].text.raw == "<p>Anew.</p>" and not draft["conduct"].url


def test_what_is_missing_leads_by_keyboard_into_its_field_even_a_rich_text(draft, person):
    with api.env.adopt_user(username="edi"):
        draft.what_i_gain = None
    transaction.commit()
    window = person("edi")
    window.goto(f"{draft.absolute_url()}/@@write")
    window.locator("#missing a", has_text="Say what each reader gains").press("Enter")
    window.wait_for_function(FOCUSED.replace("() => ", "() => 'what_i_gain' === "))
    window.wait_for_function("() => document.activeElement.tagName === 'IFRAME'")
    window.keyboard.type("Ease.")
    window.keyboard.press("Tab")
    form = window.locator("form.sg-form[data-part='_whole']")
    form.get_by_role("button", name="Save").press("Enter")
    form.get_by_text("Saved 14:03").wait_for()
    transaction.begin()
    assert "Ease." in draft.what_i_gain.raw


def test_a_second_writer_is_shown_both_and_loses_nothing(draft, person):
    window = person("edi")
    window.goto(f"{draft.absolute_url()}/@@write")
    form = opened(window, draft, "writing")
    form.get_by_label("Title").fill("Mine")
    with api.env.adopt_user(username="mgr"):
        draft["writing"].title = "Theirs"
        notify(ObjectModifiedEvent(draft["writing"]))
    transaction.commit()
    form.get_by_role("button", name="Save").press("Enter")
    window.get_by_text("changed this meanwhile (14:03)").wait_for()
    assert window.evaluate("() => document.activeElement.className").startswith("sg-meanwhile")
    assert window.locator(".sg-meanwhile").get_by_text("Theirs").is_visible()
    assert form.get_by_label("Title").input_value() == "Mine"
    form.get_by_role("button", name="Save").press("Enter")
    form.get_by_text("Saved 14:03").wait_for()
    transaction.begin()
    assert draft["writing"].title == "Mine"
    intranet.walk_to("review", draft)
    transaction.commit()
    form.get_by_label("Title").fill("Too late")
    form.get_by_role("button", name="Save").press("Enter")
    form.get_by_text("Your words are still here.").wait_for()
    assert form.get_by_label("Title").input_value() == "Too late"
    transaction.begin()
    assert draft["writing"].title == "Mine"


def test_clauses_are_moved_added_deleted_and_put_back(draft, person):
    before = order(draft)
    window = person("edi", viewport={"width": 1280, "height": 1600})
    window.goto(f"{draft.absolute_url()}/@@write")
    first, third = (window.locator(f"#clause-{before[place]}") for place in (0, 2))
    first.evaluate("each => each.scrollIntoView({block: 'start', behavior: 'instant'})")
    handle = first.get_by_role("button", name="Drag to move").bounding_box()
    target = third.bounding_box()
    window.mouse.move(handle["x"] + 8, handle["y"] + 8)
    window.mouse.down()
    window.mouse.move(target["x"] + 30, target["y"] + 20, steps=4)
    window.mouse.move(target["x"] + 30, target["y"] + target["height"] - 5, steps=4)
    window.mouse.up()
    window.get_by_text("was moved").wait_for(state="attached")
    assert order(draft)[:3] == [before[1], before[2], before[0]]

    up = first.locator(".sg-up")
    up.focus()
    with window.expect_response("**/@@write"):
        window.keyboard.press("Enter")
    window.wait_for_function(f"document.activeElement.closest('#clause-{before[0]}')")
    assert order(draft)[:3] == [before[1], before[0], before[2]]

    window.locator(f"#clause-{before[0]}").get_by_role("link", name="Insert after").click()
    form = window.locator("form.sg-form#_new")
    form.get_by_label("Title").fill("Between")
    form.get_by_role("button", name="Add this clause").press("Enter")
    window.locator("#clause-between").wait_for()
    assert order(draft)[:3] == [before[1], before[0], "between"]

    between = window.locator("#clause-between")
    between.locator("summary", has_text="Delete").click()
    between.get_by_role("button", name="Yes, delete").click()
    between.wait_for(state="detached")
    assert "between" not in order(draft)
    window.get_by_role("button", name="Put it back").click()
    between.wait_for()
    assert order(draft)[:3] == [before[1], before[0], "between"]
    shown = window.eval_on_selector_all(".sg-clause", "all => all.map(each => each.dataset.part)")
    assert shown == order(draft)
