"""What changed between two editions, clause by clause."""

from collective.socialgovernance.texts.differences import differences
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import pytest


def clause(name: str, text: str = "<p>Write as yourself.</p>", **values) -> ClauseFacts:
    return ClauseFacts(clause_id=name, title=name.title(), kind="advice", text=text, **values)


def edition(*clauses: ClauseFacts, **values) -> EditionFacts:
    return EditionFacts(clauses=clauses, **values)


A, B, C, D = (clause(name) for name in "abcd")


def kinds(before, after, language="fr") -> list[tuple[str, str]]:
    return [(change.clause_id, change.change) for change in differences(before, after, language)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((A, B), (A, B), [("a", "same"), ("b", "same")]),
        ((A,), (A, B), [("a", "same"), ("b", "added")]),
        ((A, B, C), (A, C), [("a", "same"), ("b", "removed"), ("c", "same")]),
        ((A, B), (B,), [("a", "removed"), ("b", "same")]),
        ((A, B, C), (C, A, B), [("c", "moved"), ("a", "same"), ("b", "same")]),
        ((A,), (replace(A, text="<p>Other</p>"),), [("a", "changed")]),
        ((A,), (replace(A, title="Other"),), [("a", "changed")]),
        ((A,), (replace(A, why="<p>Other</p>"),), [("a", "changed")]),
        ((A,), (replace(A, kind="rule"),), [("a", "changed")]),
        ((A,), (), [("a", "removed")]),
    ],
)
def test_each_clause_says_what_happened_to_it(before, after, expected):
    assert kinds(edition(*before), edition(*after)) == expected


def test_without_an_edition_before_everything_is_new():
    assert kinds(None, edition(A, B)) == [("a", "added"), ("b", "added")]


def test_words_that_came_and_went_are_marked_word_by_word():
    before = edition(clause("a", "<p>Ask your manager before you post.</p>"))
    after = edition(clause("a", "<p>Ask your referent before you post.</p>"))
    (change,) = differences(before, after, "fr")
    document = html.fromstring(f"<div>{change.html}</div>")
    assert [each.text_content().strip() for each in document.iter("del")] == ["manager"]
    assert [each.text_content().strip() for each in document.iter("ins")] == ["referent"]


def test_titles_are_shown_as_text_not_as_markup():
    (change,) = differences(None, edition(replace(A, title="<script>alert(1)</script>")), "fr")
    assert "<script>" not in change.html


def test_the_language_of_the_reader_is_compared():
    english = {"en": {"title": "A", "text": "<p>One</p>"}}
    before = edition(replace(A, translations=english))
    after = edition(replace(A, translations={"en": {"title": "A", "text": "<p>Two</p>"}}))
    assert kinds(before, after, "fr") == [("a", "same")]
    assert kinds(before, after, "en") == [("a", "changed")]


def test_stored_markup_is_made_safe_before_it_is_shown():
    after = edition(clause("a", "<p onclick='x()'>Text</p>"))
    (change,) = differences(None, after, "fr", clean=lambda markup: markup.replace(" onclick='x()'", ""))
    assert "onclick" not in change.html


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)), st.sets(st.integers(6, 9)))
def test_every_clause_of_both_editions_is_told_once(order, removed, added):
    before = edition(*(clause(f"c{index}") for index in range(6)))
    kept = [index for index in order if index not in removed]
    after = edition(*(clause(f"c{index}") for index in [*kept, *sorted(added)]))
    told = kinds(before, after)
    assert len({name for name, _kind in told}) == len(told)
    assert {name for name, kind in told if kind == "removed"} == {f"c{index}" for index in removed}
    assert {name for name, kind in told if kind == "added"} == {f"c{index}" for index in added}
    assert [name for name, kind in told if kind != "removed"] == [each.clause_id for each in after.clauses]
    if kept == sorted(kept):
        assert "moved" not in {kind for _name, kind in told}
