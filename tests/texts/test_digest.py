"""The digest binds an acknowledgment to the exact text shown."""

from collective.socialgovernance.texts.digest import canonical
from collective.socialgovernance.texts.digest import digest
from collective.socialgovernance.texts.digest import digests
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from dataclasses import replace
from datetime import date
from hypothesis import given
from hypothesis import strategies as st

import hashlib
import json
import pytest
import unicodedata


CLAUSE = ClauseFacts(
    clause_id="write-as-yourself",
    title="Écrivez comme vous êtes",
    kind="advice",
    topic_group="writing",
    text="<p>À votre façon.</p>",
    why="<p>On fait confiance aux personnes.</p>",
    translations={"en": {"title": "Write as yourself", "text": "<p>Your way.</p>"}},
)
EDITION = EditionFacts(
    uid="0123456789abcdef",
    title="Charte",
    one_minute="<p>Parlez.</p>",
    what_i_gain="<p>De l’aisance.</p>",
    translations={"en": {"title": "Charter", "one_minute": "<p>Speak.</p>"}},
    clauses=(CLAUSE,),
)


def test_the_canonical_form_is_sorted_json_without_spaces():
    parsed = json.loads(canonical(EDITION, "fr"))
    assert list(parsed) == sorted(parsed)
    assert parsed["clauses"][0] == {
        "clause_id": "write-as-yourself",
        "kind": "advice",
        "text": "<p>À votre façon.</p>",
        "title": "Écrivez comme vous êtes",
        "topic_group": "writing",
        "why": "<p>On fait confiance aux personnes.</p>",
    }
    assert b'": ' not in canonical(EDITION, "fr")


def test_the_digest_is_sha256_of_the_canonical_form():
    assert digest(EDITION, "fr") == hashlib.sha256(canonical(EDITION, "fr")).hexdigest()


def test_there_is_one_digest_per_language():
    given_digests = digests(EDITION)
    assert list(given_digests) == ["fr", "en"]
    assert given_digests["fr"] != given_digests["en"]


def test_a_missing_translation_is_replaced_by_the_authoritative_text():
    shown = json.loads(canonical(EDITION, "en"))
    assert shown["title"] == "Charter"
    assert shown["what_i_gain"] == "<p>De l’aisance.</p>"
    assert shown["clauses"][0]["why"] == "<p>On fait confiance aux personnes.</p>"


def test_the_way_accents_are_encoded_does_not_matter():
    decomposed = replace(EDITION, clauses=(replace(CLAUSE, text=unicodedata.normalize("NFD", CLAUSE.text)),))
    assert decomposed.clauses[0].text != CLAUSE.text
    assert digest(decomposed, "fr") == digest(EDITION, "fr")


@pytest.mark.parametrize(
    "change",
    [
        {"uid": "another"},
        {"title": "Autre"},
        {"legal_force": "binding"},
        {"one_minute": "<p>Parlez !</p>"},
        {"what_i_gain": "<p>Rien.</p>"},
        {"clauses": ()},
        {"clauses": (CLAUSE, replace(CLAUSE, clause_id="two"))},
        {"clauses": (replace(CLAUSE, kind="rule"),)},
        {"clauses": (replace(CLAUSE, topic_group="brand"),)},
        {"clauses": (replace(CLAUSE, why=""),)},
    ],
)
def test_everything_that_is_shown_changes_the_digest(change):
    assert digest(replace(EDITION, **change), "fr") != digest(EDITION, "fr")


@pytest.mark.parametrize(
    "change",
    [
        {"number": "2.0.0"},
        {"effective_from": date(2026, 1, 1)},
        {"formalities": {"opinion": "favourable"}},
        {"authors": ("ed",)},
        {"change_summary": "<p>Plus clair.</p>"},
        {"clauses": (replace(CLAUSE, justification="Because"),)},
    ],
)
def test_dates_formalities_and_people_do_not_change_the_digest(change):
    assert digest(replace(EDITION, **change), "fr") == digest(EDITION, "fr")


@given(st.permutations(range(4)))
def test_the_order_of_clauses_is_part_of_the_text(order):
    clauses = tuple(replace(CLAUSE, clause_id=f"c{index}") for index in range(4))
    shuffled = tuple(clauses[index] for index in order)
    same = digest(replace(EDITION, clauses=shuffled), "fr") == digest(replace(EDITION, clauses=clauses), "fr")
    assert same == (list(order) == [0, 1, 2, 3])
