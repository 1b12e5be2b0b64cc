"""Answering on the page, without JavaScript."""

from collective.socialgovernance import wallclock
from datetime import timedelta

import pytest


def record_of(rest, edition, userid="emp"):
    return rest(userid).get(f"{edition}/@acknowledgment")["record"]


def test_an_employee_reads_and_acknowledges(visitor, charter, rest):
    emp = visitor("emp", "fr")
    page = emp.open("gov/charte")
    assert (
        page.text("//p[@class='governance-statement']") == "J’ai été informé(e) de « Charte », édition 1.0.0."
    )
    assert page.all("//p[@class='governance-asked']/a/@href") == ["#acknowledge"]
    assert page.buttons == ["acknowledged", "exception_requested"]
    done = emp.press(page, "acknowledged", note="Et depuis la cantine ?")
    assert done.status == 200 and [step.status_code for step in done.history] == [303]
    assert done.all("//*[@role='status'][contains(@class, 'governance-thanks')]")
    receipt = record_of(rest, charter)
    assert (receipt["answer"], receipt["mode"], receipt["language"]) == ("acknowledged", "self", "fr")
    assert receipt["note"] == "Et depuis la cantine ?"
    shown = done.text("//div[@class='governance-receipt']")
    assert receipt["id"] in shown and receipt["digest"][:12] in shown
    again = emp.open("gov/charte")
    assert not again.all("//p[@class='governance-asked']") and again.buttons == ["withdrawn"]


def test_the_digest_of_the_language_shown_is_what_is_kept(visitor, charter, rest):
    emp = visitor("emp", "fr")
    emp.press(emp.open("gov/charte?language=en"), "acknowledged")
    receipt, edition = record_of(rest, charter), rest("emp").get(charter)
    assert (receipt["language"], receipt["digest"]) == ("en", edition["digests"]["en"])


def test_a_text_that_changed_meanwhile_is_shown_and_the_note_kept(visitor, charter, company, rest):
    emp = visitor("emp", "fr")
    page = emp.open("gov/charte")
    second = company.next_draft("gov/charte", "minor", one_minute="<p>Tout autre chose.</p>")
    company.publish(second)
    stale = emp.press(page, "acknowledged", note="Ma remarque")
    assert stale.status == 409
    assert stale.all("//*[@role='alert']")
    assert "Tout autre chose." in stale.words
    assert stale.one("//textarea[@id='acknowledge-note']").value.strip() == "Ma remarque"
    assert record_of(rest, second) is None
    done = emp.press(stale, "acknowledged")
    assert done.status == 200
    assert (record_of(rest, second)["number"], record_of(rest, second)["note"]) == ("1.1.0", "Ma remarque")


def test_answering_on_an_ended_edition_shows_the_present_text(visitor, charter, company, rest):
    emp = visitor("emp", "fr")
    fields = dict(emp.open("gov/charte").form.form_values())
    emp.press(emp.open("gov/charte"), "acknowledged")
    second = company.next_draft("gov/charte", "major", one_minute="<p>Tout autre chose.</p>")
    company.publish(second, impact_seen=4)
    stale = emp.send(f"{charter}/@@acknowledge", {**fields, "answer": "acknowledged", "note": "Ici"})
    assert stale.status == 409 and "Tout autre chose." in stale.words
    assert stale.form.fields["note"].strip() == "Ici"
    assert record_of(rest, second) is None


def test_withdrawing_asks_again_and_keeps_both_answers(visitor, charter, rest):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    page = emp.press(emp.open("gov/charte"), "withdrawn")
    assert page.status == 200 and "acknowledged" in page.buttons
    assert record_of(rest, charter)["answer"] == "withdrawn"
    mine = emp.open("@@my-governance")
    assert [words.strip() for words in mine.all("//tbody//th/text()[1]")] == ["Withdrawn", "Acknowledged"]


def test_an_optional_text_may_be_declined_and_acknowledged_later(visitor, company, rest):
    guide = company.draft("Guide", "guide")
    company.publish(guide)
    emp = visitor("emp")
    page = emp.open("gov/guide")
    assert page.buttons == ["acknowledged", "declined"]
    assert "It is optional." in page.words
    declined = emp.press(page, "declined")
    assert record_of(rest, guide)["answer"] == "declined"
    emp.press(declined, "acknowledged")
    assert record_of(rest, guide)["answer"] == "acknowledged"


def test_an_exception_needs_a_reason_and_then_waits(visitor, charter, rest):
    emp = visitor("emp")
    page = emp.open("gov/charte")
    refused = emp.press(page, "exception_requested", note="")
    assert refused.status == 400 and "why you ask" in refused.text("//*[@role='alert']")
    assert record_of(rest, charter) is None
    emp.press(page, "exception_requested", note="I am blind and the text has pictures only.")
    assert record_of(rest, charter)["answer"] == "exception_requested"
    assert "You asked to be excused." in emp.open("gov/charte").words


def test_after_one_text_the_next_one_owed_is_offered(visitor, charter, company):
    guide = company.draft("Guide", "guide", ack_optional=False)
    company.publish(guide)
    emp = visitor("emp")
    done = emp.press(emp.open("gov/charte"), "acknowledged")
    assert done.all("//p[@class='governance-next']/a/@href") == [guide.removesuffix("/e1")]
    last = emp.press(emp.open("gov/guide"), "acknowledged")
    assert not last.all("//p[@class='governance-next']")


def test_nobody_outside_the_audience_sees_the_box_or_gets_in_by_hand(visitor, charter, rest):
    inside, outside = visitor("emp"), visitor("out")
    page = outside.open("gov/charte")
    assert page.status == 200 and not page.buttons and not page.all("//*[@id='acknowledge']")
    alone = outside.open("gov/charte/@@acknowledge")
    assert "You are not asked to acknowledge this text." in alone.words
    form = inside.open("gov/charte").form
    own_token = outside.open("@@authenticator/token").document.text_content().strip()
    fields = {**dict(form.form_values()), "_authenticator": own_token, "answer": "acknowledged"}
    refused = outside.send(form.action, fields)
    assert refused.status == 403 and "This text is not addressed to you" in refused.words
    assert rest("out").get(f"{charter}/@acknowledgment")["record"] is None


@pytest.mark.parametrize("fields", [{}, {"_authenticator": "guessed"}])
def test_a_post_that_does_not_come_from_the_form_is_refused(visitor, charter, rest, fields):
    emp = visitor("emp")
    form = emp.open("gov/charte").form
    sent = {"answer": "acknowledged", "digest": form.fields["digest"], **fields}
    assert emp.send(form.action, sent).status == 403
    assert record_of(rest, charter) is None


def test_looking_records_nothing(visitor, charter, rest):
    emp = visitor("emp")
    for url in (
        "gov/charte",
        charter,
        "gov/charte/@@acknowledge",
        "gov/charte/@@acknowledge?answer=acknowledged",
    ):
        assert emp.open(url).status == 200
    assert record_of(rest, charter) is None


def test_a_thank_you_is_not_said_for_what_was_not_answered(visitor, charter):
    page = visitor("emp").open("gov/charte/@@acknowledge?answered=acknowledged")
    assert not page.all("//*[contains(@class, 'governance-thanks')]")


def test_an_unknown_answer_is_refused_on_a_page_with_a_way_back(visitor, charter):
    emp = visitor("emp")
    page = emp.open("gov/charte")
    fields = {**dict(page.form.form_values()), "answer": "exception_granted"}
    refused = emp.send(page.form.action, fields, referer=page.url)
    assert refused.status == 400
    assert "Choose one of the answers of the form." in refused.words
    assert refused.all("//a[text()='Go back']/@href") == [page.url]


def test_the_way_back_never_leaves_the_site(visitor, charter):
    emp = visitor("emp")
    form = emp.open("gov/charte").form
    fields = {**dict(form.form_values()), "answer": "nonsense"}
    refused = emp.send(form.action, fields, referer="https://elsewhere.example/trap")
    assert refused.status == 400
    assert refused.all("//a[text()='Go back']/@href") == [charter.removesuffix("/e1")]


def test_who_was_excused_reads_that_it_has_ended_and_may_ask_again(visitor, charter, rest, monkeypatch):
    emp, own = visitor("emp"), visitor("own")
    emp.press(emp.open("gov/charte"), "exception_requested", note="I start a long leave.")
    (link,) = own.open("@@my-governance").all("//section[@aria-labelledby='work']//a/@href")
    own.press(own.open(link), "exception_granted", note="Of course.")
    now = wallclock.now()
    for days, said, at_home in (
        (345, "That ends on", "you are excused; that ends on"),
        (400, "You were excused from this text; that ended on", "You were excused from it; that ended on"),
    ):
        monkeypatch.setattr(wallclock, "now", lambda days=days: now + timedelta(days=days))
        read = emp.open("gov/charte")
        assert said in read.words and "waiting for you" not in read.words
        assert {"acknowledged", "exception_requested"} <= set(read.buttons)
        assert at_home in emp.open("@@my-governance").words
        (task,) = [
            each for each in rest("emp").get("@my-governance")["tasks"] if each["kind"] == "acknowledge"
        ]
        assert task["status"] == ("exempt" if days < 365 else "critical")
    # The line above every page of the intranet says it too.
    assert "you were excused, which ended on" in emp.open("gov").text("//aside[@id='governance-owed']")


def test_an_owner_reads_a_request_to_be_excused_and_decides_with_a_reason(visitor, charter, rest):
    emp, own = visitor("emp"), visitor("own")
    emp.press(emp.open("gov/charte"), "exception_requested", note="I start a long leave.")
    (link,) = own.open("@@my-governance").all("//section[@aria-labelledby='work']//a/@href")
    page = own.open(link)
    assert "Emma Petit" in page.words and "I start a long leave." in page.words
    refused = own.press(page, "exception_granted")
    assert refused.status == 400 and refused.all("//*[@role='alert']")
    decided = own.press(page, "exception_granted", note="Of course.")
    assert decided.status == 200 and not decided.all("//section[@aria-labelledby='work']")
    assert record_of(rest, charter)["answer"] == "exception_granted"
    read = emp.open("gov/charte")
    assert "You are excused from acknowledging this text. That ends on" in read.words
    assert "exception_requested" not in read.buttons
    coming = emp.open("@@my-governance").text("//section[@aria-labelledby='renewals']")
    assert (
        "Charter – you are excused; that ends on" in coming and coming.count("you will be asked again") == 0
    )
    receipt = read.text("//div[@class='governance-receipt']")
    assert "Note Of course." in receipt and "Your note" not in receipt
    assert "Nothing waits for a decision here" in own.open(link).words


def test_nobody_but_an_owner_opens_the_request_of_another(visitor, charter):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "exception_requested", note="Between us.")
    for userid in ("mgr", "head", "edi", "aud"):
        page = visitor(userid).open(f"{charter}/@@acknowledge?userid=emp")
        assert page.status == 403 and "Between us." not in page.words
