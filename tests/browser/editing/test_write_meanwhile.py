"""Two people write the same draft: neither undoes unseen what the other has just written."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.reading.people import name_of
from datetime import datetime
from datetime import timezone
from plone import api
from tests import intranet
from tests.browser.editing.writing import form_of
from tests.browser.editing.writing import order
from tests.browser.editing.writing import page
from tests.browser.editing.writing import words
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


AT = datetime(2026, 3, 2, 13, 3, tzinfo=timezone.utc)


@pytest.fixture()
def draft(served: Any, monkeypatch: Any) -> Any:
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    transaction.commit()
    monkeypatch.setattr(wallclock, "now", lambda: AT)
    return edition


def change(content: Any, userid: str, **values: Any) -> None:
    """Another editor changes a part of the draft, in another way than on the page."""
    with api.env.adopt_user(username=userid):
        for name, value in values.items():
            setattr(content, name, value)
        notify(ObjectModifiedEvent(content))
    transaction.commit()


def test_the_second_is_told_who_changed_it_and_shown_both(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    change(draft["writing"], "mgr", text=intranet.rich("<p>Theirs <script>x</script></p>"), kind="rule")
    form = form_of(browser, "writing")
    form.getControl(name="text").value = "<p>Mine</p>"
    form.getControl("Save").click()
    assert browser.headers["status"].startswith("409")
    assert f"{name_of('mgr')} changed this meanwhile (14:03)." in words(browser)
    assert "Text: as it is now Theirs" in words(browser)
    assert "<p>Theirs </p>" in browser.contents and "<script>x" not in browser.contents
    form = form_of(browser, "writing")
    assert form.getControl(name="text").value.strip() == "<p>Mine</p>"
    transaction.begin()
    assert "Theirs" in draft["writing"].text.raw
    form.getControl("Save").click()
    transaction.begin()
    assert draft["writing"].text.raw == "<p>Mine</p>" and draft["writing"].kind == "advice"


def test_what_the_other_wrote_can_be_kept(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    change(draft["writing"], "mgr", title="Theirs")
    form_of(browser, "writing").getControl("Save").click()
    browser.getLink("Leave my words, keep what is there").click()
    assert form_of(browser, "writing").getControl(name="title").value == "Theirs"


def test_ones_own_other_window_is_said_to_be_so(draft, visit):
    first, second = (page(visit("edi"), draft, "?clause=_whole") for _window in range(2))
    for text, browser in (("<p>One</p>", first), ("<p>Two</p>", second)):
        form_of(browser, "_whole").getControl(name="one_minute").value = text
        form_of(browser, "_whole").getControl("Save").click()
    assert "You changed this yourself in another window" in words(second)
    assert "One" in words(second)
    transaction.begin()
    assert draft.one_minute.raw == "<p>One</p>"


def test_other_clauses_can_be_written_at_the_same_time(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    change(draft["conduct"], "mgr", title="Theirs")
    form_of(browser, "writing").getControl(name="title").value = "Mine"
    form_of(browser, "writing").getControl("Save").click()
    transaction.begin()
    assert (draft["writing"].title, draft["conduct"].title) == ("Mine", "Theirs")


def test_a_clause_deleted_meanwhile_is_offered_as_a_new_one(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    with api.env.adopt_user(username="edi"):
        draft.manage_delObjects(["writing"])
    transaction.commit()
    form_of(browser, "writing").getControl(name="text").value = "<p>Long thought over.</p>"
    form_of(browser, "writing").getControl("Save").click()
    assert browser.headers["status"].startswith("404")
    form = form_of(browser, "_new")
    assert form.getControl(name="text").value.strip() == "<p>Long thought over.</p>"
    form.getControl("Add this clause").click()
    assert order(draft)[-1] == "writing"
