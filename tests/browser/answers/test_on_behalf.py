"""An officer notes what was signed on paper or said in a meeting."""

from collective.socialgovernance import wallclock
from datetime import timedelta

import pytest


PAGE = "gov/charte/@@on-behalf"
NOTE = "Signed list, meeting of 12 March"


def fill(page, step, **values):
    """The form of a step, filled in, as (URL, fields); on the first page any step may be forged."""
    (form,) = page.all(f"//button[@name='step'][@value='{step}']/ancestor::form") or page.all(
        "//form[@id='on-behalf']"
    )
    fields = [(name, value) for name, value in form.form_values() if name not in values]
    for name, value in values.items():
        fields += [(name, each) for each in ([value] if isinstance(value, str) else value)]
    return form.action, [*fields, ("step", step)]


def preview(officer, people, **values):
    page = officer.open(PAGE)
    return officer.send(*fill(page, "preview", people=people, note=NOTE, **values))


def noted(page, officer):
    return officer.send(*fill(page, "note"))


def record_of(rest, edition, userid):
    return rest(userid).get(f"{edition}/@acknowledgment")["record"]


def test_a_signed_list_is_looked_at_and_then_noted_in_one_go(visitor, charter, rest):
    own = visitor("own")
    page = preview(own, "emp\nMGR@example.org\nroux hugo")
    accepted = page.text("//section[@aria-labelledby='accepted']")
    assert "Emma Petit" in accepted and "Max Roy" in accepted and "Hugo Roux" in accepted
    assert not page.all("//section[@aria-labelledby='refused']")
    assert record_of(rest, charter, "emp") is None
    done = noted(page, own)
    assert done.status == 200 and [step.status_code for step in done.history] == [303]
    for userid in ("emp", "mgr", "head"):
        record = record_of(rest, charter, userid)
        assert (record["answer"], record["mode"]) == ("acknowledged", "on_behalf")
        assert (record["subject"], record["actor"], record["note"]) == (userid, "own", NOTE)


def test_the_preview_says_who_cannot_be_noted_and_why(visitor, charter, rest):
    emp, own = visitor("emp"), visitor("own")
    emp.press(emp.open("gov/charte"), "acknowledged")
    page = preview(own, "emp; nobody@example.org; out, own; mgr, mgr@example.org")
    refused = page.text("//section[@aria-labelledby='refused']")
    assert "Emma Petit: Has acknowledged it already" in refused
    assert "nobody@example.org: Nobody in the directory" in refused
    assert "out: Nobody in the directory" in refused and "own: Nobody in the directory" in refused
    assert "Max Roy: Is on the list twice." in refused
    noted(page, own)
    assert record_of(rest, charter, "mgr")["mode"] == "on_behalf"
    assert record_of(rest, charter, "emp")["mode"] == "self"


def test_somebody_outside_the_audience_is_refused_by_name(visitor, company, rest):
    edition = company.draft(audience=["rd"])
    company.publish(edition)
    page = preview(visitor("own"), "ref\nemp")
    assert "Rita Sol: This text is not addressed to this person." in page.text(
        "//section[@aria-labelledby='refused']"
    )


def test_an_officer_who_is_asked_too_answers_for_themself(visitor, charter, served, rest):
    rest().post(
        "gov/@sharing", {"entries": [{"id": "head", "type": "user", "roles": {"Governance Owner": True}}]}
    )
    page = preview(visitor("head"), "head\nemp")
    assert "You answer for yourself" in page.text("//section[@aria-labelledby='refused']")


def test_people_of_a_department_who_owe_it_are_ticked(visitor, charter, rest):
    own = visitor("own")
    page = own.open(PAGE)
    assert "R&D (3)" in [option.text for option in page.all("//select[@name='department']/option")]
    page = own.open(f"{PAGE}?department=rd")
    assert sorted(page.all("//input[@name='person']/@value")) == ["emp", "head", "mgr"]
    page = own.send(*fill(page, "preview", person=["emp", "head"], note=NOTE))
    noted(page, own)
    assert record_of(rest, charter, "head") and record_of(rest, charter, "mgr") is None
    left = own.open(f"{PAGE}?department=rd")
    assert left.all("//input[@name='person']/@value") == ["mgr"]


def test_going_back_keeps_the_list_and_cancelling_keeps_nothing(visitor, charter, rest):
    own = visitor("own")
    page = preview(own, "emp\nmgr")
    back = own.send(*fill(page, "back"))
    assert back.one("//textarea[@name='people']").value.split() == ["emp", "mgr"]
    assert back.one("//input[@name='note']").value == NOTE
    assert page.all("//a[text()='Cancel']/@href") == [charter.removesuffix("/e1")]
    assert record_of(rest, charter, "emp") is None


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"note": ""}, "Say in the note on what this rests"),
        ({"at": "2099-01-01"}, "cannot lie ahead"),
        ({"at": "12 March"}, "A day is written"),
        ({"people": ""}, "nobody is on the list"),
        ({"people": "\n".join(f"person{n}" for n in range(501))}, "At most 500"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_kept(visitor, charter, values, says):
    own = visitor("own")
    page = own.open(PAGE)
    answer = own.send(*fill(page, "preview", **{"people": "emp", "note": NOTE, **values}))
    assert answer.status == 400 and says in answer.words
    assert answer.one("//input[@name='note']").value == values.get("note", NOTE)


def test_the_day_of_the_meeting_is_the_day_that_counts(visitor, charter, rest):
    own = visitor("own")
    day = (wallclock.now() - timedelta(days=1)).date().isoformat()
    noted(preview(own, "emp", at=day), own)
    assert record_of(rest, charter, "emp")["at"].startswith(day)


def test_nobody_is_noted_when_one_of_them_answered_meanwhile(visitor, charter, rest):
    emp, own = visitor("emp"), visitor("own")
    page = preview(own, "emp\nmgr")
    emp.press(emp.open("gov/charte"), "acknowledged")
    refused = noted(page, own)
    assert refused.status == 409 and "Has acknowledged it already" in refused.words
    assert record_of(rest, charter, "mgr") is None
    noted(refused, own)
    assert record_of(rest, charter, "mgr")["actor"] == "own"
    assert record_of(rest, charter, "emp")["mode"] == "self"


def test_the_person_sees_who_noted_it_and_on_what_it_rests(visitor, charter):
    own = visitor("own")
    noted(preview(own, "emp"), own)
    answered = visitor("emp").open("@@my-governance").text("//section[@aria-labelledby='answered']")
    assert "entered by own" in answered and NOTE in answered
    assert NOTE in visitor("emp").open("gov/charte").words


@pytest.mark.parametrize("userid", ["emp", "edi", "leg", "ref", "aud", "head", "mgr"])
def test_an_officer_without_the_right_is_refused_and_nothing_recorded(visitor, charter, rest, userid):
    page = visitor("own").open(PAGE)
    someone = visitor(userid)
    assert someone.open(PAGE).refused
    url, fields = fill(page, "note", people="emp", note=NOTE)
    token = someone.open("@@authenticator/token").document.text_content().strip()
    fields = [(name, value) for name, value in fields if name != "_authenticator"]
    someone.send(url, [*fields, ("_authenticator", token)])
    assert record_of(rest, charter, "emp") is None


@pytest.mark.parametrize("token", [None, "guessed"])
def test_a_post_from_elsewhere_notes_nobody(visitor, charter, rest, token):
    own = visitor("own")
    url, fields = fill(own.open(PAGE), "note", people="emp", note=NOTE)
    fields = [(name, value) for name, value in fields if name != "_authenticator"]
    if token:
        fields.append(("_authenticator", token))
    assert own.send(url, fields).status == 403
    assert record_of(rest, charter, "emp") is None


def test_an_administrator_is_recorded_as_themself(rest, charter):
    answer = rest().post(f"{charter}/@on-behalf", {"people": ["emp"], "note": NOTE}, expect=201)
    (receipt,) = answer["recorded"]
    assert (receipt["subject"], receipt["actor"], receipt["mode"]) == ("emp", "admin", "on_behalf")


def test_over_rest_all_are_noted_or_nobody_and_each_line_is_named(rest, charter):
    own, url = rest("own"), f"{charter}/@on-behalf"
    seen = own.post(url, {"people": ["emp", "x"], "note": NOTE, "preview": True}, expect=200)
    assert [line["userid"] for line in seen["accepted"]] == ["emp"]
    assert [line["written"] for line in seen["refused"]] == ["x"]
    refused = own.post(url, {"people": ["emp", "x"], "note": NOTE}, expect=409)
    assert [error["field"] for error in refused["errors"]] == ["people.1"]
    assert record_of(rest, charter, "emp") is None
    done = own.post(url, {"people": ["Emma Petit", "mgr"], "note": NOTE}, expect=201)
    assert [receipt["subject"] for receipt in done["recorded"]] == ["emp", "mgr"]
    rest("edi").post(url, {"people": ["head"], "note": NOTE}, expect=403)
    own.post(url, {"people": "head", "note": NOTE}, expect=400)
