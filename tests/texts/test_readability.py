"""How a text reads: sentences, syllables, reading ease. No network is asked."""

from collective.socialgovernance.demo import words as demo
from collective.socialgovernance.texts.measures.readability import reading
from collective.socialgovernance.texts.measures.readability import sentences
from collective.socialgovernance.texts.measures.readability import syllables
from hypothesis import given
from hypothesis import strategies as st

import pytest
import socket


SIMPLE = {
    "fr": "<p>Vous pouvez dire où vous travaillez. Si un client vous pose une question, répondez comme "
    "au comptoir. Vous ne savez pas quoi dire&nbsp;? Appelez-nous, on vous aide.</p>",
    "en": "<p>You may say where you work. If a client asks you something, talk as you would at the "
    "desk. You do not know what to say? Call us and we will help.</p>",
}
HEAVY = {
    "fr": "<p>Nonobstant les dispositions susmentionnées relatives à l’utilisation des technologies de "
    "l’information, toute communication institutionnelle émanant d’un collaborateur est subordonnée à "
    "l’obtention préalable d’une autorisation hiérarchique formalisée.</p>",
    "en": "<p>Notwithstanding the aforementioned provisions relating to the utilisation of information "
    "technologies, institutional communication originating from an employee is subordinated to obtaining "
    "prior formalised hierarchical authorisation.</p>",
}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", []),
        ("<p></p>", []),
        ("<p>One. Two! Three? Four…</p>", ["One.", "Two!", "Three?", "Four…"]),
        ("<h3>Title</h3><p>Text</p>", ["Title", "Text"]),
        ("<ul><li>one</li><li>two <b>bold</b> words</li></ul>tail", ["one", "two bold words", "tail"]),
        ("a<br/>b<!-- no -->c", ["a", "bc"]),
        ("<p>See art. L1121-1, p. 3. Then act.</p>", ["See art. L1121-1, p. 3.", "Then act."]),
        ("<p>« Oui ! » Non.</p>", ["« Oui ! »", "Non."]),
        ("<p>1. 2. 3.</p>", []),
    ],
)
def test_sentences_end_with_their_point_or_their_block(markup, expected):
    assert sentences(markup) == expected


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("fr", "réseaux", 2),
        ("fr", "information", 4),
        ("fr", "créer", 2),
        ("fr", "employé", 3),
        ("fr", "idée", 2),
        ("fr", "l’employé", 3),
        ("fr", "rendez-vous", 3),
        ("en", "company", 3),
        ("en", "create", 2),
        ("en", "named", 1),
        ("en", "added", 2),
        ("en", "table", 2),
        ("en", "colleague", 2),
        ("en", "you", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(language, word, expected):
    assert syllables(word, language) == expected


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everyday_words_are_easy_and_the_language_of_contracts_is_hard(language):
    assert reading(SIMPLE[language], language).level == "easy"
    assert reading(HEAVY[language], language).level == "hard"


def test_a_few_words_or_another_language_have_no_figure():
    assert reading("<p>Say it in your words.</p>", "en").ease is None
    assert reading(SIMPLE["en"] * 3, "de").ease is None
    assert reading(SIMPLE["en"] * 3, "de").words == 3 * reading(SIMPLE["en"], "en").words


@pytest.mark.parametrize("name", ["charter", "guide"])
def test_a_text_and_its_translation_come_out_alike(name):
    text = demo.charter() if name == "charter" else demo.guide()
    ease = {
        language: reading("".join(clause.wording[language]["text"] for clause in text.clauses), language).ease
        for language in ("fr", "en")
    }
    assert abs(ease["fr"] - ease["en"]) < 6


def test_nothing_is_asked_of_the_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    syllables.cache_clear()
    assert reading(SIMPLE["fr"], "fr").ease is not None


@given(st.text(max_size=300), st.sampled_from(["fr", "en", "nl"]))
def test_any_text_can_be_measured(text, language):
    read = reading(f"<p>{text.replace('<', ' ').replace('&', ' ')}</p>", language)
    assert read.ease is None or 0 <= read.ease <= 100
    assert read.sentences <= max(read.words, 0)


@pytest.mark.parametrize("mark", ["!", "!) ", "é", "a-", "<b>", "art. "])
def test_a_text_of_nothing_but_one_mark_takes_no_time(mark):
    assert reading(f"<p>{mark * 50_000}</p>", "fr").longest is not None


@given(st.integers(min_value=1, max_value=8))
def test_cutting_a_sentence_never_makes_a_text_harder(cuts):
    words = ["people"] * 48
    whole = reading(f"<p>{' '.join(words)}.</p>", "en")
    step = len(words) // cuts
    pieces = [" ".join(words[at : at + step]) for at in range(0, len(words), step)]
    cut = reading(f"<p>{'. '.join(pieces)}.</p>", "en")
    assert cut.ease >= whole.ease
