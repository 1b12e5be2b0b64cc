"""A first charter and a first guide begin with a few questions."""

from collections.abc import Callable
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.prompts import unfilled_prompts
from tests import intranet
from typing import Any

import pytest
import re
import transaction


@pytest.fixture()
def programme(served: Any) -> Any:
    intranet.directory()
    made = intranet.programme(served, k_threshold=1)
    transaction.commit()
    return made


def words(browser: Any) -> str:
    """The text of the page, white space folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", browser.contents).split())


def form(browser: Any) -> Any:
    """The form of the questions, not that of the search."""
    forms = browser.contents.split("<form")[1:]
    return browser.getForm(index=next(n for n, each in enumerate(forms) if 'name="purposes"' in each))


@pytest.fixture()
def asking(programme: Any, visit: Callable[..., Any]) -> Callable[[str], Any]:
    """``asking("charter")`` is the page of questions, before the editor."""

    def asked(kind: str) -> Any:
        browser = visit("edi")
        browser.open(f"{programme.absolute_url()}/@@start-text?type={kind}")
        return browser

    return asked


def make(browser: Any) -> None:
    form(browser).getControl("Make the draft").click()


def only_text(programme: Any) -> Any:
    transaction.begin()
    (text,) = (child for child in programme.objectValues() if child.portal_type in ("Charter", "Guide"))
    return text


def test_a_programme_without_texts_invites_to_start(programme, visit):
    browser = visit("edi")
    browser.open(programme.absolute_url())
    browser.getLink("Start your charter").click()
    assert browser.url.endswith("/@@start-text?type=charter")
    assert "What is it for?" in words(browser)
    browser.open(programme.absolute_url())
    browser.getLink("Start your guide").click()
    assert "A guide is free" in words(browser)


def test_a_programme_that_has_a_charter_invites_to_start_a_guide_only(programme, visit):
    intranet.charter(programme)
    transaction.commit()
    browser = visit("edi")
    browser.open(programme.absolute_url())
    assert "Start your guide" in words(browser) and "Start your charter" not in words(browser)
    assert "++add++Charter" in browser.contents
    browser.open(f"{programme.absolute_url()}/@@start-text?type=charter")
    assert "There is already: Charte" in words(browser)


def test_a_charter_begins_with_what_was_answered(programme, asking):
    browser = asking("charter")
    questions = form(browser)
    questions.getControl(name="title").value = "Prendre <b>la</b> parole"
    questions.getControl(name="purposes").value = ["people"]
    questions.getControl(name="population").value = ["employee"]
    questions.getControl(name="audience").value = ["rd"]
    questions.getControl(name="legal_force").value = ["informative"]
    questions.getControl(name="owner_functions").value = ["comms", "legal"]
    questions.getControl(name="topics").value = ["disclosure"]
    make(browser)
    text = only_text(programme)
    draft = in_preparation(text)
    assert browser.url == f"{draft.absolute_url()}/@@write"
    assert (text.title, text.audience, text.population) == ("Prendre <b>la</b> parole", ["rd"], ["employee"])
    assert (draft.legal_force, draft.authoritative_language) == ("informative", "fr")
    groups = {clause.topic_group for clause in clauses_of(draft)}
    assert groups >= {"your_rights", "connections", "image_rights", "disclosure", "what_i_can_do"}
    assert "<b>la</b>" not in browser.contents
    assert "Quels comptes utilise-t-on chez nous pour le travail" in words(browser)


def test_a_guide_asks_about_the_platforms_chosen(programme, asking):
    browser = asking("guide")
    questions = form(browser)
    questions.getControl(name="title").value = "Our tips"
    questions.getControl(name="language").value = ["en"]
    questions.getControl(name="platforms").value = ["linkedin"]
    make(browser)
    (clause,) = clauses_of(in_preparation(only_text(programme)))
    assert (clause.title, clause.platforms) == ("On LinkedIn", ["linkedin"])
    assert "What does a good profile on LinkedIn look like here?" in unfilled_prompts(clause.text.raw)


def test_the_topics_a_charter_must_have_are_ticked_and_cannot_be_left_out(asking):
    browser = asking("charter")
    boxes = re.findall(r'<input[^>]*name="topics"[^>]*>', browser.contents)
    fixed = [box for box in boxes if "disabled" in box]
    assert len(boxes) == 13 and len(fixed) == 10
    assert all("checked" in box for box in fixed)
    assert not any("disabled" in box for box in re.findall(r"<input[^>]*>", asking("guide").contents))


def test_what_follows_from_a_binding_text_depends_on_the_country(programme, asking):
    page = words(asking("charter"))
    assert "deposited with the labour court" in page and "A month has passed since then" in page
    programme.country = "BE"
    transaction.commit()
    page = words(asking("charter"))
    assert "deposited with the labour court" not in page and "A month has passed" not in page
    assert "The text was made public to staff" in page


def test_what_is_missing_is_said_and_what_was_answered_is_kept(programme, asking):
    browser = asking("charter")
    questions = form(browser)
    questions.getControl(name="purposes").value = ["people"]
    questions.getControl(name="legal_force").value = ["binding"]
    questions.getControl(name="owner_functions").value = ["comms"]
    make(browser)
    assert browser.headers["status"].startswith("400")
    assert "Give it a title." in words(browser)
    assert "A charter is owned by at least two functions." in words(browser)
    questions = form(browser)
    assert questions.getControl(name="purposes").value == ["people"]
    assert questions.getControl(name="legal_force").value == ["binding"]
    assert questions.getControl(name="owner_functions").value == ["comms"]
    transaction.begin()
    assert list(programme.objectIds()) == []


def test_without_saying_what_is_begun_it_asks(programme, visit):
    browser = visit("edi")
    browser.open(f"{programme.absolute_url()}/@@start-text?type=%3Cscript%3E")
    assert "What do you want to begin?" in words(browser)
    assert "<script>" not in browser.contents.split("<main")[1].split("</main")[0]
    browser.getLink("A guide").click()
    assert "Start your guide" in words(browser)


def test_is_for_those_who_may_add_a_text(programme, visit):
    for userid in ("own", "leg", "emp", "out"):
        browser = visit(userid)
        browser.open(programme.absolute_url())
        assert "Start your charter" not in words(browser)
        browser.open(f"{programme.absolute_url()}/@@start-text?type=charter")
        assert "What is it for?" not in words(browser)


def test_a_form_from_elsewhere_begins_nothing(programme, visit):
    browser = visit("edi")
    browser.post(f"{programme.absolute_url()}/@@start-text", "type=guide&title=Ours&topics=writing")
    assert browser.headers["status"].startswith("403")
    transaction.begin()
    assert list(programme.objectIds()) == []
