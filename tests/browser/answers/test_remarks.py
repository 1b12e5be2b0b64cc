"""What people ask when they acknowledge is answered on the page, by name, and may help all readers."""

import pytest


WORDS = "And in the canteen?"
PAGE = "gov/charte/@@remarks"


def ask(visitor, userid="emp", words=WORDS, **fields):
    someone = visitor(userid)
    return someone.press(someone.open("gov/charte"), "acknowledged", note=words, **fields)


def reply(officer, words="There too.", page=None, **fields):
    page = page or officer.open(PAGE)
    form = page.all("//section[starts-with(@id, 'remark-')]//form")[0]
    return officer.send(form.action, {**dict(form.form_values()), "answer": words, **fields})


def test_a_question_with_the_acknowledgment_counts_fully_and_waits_for_the_editors(visitor, charter, rest):
    ask(visitor)
    assert rest("emp").get(f"{charter}/@acknowledgment")["status"] == "acknowledged"
    page = visitor("edi").open(PAGE)
    section = page.text("//section[starts-with(@id, 'remark-')]")
    assert "Emma Petit" in section and WORDS in section and "since today" in section
    assert "wait for a reply: 1" in visitor("edi").open("gov/charte").words


def test_the_clause_a_question_is_about_may_be_named(visitor, charter, rest):
    box = visitor("emp").open("gov/charte")
    assert "In your words" in [option.text for option in box.all("//select[@name='clause']/option")]
    ask(visitor, clause="writing")
    assert "In your words" in visitor("edi").open(PAGE).text("//section[starts-with(@id, 'remark-')]")
    (item,) = rest("ref").get("gov/charte/@remarks")["items"]
    assert (item["clause"], item["question"], item["name"]) == ("writing", WORDS, "Emma Petit")


def test_a_clause_that_is_not_there_is_refused_and_nothing_kept(visitor, charter, rest):
    assert ask(visitor, clause="nowhere").status == 400
    assert rest("emp").get(f"{charter}/@acknowledgment")["record"] is None


@pytest.mark.parametrize("userid", ["edi", "own", "ref"])
def test_those_named_in_the_box_reply_and_who_asked_reads_it(visitor, charter, userid):
    ask(visitor)
    done = reply(visitor(userid))
    assert done.status == 200 and [step.status_code for step in done.history] == [303]
    assert "No question waits for a reply." in done.words
    asked = visitor("emp").open("gov/charte").text("//div[@class='governance-question']")
    assert WORDS in asked and "There too." in asked
    by = "Rita Sol" if userid == "ref" else userid
    assert by in asked
    answered = visitor(userid).open(f"{PAGE}?state=answered")
    assert (
        "There too." in answered.words and "wait for a reply" not in visitor(userid).open("gov/charte").words
    )


@pytest.mark.parametrize("userid", ["emp", "mgr", "head", "aud", "leg", "out"])
def test_nobody_else_reads_what_people_asked_or_replies(visitor, charter, rest, userid):
    ask(visitor)
    someone = visitor(userid)
    page = someone.open(PAGE)
    assert page.refused and "canteen" not in page.document.text_content()
    form = visitor("edi").open(PAGE).all("//section[starts-with(@id, 'remark-')]//form")[0]
    token = someone.open("@@authenticator/token").document.text_content().strip()
    someone.send(form.action, {**dict(form.form_values()), "_authenticator": token, "answer": "No."})
    assert rest("edi").get("gov/charte/@remarks")["items_total"] == 1
    rest(userid).get("gov/charte/@remarks", expect=403)
    if userid != "emp":
        assert WORDS not in someone.open("gov/charte").words


@pytest.mark.parametrize("token", [None, "guessed"])
def test_a_reply_from_elsewhere_is_refused(visitor, charter, rest, token):
    ask(visitor)
    edi = visitor("edi")
    form = edi.open(PAGE).all("//section[starts-with(@id, 'remark-')]//form")[0]
    fields = {**dict(form.form_values()), "answer": "No."}
    fields.pop("_authenticator")
    assert edi.send(form.action, {**fields, **({"_authenticator": token} if token else {})}).status == 403
    assert rest("edi").get("gov/charte/@remarks")["items_total"] == 1


def test_a_common_question_is_shown_to_all_readers_without_the_name(visitor, charter, rest):
    ask(visitor, words="I, Emma, wonder about the canteen.")
    edi = visitor("edi")
    missing = reply(edi, publish="1")
    assert missing.status == 400 and "without the name" in missing.words
    assert missing.one("//section//textarea[@name='answer']").value == "There too."
    reply(edi, publish="1", question="Does it hold in the canteen?", page=missing)
    page = visitor("out").open("gov/charte")
    shown = page.text("//section[@aria-labelledby='common-questions']")
    assert "Does it hold in the canteen?" in shown and "There too." in shown
    assert "Emma" not in page.words
    form = edi.open(PAGE).one("//button[@name='withdraw']/ancestor::form")
    edi.send(form.action, {**dict(form.form_values()), "withdraw": form.xpath(".//button/@value")[0]})
    assert not visitor("out").open("gov/charte").all("//section[@aria-labelledby='common-questions']")
    assert "There too." in visitor("emp").open("gov/charte").words


def test_markup_in_a_question_or_a_reply_stays_text(visitor, charter):
    ask(visitor, words="<script>alert(1)</script>")
    edi = visitor("edi")
    assert not edi.open(PAGE).all("//section//script")
    reply(edi, "<img src=x onerror=alert(2)>")
    assert not visitor("emp").open("gov/charte").all("//blockquote//img")


def test_reasons_for_an_exception_are_no_questions(visitor, charter):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "exception_requested", note="Between us and the owners.")
    page = visitor("edi").open(PAGE)
    assert "Between us" not in page.words and "No question waits for a reply." in page.words


def test_what_an_officer_notes_is_no_question(visitor, charter, rest):
    rest("own").post(f"{charter}/@on-behalf", {"people": ["emp"], "note": "Paper"}, expect=201)
    assert rest("edi").get("gov/charte/@remarks")["items_total"] == 0


def test_the_programme_lists_the_questions_of_all_its_texts(visitor, charter, company):
    company.publish(company.draft("Guide", "guide"))
    ask(visitor)
    emp = visitor("emp")
    emp.press(emp.open("gov/guide"), "acknowledged", note="And the guide?")
    edi = visitor("edi")
    page = edi.open("gov/@@remarks")
    assert len(page.all("//section[starts-with(@id, 'remark-')]")) == 2
    done = reply(edi, page=page)
    assert len(done.all("//section[starts-with(@id, 'remark-')]")) == 1


def test_over_rest_a_question_is_listed_replied_to_and_published(visitor, charter, rest):
    ask(visitor)
    edi = rest("edi")
    (item,) = edi.get("gov/@remarks")["items"]
    url = f"gov/charte/@remarks/{item['id']}"
    edi.post(url, {"answer": " "}, expect=400)
    edi.post("gov/charte/@remarks/nothing", {"answer": "x"}, expect=404)
    edi.post(url, {"answer": "x", "publish": {"question": ""}}, expect=400)
    done = edi.post(url, {"answer": "There too.", "publish": {"question": "Canteen?"}}, expect=201)
    assert [(reply["text"], reply["actor"]) for reply in done["replies"]] == [("There too.", "edi")]
    assert edi.get("gov/charte/@remarks")["items_total"] == 0
    assert edi.get("gov/charte/@remarks", state="answered")["items"][0] == edi.get(url)
    (common,) = rest("out").get("gov/charte/@common-questions")["items"]
    assert (common["question"], common["answer"]) == ("Canteen?", "There too.")
    rest("out").post(f"gov/charte/@common-questions/{common['id']}", {"withdrawn": True}, expect=403)


def test_questions_are_paged(visitor, charter, rest):
    for userid in ("emp", "mgr", "head"):
        ask(visitor, userid, words=f"I am {userid}")
    first = rest("edi").get("gov/charte/@remarks", b_size=2)
    assert first["items_total"] == 3 and first["batching"]["next"]
    rest_of_them = rest("edi").get("gov/charte/@remarks", b_size=2, b_start=2)
    pages = [[each["userid"] for each in page["items"]] for page in (first, rest_of_them)]
    assert [len(page) for page in pages] == [2, 1]
    assert sorted(pages[0] + pages[1]) == ["emp", "head", "mgr"]
    rest("edi").get("gov/charte/@remarks", b_size=0, expect=400)
