"""Translating a draft: the original and the translation side by side, one part after another."""

from collective.socialgovernance.texts.preparing import rich
from tests import intranet
from typing import Any

import pytest
import re
import transaction


@pytest.fixture()
def draft(served: Any) -> Any:
    edition = intranet.charter(intranet.programme(served))["e1"]
    transaction.commit()
    return edition


def words(browser: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", browser.contents).split())


def test_opens_what_lacks_a_translation_and_saves_it(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@translate?language=en")
    assert "Parlez comme vous êtes." in browser.contents
    browser.getControl("Title").value = "Charter"
    browser.getControl("In one minute").value = "<p>Speak as you are.</p>"
    browser.getControl("What I gain").value = "<p>Ease.</p>"
    browser.getControl("Save the translation").click()
    transaction.begin()
    assert draft.translations["en"] == {
        "title": "Charter",
        "one_minute": "<p>Speak as you are.</p>",
        "what_i_gain": "<p>Ease.</p>",
    }
    assert "&part=accounts-profile#" in browser.url
    browser.getControl("Title").value = "Accounts"
    browser.getControl("Text").value = "<p>Your way.</p>"
    browser.getControl("Save the translation").click()
    transaction.begin()
    assert draft["accounts-profile"].translations["en"] == {"title": "Accounts", "text": "<p>Your way.</p>"}


def test_an_emptied_translation_is_taken_away(draft, visit):
    given = {"title": "In your words", "text": "<p>Plainly.</p>", "why": "<p>People answer people.</p>"}
    draft["writing"].why = rich("<p>On répond aux personnes.</p>")
    draft["writing"].translations = {"en": given}
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@translate?language=en&part=writing")
    browser.getControl("Why").value = ""
    browser.getControl("Save the translation").click()
    transaction.begin()
    assert set(draft["writing"].translations["en"]) == {"title", "text"}


def test_a_second_translator_is_shown_both_and_undoes_nothing_unseen(draft, visit):
    first, second = visit("edi"), visit("edi")
    for browser, said in ((first, "Theirs"), (second, "Mine")):
        browser.open(f"{draft.absolute_url()}/@@translate?language=en&part=writing")
        browser.getControl("Text").value = f"<p>{said}</p>"
    first.getControl("Save the translation").click()
    second.getControl("Save the translation").click()
    assert second.headers["status"].startswith("409")
    assert "Somebody changed this meanwhile." in words(second)
    assert "Text: as it is now Theirs" in words(second)
    assert second.getControl("Text").value.strip() == "<p>Mine</p>"
    transaction.begin()
    assert draft["writing"].translations["en"]["text"] == "<p>Theirs</p>"
    second.getControl("Save the translation").click()
    transaction.begin()
    assert draft["writing"].translations["en"]["text"] == "<p>Mine</p>"


def test_questions_to_the_writer_are_nothing_to_translate(draft, visit):
    draft["writing"].text = rich("<p>[What tone do we keep?]</p>")
    transaction.commit()
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@translate?language=en&part=writing")
    assert "What tone do we keep?" not in browser.contents


def test_the_block_of_rights_is_not_offered(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@translate?language=en")
    assert "part=your-rights" not in browser.contents and "part=writing" in browser.contents


def test_no_other_language_than_those_of_the_intranet(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@translate?language=xx")
    assert browser.headers["status"].startswith("404")


def test_a_post_from_elsewhere_changes_nothing(draft, visit):
    browser = visit("edi")
    browser.post(f"{draft.absolute_url()}/@@translate", "language=en&part=edition&title=Hm")
    assert browser.headers["status"].startswith("403")
    transaction.begin()
    assert not draft.translations


def test_a_title_too_long_is_refused_and_what_was_typed_stays(draft, visit):
    browser = visit("edi")
    browser.open(f"{draft.absolute_url()}/@@translate?language=en")
    browser.getControl("Title").value = "T" * 201
    browser.getControl("Save the translation").click()
    assert browser.headers["status"].startswith("400")
    assert "at most 200 characters" in words(browser)
    assert browser.getControl("Title").value == "T" * 201
