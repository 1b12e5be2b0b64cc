"""The line over time says on each day what a whole count of that day says."""

from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.coverage import coverage
from collective.socialgovernance.acknowledgments.over_time import days_between
from collective.socialgovernance.acknowledgments.over_time import over_time
from collective.socialgovernance.acknowledgments.situations import statuses_on
from datetime import timedelta
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import days
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import ledger_with
from tests.acknowledgments.company import person
from tests.acknowledgments.company import text
from tests.acknowledgments.stories import answers
from tests.acknowledgments.stories import companies
from tests.acknowledgments.stories import telling_days
from tests.acknowledgments.stories import texts

import pytest


QUIET = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@given(st.data())
@QUIET
def test_every_point_is_the_count_of_its_day(data):
    of = data.draw(texts())
    company = data.draw(companies(people=6))
    entries = [each for key in company.people for each in data.draw(answers(of, key))]
    ledger = ledger_with(*entries)
    last = data.draw(telling_days(of, entries))
    edition = data.draw(st.sampled_from(of.editions))
    on = days_between(min(edition.in_force_on, last), last, 5)
    audience = audience_of(of, company, last, company.tree_days())
    group = data.draw(st.sampled_from([None, "rd"]))

    def within(when):
        return company.members(group, when, children=True)

    found = over_time(of, audience, company, ledger, on, edition.uid, within if group else None)
    for point in found:
        statuses = statuses_on(of, audience, company, ledger, point.day, edition.uid)
        question = of.question(point.day, edition.uid)
        if group and question is not None:
            statuses = {status: keys & within(question.day) for status, keys in statuses.items()}
        figures = coverage(statuses, [], point.day, 1).total
        assert (point.day, point.audience, point.acknowledged, point.rate) == (
            point.day,
            figures.audience,
            figures.counts["acknowledged"],
            figures.rate,
        )


def test_the_share_goes_up_with_answers_and_down_with_time():
    company = Company({key: person() for key in (1, 2)} | {3: person(leaves=[days(3)])})
    of = text(ack_validity_months=1)
    audience = audience_of(of, company, day(60), company.tree_days())
    ledger = ledger_with(entry(at=2, key=1), entry(at=12, key=2))
    found = over_time(of, audience, company, ledger, [day(1), day(2), day(20), day(35), day(50)], "one")
    assert [point.rate for point in found] == [0.0, 0.3333, 1.0, 0.5, 0.0]


@pytest.mark.parametrize(
    ("length", "expected"),
    [(0, [0]), (-3, [0]), (1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (110, [0, *range(10, 111, 10)])],
)
def test_the_days_of_a_line_are_even_and_have_both_ends(length, expected):
    found = days_between(day(0), day(0) + timedelta(days=length))
    assert [(each - day(0)).days for each in found] == expected
