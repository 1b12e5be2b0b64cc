"""The page of a person: receipts to keep, what is kept about them, and places for other parts."""

from collective.socialgovernance.browser.reading.sections import IMyGovernanceSection
from tests.browser.answers.test_remarks import ask
from tests.browser.answers.test_remarks import reply
from zope.component import getGlobalSiteManager
from zope.interface import implementer
from zope.interface import Interface

import pytest


def test_a_receipt_can_be_printed_and_saved(visitor, charter, rest):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    record = rest("emp").get(f"{charter}/@acknowledgment")["record"]
    (link,) = emp.open("@@my-governance").all("//a[text()='Receipt']/@href")
    page = emp.open(link)
    assert page.status == 200 and page.headers["Cache-Control"] == "private, no-store"
    for part in ("id", "digest", "leaf_hash", "statement"):
        assert record[part] in page.words, part
    (saved,) = page.all("//a[@download]/@href")
    assert emp.session.get(saved, headers={"Accept": "application/json"}, timeout=60).json() == record


@pytest.mark.parametrize("userid", ["mgr", "own", "aud", "out"])
def test_nobody_finds_the_receipt_of_another(visitor, charter, rest, userid):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    id_ = rest("emp").get(f"{charter}/@acknowledgment")["record"]["id"]
    assert visitor(userid).open(f"@@my-receipt?id={id_}&userid=emp").status == 404
    rest(userid).get(f"@my-governance/receipts/{id_}", expect=404)
    assert "Emma" not in visitor(userid).open("@@my-data?userid=emp").words


def test_signed_out_there_is_no_such_page(visitor, charter):
    for name in ("my-governance", "my-data", "my-receipt"):
        assert visitor(None).open(f"@@{name}").refused


def test_what_is_kept_about_me_is_readable_with_the_text_of_that_day(visitor, charter, company):
    emp = visitor("emp", "fr")
    emp.press(emp.open("gov/charte"), "acknowledged")
    second = company.next_draft("gov/charte", "major", one_minute="<p>Tout autre chose.</p>")
    company.publish(second, impact_seen=4)
    page = emp.open("@@my-data")
    assert "Emma Petit" in page.words and "J’ai été informé(e) de « Charte », édition 1.0.0." in page.words
    assert "Parlez comme vous êtes." in page.words and "Tout autre chose." not in page.words
    assert not page.all("//*[@id='content']//script[contains(text(), 'alert')]")
    assert page.all("//a[contains(@href, '@my-governance/data')]")


def test_a_reply_is_read_on_ones_own_page_and_comes_with_ones_data(visitor, charter, rest):
    ask(visitor)
    reply(visitor("ref"))
    mine = visitor("emp").open("@@my-governance").text("//section[@aria-labelledby='answered']")
    assert "There too." in mine and "Rita Sol" in mine
    (answer,) = rest("emp").get("@my-governance/data")["answers"]
    assert [each["text"] for each in answer["replies"]] == ["There too."]


def test_questions_that_wait_are_a_quiet_line_for_those_who_reply(visitor, charter, rest):
    assert not visitor("edi").open("@@my-governance").all("//section[@aria-labelledby='questions']")
    ask(visitor)
    for userid in ("edi", "ref", "own"):
        line = visitor(userid).open("@@my-governance").text("//section[@aria-labelledby='questions']")
        assert "Charter: 1" in line
        assert rest(userid).get("@my-governance")["questions"][0]["open"] == 1
    assert not visitor("emp").open("@@my-governance").all("//section[@aria-labelledby='questions']")
    assert rest("emp").get("@my-governance")["questions"] == []


def test_who_leads_a_department_finds_its_figures(visitor, charter):
    led = visitor("head").open("@@my-governance").all("//section[@aria-labelledby='led']//a/@href")
    assert led == [charter.removesuffix("/e1") + "/@@coverage"]
    assert not visitor("emp").open("@@my-governance").all("//section[@aria-labelledby='led']")


def test_other_parts_of_the_product_add_sections(visitor, charter):
    @implementer(IMyGovernanceSection)
    class Boats:
        order, title = 10, "Boats"

        def __init__(self, site, request):
            self.request = request

        def __call__(self):
            return "<p>Two boats.</p>"

    manager = getGlobalSiteManager()
    manager.registerAdapter(Boats, (Interface, Interface), IMyGovernanceSection, name="boats")
    try:
        page = visitor("emp").open("@@my-governance")
    finally:
        manager.unregisterAdapter(Boats, (Interface, Interface), IMyGovernanceSection, name="boats")
    assert page.text("//section[@aria-labelledby='boats']") == "Boats Two boats."
