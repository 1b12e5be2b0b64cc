"""The engine gives the same answers as the slow and obvious model, whatever happened."""

from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.situations import situations_on
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.days import months_after
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from tests.acknowledgments.company import ledger_with
from tests.acknowledgments.slow_model import SlowModel
from tests.acknowledgments.stories import answers
from tests.acknowledgments.stories import companies
from tests.acknowledgments.stories import telling_days
from tests.acknowledgments.stories import texts


QUIET = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))


@given(st.data())
@QUIET
def test_standing_is_that_of_the_slow_model_on_every_day(data):
    text = data.draw(texts())
    company = data.draw(companies())
    entries = data.draw(answers(text))
    on = data.draw(telling_days(text, entries))
    audience = audience_of(text, company, on, company.tree_days())
    slow = SlowModel(company.people[1], text, entries, company)
    for edition in text.editions:
        found = standing(company.people[1], text, audience, entries, on, edition.uid)
        assert found.status == slow.status(on, edition.uid)


@given(st.data())
@QUIET
def test_coverage_counts_everybody_where_the_slow_model_puts_them(data):
    text = data.draw(texts())
    company = data.draw(companies(people=6))
    entries = [each for key in company.people for each in data.draw(answers(text, key))]
    on = data.draw(telling_days(text, entries))
    audience = audience_of(text, company, on, company.tree_days())
    ledger = ledger_with(*entries)
    for edition in text.editions:
        found = statuses_on(text, audience, company, ledger, on, edition.uid)
        expected: dict[str, set[int]] = {}
        for key, who in company.people.items():
            own = [each for each in entries if each.key == key]
            status = SlowModel(who, text, own, company).status(on, edition.uid)
            if status not in ("not_required", "left_audience"):
                expected.setdefault(status, set()).add(key)
        assert found == expected
        for situation, keys in situations_on(text, audience, company, ledger, on, edition.uid).items():
            for key in keys:
                own = [each for each in entries if each.key == key]
                stands = standing(company.people[key], text, audience, own, on, edition.uid)
                assert situation.status == stands.status
                if stands.owing:
                    assert (situation.since, situation.due) == (stands.since, stands.due)


@given(st.dates(), st.integers(1, 36))
def test_an_acknowledgment_never_lapses_on_the_day_it_is_given(on, months):
    if on.year < 9990:
        assert months_after(on, months) > on
