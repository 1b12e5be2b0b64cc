"""What a refusal says of the formalities can be read by itself, in the reader's language."""

from collective.socialgovernance.texts import guards
from collective.socialgovernance.texts.guards import FORMALITY_TITLES
from dataclasses import replace
from datetime import date
from tests.texts.test_guards import COMPLETE
from tests.texts.test_guards import SITUATION
from zope.i18n import translate

import pytest


BINDING = replace(SITUATION, state="formalities", edition=replace(COMPLETE, legal_force="binding"))


def said(guard: guards.Guard, language: str) -> str:
    return str(translate(guard.detail, target_language=language))


def of(situation: guards.Situation, code: str) -> guards.Guard:
    return next(guard for guard in guards.on_approve(situation, "own", None) if guard.code == code)


@pytest.mark.parametrize("language", ("en", "fr"))
def test_each_missing_formality_says_what_is_to_be_entered(portal, language):
    sentences = [said(of(BINDING, f"formalities.{key}"), language) for key in FORMALITY_TITLES]
    assert len(set(sentences)) == len(FORMALITY_TITLES)
    begins = {"en": "Enter the", "fr": "Indiquez l"}[language]
    assert all(sentence.startswith(begins) for sentence in sentences)


def test_formalities_in_the_wrong_order_are_named_in_words(portal):
    disordered = {"consultation_date": date(2026, 3, 2), "labour_inspection_sent": date(2026, 3, 1)}
    late = {**disordered, "registry_deposit": date(2026, 3, 1)}
    order = of(replace(BINDING, edition=replace(BINDING.edition, formalities=late)), "formalities.order")
    assert not order.passed
    assert said(order, "en").endswith("copy to the labour inspectorate, deposit with the labour court.")
    assert said(order, "fr").endswith("copie à l’inspection du travail, dépôt au conseil de prud’hommes.")


def test_a_withdrawal_names_what_is_missing_or_too_early(portal):
    in_force = replace(BINDING, state="in_force")
    (missing,) = (
        guard for guard in guards.on_withdraw(in_force, "Outdated") if guard.code == "withdrawal_formalities"
    )
    assert "registry_deposit" not in said(missing, "en")
    assert "deposit with the labour court" in said(missing, "en")
    assert "dépôt au conseil de prud’hommes" in said(missing, "fr")
