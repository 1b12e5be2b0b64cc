"""A page of the intranet published, read and acknowledged, without JavaScript."""

from collections.abc import Callable
from plone import api
from plone.namedfile.file import NamedBlobFile
from tests import intranet
from tests.browser.reading.visitor import Visitor
from tests.pages.test_over_rest import with_behavior
from typing import Any

import pytest
import transaction


@pytest.fixture()
def visitor(served: Any) -> Callable[..., Visitor]:
    return lambda userid, language="en": Visitor(served.absolute_url(), userid, language)


@pytest.fixture()
def page(served: Any) -> Any:
    with_behavior("Document")
    with_behavior("File")
    intranet.directory()
    intranet.programme(served)
    made = api.content.create(
        served,
        "Document",
        "rules",
        title="House rules",
        text=intranet.rich("<p>Knock.<script>alert(1)</script></p>"),
    )
    api.content.transition(made, "publish")
    transaction.commit()
    return made


def publish(visitor: Any, page: str = "rules") -> Any:
    own = visitor("own")
    form = own.open(f"{page}/@@publish-edition").one("//form[contains(@action, '@@publish-edition')]")
    return own.send(form.action, dict(form.form_values()))


def test_an_owner_publishes_and_an_employee_acknowledges(visitor, page, rest):
    own, emp = visitor("own"), visitor("emp")
    assert not emp.open("rules").all("//section[contains(@class, 'governance-page-acknowledgment')]")
    assert "nobody is asked" in own.open("rules").words
    asked = own.open("rules/@@publish-edition")
    assert "1.0.0" in asked.words and "4 people" in asked.words
    assert not emp.open("").all("//aside[@id='governance-owed']")
    publish(visitor)
    assert "House rules" in emp.open("").text("//aside[@id='governance-owed']")
    shown = emp.open("rules")
    assert "You are asked to acknowledge" in shown.words
    reading = emp.open("rules/@@acknowledge")
    assert "Knock." in reading.words and not reading.all("//*[@id='content']//script")
    done = emp.press(reading, "acknowledged", note="Which door?")
    assert done.all("//*[contains(@class, 'governance-thanks')]")
    assert rest("emp").get("rules/@acknowledgment")["record"]["note"] == "Which door?"
    assert "You acknowledged it on" in emp.open("rules").words
    assert "House rules" in emp.open("@@my-governance").words


def test_what_is_asked_about_a_page_is_replied_to_as_about_a_charter(visitor, page, rest):
    publish(visitor)
    emp, edi = visitor("emp"), visitor("edi")
    emp.press(emp.open("rules/@@acknowledge"), "acknowledged", note="Which door?")
    assert "wait for a reply: 1" in edi.open("rules").words
    mine = edi.open("@@my-governance").one("//section[@aria-labelledby='questions']//a")
    listed = edi.open(mine.get("href").partition("/plone/")[2])
    assert "Emma Petit" in listed.words and "Which door?" in listed.words
    assert "Which door?" in edi.open("gov/@@remarks").words
    form = listed.all("//section[starts-with(@id, 'remark-')]//form")[0]
    fields = {"answer": "Each one.", "publish": "1", "question": "Which doors?"}
    done = edi.send(form.action, {**dict(form.form_values()), **fields})
    assert "No question waits for a reply." in done.words
    assert "Each one." in emp.open("rules/@@acknowledge").text("//div[@class='governance-question']")
    common = visitor("mgr").open("rules").text("//section[@aria-labelledby='common-questions']")
    assert "Which doors?" in common and "Each one." in common


@pytest.mark.parametrize("userid", ["emp", "mgr", "aud", "leg", "out"])
def test_only_those_who_reply_read_what_is_asked_about_a_page(visitor, page, rest, userid):
    publish(visitor)
    emp = visitor("emp")
    emp.press(emp.open("rules/@@acknowledge"), "acknowledged", note="Which door?")
    refused = visitor(userid).open("rules/@@remarks")
    assert refused.refused and "Which door?" not in refused.document.text_content()
    rest(userid).get("rules/@remarks", expect=403)
    assert "rules/@@remarks" not in str(visitor(userid).open("rules").all("//a/@href"))


def test_an_auditor_finds_the_figures_under_the_page(visitor, page):
    publish(visitor)
    (link,) = visitor("aud").open("rules").all("//a[contains(@href, '@@coverage')]/@href")
    assert "@@publish-edition" not in str(visitor("aud").open("rules").all("//a/@href"))
    assert visitor("aud").open(link.partition("/plone/")[2]).status == 200


def test_readers_see_the_published_words_after_the_page_was_changed(visitor, page, served):
    publish(visitor)
    page.title, page.text = "New rules", intranet.rich("<p>Come in.</p>")
    page.reindexObject()
    transaction.commit()
    reading = visitor("emp").open("rules/@@acknowledge")
    assert reading.text("//h1") == "House rules"
    assert "Knock." in reading.words and "Come in." not in reading.words
    assert "reads a little differently" in reading.words
    assert "changed since its last edition" in visitor("own").open("rules").words


def test_an_earlier_edition_is_shown_only_to_who_answered_it_and_to_those_who_look_after_it(visitor, page):
    publish(visitor)
    emp = visitor("emp")
    emp.press(emp.open("rules/@@acknowledge"), "acknowledged")
    page.text = intranet.rich("<p>Come in.</p>")
    transaction.commit()
    publish(visitor)
    first = "rules/@@page-edition?number=1.0.0"
    assert "Knock." in emp.open(first).words
    assert "Knock." in visitor("aud").open(first).words
    assert visitor("mgr").open(first).status == 404
    assert "Come in." in visitor("mgr").open("rules/@@page-edition").words


@pytest.mark.parametrize("userid", ["emp", "edi", "aud", None])
def test_only_owners_may_publish(visitor, page, userid):
    refused = visitor(userid).open("rules/@@publish-edition")
    assert refused.status == 403 or refused.refused
    assert not refused.all("//form[contains(@action, '@@publish-edition')]")


def test_who_is_asked_about_a_file_is_led_to_its_page_not_into_a_download(visitor, page, served, rest):
    file = NamedBlobFile(data=b"Rules", contentType="text/plain", filename="rules.txt")
    api.content.create(served, "File", "handbook", title="Handbook", file=file)
    transaction.commit()
    publish(visitor, "handbook")
    emp = visitor("emp")
    (task,) = rest("emp").get("@my-governance")["tasks"]
    in_line = emp.open("").one("//aside[@id='governance-owed']//a").get("href")
    owed = emp.open("@@my-governance").all("//section[@aria-labelledby='owed']//a/@href")
    assert {in_line, task["url"], *owed} == {f"{served.absolute_url()}/handbook/view"}
    reading = emp.open("handbook/@@acknowledge")
    done = emp.press(reading, "acknowledged", note="Which rule?")
    assert "governance-next" not in str(done.all("//p/@class"))
    assert "You acknowledged it on" in emp.open(task["url"].partition("/plone/")[2]).words
    listed = visitor("edi").open("gov/@@remarks")
    assert "Which rule?" in listed.words


def test_a_frozen_file_is_a_download_as_it_was_published(visitor, page, served):
    file = api.content.create(
        served,
        "File",
        "form",
        title="Form",
        file=NamedBlobFile(b"<script>1</script>", contentType="text/html", filename="form.html"),
    )
    transaction.commit()
    publish(visitor, "form")
    file.file = NamedBlobFile(b"other", contentType="text/html", filename="form.html")
    transaction.commit()
    emp = visitor("emp")
    link = emp.open("form/@@acknowledge").one("//a[contains(@href, '@@page-edition-file')]/@href")
    answer = emp.session.get(link, timeout=30)
    assert answer.content == b"<script>1</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert visitor(None).session.get(link, timeout=30).content != b"<script>1</script>"


def test_who_is_asked_by_nobody_reads_nothing_about_it(visitor, page):
    publish(visitor)
    assert not visitor("out").open("rules").all("//section[contains(@class, 'governance-page')]")
    assert visitor(None).open("rules/@@acknowledge").refused


def test_an_exception_asked_on_a_page_is_decided_by_an_owner(visitor, page, rest):
    publish(visitor)
    emp, own = visitor("emp"), visitor("own")
    emp.press(emp.open("rules/@@acknowledge"), "exception_requested", note="Blind")
    waiting = [
        task for task in rest("own").get("@my-governance")["tasks"] if task["kind"] == "decide_exception"
    ]
    assert [task["url"].rpartition("/")[2] for task in waiting] == ["@@acknowledge?userid=emp"]
    deciding = own.open("rules/@@acknowledge?userid=emp")
    assert "Blind" in deciding.words
    assert visitor("mgr").open("rules/@@acknowledge?userid=emp").status == 403
    own.press(deciding, "exception_granted", note="Of course")
    assert rest("emp").get("rules/@acknowledgment")["status"] == "exempt"


def save(someone: Any, page: Any, *sent: tuple[str, str]) -> Any:
    """Press Save with these values in place of what the form shows for the fields they name."""
    form = page.one("//form[@id='form']")
    replaced = {name.removesuffix(":list") for name, _value in sent}
    kept = [(name, value) for name, value in form.form_values() if name.removesuffix(":list") not in replaced]
    return someone.send(page.url.split("?")[0], [*kept, *sent, ("form.buttons.save", "Save")])


WIDGET = "form.widgets.IAcknowledgeablePage."


def test_an_owner_sees_whom_a_change_frees_before_it_is_saved(visitor, page, rest):
    page.manage_setLocalRoles("own", ["Editor"])
    transaction.commit()
    publish(visitor)
    own, asked = visitor("own"), lambda: rest("ref").get("rules/@acknowledgment")["required"]
    shown = save(own, own.open("rules/edit"), (f"{WIDGET}ack_audience", "rd"))
    impact = shown.text("//section[@id='settings-impact']")
    assert "It asks 0 more people, and frees 1." in impact and "Company 0 1" in impact
    assert asked() is True
    assert not save(own, shown).all("//section[@id='settings-impact']")
    assert asked() is False
    again = save(
        own, own.open("rules/edit"), (f"{WIDGET}ack_days", "10"), ("form.widgets.text", "<p>In.</p>")
    )
    assert "frees 0." in again.text("//section[@id='settings-impact']")


def test_who_only_writes_the_page_does_not_edit_whom_it_asks(visitor, page, rest):
    page.manage_setLocalRoles("emp", ["Editor"])
    transaction.commit()
    emp = visitor("emp")
    assert emp.open("rules/edit").all(f"//*[starts-with(@name, '{WIDGET}ack_')]")
    publish(visitor)
    form = emp.open("rules/edit")
    assert form.status == 200 and not form.all(f"//*[starts-with(@name, '{WIDGET}ack_')]")
    saved = save(emp, form, ("form.widgets.IDublinCore.title", "Rules of the house"))
    assert "Rules of the house" in saved.words and not saved.all("//section[@id='settings-impact']")


def test_what_was_signed_on_paper_is_noted_for_a_page_by_its_owners(visitor, page, rest):
    own = visitor("own")
    assert "No edition" in own.open("rules/@@on-behalf").words
    publish(visitor)
    assert own.open("rules").all("//a[contains(@href, 'rules/@@on-behalf')]")
    form = own.open("rules/@@on-behalf").one("//form[@id='on-behalf']")
    sent = [(name, value) for name, value in form.form_values() if name not in ("people", "note")]
    sent += [("people", "emp; nobody"), ("note", "Signed <b>list</b>")]
    seen = own.send(form.action, [*sent, ("step", "preview")])
    assert "Emma Petit" in seen.words and "Signed <b>list</b>" in seen.words
    form = seen.one("//button[@name='step'][@value='note']/ancestor::form")
    own.send(form.action, [*form.form_values(), ("step", "note")])
    record = rest("emp").get("rules/@acknowledgment")["record"]
    assert (record["actor"], record["mode"]) == ("own", "on_behalf")
    done = rest("own").post("rules/@on-behalf", {"people": ["mgr", "mgr"], "note": "List"}, expect=201)
    assert [each["subject"] for each in done["recorded"]] == ["mgr"]
    rest("own").post("rules/@on-behalf", {"people": ["head"], "note": "x" * 4001}, expect=400)
    for userid in ("edi", "aud", "emp"):
        rest(userid).post("rules/@on-behalf", {"people": ["head"], "note": "List"}, expect=403)
        assert visitor(userid).open("rules/@@on-behalf").all("//form[@id='on-behalf']") == []


@pytest.mark.parametrize("name", ["coverage", "acknowledgment-rows", "on-behalf"])
def test_a_page_about_readers_that_nobody_is_asked_about_leads_to_publishing(visitor, page, name):
    shown = visitor("own").open(f"rules/@@{name}")
    assert shown.all("//a[contains(@class, 'btn-primary') and contains(@href, 'rules/@@publish-edition')]")
    assert shown.all("//*[@class='sg-actions']/a[normalize-space()='Back to the text']")
    assert not shown.all("//a[@href='#sg-export']")
    publish(visitor)
    shown = visitor("own").open(f"rules/@@{name}")
    assert not shown.all("//div[contains(@class, 'sg-page')]//a[contains(@href, '@@publish-edition')]")
