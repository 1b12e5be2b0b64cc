"""Settings that would ask or free people: only an owner's to change, after seeing how many."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.evidence.interfaces import IEventLog
from zope.component import getUtility

import pytest
import transaction


@pytest.fixture()
def texts(visitor, charter, served):
    return served["gov"]["charte"]


def save(page, someone, **values):
    (form,) = page.all("//form[@id='form']")
    fields = [(name, value) for name, value in form.form_values() if name not in values]
    for name, value in values.items():
        fields += [(name, each) for each in ([value] if isinstance(value, str) else value)]
    return someone.send(page.url.split("?")[0], [*fields, ("form.buttons.save", "Save")])


def audience(rest):
    return [each["token"] for each in rest("own").get("gov/charte")["audience"]]


NAME = "form.widgets.audience"


def test_an_owner_sees_how_many_people_a_change_frees_before_it_is_saved(visitor, texts, rest):
    own = visitor("own")
    page = own.open("gov/charte/edit")
    shown = save(page, own, **{NAME: ["rd"]})
    impact = shown.text("//section[@id='settings-impact']")
    assert "It asks 0 more people, and frees 1." in impact and "Company 0 1" in impact
    assert audience(rest) == []
    saved = save(shown, own)
    assert saved.status == 200 and not saved.all("//section[@id='settings-impact']")
    assert audience(rest) == ["rd"]


def test_it_is_shown_again_when_something_else_is_then_chosen(visitor, texts, rest):
    own = visitor("own")
    shown = save(own.open("gov/charte/edit"), own, **{NAME: ["rd"]})
    again = save(shown, own, **{NAME: ["co"]})
    assert "It asks 0 more people, and frees 0." in again.text("//section[@id='settings-impact']")
    assert audience(rest) == []


def test_what_asks_nobody_is_saved_at_once(visitor, texts, rest):
    own = visitor("own")
    save(own.open("gov/charte/edit"), own, **{"form.widgets.IBasic.description": "About us."})
    assert rest("own").get("gov/charte")["description"] == "About us."


def test_before_anything_is_in_force_settings_are_saved_at_once(visitor, company, rest):
    company.draft()
    edi = visitor("edi")
    save(edi.open("gov/charte/edit"), edi, **{NAME: ["rd"]})
    assert audience(rest) == ["rd"]


def test_a_perimeter_is_looked_at_over_all_texts_of_the_programme(visitor, texts, rest):
    own = visitor("own")
    shown = save(own.open("gov/edit"), own, **{"form.widgets.perimeter": ["rd"]})
    assert "frees 1." in shown.text("//section[@id='settings-impact']")
    assert rest("own").get("gov")["perimeter"] == []


@pytest.mark.parametrize(
    "values",
    [
        {"audience": ["rd"]},
        {"audience_exclude": ["rd"]},
        {"population": ["employee"]},
        {"ack_mode": "none"},
        {"ack_optional": True},
        {"ack_validity_months": 6},
        {"mandatory_for_ambassadors": True},
    ],
)
def test_an_editor_does_not_change_whom_a_text_in_force_asks(texts, rest, values):
    before, editor = rest("own").get("gov/charte"), rest("edi")
    editor.patch("gov/charte", values, expect=None)
    assert editor.last.status_code in (401, 403)
    name = next(iter(values))
    assert rest("own").get("gov/charte")[name] == before[name]
    rest("own").patch("gov/charte", values)


def test_who_may_edit_but_does_not_own_is_refused_setting_by_setting(texts, rest, served):
    texts.manage_permission("Modify portal content", ["Governance Editor"], acquire=1)
    transaction.commit()
    refused = rest("edi").patch("gov/charte", {"audience": ["rd"], "ack_mode": "none"}, expect=403)
    assert {error["field"] for error in refused["errors"]} == {"audience", "ack_mode"}
    rest("edi").patch("gov/charte", {"description": "Words"})
    assert audience(rest) == []


def test_the_form_shows_an_editor_what_they_cannot_change(visitor, texts, served):
    texts.manage_permission("Modify portal content", ["Governance Editor"], acquire=1)
    transaction.commit()
    page = visitor("edi").open("gov/charte/edit")
    assert page.status == 200 and not page.all(f"//*[starts-with(@name, '{NAME}')]")


def test_every_change_is_kept_with_its_day_and_who_made_it(visitor, texts, rest):
    rest("own").patch("gov/charte", {"audience": ["rd"]})
    transaction.begin()
    last = [event for event in getUtility(IEventLog).of(texts.UID()) if event.kind == "settings"][-1]
    assert last.actor == "own" and last.at.date() == wallclock.now().date()
    assert last.facts["before"]["audience"] == [] and last.facts["values"]["audience"] == ["rd"]


def test_over_rest_one_may_ask_what_would_be_if(texts, rest):
    own = rest("own")
    impact = own.get("gov/charte/@settings-impact", audience="rd")
    assert (impact["asked"], impact["freed"]) == (0, 1)
    assert impact["departments"] == [{"id": "co", "title": "Company", "asked": 0, "freed": 1}]
    own.patch("gov/charte", {"audience": ["rd"]})
    assert own.get("gov/charte/@settings-impact?audience=")["asked"] == 1
    assert own.get("gov/@settings-impact", perimeter="rd")["freed"] == 0
    assert own.get("gov/charte/@settings-impact", ack_mode="none")["freed"] == 3
    for wrong in ({"audience": "nowhere"}, {"ack_mode": "x"}, {"ack_validity_months": "x"}):
        refused = own.get("gov/charte/@settings-impact", expect=400, **wrong)
        assert refused["errors"][0]["field"] == next(iter(wrong))
    rest("emp").get("gov/charte/@settings-impact", expect=403)


def test_who_sees_figures_alone_asks_nothing_that_is_about_one_person(texts, rest):
    for userid, status in (("edi", 403), ("leg", 403), ("emp", 403), ("aud", 200), ("own", 200)):
        rest(userid).get("gov/charte/@settings-impact", expect=status, audience_exclude="rd")
