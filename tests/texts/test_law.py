"""Formalities of binding editions, by country and regime."""

from collective.socialgovernance.texts import law
from datetime import date
from hypothesis import given
from hypothesis import strategies as st

import pytest


COMPLETE = {
    "consultation_date": date(2026, 1, 20),
    "opinion": "favourable",
    "labour_inspection_sent": date(2026, 3, 1),
    "registry_deposit": date(2026, 3, 5),
    "publicity_date": date(2026, 3, 1),
}


@pytest.mark.parametrize(
    ("country", "regime", "body", "required"),
    [
        (
            "FR",
            "private",
            "CSE",
            {"consultation_date", "opinion", "labour_inspection_sent", "registry_deposit", "publicity_date"},
        ),
        ("FR", "public", "CST", {"consultation_date", "opinion", "publicity_date"}),
        ("BE", "private", "CPPT", {"consultation_date", "publicity_date"}),
        ("BE", "private", "  ", {"publicity_date"}),
    ],
)
def test_each_country_and_regime_has_its_formalities(country, regime, body, required):
    rules = law.rule_set(country, regime, body)
    assert set(law.missing({}, rules)) == required
    assert law.missing(COMPLETE, rules) == []


def test_a_binding_text_holds_one_month_after_the_later_of_deposit_and_publicity():
    assert law.earliest_start(COMPLETE, law.FR_PRIVATE) == date(2026, 4, 5)
    later_publicity = {**COMPLETE, "publicity_date": date(2026, 3, 20)}
    assert law.earliest_start(later_publicity, law.FR_PRIVATE) == date(2026, 4, 20)


def test_one_month_after_the_end_of_january_is_the_end_of_february():
    formalities = {**COMPLETE, "registry_deposit": date(2026, 1, 31), "publicity_date": date(2026, 1, 1)}
    assert law.earliest_start(formalities, law.FR_PRIVATE) == date(2026, 2, 28)


def test_elsewhere_it_holds_from_the_day_of_publicity():
    assert law.earliest_start(COMPLETE, law.ELSEWHERE) == date(2026, 3, 1)


def test_without_its_days_no_start_can_be_computed():
    assert law.earliest_start({}, law.FR_PRIVATE) is None
    assert law.earliest_start({"publicity_date": date(2026, 3, 1)}, law.FR_PRIVATE) is None


def test_no_formality_is_later_than_today_or_before_the_consultation():
    assert law.disordered(COMPLETE, date(2026, 3, 5)) == []
    assert law.disordered(COMPLETE, date(2026, 3, 4)) == ["registry_deposit"]
    early = {**COMPLETE, "publicity_date": date(2026, 1, 19)}
    assert law.disordered(early, date(2026, 6, 1)) == ["publicity_date"]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_start_is_never_earlier_than_a_month_after_either_day(deposit, publicity):
    start = law.earliest_start({"registry_deposit": deposit, "publicity_date": publicity}, law.FR_PRIVATE)
    assert start is not None
    assert 28 <= (start - max(deposit, publicity)).days <= 31
