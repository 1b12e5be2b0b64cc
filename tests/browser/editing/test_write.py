"""Writing a draft on one page, without scripts: the list, opening, saving, adding, moving, deleting."""

from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.transitions.firing import state_of
from plone import api
from tests import intranet
from tests.browser.editing.writing import card
from tests.browser.editing.writing import form_of
from tests.browser.editing.writing import order
from tests.browser.editing.writing import page
from tests.browser.editing.writing import token
from tests.browser.editing.writing import words
from typing import Any
from urllib.parse import urlencode

import pytest
import transaction


@pytest.fixture()
def draft(served: Any) -> Any:
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    transaction.commit()
    return edition


def test_shows_every_clause_in_order_and_what_is_ready(draft, visit):
    browser = page(visit("edi"), draft)
    places = [browser.contents.index(f'id="clause-{name}"') for name in order(draft)]
    assert places == sorted(places) and len(places) == 10
    assert "Ready to be submitted" in words(browser)
    assert "Parlez comme vous êtes." in words(browser)
    browser.getLink("Submit for review", index=0).click()
    assert "Everything that is needed is there" in words(browser)


def test_is_for_those_who_may_change_the_draft(draft, visit):
    for userid in ("own", "leg", "emp"):
        assert "clause-writing" not in page(visit(userid), draft).contents
    intranet.walk_to("review", draft)
    transaction.commit()
    assert "clause-writing" not in page(visit("edi"), draft).contents


def test_a_clause_is_opened_saved_and_come_back_to(draft, visit):
    browser = page(visit("edi"), draft)
    browser.getLink(url="clause=writing#").click()
    form = form_of(browser, "writing")
    form.getControl(name="title").value = "Write as yourself"
    form.getControl(name="text").value = "<p>Plainly.</p>"
    form.getControl(name="kind").value = ["judgement"]
    form.getControl("My family").selected = True
    form.getControl("Save").click()
    assert browser.url.endswith("/e1/@@write?saved=writing#clause-writing")
    assert "Saved" in card(browser, "writing") and "Write as yourself" in card(browser, "writing")
    transaction.begin()
    clause = draft["writing"]
    assert (clause.title, clause.kind, clause.benefits) == ("Write as yourself", "judgement", ["family"])
    assert clause.text.raw == "<p>Plainly.</p>"


def test_everything_a_clause_has_can_be_written(draft, visit):
    browser = page(visit("edi"), draft, "?clause=conduct")
    form = form_of(browser, "conduct")
    form.getControl(name="why").value = "<p>People read it.</p>"
    form.getControl("It restricts a freedom").selected = True
    form.getControl(name="justification").value = "The yard has\r\nneighbours."
    form.getControl(name="proportionality").value = "Only there."
    form.getControl(name="rule_source").value = ["law"]
    form.getControl(name="reference").value = "L1121-1"
    form.getControl(name="url").value = "https://www.legifrance.gouv.fr/"
    form.getControl("In my own name").selected = True
    form.getControl("LinkedIn").selected = True
    form.getControl("Save").click()
    transaction.begin()
    clause = draft["conduct"]
    assert clause.why.raw == "<p>People read it.</p>" and clause.restricts_freedom is True
    assert (clause.justification, clause.proportionality) == ("The yard has\nneighbours.", "Only there.")
    assert (clause.rule_source, clause.reference) == ("law", "L1121-1")
    assert clause.url == "https://www.legifrance.gouv.fr/"
    assert (clause.capacity, clause.platforms) == (["own_name"], ["linkedin"])
    form = form_of(page(browser, draft, "?clause=conduct"), "conduct")
    form.getControl("It restricts a freedom").selected = False
    form.getControl("LinkedIn").selected = False
    form.getControl("Save").click()
    transaction.begin()
    assert draft["conduct"].restricts_freedom is False and draft["conduct"].platforms == []


def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    form = form_of(browser, "writing")
    form.getControl(name="title").value = ""
    form.getControl(name="text").value = "<p>Long thought over.</p>"
    form.getControl(name="url").value = "javascript:alert(1)"
    form.getControl("My family").selected = True
    form.getControl("Save").click()
    assert browser.headers["status"].startswith("400")
    assert "What you wrote is still in the form." in words(browser)
    assert browser.getLink("Required input is missing.").url.endswith("#writing-title")
    assert browser.getLink("A link begins with").url.endswith("#writing-url")
    form = form_of(browser, "writing")
    assert form.getControl(name="text").value.strip() == "<p>Long thought over.</p>"
    assert form.getControl(name="url").value == "javascript:alert(1)"
    assert form.getControl("My family").selected
    assert card(browser, "writing").count("is-invalid") == 2
    assert '<details class="sg-fold" open' in card(browser, "writing")
    transaction.begin()
    assert draft["writing"].title == "writing" and draft["writing"].url is None


def test_saving_without_a_change_changes_nothing(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft["writing"].text = intranet.rich("<p>One.</p>\n<p>Two.</p>")
    transaction.commit()
    browser = page(visit("edi"), draft, "?clause=writing")
    before = draft["writing"]._p_serial
    form_of(browser, "writing").getControl("Save").click()
    transaction.begin()
    assert draft["writing"]._p_serial == before
    assert draft["writing"].text.raw == "<p>One.</p>\n<p>Two.</p>"


def test_the_texts_of_the_whole_are_written_on_the_same_page(draft, visit):
    browser = page(visit("edi"), draft)
    browser.getLink("Write these texts").click()
    assert "How much changes" not in browser.contents
    form = form_of(browser, "_whole")
    form.getControl(name="one_minute").value = "<p>Be yourself.</p>"
    form.getControl(name="legal_force").value = ["informative"]
    form.getControl(name="effective_from").value = "2027-02-01"
    form.getControl("Save").click()
    assert browser.url.endswith("/e1/@@write?saved=_whole#whole") and "Be yourself." in words(browser)
    transaction.begin()
    assert draft.one_minute.raw == "<p>Be yourself.</p>" and draft.legal_force == "informative"
    assert draft.effective_from.isoformat() == "2027-02-01"
    form = form_of(page(browser, draft, "?clause=_whole"), "_whole")
    form.getControl(name="effective_from").value = "soon"
    form.getControl("Save").click()
    assert "A day is written YYYY-MM-DD." in browser.contents and 'value="soon"' in browser.contents


def test_from_the_second_edition_on_each_kind_of_change_says_what_follows(draft, visit):
    intranet.walk_to("in_force", draft)
    second = intranet.next_edition(draft.__parent__, "minor")
    second.change_class = None
    transaction.commit()
    browser = page(visit("edi"), second)
    browser.getLink("Choose whether this is an editorial").click()
    assert browser.url.endswith("/e2/@@write?clause=_whole#_whole-change_class")
    for said in (
        "nobody is told",
        "are told what changed",
        "everybody is asked to read and acknowledge again",
    ):
        assert said in words(browser)
    form = form_of(browser, "_whole")
    form.getControl(name="change_class").value = ["major"]
    form.getControl(name="change_summary").value = "<p>Clearer.</p>"
    form.getControl("Save").click()
    transaction.begin()
    assert second.change_class == "major" and second.change_summary.raw == "<p>Clearer.</p>"


def test_a_clause_is_added_at_the_end(draft, visit):
    browser = page(visit("edi"), draft)
    form = form_of(browser, "_new")
    form.getControl(name="title").value = "Say who you are"
    form.getControl(name="kind").value = ["advice"]
    form.getControl(name="topic_group").value = ["disclosure"]
    form.getControl(name="text").value = "<p>Name the house.</p>"
    form.getControl("Add this clause").click()
    assert browser.url.endswith("/e1/@@write?saved=say-who-you-are#clause-say-who-you-are")
    made = draft["say-who-you-are"]
    assert order(draft)[-1] == "say-who-you-are"
    assert (made.kind, made.topic_group, made.clause_id) == ("advice", "disclosure", "say-who-you-are")


def test_a_clause_is_inserted_after_another(draft, visit):
    browser = page(visit("edi"), draft)
    before = order(draft)
    browser.getLink(url=f"after={before[1]}").click()
    form = form_of(browser, "_new")
    form.getControl(name="title").value = ""
    form.getControl(name="text").value = "<p>Kept.</p>"
    form.getControl("Add this clause").click()
    assert browser.headers["status"].startswith("400")
    form = form_of(browser, "_new")
    assert form.getControl(name="text").value.strip() == "<p>Kept.</p>"
    form.getControl(name="title").value = "Between"
    form.getControl("Add this clause").click()
    assert order(draft) == [*before[:2], "between", *before[2:]]


def test_a_missing_topic_opens_a_form_that_has_it_chosen(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft.manage_delObjects(["security"])
    transaction.commit()
    browser = page(visit("edi"), draft)
    browser.getLink("+ Security").click()
    assert form_of(browser, "_new").getControl(name="topic_group").value == ["security"]


def test_moves_a_clause_up_and_down(draft, visit):
    before = order(draft)
    browser = page(visit("edi"), draft)
    form_of(browser, before[2], "up").getControl(name="act", index=0).click()
    assert order(draft)[:3] == [before[0], before[2], before[1]]
    assert browser.url.endswith(f"/@@write#clause-{before[2]}")
    form_of(browser, before[2], "down").getControl(name="act", index=1).click()
    assert order(draft) == before


def test_who_moves_a_clause_becomes_an_author(draft, visit):
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    transaction.commit()
    form_of(page(visit("out"), draft), "writing", "up").getControl(name="act", index=0).click()
    transaction.begin()
    assert "out" in draft.authors


def test_a_deleted_clause_can_be_put_back_as_it_was(draft, visit):
    before = order(draft)
    draft["writing"].translations = {"en": {"title": "Writing", "text": "<p>Your way.</p>"}}
    transaction.commit()
    browser = page(visit("edi"), draft)
    form_of(browser, "writing", "delete").getControl("Yes, delete").click()
    assert "writing" not in order(draft)
    assert "“writing” was deleted." in words(browser)
    assert "No clause yet about: Writing and replying." in words(browser)
    browser.getControl("Put it back").click()
    assert "is back where it was" in words(browser)
    assert order(draft) == before
    assert draft["writing"].translations["en"]["title"] == "Writing"
    assert "Put it back" not in browser.contents


def test_the_block_given_by_the_system_is_shown_and_kept(draft, visit):
    browser = page(visit("edi"), draft, "?clause=your-rights")
    assert "Given by the system, kept as it is" in card(browser, "your-rights")
    assert "sg-form" not in card(browser, "your-rights") and "delete" not in card(browser, "your-rights")
    for act in ("delete", "save"):
        values = {"clause": "your-rights", "act": act, "title": "No", "_authenticator": token(browser)}
        browser.post(f"{draft.absolute_url()}/@@write", urlencode(values))
        assert browser.headers["status"].startswith("403")
    assert "your-rights" in order(draft) and draft["your-rights"].title != "No"


@pytest.mark.parametrize("act", ["save", "add", "up", "place", "delete", "put_back"])
def test_a_post_from_elsewhere_changes_nothing(draft, visit, act):
    before, browser = order(draft), visit("edi")
    browser.post(f"{draft.absolute_url()}/@@write", f"clause=writing&act={act}&title=Hm")
    assert browser.headers["status"].startswith("403")
    assert order(draft) == before and draft["writing"].title == "writing"


@pytest.mark.parametrize("act", ["save", "add", "up", "place", "delete", "put_back"])
def test_nobody_else_writes_nor_anybody_after_draft(draft, visit, act):
    before = order(draft)
    editor = page(visit("edi"), draft)
    post = urlencode({"clause": "writing", "act": act, "title": "Hm", "_authenticator": token(editor)})
    for userid in ("own", "emp"):
        visit(userid).post(f"{draft.absolute_url()}/@@write", post)
        assert order(draft) == before and draft["writing"].title == "writing"
    intranet.walk_to("review", draft)
    transaction.commit()
    editor.post(f"{draft.absolute_url()}/@@write", post)
    assert order(draft) == before and draft["writing"].title == "writing"


def test_an_act_that_is_none_is_refused(draft, visit):
    browser = page(visit("edi"), draft)
    for values in ({"clause": "writing", "act": "burn"}, {"clause": "nothing", "act": "up"}):
        browser.post(
            f"{draft.absolute_url()}/@@write", urlencode({**values, "_authenticator": token(browser)})
        )
        assert browser.headers["status"][:3] in ("400", "404")


def test_each_problem_stands_at_its_clause_too_and_its_link_opens_it(draft, visit):
    with api.env.adopt_user(username="edi"):
        draft["conduct"].restricts_freedom = True
    transaction.commit()
    browser = page(visit("edi"), draft)
    assert "restricts a freedom: say why that is needed" in card(browser, "conduct")
    browser.getLink("“conduct” restricts a freedom").click()
    assert browser.url.endswith("/e1/@@write?clause=conduct#conduct-justification")
    assert 'id="conduct-justification"' in browser.contents


def test_what_somebody_wrote_is_cleaned_when_it_is_shown(draft, visit):
    browser = page(visit("edi"), draft, "?clause=writing")
    form = form_of(browser, "writing")
    form.getControl(name="text").value = '<p onclick="x()">Hm</p><script>bad()</script>'
    form.getControl("Save").click()
    assert "Hm" in card(browser, "writing")
    assert "bad()" not in browser.contents and "onclick" not in card(browser, "writing")


@pytest.mark.parametrize(
    ("kind", "said", "heading"), [("advice", "six questions", "Quoi"), ("example", "both sides", "Risque")]
)
def test_an_empty_text_offers_what_to_write_from(draft, visit, kind, said, heading):
    with api.env.adopt_user(username="edi"):
        draft["writing"].text, draft["writing"].kind = None, kind
    transaction.commit()
    browser = page(visit("edi"), draft, "?clause=writing")
    assert said in words(browser)
    offer = [part for part in card(browser, "writing").split("sg-offer")[1:] if said in part][0]
    assert "hidden" not in offer.split(">")[0]
    browser.open(offer.split('href="')[1].split('"')[0].replace("&amp;", "&"))
    text = form_of(browser, "writing").getControl(name="text").value
    assert f"<h4>{heading}</h4>" in text
    form_of(browser, "writing").getControl("Save").click()
    assert "Every clause has a kind, a topic and a text" in words(browser)
    assert "Still missing: 1" in words(browser)


def test_leads_to_pasting_and_to_the_measures(draft, visit):
    browser = page(visit("edi"), draft)
    assert browser.getLink("Paste a whole text").url.endswith("/e1/@@paste-text")
    assert browser.getLink("Measures of this text").url.endswith("/e1/@@measures")


def test_adding_and_editing_in_other_ways_leads_here(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/++add++Clause?form.widgets.topic_group:list=brand")
    assert browser.url.endswith("/e1/@@write?clause=_new&topic=brand#_new-title")
    browser.open(f"{draft['writing'].absolute_url()}/edit")
    assert browser.url.endswith("/e1/@@write?clause=writing#clause-writing")
    browser.open(f"{draft.absolute_url()}/edit")
    assert browser.url.endswith("/e1/@@write?clause=_whole#whole")


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
    assert browser.getLink("Paste a whole text").url.endswith("/e1/@@paste-text")


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
