"""Administrators change what the button of an acknowledgment says; receipts keep what was said."""

import pytest


PANEL = "@controlpanels/socialgovernance"
NEW = [
    {"language": "en", "sentence": "I was told of $title ($number)."},
    {"language": "fr", "sentence": "On m’a parlé de $title ($number)."},
]


def test_new_words_are_said_from_now_on_and_receipts_keep_theirs(visitor, charter, rest):
    emp = visitor("emp")
    emp.press(emp.open("gov/charte"), "acknowledged")
    old = rest("emp").get(f"{charter}/@acknowledgment")["record"]
    assert (old["statement_id"], old["statement_version"]) == ("acknowledged", "1")
    rest().patch(PANEL, {"statements": NEW})
    assert rest("emp").get(f"{charter}/@acknowledgment")["record"] == old
    mgr = visitor("mgr", "fr")
    page = mgr.open("gov/charte")
    assert page.text("//p[@class='governance-statement']") == "On m’a parlé de Charte (1.0.0)."
    mgr.press(page, "acknowledged")
    new = rest("mgr").get(f"{charter}/@acknowledgment")["record"]
    assert new["statement_version"] == "2" and new["statement"] == "On m’a parlé de Charte (1.0.0)."


@pytest.mark.parametrize("sentence", ["I accept $title.", "I have read it."])
def test_a_sentence_that_agrees_or_names_nothing_is_refused(charter, rest, sentence):
    rows = [{"language": "en", "sentence": sentence}]
    refused = rest().patch(PANEL, {"statements": rows}, expect=400)
    assert refused["errors"][0]["field"] == "statements.0.sentence"
    assert rest("emp").get(f"{charter}/@acknowledgment")["statement"].startswith("I have been informed")
