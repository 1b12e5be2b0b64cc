"""What is proposed for the pieces of a text, and the clauses that they become."""

from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts import pieces as rules
from collective.socialgovernance.texts.cutting import cut
from collective.socialgovernance.texts.cutting import Piece
from collective.socialgovernance.texts.pieces import Arranged
from collective.socialgovernance.texts.pieces import arranged
from collective.socialgovernance.texts.pieces import Choice
from collective.socialgovernance.texts.pieces import first_cut
from collective.socialgovernance.texts.pieces import NewClause
from collective.socialgovernance.texts.pieces import pieces_of
from collective.socialgovernance.texts.pieces import proposed
from dataclasses import replace

import pytest


INTRODUCTION = Piece("", "<p>Speak as you are.</p>")
ACCOUNTS = Piece("Accounts", "<p>One.</p>", 2, "advice", "accounts_profile")
TONE = Piece("Tone & style", "<p>Kind.</p>", 2)
BARE = Piece("Part two", "", 1)


def becomes(*pieces: Piece, free: bool = True) -> list[str]:
    return [choice.becomes for choice in proposed(pieces, free)]


def arrange(*chosen: tuple[Piece, str], free: bool = True) -> Arranged:
    pieces = [piece for piece, becomes in chosen]
    choices = [
        replace(choice, becomes=becomes)
        for choice, (piece, becomes) in zip(proposed(pieces, free), chosen, strict=True)
    ]
    return arranged(pieces, choices, free)


def refused(*chosen: tuple[Piece, str], free: bool = True) -> list[str]:
    with pytest.raises(Refused) as found:
        arrange(*chosen, free=free)
    assert found.value.status == 400
    return [problem.field for problem in found.value.problems]


def test_what_stands_before_the_clauses_is_proposed_as_the_text_in_one_minute():
    assert becomes(INTRODUCTION, ACCOUNTS) == ["one_minute", "clause"]
    assert becomes(replace(INTRODUCTION, title="Our charter", level=1), ACCOUNTS, TONE)[0] == "one_minute"


def test_it_is_proposed_as_a_clause_where_the_text_in_one_minute_is_written():
    (choice, _other) = proposed([INTRODUCTION, ACCOUNTS], one_minute_is_free=False)
    assert choice == Choice("clause", "Speak as you are.")


@pytest.mark.parametrize(
    "pieces",
    [
        (INTRODUCTION,),
        (ACCOUNTS, TONE),
        (replace(INTRODUCTION, html=f"<p>{'word ' * 500}</p>"), ACCOUNTS),
    ],
)
def test_a_first_clause_is_no_text_in_one_minute(pieces):
    assert becomes(*pieces)[0] == "clause"


def test_a_heading_without_text_is_proposed_to_be_left_out():
    assert becomes(ACCOUNTS, BARE, TONE) == ["clause", "leave", "clause"]


def test_guesses_are_proposed():
    assert proposed([ACCOUNTS], True) == [Choice("clause", "Accounts", "advice", "accounts_profile")]


def test_pieces_become_what_was_chosen_in_their_order():
    found = arrange((INTRODUCTION, "one_minute"), (BARE, "leave"), (TONE, "clause"), (ACCOUNTS, "clause"))
    assert found == Arranged(
        "<p>Speak as you are.</p>",
        (
            NewClause("Tone & style", "<p>Kind.</p>"),
            NewClause("Accounts", "<p>One.</p>", "advice", "accounts_profile"),
        ),
    )


def test_what_is_joined_keeps_its_heading_in_the_text():
    found = arrange((ACCOUNTS, "clause"), (BARE, "leave"), (TONE, "join"))
    assert found.clauses == (
        NewClause(
            "Accounts", "<p>One.</p>\n<h4>Tone &amp; style</h4>\n<p>Kind.</p>", "advice", "accounts_profile"
        ),
    )
    into_one_minute = arrange((INTRODUCTION, "one_minute"), (TONE, "join"), (ACCOUNTS, "clause"))
    assert into_one_minute.one_minute == ("<p>Speak as you are.</p>\n<h4>Tone &amp; style</h4>\n<p>Kind.</p>")


def test_nothing_can_be_joined_to_what_is_left_out():
    assert refused((BARE, "leave"), (TONE, "join"), (ACCOUNTS, "clause")) == ["becomes.1"]


def test_every_problem_is_named_at_once():
    pieces = [ACCOUNTS, TONE, BARE]
    choices = [
        Choice("clause", "", "advice"),
        Choice("fly", "Tone", "order", "weather"),
        Choice("one_minute", "Part two"),
    ]
    with pytest.raises(Refused) as found:
        arranged(pieces, choices, one_minute_is_free=False)
    assert [problem.field for problem in found.value.problems] == [
        "title.0",
        "becomes.1",
        "kind.1",
        "topic_group.1",
        "becomes.2",
    ]


def test_leaving_everything_out_adds_nothing():
    assert refused((ACCOUNTS, "leave"), (TONE, "leave")) == ["becomes"]


def test_nothing_pasted_is_said():
    with pytest.raises(Refused) as found:
        first_cut("<p>&nbsp;</p>")
    assert found.value.problems[0].field == "source"


def headings(level: int, number: int) -> str:
    return "".join(f"<h{level}>T{level}-{each}</h{level}><p>x</p>" for each in range(number))


def test_a_hundred_and_fifty_headings_are_cut_at_all_of_them():
    source, levels = first_cut(headings(1, 20) + headings(2, 130))
    assert levels == 2
    assert len(pieces_of(source, levels)) == 150


def test_where_there_are_too_many_only_the_higher_ones_cut():
    source, levels = first_cut(headings(1, 20) + headings(2, rules.MOST))
    assert levels == 1
    assert len(pieces_of(source, levels)) == 20
    with pytest.raises(Refused) as found:
        pieces_of(source, 2)
    assert found.value.problems[0].field == "levels"


def test_too_many_of_one_level_are_refused():
    with pytest.raises(Refused) as found:
        first_cut(headings(1, rules.MOST + 1))
    assert found.value.problems[0].field == "source"


def test_the_clean_source_is_cut_like_the_pasted_one():
    pasted = "<p>Before</p><p>1. One</p><p>a.</p><p>2. Two</p><p>b.</p>"
    source, levels = first_cut(pasted)
    assert pieces_of(source, levels) == cut(pasted)


def test_a_text_that_would_not_be_read_again_is_refused_at_once():
    """Cleaning adds elements: lines that stand in no paragraph are given one."""
    with pytest.raises(Refused) as refused:
        first_cut("x<br>" * 20_000)
    assert [problem.field for problem in refused.value.problems] == ["source"]
