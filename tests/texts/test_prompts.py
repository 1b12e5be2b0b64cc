"""Questions to the writer: known again wherever they went, gone as soon as they are answered."""

from collective.socialgovernance.texts.cleaning import safe_html
from collective.socialgovernance.texts.prompts import is_written
from collective.socialgovernance.texts.prompts import prompt
from collective.socialgovernance.texts.prompts import PROMPT_CLASS
from collective.socialgovernance.texts.prompts import unfilled_prompts
from collective.socialgovernance.texts.prompts import words_without_prompts

import pytest


ACCOUNTS = "Which accounts do our people have at work?"


def test_a_prompt_is_a_paragraph_in_brackets():
    assert prompt(ACCOUNTS) == f'<p class="governance-prompt">[{ACCOUNTS}]</p>'
    assert unfilled_prompts(prompt(ACCOUNTS)) == [ACCOUNTS]


def test_a_prompt_asks_something():
    with pytest.raises(ValueError):
        prompt("Write about accounts.")


def test_its_words_are_escaped():
    markup = prompt("Is 1 < 2 & why?")
    assert "&lt; 2 &amp;" in markup
    assert unfilled_prompts(markup) == ["Is 1 < 2 & why?"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>[{ACCOUNTS}]</p>",
        f"<ul><li>[{ACCOUNTS}]</li></ul>",
        f"<ul><li><p>[{ACCOUNTS}]</p></li></ul>",
        f"<p><em>[{ACCOUNTS}</em>]&nbsp;</p>",
        "<p>[Which accounts\n do our people have at work?]</p>",
        f"<div><p>Written.</p><blockquote><p>[{ACCOUNTS}]</p></blockquote></div>",
        f"[text around]<p>[{ACCOUNTS}]</p>",
    ],
)
def test_it_is_known_again_without_its_class(markup):
    assert [" ".join(words.split()) for words in unfilled_prompts(markup)] == [ACCOUNTS]


def test_french_questions_are_known_with_their_thin_space():
    question = "Quels comptes avons-nous\u202f?"
    assert unfilled_prompts(prompt(question)) == [question]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>Our people have one account.</p>",
        f'<p class="{PROMPT_CLASS}">Our people have one account.</p>',
        "<p>Ask yourself: would I say it aloud?</p>",
        "<p>As the law says [L1121-1].</p>",
        "<p>[L1121-1]</p>",
    ],
)
def test_an_answer_is_no_prompt(markup):
    assert unfilled_prompts(markup) == []


def test_prompts_come_in_reading_order():
    markup = prompt("One?") + "<p>An answer.</p>" + prompt("Two?")
    assert unfilled_prompts(markup) == ["One?", "Two?"]


def test_prompts_are_no_words_of_the_text():
    assert words_without_prompts(prompt("One?") + prompt("Two?")) == ""
    assert words_without_prompts(prompt("One?") + "<p>An <b>answer</b>.</p>") == "An answer ."
    assert words_without_prompts("<p>No prompt.</p>") == "No prompt."
    assert words_without_prompts("") == ""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", False),
        (prompt("One?"), False),
        ("<p>An answer.</p>" + prompt("Two?"), False),
        ("<p>An</p>", True),
    ],
)
def test_a_text_is_written_when_it_says_something_and_asks_its_writer_nothing(markup, expected):
    assert is_written(markup) is expected


def test_the_filter_of_the_site_keeps_a_prompt_as_it_is(portal):
    assert safe_html(prompt(ACCOUNTS), portal) == prompt(ACCOUNTS)
