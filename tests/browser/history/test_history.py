"""The history of a text for auditors: who did what, when, why, under which conditions."""

from collective.socialgovernance.browser.history.sheet import as_csv
from collective.socialgovernance.browser.history.words import Telling
from plone import api
from tests import intranet
from types import SimpleNamespace
from typing import Any
from zope.lifecycleevent import modified

import csv
import io
import pytest
import transaction


@pytest.fixture()
def text(served: Any) -> Any:
    """A charter: one edition superseded, one binding and approved after being returned once."""
    intranet.directory()
    made = intranet.charter(intranet.programme(served))
    intranet.walk_to("in_force", made["e1"])
    second = intranet.next_edition(made, "major")
    intranet.act("edi", second, "submit", comment="=HYPERLINK(1)")
    intranet.act("own", second, "return_to_draft", comment="Plus court.\nMerci.")
    intranet.act("edi", second, "submit")
    intranet.act("own", second, "approve", impact_seen=4)
    with api.env.adopt_user(username="own"):
        made.ack_validity_months = 24
        modified(made)
    transaction.commit()
    return made


def words(browser: Any) -> str:
    return " ".join(browser.contents.split())


def test_every_act_stands_there_with_actor_note_and_conditions(text, visit):
    browser = visit("aud")
    browser.open(text.absolute_url())
    browser.getLink("History").click()
    page = words(browser)
    assert "Return to draft" in page and "Plus court. Merci." in page
    assert "Every topic of a charter is there" in page
    assert "People asked, as the approver saw it" in page
    assert "Superseded" in page and "Draft prepared" in page
    assert "Asked again after (months)" in page and "12 → 24" in page
    assert "Digest (fr)" in page and text["e2"].digests["fr"] in page
    assert "UTC" in page and "Europe/Paris" in page


def test_the_newest_act_stands_first(text, visit):
    browser = visit("aud")
    browser.open(f"{text['e2'].absolute_url()}/@@governance-history")
    page = words(browser)
    assert page.index("Approve</strong>") < page.index("Plus court.") < page.index("Draft prepared")


def test_one_edition_or_the_settings_can_be_chosen(text, visit):
    browser = visit("aud")
    browser.open(f"{text.absolute_url()}/@@governance-history")
    browser.getControl(name="edition").value = ["e1"]
    browser.getControl("Show", index=1).click()
    assert "Plus court." not in browser.contents and "Superseded" in browser.contents
    browser.getControl(name="edition").value = ["settings"]
    browser.getControl("Show", index=1).click()
    assert "12 → 24" in browser.contents and "Draft prepared" not in browser.contents
    browser.open(f"{text.absolute_url()}/@@governance-history?edition=e99")
    assert browser.headers["status"].startswith("404")


def test_the_table_is_downloaded_without_formulas(text, visit):
    browser = visit("aud")
    browser.open(f"{text.absolute_url()}/@@governance-history")
    browser.getLink("Download as a table (CSV)").click()
    assert browser.headers["Content-Type"].startswith("text/csv")
    content = browser.contents
    raw = content.encode("utf-8") if isinstance(content, str) else content
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert "'=HYPERLINK(1)" in [row["note"] for row in rows]
    approved = next(row for row in rows if row["action"] == "approve" and row["about"] == "Edition 2.0.0")
    assert approved["actor"] == "own" and approved["time_utc"].endswith("+00:00")
    assert "Whoever approves has not written it" in approved["guards_passed"]
    assert [row["time_utc"] for row in rows] == sorted(row["time_utc"] for row in rows)


def test_no_note_is_taken_for_a_formula():
    line = SimpleNamespace(
        **dict.fromkeys(("about", "machine", "local", "action", "act", "actor", "before", "after"), ""),
        name="@sum",
        note="=1+1",
        passed=(),
        failed=(),
        facts=(("count", "3"),),
        about_url="http://nohost",
    )
    (row,) = csv.DictReader(io.StringIO(as_csv([line]).decode("utf-8-sig")))
    assert (row["name"], row["note"], row["facts"]) == ("'@sum", "'=1+1", "count: 3")


@pytest.mark.parametrize("userid", ["aud", "own", "edi", "leg", "ref"])
def test_those_who_govern_the_text_read_its_history(text, visit, userid):
    browser = visit(userid)
    for content in (text, text["e2"]):
        browser.open(f"{content.absolute_url()}/@@governance-history")
        assert browser.headers["status"].startswith("200")


@pytest.mark.parametrize("userid", ["emp", "con", "head", "out"])
@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_nobody_else_reads_it(text, visit, userid, query):
    browser = visit(userid)
    for content in (text, text["e2"]):
        browser.open(f"{content.absolute_url()}/@@governance-history{query}")
        assert "Plus court." not in browser.contents
        assert "e2.digests" not in browser.contents
    browser.open(text.absolute_url())
    assert "@@governance-history" not in browser.contents


def test_an_act_of_the_clock_is_said_to_be_its_own(served, visit):
    from collective.socialgovernance import wallclock
    from collective.socialgovernance.transitions.firing import fire_as_system

    made = intranet.charter(intranet.programme(served))
    intranet.walk_to("approved", made["e1"])
    fire_as_system(made["e1"], "start", "clock", wallclock.now())
    transaction.commit()
    browser = visit("aud")
    browser.open(f"{made['e1'].absolute_url()}/@@governance-history")
    assert "The clock" in browser.contents


def test_formalities_are_told_by_their_titles_and_days(portal):
    logged = "consultation_date: 2026-01-20; opinion: favourable; something else"
    assert Telling(portal.REQUEST, "en")._value("formalities", logged) == (
        "The staff body was consulted: 20 January 2026 · "
        "The opinion of the staff body is recorded: Favourable · something else"
    )
