"""The quiet line on the pages of the intranet, and the number in the user menu."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.texts import attention
from datetime import timedelta
from plone import api
from tests.browser.reading.conftest import charter
from tests.browser.reading.conftest import company
from tests.browser.reading.conftest import visitor

import pytest
import transaction


__all__ = ["charter", "company", "visitor"]

LINE = "//aside[@id='governance-owed']"
MENU = "//a[@id='personaltools-my-governance']"


@pytest.fixture()
def news(charter, served):
    """An ordinary page of the intranet."""
    made = api.content.create(served, "Document", "news", title="News")
    api.content.transition(made, "publish")
    transaction.commit()
    return "news"


def test_who_owes_something_reads_one_line_with_its_title_and_day(visitor, news):
    page = visitor("emp").open(news)
    line = page.text(LINE)
    assert "To read: Charter, until" in line and page.one(f"{LINE}//a").get("lang") == "en"
    assert page.one(f"{LINE}//a").get("href").endswith("/gov/charte")
    assert page.text(f"{LINE}//a/span[@class='text-decoration-underline']") == "Charter"
    assert "(1)" in page.text(MENU)


def test_it_is_gone_with_the_answer_in_this_browser_and_in_another(visitor, news):
    first, second = visitor("emp"), visitor("emp")
    assert second.open(news).all(LINE)
    first.press(first.open("gov/charte"), "acknowledged")
    for browser in (first, second):
        page = browser.open(news)
        assert not page.all(LINE) and "(" not in page.text(MENU)
    first.press(first.open("gov/charte"), "withdrawn")
    assert second.open(news).all(LINE)


def test_a_server_that_remembers_nothing_owed_learns_of_what_is_owed_again(visitor, news, monkeypatch):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    assert not emp.open(news).all(LINE)
    # What another server does is not forgotten here.
    monkeypatch.setattr(attention, "_forget", lambda *_stored_and_whose: None)
    emp.press(emp.open("gov/charte"), "withdrawn")
    assert emp.open(news).all(LINE)


def test_two_texts_are_one_line(visitor, news, company):
    company.publish(company.draft("Guide", "guide", ack_optional=False))
    assert "and 1 more" in visitor("emp").open(news).text(LINE)
    assert "(2)" in visitor("emp").open(news).text(MENU)


def test_a_new_edition_is_announced_on_the_next_page(visitor, news, company):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    assert not emp.open(news).all(LINE)
    company.publish(company.next_draft("gov/charte", "major"), impact_seen=4)
    assert emp.open(news).all(LINE)


def test_it_is_not_on_the_page_of_the_text_nor_on_ones_own(visitor, news):
    emp = visitor("emp")
    for url in ("gov/charte", "gov/charte/e1", "gov/charte/@@acknowledge", "@@my-governance"):
        assert not emp.open(url).all(LINE), url


@pytest.mark.parametrize("userid", ["out", "own", None])
def test_nobody_else_has_it(visitor, news, userid):
    visitor("emp").open(news)
    page = visitor(userid).open(news)
    assert page.status == 200 and not page.all(LINE)


def test_a_title_that_may_not_be_seen_is_not_told(visitor, news, served):
    emp = visitor("emp")
    emp.open(news)
    served["gov"].manage_permission("View", ["Manager"], acquire=0)
    served["gov"]["charte"].manage_permission("View", ["Manager"], acquire=0)
    served["gov"].reindexObjectSecurity()
    transaction.commit()
    page = emp.open(news)
    assert page.status == 200 and not page.all(LINE)


def test_not_today_is_for_today_and_for_this_browser(visitor, news, monkeypatch):
    emp = visitor("emp")
    page = emp.open(news)
    form = page.one(f"{LINE}//form")
    after = emp.send(form.action, dict(form.form_values()))
    assert after.url == page.url and not after.all(LINE)
    assert not emp.open(news).all(LINE) and "(1)" in emp.open(news).text(MENU)
    assert visitor("emp").open(news).all(LINE)
    now = wallclock.now()
    monkeypatch.setattr(wallclock, "now", lambda: now + timedelta(days=1))
    assert emp.open(news).all(LINE)


def test_not_today_needs_the_form_and_stays_on_the_site(visitor, news):
    emp = visitor("emp")
    form = emp.open(news).one(f"{LINE}//form")
    assert emp.send(form.action, {"back": "x"}).status == 403
    fields = {**dict(form.form_values()), "back": "https://elsewhere.example/"}
    assert emp.send(form.action, fields).url.rstrip("/") == emp.site


def test_nobody_is_told_how_late_they_are(visitor, news, monkeypatch):
    now = wallclock.now()
    monkeypatch.setattr(wallclock, "now", lambda: now + timedelta(days=60))
    line = visitor("emp").open(news).text(LINE)
    assert "waiting since" in line and "overdue" not in line and "critical" not in line


def test_looking_writes_nothing(visitor, news, served):
    visitor("aud").open(news)
    served._p_jar.sync()
    before = served._p_jar.db().lastTransaction()
    for userid in ("emp", "out", "own"):
        visitor(userid).open(news)
    transaction.abort()
    assert served._p_jar.db().lastTransaction() == before


def test_no_page_of_the_intranet_loads_a_script_or_a_style_of_ours(visitor, news, charter):
    visitor("emp").press(visitor("emp").open("gov/charte"), "acknowledged")
    page = visitor("emp").open(news)
    loaded = [*page.all("//script/@src"), *page.all("//link[@rel='stylesheet']/@href")]
    assert loaded
    assert not [each for each in loaded if "socialgovernance" in each or "datagrid" in each]
