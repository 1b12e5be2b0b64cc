"""Prompts offered in an empty text: the questions of a tip, the two sides of an example."""

from collective.socialgovernance.texts.offered import offered_to
from collective.socialgovernance.texts.offered import PAIR
from collective.socialgovernance.texts.offered import questions
from collective.socialgovernance.texts.offered import skeleton
from collective.socialgovernance.texts.offered import TIP
from collective.socialgovernance.texts.prompts import unfilled_prompts
from collective.socialgovernance.texts.prompts import words_without_prompts

import pytest


@pytest.mark.parametrize(
    ("kind", "name"),
    [("advice", TIP), ("judgement", PAIR), ("example", PAIR), ("rule", ""), ("right", ""), (None, "")],
)
def test_each_kind_is_offered_its_own(kind, name):
    assert offered_to(kind) == name


@pytest.mark.parametrize(("name", "count"), [(TIP, 6), (PAIR, 2)])
@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_each_heading_asks_a_question_that_is_known_again_when_left(name, count, language):
    asked = questions(name, language)
    assert unfilled_prompts(skeleton(name, language)) == [question for _heading, question in asked]
    assert len(asked) == count


def test_other_languages_are_asked_in_english():
    assert questions(TIP, "de") == questions(TIP, "en") != questions(TIP, "fr")


def test_headings_stay_when_a_question_is_answered():
    markup = skeleton(PAIR, "en").replace("[What could go wrong, and for whom?]", "A secret gets out.")
    assert words_without_prompts(markup) == "Risk A secret gets out. Opportunity"
    assert unfilled_prompts(markup) == ["What is there to gain, and for whom?"]
