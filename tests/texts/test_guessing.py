"""Topic and kind, proposed from the words of a title in either language."""

from collective.socialgovernance.texts.guessing import guessed_kind
from collective.socialgovernance.texts.guessing import guessed_topic
from collective.socialgovernance.texts.guessing import KIND_WORDS
from collective.socialgovernance.texts.guessing import TOPIC_WORDS
from collective.socialgovernance.vocabularies.fixed import clause_kinds
from collective.socialgovernance.vocabularies.fixed import topic_groups

import pytest


def test_every_topic_and_kind_can_be_guessed():
    assert set(TOPIC_WORDS) == set(topic_groups.tokens)
    assert set(KIND_WORDS) == set(clause_kinds.tokens)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Vos comptes et votre profil", "accounts_profile"),
        ("Photo de profil", "accounts_profile"),
        ("PROFILES", "accounts_profile"),
        ("Who you connect with: friends and followers", "connections"),
        ("Les demandes de contact", "connections"),
        ("Comment répondre à un commentaire", "writing"),
        ("L’image de marque", "brand"),
        ("Le droit à l’image", "image_rights"),
        ("Le droit a l'image de vos collègues", "image_rights"),
        ("Droits d’auteur et citations", "copyright"),
        ("Confidentialité", "confidentiality"),
        ("Keep it confidential", "confidentiality"),
        ("Respect", "conduct"),
        ("Être transparent : dire qui vous êtes", "disclosure"),
        ("Mots de passe", "security"),
        ("Your rights", "your_rights"),
        ("Qui contacter ?", "referent"),
        ("Ce que je peux faire", "what_i_can_do"),
    ],
)
def test_a_title_tells_its_topic(title, topic):
    assert guessed_topic(title) == topic


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Nos conseils", "advice"),
        ("Good practices", "advice"),
        ("What you must not share", "rule"),
        ("Il est interdit de…", "rule"),
        ("Ce que je peux dire", "right"),
        ("Un exemple", "example"),
        ("En cas de doute", "judgement"),
        ("When in doubt, ask yourself", "judgement"),
    ],
)
def test_a_title_tells_its_kind(title, kind):
    assert guessed_kind(title) == kind


@pytest.mark.parametrize("title", ["", "Introduction", "Comment faire", "Accountability", "2026", "日本"])
def test_nothing_is_guessed_from_words_that_tell_nothing(title):
    assert guessed_topic(title) is None
    assert guessed_kind(title) is None
