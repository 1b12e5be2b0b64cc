"""Writing a draft: the page with all clauses, the forms it leads to, and the next edition."""

from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from tests import intranet
from typing import Any

import pytest
import re
import transaction


@pytest.fixture()
def draft(served: Any) -> Any:
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    transaction.commit()
    return edition


def words(browser: Any) -> str:
    """The text of the page, white space folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", browser.contents).split())


def order(draft: Any) -> list[str]:
    transaction.begin()
    return [clause.getId() for clause in clauses_of(draft)]


def test_shows_every_clause_in_order_and_what_is_ready(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write")
    places = [browser.contents.index(f'id="clause-{name}"') for name in order(draft)]
    assert places == sorted(places) and len(places) == 10
    assert "Ready to be submitted" in words(browser)
    assert "Parlez comme vous êtes." in words(browser)
    browser.getLink("Submit for review", index=0).click()
    assert "Everything that is needed is there" in words(browser)


def test_is_for_those_who_may_change_the_draft(draft, visit):
    for userid in ("own", "leg", "emp"):
        browser = visit(userid)
        browser.open(f"{draft.absolute_url()}/@@write")
        assert "clause-writing" not in browser.contents
    intranet.walk_to("review", draft)
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write")
    assert "clause-writing" not in browser.contents


def test_moves_a_clause_up_and_down(draft, visit):
    before = order(draft)
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write")
    browser.getForm(index=form_of(browser, before[2])).getControl(name="act", index=0).click()
    assert order(draft)[:3] == [before[0], before[2], before[1]]
    assert browser.url.endswith(f"/@@write#clause-{before[2]}")
    browser.getForm(index=form_of(browser, before[2])).getControl(name="act", index=1).click()
    assert order(draft) == before


def form_of(browser: Any, clause: str) -> int:
    """Which form of the page belongs to a clause."""
    forms = browser.contents.split("<form")[1:]
    return next(index for index, form in enumerate(forms) if f'value="{clause}"' in form)


def test_who_moves_a_clause_becomes_an_author(draft, visit):
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    transaction.commit()
    browser = visit("out")
    browser.open(f"{draft.absolute_url()}/@@write")
    browser.getForm(index=form_of(browser, "writing")).getControl(name="act", index=0).click()
    transaction.begin()
    assert "out" in draft.authors


def test_deletes_a_clause_after_asking_once(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write")
    browser.open(f"{draft.absolute_url()}/@@write?delete=writing#clause-writing")
    assert "writing" in order(draft)
    browser.getControl("Delete", index=0).click()
    assert "writing" not in order(draft)
    assert "No clause yet about: Writing and replying." in words(browser)


def test_the_block_given_by_the_system_cannot_be_deleted(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write?delete=your-rights")
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', browser.contents).group(1)
    browser.post(f"{draft.absolute_url()}/@@write", f"clause=your-rights&act=delete&_authenticator={token}")
    assert browser.headers["status"].startswith("403")
    assert "cannot be removed" in words(browser)
    assert "your-rights" in order(draft)


def test_a_post_from_elsewhere_moves_nothing(draft, visit):
    before = order(draft)
    browser = visit("edi")
    browser.post(f"{draft.absolute_url()}/@@write", f"clause={before[1]}&act=up")
    assert browser.headers["status"].startswith("403")
    assert order(draft) == before


def test_each_problem_stands_at_its_clause_too(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft["conduct"].restricts_freedom = True
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write")
    card = browser.contents.split('id="clause-conduct"')[1].split("</li>\n                <li")[0]
    assert "restricts a freedom: say why that is needed" in card
    assert browser.getLink("“conduct” restricts a freedom").url.split("?")[0].endswith("/e1/conduct/edit")


def test_a_clause_is_written_and_the_editor_is_back_at_it(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write")
    browser.getLink("Add a clause", index=0).click()
    browser.getControl("Title").value = "Say who you are"
    browser.getControl(name="form.widgets.kind:list").value = ["advice"]
    browser.getControl(name="form.widgets.topic_group:list").value = ["disclosure"]
    browser.getControl(name="form.widgets.text").value = "<p>Name the house.</p>"
    browser.getControl("My family").selected = True
    browser.getControl("Save").click()
    assert browser.url.endswith("/e1/@@write#clause-say-who-you-are")
    transaction.begin()
    made = draft["say-who-you-are"]
    assert (made.kind, made.topic_group, made.benefits) == ("advice", "disclosure", ["family"])
    assert made.text.raw == "<p>Name the house.</p>" and made.clause_id == "say-who-you-are"


def test_a_missing_topic_opens_a_form_that_has_it_chosen(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft.manage_delObjects(["security"])
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@write")
    browser.getLink("+ Security").click()
    assert browser.getControl(name="form.widgets.topic_group:list").value == ["security"]


def test_a_clause_is_changed_or_left_as_it_is(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft['writing'].absolute_url()}/edit")
    browser.getControl("Title").value = "Write as yourself"
    browser.getControl("Save").click()
    assert browser.url.endswith("/e1/@@write#clause-writing")
    transaction.begin()
    assert draft["writing"].title == "Write as yourself"
    browser.open(f"{draft['writing'].absolute_url()}/edit")
    browser.getControl("Cancel").click()
    assert browser.url.endswith("/e1/@@write#clause-writing")


def test_a_first_edition_is_not_asked_what_changes(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/edit")
    assert "In one minute" in browser.contents and "How much changes" not in browser.contents
    browser.getControl(name="form.widgets.one_minute").value = "<p>Be yourself.</p>"
    browser.getControl("Save").click()
    assert browser.url.endswith("/e1/@@write") and "Be yourself." in words(browser)


def test_adding_a_charter_opens_its_first_draft(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.__parent__.__parent__.absolute_url()}/++add++Charter")
    browser.getControl("Title").value = "Second charter"
    browser.getControl("Save").click()
    assert "A charter is owned by at least two functions." in words(browser)
    browser.getControl("Communications").selected = True
    browser.getControl("Legal").selected = True
    browser.getControl("Save").click()
    assert browser.url.endswith("/gov/second-charter/e1/@@write")
    assert "How to begin" in words(browser) and "Still missing:" in words(browser)


def test_adding_a_guide_opens_its_first_draft(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.__parent__.__parent__.absolute_url()}/++add++Guide")
    browser.getControl("Title").value = "Tips"
    browser.getControl("Save").click()
    assert browser.url.endswith("/gov/tips/e1/@@write")
    assert "There is no clause yet." in words(browser)


def test_a_programme_is_added_by_an_administrator(draft, visit, served):
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    transaction.commit()
    browser = visit("out")
    browser.open(f"{served.absolute_url()}/++add++GovernanceProgramme")
    browser.getControl("Title").value = "Speaking up"
    browser.getControl(name="form.widgets.country:list").value = ["GB"]
    browser.getControl("Save").click()
    transaction.begin()
    assert served["speaking-up"].country == "GB" and served["speaking-up"].reack_days == 30


def test_the_next_edition_is_prepared_in_one_click(draft, visit):
    intranet.walk_to("in_force", draft)
    transaction.commit()
    text = draft.__parent__
    browser = visit("edi")
    browser.open(f"{text.absolute_url()}/@@prepare")
    assert "begins with the words of edition 1.0.0" in words(browser)
    assert in_preparation(text) is None
    browser.getControl("Prepare the next edition").click()
    assert browser.url.endswith("/charte/e2/@@write")
    transaction.begin()
    assert len(clauses_of(text["e2"])) == 10 and state_of(draft) == "in_force"
    assert "Choose whether this is an editorial, a minor or a major edition." in words(browser)
    browser.open(f"{text.absolute_url()}/@@prepare")
    browser.getLink("Go to it").click()
    assert browser.url.endswith("/charte/e2/@@write")


def test_only_editors_prepare_an_edition(draft, visit):
    intranet.walk_to("in_force", draft)
    transaction.commit()
    for userid in ("own", "emp"):
        browser = visit(userid)
        browser.open(f"{draft.__parent__.absolute_url()}/@@prepare")
        assert "Prepare the next edition" not in words(browser)
