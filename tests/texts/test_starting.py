"""Beginning a text: its first draft is there, asks questions, and is not ready before they are answered."""

from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.prompts import unfilled_prompts
from collective.socialgovernance.texts.rights import RIGHTS
from collective.socialgovernance.texts.skeleton import Answers
from collective.socialgovernance.texts.starting import start_text
from collective.socialgovernance.texts.writing import version_of
from collective.socialgovernance.texts.writing import write
from collective.socialgovernance.transitions.firing import present_act
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from plone import api
from tests import intranet
from typing import Any

import pytest


ANSWERS = Answers(
    "Charter", "Charte : nos réseaux", "fr", "informative", ("people",), (), (), ("comms", "hr"), ("rd",)
)


@pytest.fixture()
def programme(portal: Any) -> Any:
    intranet.directory()
    return intranet.programme(portal)


def started(programme: Any, answers: Answers = ANSWERS) -> Any:
    with api.env.adopt_user(username="edi"):
        return start_text(programme, answers)


def failing(edition: Any) -> set[str]:
    return {
        guard.code
        for guard in ITransitionRules(edition).guards(present_act(edition, "submit"))
        if not guard.passed
    }


def test_a_charter_begins_with_its_settings_its_rights_and_questions(programme):
    edition = started(programme)
    text = edition.__parent__
    assert (text.portal_type, text.title, text.getId()) == (
        "Charter",
        "Charte : nos réseaux",
        "charte-nos-reseaux",
    )
    assert (text.owner_functions, text.audience) == (["comms", "hr"], ["rd"])
    assert (edition.legal_force, edition.authoritative_language) == ("informative", "fr")
    assert "edi" in edition.authors
    rights, *others = clauses_of(edition)
    assert rights.locked and rights.title == "Vos droits"
    assert {clause.topic_group for clause in others} >= {"connections", "image_rights", "security"}
    assert all(unfilled_prompts(clause.text.raw) for clause in others)
    assert len({clause.clause_id for clause in clauses_of(edition)}) == len(clauses_of(edition))


def test_questions_are_no_text_when_it_is_submitted(programme):
    edition = started(programme)
    assert {"one_minute", "what_i_gain", "clauses"} <= failing(edition)
    assert not {"rights_block", "topic_groups", "french_text"} & failing(edition)


def test_answering_the_questions_makes_it_ready(programme):
    edition = started(programme)
    intranet.complete(edition)
    for clause in clauses_of(edition):
        if not clause.locked:
            clause.text, clause.why = rich("<p>Écrit.</p>"), None
    assert failing(edition) == set()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_block_of_rights_comes_in_the_language_of_the_text(programme, language):
    edition = started(programme, Answers("Charter", "Ours", language, owner_functions=("comms", "hr")))
    rights = clauses_of(edition)[0]
    other = "fr" if language == "en" else "en"
    assert rights.text.raw == RIGHTS["FR"][language]["text"]
    assert rights.translations[other]["text"] == RIGHTS["FR"][other]["text"]
    assert edition_facts(edition).clauses[0].title == RIGHTS["FR"][language]["title"]


def test_the_block_of_rights_follows_the_draft_into_another_language(programme):
    edition = started(programme, Answers("Charter", "Ours", "fr", owner_functions=("comms", "hr")))
    with api.env.adopt_user(username="edi"):
        write(edition, {"authoritative_language": "en"}, version_of(edition))
    rights = clauses_of(edition)[0]
    assert rights.text.raw == RIGHTS["FR"]["en"]["text"]
    assert {name: each["text"] for name, each in rights.translations.items()} == {
        "fr": RIGHTS["FR"]["fr"]["text"]
    }


def test_the_block_of_rights_is_that_of_the_country(programme):
    programme.country = "BE"
    edition = started(programme, Answers("Charter", "Ours", "fr", owner_functions=("comms", "hr")))
    assert clauses_of(edition)[0].text.raw == RIGHTS[""]["fr"]["text"] != RIGHTS["FR"]["fr"]["text"]


def test_a_guide_begins_without_the_block(programme):
    edition = started(programme, Answers("Guide", "Guide", topics=("writing",)))
    assert [clause.topic_group for clause in clauses_of(edition)] == ["writing"]
    assert edition.__parent__.ack_optional is True


def test_nothing_is_made_of_incomplete_answers(programme):
    before = set(programme.objectIds())
    with pytest.raises(Refused):
        started(programme, Answers("Charter", "Ours"))
    assert set(programme.objectIds()) == before


def test_two_texts_may_have_the_same_title(programme):
    assert started(programme).__parent__.getId() != started(programme).__parent__.getId()
