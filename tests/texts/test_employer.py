"""Bans on naming the employer are found by their words; what allows it, or is about others, is not."""

from collective.socialgovernance.texts.measures.employer import bans_on_naming

import pytest


BANS = [
    ("fr", "Ne citez pas le nom de l’entreprise."),
    ("fr", "Ne pas citer le nom de l'entreprise"),
    ("fr", "Ne mentionnez jamais votre employeur."),
    ("fr", "Il est interdit de mentionner l’entreprise sur les réseaux sociaux."),
    ("fr", "Vous ne devez pas nommer la société dans vos publications."),
    ("fr", "Le nom de l’entreprise ne doit pas être cité."),
    ("fr", "Abstenez-vous de mentionner votre employeur en ligne."),
    ("fr", "Interdiction de citer son employeur."),
    ("fr", "Ne dites pas le nom de votre employeur."),
    ("fr", "Nul ne peut nommer l'entreprise."),
    ("fr", "Vous ne pouvez pas mentionner l’entreprise."),
    ("fr", "Ne jamais indiquer le nom de la société sur son profil."),
    ("fr", "Parlez de votre métier sans citer l’entreprise."),
    ("fr", "Évitez de mentionner Gabarre."),
    ("fr", "L’employeur n’est jamais nommé."),
    ("fr", "Les salariés ne mentionnent pas le nom de leur employeur."),
    ("fr", "Le salarié s'interdit de citer le nom de l'entreprise"),
    ("en", "Do not name the company."),
    ("en", "Do not mention the employer."),
    ("en", "Never mention your employer online."),
    ("en", "You must not state the name of the company."),
    ("en", "Employees may not identify their employer."),
    ("en", "Don’t mention the company's name."),
    ("en", "It is forbidden to name the company on social media."),
    ("en", "The company must not be named."),
    ("en", "Naming the employer is prohibited."),
    ("en", "The name of the company may not be mentioned."),
    ("en", "Refrain from mentioning Gabarre."),
    ("en", "Staff are not allowed to mention the company."),
    ("en", "Do not disclose the name of your employer."),
    ("en", "No one may name the employer."),
]
NO_BANS = [
    ("fr", "Vous pouvez citer le nom de l’entreprise."),
    ("fr", "Ne citez pas de clients de l’entreprise."),
    ("fr", "Ne mentionnez pas les projets de l’entreprise."),
    ("fr", "Rien n’interdit de citer l’entreprise."),
    ("fr", "Il n’est pas interdit de nommer son employeur."),
    ("fr", "Vous n’êtes pas obligé de citer votre employeur."),
    ("fr", "Ne dites pas de mal."),
    ("fr", "Ne divulguez pas l’entreprise cliente."),
    ("fr", "Ne publiez pas les chiffres de la société."),
    ("fr", "Le nom de l’entreprise est à vous aussi."),
    ("fr", "Ne parlez pas au nom de l’entreprise."),
    ("fr", "Ne révélez pas les secrets de l'entreprise."),
    ("en", "You may name the company."),
    ("en", "Do not disclose company secrets."),
    ("en", "Do not mention the company strategy."),
    ("en", "You do not have to name your employer."),
    ("en", "Nothing forbids naming your employer."),
    ("en", "Never share customer names."),
    ("en", "Do not speak in the name of the company."),
    ("en", "Do not share the company's figures."),
    ("en", "You don't need to mention your employer."),
]


@pytest.mark.parametrize(("language", "sentence"), BANS)
def test_a_ban_is_found(language, sentence):
    markup = f"<p>Un deux.</p><ul><li>{sentence}</li></ul>"
    assert bans_on_naming(markup, language, ["Gabarre"]) == [" ".join(sentence.split())]


@pytest.mark.parametrize(("language", "sentence"), NO_BANS)
def test_what_is_no_ban_is_left_alone(language, sentence):
    assert bans_on_naming(f"<p>{sentence}</p>", language, ["Gabarre"]) == []


def test_only_the_names_that_the_company_goes_by_count():
    assert bans_on_naming("<p>Do not mention Gabarre.</p>", "en") == []
    assert bans_on_naming("<p>Do not mention Gabarre &amp; Co.</p>", "en", ["Gabarre & Co"])


def test_other_languages_are_not_judged():
    assert bans_on_naming("<p>Do not name the company.</p>", "de") == []


def test_a_ban_among_other_rules_is_quoted_alone():
    markup = "<p>Be kind. Never mention your employer online. You may name our products.</p>"
    assert bans_on_naming(markup, "en") == ["Never mention your employer online."]
