"""A department may be stricter than those above it and than the company's list, never freer."""

from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.guards import on_submit
from collective.socialgovernance.scopes.situation import Situation
from tests.scopes.build import cell
from tests.scopes.build import content
from tests.scopes.build import scope
from tests.scopes.build import TODAY
from tests.scopes.build import WORDS

import pytest


CODES = ("corporate_forbidden", "tighten")


def failing(said, above=None, corporate=()) -> set[str]:
    """Which of the two guards a scope fails that says this."""
    situation = Situation(
        scope=scope("labs"),
        edition=EditionFacts("draft", "draft", said),
        today=TODAY,
        words=WORDS,
        ancestors=() if above is None else (above,),
        corporate=tuple(Prohibition(topic, "security") for topic in corporate),
    )
    return {guard.code for guard in on_submit(situation) if guard.code in CODES and not guard.passed}


def refers(topic: str):
    return (Referral(topic, "press"),)


def forbids(topic: str):
    return (Prohibition(topic, "hr"),)


@pytest.mark.parametrize(
    ("said", "freer"),
    [
        (content("phones customers"), True),
        (content("recalls customers"), True),
        (content("products customers"), True),
        (content("products customers", topics_refer=refers("phones")), False),
        (content("products customers", topics_forbidden=forbids("phones")), False),
        (content("products customers", topics_refer=refers("recalls")), True),
        (content("careers candidates"), False),
        (content(cell("phones", "refer"), topics_allowed=("careers",)), False),
    ],
)
def test_what_is_referred_above_is_not_spoken_about_below_in_whole_or_in_part(said, freer):
    above = scope("rd", "innovation", topics_refer=refers("phones"))
    assert failing(said, above) == ({"tighten"} if freer else set())


@pytest.mark.parametrize(
    ("said", "freer"),
    [
        (content("phones customers", topics_forbidden=forbids("phones")), True),
        (content("recalls customers", topics_forbidden=forbids("phones")), True),
        (content("products customers", topics_forbidden=forbids("phones")), False),
        (content("products customers"), True),
        (
            content("phones customers", topics_allowed=("products",), topics_forbidden=forbids("phones")),
            True,
        ),
        (content("careers candidates", topics_forbidden=forbids("products")), False),
        (content("careers candidates"), True),
    ],
)
def test_what_is_forbidden_above_or_for_the_company_is_forbidden_below_and_in_no_cell(said, freer):
    above = scope("rd", "innovation", topics_forbidden=forbids("phones"))
    assert failing(said, above) == ({"tighten"} if freer else set())
    assert failing(said, corporate=("phones",)) == ({"corporate_forbidden"} if freer else set())
