"""The sentence of an acknowledgment: versioned, never that one agrees."""

from collective.socialgovernance.acknowledgments.statements import faults_of
from collective.socialgovernance.acknowledgments.statements import STATEMENTS
from collective.socialgovernance.acknowledgments.statements import Statements

import pytest


FIRST = {"en": "I was told of $title.", "fr": "On m’a informé de $title."}


def test_new_words_are_a_new_version_and_the_same_words_are_none():
    book = Statements()
    assert book.current == "1"
    assert [book.keep(FIRST), book.keep(FIRST), book.keep({**FIRST, "en": "Seen: $title."})] == [
        "2",
        "2",
        "3",
    ]
    assert book.wordings("2") == FIRST and book.wordings("3")["en"] == "Seen: $title."
    assert "informed" in book.wordings("1")["en"]
    with pytest.raises(KeyError):
        book.wordings("4")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sentences_that_come_with_the_product_speak_of_nothing_but_being_informed(language):
    assert faults_of(STATEMENTS["1"][language]["acknowledged"]) == (False, False)


@pytest.mark.parametrize(
    ("sentence", "unnamed", "agrees"),
    [
        ("I accept $title.", False, True),
        ("J’accepte « $title ».", False, True),
        ("Je m'engage à respecter $title", False, True),
        ("I have read it.", True, False),
        ("I have read $title of $user.", True, False),
        ("I have read ${title}, $number.", False, False),
    ],
)
def test_a_sentence_names_the_text_and_agrees_to_nothing(sentence, unnamed, agrees):
    assert faults_of(sentence) == (unnamed, agrees)
