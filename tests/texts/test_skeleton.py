"""A first draft asks its writer what to write: the topics the answers call for, never a finished text."""

from collective.socialgovernance.texts import skeleton as rules
from collective.socialgovernance.texts.guards import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.prompts import unfilled_prompts
from collective.socialgovernance.texts.prompts import words_without_prompts
from collective.socialgovernance.texts.skeleton import Answers
from collective.socialgovernance.texts.skeleton import problems_of
from collective.socialgovernance.texts.skeleton import skeleton
from collective.socialgovernance.texts.skeleton import topics_called_for
from collective.socialgovernance.vocabularies.fixed import beneficiaries
from collective.socialgovernance.vocabularies.fixed import clause_kinds
from collective.socialgovernance.vocabularies.fixed import topic_groups
from dataclasses import replace

import pytest


CHARTER = Answers("Charter", "Our charter", owner_functions=("comms", "hr"))
GUIDE = Answers("Guide", "Our guide", purposes=("people",), platforms=(("linkedin", "LinkedIn"),))
BOTH = pytest.mark.parametrize("language", rules.LANGUAGES)


def fields(problems) -> list[str]:
    return [problem.field for problem in problems]


def test_a_charter_has_a_clause_for_every_topic_it_must_have_but_the_one_it_is_given():
    groups = [clause.topic_group for clause in skeleton(CHARTER).clauses]
    assert set(groups) == set(CHARTER_TOPIC_GROUPS) - {"your_rights"}
    assert len(groups) == len(set(groups))


def test_more_topics_come_from_the_purposes_and_from_what_was_chosen():
    called = topics_called_for("Charter", ["people"], ["disclosure"])
    assert set(called) == {*CHARTER_TOPIC_GROUPS, "connections", "image_rights", "disclosure"}
    assert list(called) == [topic for topic in topic_groups.tokens if topic in called]


def test_a_guide_is_free():
    assert topics_called_for("Guide", ["together"], ["brand"]) == ("brand", "conduct", "referent")


def test_a_guide_asks_about_each_platform():
    clause = skeleton(GUIDE).clauses[-1]
    assert (clause.title, clause.platforms) == ("On LinkedIn", ("linkedin",))
    assert all("{" not in question for question in unfilled_prompts(clause.text + clause.why))
    assert "What does a good profile on LinkedIn look like here?" in unfilled_prompts(clause.text)


def test_a_charter_asks_what_is_different_on_the_platforms_but_is_not_about_each():
    platforms = (("linkedin", "LinkedIn"), ("x", "X"))
    before, after = (skeleton(replace(CHARTER, platforms=each)).clauses for each in ((), platforms))
    assert [clause.title for clause in after] == [clause.title for clause in before]
    accounts = next(clause for clause in after if clause.topic_group == "accounts_profile")
    assert unfilled_prompts(accounts.text)[-1] == "What is different on LinkedIn, X?"


@BOTH
def test_everything_to_write_is_a_question_and_nothing_is_written(language):
    every = tuple(topic_groups.tokens)
    begun = skeleton(replace(GUIDE, language=language, topics=every))
    assert [clause.topic_group for clause in begun.clauses][: len(every)] == list(every)
    for markup in (begun.one_minute, begun.what_i_gain, *(c.text for c in begun.clauses)):
        assert unfilled_prompts(markup)
        assert words_without_prompts(markup) == ""
    for clause in begun.clauses:
        assert len(unfilled_prompts(clause.why)) == 1
        assert clause.kind in clause_kinds.tokens
        assert set(clause.benefits) <= set(beneficiaries.tokens)
        assert clause.title


def test_both_languages_ask_the_same():
    english, french = (
        skeleton(replace(GUIDE, language=language, topics=tuple(topic_groups.tokens)))
        for language in ("en", "fr")
    )
    for one, other in zip(english.clauses, french.clauses, strict=True):
        assert (one.topic_group, one.kind, one.benefits) == (other.topic_group, other.kind, other.benefits)
        assert len(unfilled_prompts(one.text)) == len(unfilled_prompts(other.text))
        assert one.text != other.text


def test_other_languages_are_asked_in_english():
    assert skeleton(replace(CHARTER, language="de")) == skeleton(replace(CHARTER, language="en"))


def test_most_of_what_is_asked_for_is_for_the_reader():
    """People forget within weeks what is only good for the company."""
    clauses = skeleton(replace(CHARTER, topics=tuple(topic_groups.tokens))).clauses
    assert sum("me" in clause.benefits for clause in clauses) > len(clauses) / 2
    assert sum(clause.kind == "rule" for clause in clauses) < len(clauses) / 3


def test_complete_answers_have_no_problem():
    assert problems_of(CHARTER, "FR") == []
    assert problems_of(GUIDE, "FR") == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (replace(CHARTER, title=""), ["title"]),
        (replace(CHARTER, owner_functions=("comms",)), ["owner_functions"]),
        (replace(CHARTER, owner_functions=("comms", "comms")), ["owner_functions"]),
        (replace(CHARTER, owner_functions=("comms", "kitchen")), ["owner_functions"]),
        (replace(CHARTER, legal_force="strong"), ["legal_force"]),
        (replace(CHARTER, legal_force="binding", language="en"), ["language"]),
        (replace(GUIDE, purposes=(), platforms=()), ["topics"]),
        (Answers("Charter"), ["title", "owner_functions"]),
    ],
)
def test_what_is_missing_is_named(answers, expected):
    assert fields(problems_of(answers, "FR")) == expected


def test_a_binding_text_may_be_in_any_language_elsewhere():
    assert problems_of(replace(CHARTER, legal_force="binding", language="en"), "BE") == []
