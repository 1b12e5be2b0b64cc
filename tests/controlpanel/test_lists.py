"""The lists of the control panel: what a row must be, and what the rows must be together."""

from collective.socialgovernance.controlpanel.lists import completed
from collective.socialgovernance.controlpanel.lists import problems_of

import pytest


def row(token: str, parent: str = "", **more: object) -> dict[str, object]:
    return {"token": token, "title": token.title(), "title_fr": token.title(), "parent": parent, **more}


def places(rows: list[object], name: str = "topics") -> list[str]:
    return [problem.field for problem in problems_of(name, rows)]


def test_rows_with_unique_tokens_under_known_ones_are_right():
    assert places([row("a"), row("b", "a"), row("c", "b")]) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ["topics"]),
        (["a"], ["topics.0"]),
        ([{"title": "A"}], ["topics.0.token"]),
        ([{"token": "a"}], ["topics.0.title"]),
        ([row("a", colour="red")], ["topics.0.colour"]),
        ([row("a"), row("é")], ["topics.1.token"]),
        ([row("a b")], ["topics.0.token"]),
        ([row("a"), row("a")], ["topics.1.token"]),
        ([row("a", title=5)], ["topics.0.title"]),
        ([row("a", "nowhere")], ["topics.0.parent"]),
        ([row("a", "a")], ["topics.0.parent"]),
        (
            [row("a", "b"), row("b", "c"), row("c", "a"), row("d", "a")],
            [f"topics.{n}.parent" for n in (0, 1, 2)],
        ),
    ],
)
def test_each_problem_is_named_by_its_place(rows, expected):
    assert places(rows) == expected


def test_words_of_sanction_have_a_language_and_words():
    assert places([{"language": "fr", "words": "blâme"}], "sanction_words") == []
    assert places([{"language": "fr", "words": " "}], "sanction_words") == ["sanction_words.0.words"]


def test_rows_are_kept_with_every_key():
    assert completed("topics", [{"token": " a ", "title": "A"}]) == [
        {"token": "a", "title": "A", "title_fr": "", "parent": ""}
    ]
