"""Golden questions: a small company, and who may speak about what."""

from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.laid_out import Question
from collective.socialgovernance.scopes.laid_out import ScopeMap
from collective.socialgovernance.scopes.resolver import Answer
from collective.socialgovernance.scopes.resolver import resolve
from datetime import date
from tests.scopes.build import BEGAN
from tests.scopes.build import cell
from tests.scopes.build import content
from tests.scopes.build import edition
from tests.scopes.build import scope
from tests.scopes.build import TODAY
from tests.scopes.build import Tree
from tests.scopes.build import WORDS

import pytest


CORPORATE = (Prohibition("litigation", "litigation"),)
TREE = Tree({"labs": "rd"})
FROZEN = Freeze(since=date(2027, 2, 1), until=date(2027, 3, 31), reason="Recall")


def company() -> list[ScopeFacts]:
    marketing_next = edition(
        content("products customers", valid_to=date(2028, 6, 30)),
        "marketing-e2",
        state="approved",
        number="2.0.0",
        starts=date(2027, 7, 1),
    )
    marketing = scope("marketing", "products")
    return [
        ScopeFacts(
            uid=marketing.uid,
            department="marketing",
            title="MARKETING",
            id="marketing",
            editions=(*marketing.editions, marketing_next),
        ),
        scope(
            "press",
            "products journalists",
            "strategy journalists",
            topics_refer=(Referral("security", "it"),),
        ),
        scope("france", "products - - FR", "events - - FR", "csr - - FR"),
        scope("europe", "events - - europe", cell("products - - europe", "contributor")),
        scope(
            "rd",
            "innovation",
            cell("products", "contributor"),
            topics_forbidden=(Prohibition("salaries", "hr"),),
        ),
        scope("labs", "innovation candidates", "careers"),
        scope("support", "customer_service customers x", freezes=(FROZEN,)),
        scope("it", cell("innovation journalists", "refer"), topics_refer=(Referral("innovation", "rd"),)),
        scope("legal", "phones", topics_forbidden=(Prohibition("recalls", "litigation"),)),
    ]


def asked(said: str, day: date = TODAY) -> Answer:
    parts = ["" if part == "-" else part for part in said.split()]
    topic, audience, platform, territory = [*parts, "", "", ""][:4]
    question = Question(topic, day, audience, platform, territory)
    return resolve(ScopeMap(company()), question, WORDS, CORPORATE, TREE)


@pytest.mark.parametrize(
    ("question", "kind", "lead", "contributors"),
    [
        # the plain case, and everything a lead leaves open
        ("products", "lead", "marketing", ["rd", "europe"]),
        ("products customers", "lead", "marketing", ["rd", "europe"]),
        ("products customers linkedin DE", "lead", "marketing", ["europe", "rd"]),
        ("products - - BR", "lead", "marketing", ["rd"]),
        # the narrower lead leads there
        ("products journalists", "lead", "press", ["rd", "europe"]),
        ("products local_press", "lead", "press", ["rd", "europe"]),
        ("products customers - FR", "lead", "france", ["europe", "rd"]),
        ("phones", "lead", "legal", ["rd", "europe"]),
        # above in the lists: Europe answers for Germany, France for itself
        ("events - - DE", "lead", "europe", []),
        ("events - - FR", "lead", "france", []),
        ("events - - europe", "lead", "europe", []),
        # a part of what was asked is better than nobody
        ("csr", "lead", "france", []),
        ("csr - - europe", "lead", "france", []),
        ("customer_service", "hold", "support", []),
        ("strategy", "lead", "press", []),
        ("events", "lead", "europe", []),
        # but not another part
        ("csr - - DE", "none", None, []),
        ("strategy customers", "none", None, []),
        ("events - - BR", "none", None, []),
        # nobody speaks about it
        ("litigation", "none", None, []),
        ("litigation journalists", "none", None, []),
        # frozen
        ("customer_service customers x", "hold", "support", []),
        ("customer_service customers linkedin", "none", None, []),
        # a prohibition of its own, and one of the department above
        ("recalls", "lead", "marketing", ["rd", "europe"]),
        ("salaries", "none", None, []),
        ("careers", "lead", "labs", []),
        # another department answers
        ("security", "refer", None, []),
        ("innovation", "lead", "rd", []),
        ("innovation candidates", "lead", "labs", []),
        # nobody
        ("results", "none", None, []),
    ],
)
def test_who_may_speak(question, kind, lead, contributors):
    answer = asked(question)
    assert answer.kind == kind
    assert (answer.lead and answer.lead.scope.department) == lead
    assert [entry.scope.department for entry in answer.contributors] == contributors


@pytest.mark.parametrize("question", ["products", "security", "results", "salaries", "litigation", "csr"])
def test_every_answer_explains_itself(question):
    answer = asked(question)
    assert answer.explanation
    for reason in answer.explanation:
        if reason.entry is not None:
            assert reason.entry.edition.uid == f"{reason.entry.scope.department}-e1"


def codes(question: str) -> list[tuple[str, str]]:
    return [
        (reason.code, "" if reason.entry is None else reason.entry.scope.department)
        for reason in asked(question).explanation
    ]


def test_the_explanation_says_which_lead_gave_way_and_which_is_barred():
    assert codes("products journalists")[:2] == [("lead", "press"), ("narrower", "marketing")]
    assert ("part", "france") in codes("csr")
    assert ("barred", "legal") in codes("recalls")
    barred = next(reason for reason in asked("salaries").explanation if reason.code == "barred")
    assert barred.by.department == "rd" and barred.entry.scope.department == "labs"
    assert codes("litigation") == [("forbidden", "")]
    assert codes("results") == [("gap", "")]


def test_who_leads_a_part_only_is_told_beside_the_lead():
    assert [entry.scope.department for entry in asked("products").others] == ["france", "legal", "press"]
    assert asked("products journalists linkedin FR").kind == "lead"


def test_a_referral_names_the_department_that_answers():
    answer = asked("security")
    assert answer.referral == Referral("security", "it")
    assert answer.explanation[0].entry.scope.department == "press"


@pytest.mark.parametrize(
    ("day", "kind", "lead"),
    [
        (date(2026, 12, 31), "none", None),
        (BEGAN, "lead", "marketing-e1"),
        (date(2027, 6, 30), "lead", "marketing-e1"),
        (date(2027, 7, 1), "lead", "marketing-e2"),
        (date(2028, 6, 30), "lead", "marketing-e2"),
        (date(2028, 7, 1), "none", None),
    ],
)
def test_any_day_is_answered_from_the_editions_of_that_day(day, kind, lead):
    answer = asked("products customers", day)
    assert (answer.kind, answer.lead and answer.lead.edition.uid) == (kind, lead)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2027, 1, 31), "lead"),
        (date(2027, 2, 1), "hold"),
        (date(2027, 3, 31), "hold"),
        (date(2027, 4, 1), "lead"),
    ],
)
def test_a_freeze_holds_from_its_day_to_its_last(day, kind):
    assert asked("customer_service customers x", day).kind == kind


def test_a_frozen_scope_that_expired_is_still_held():
    open_end = Freeze(since=date(2027, 2, 1))
    expired = scope("support", "customer_service", freezes=(open_end,), valid_to=date(2027, 2, 10))
    for day in (date(2027, 2, 10), date(2027, 2, 11), date(2028, 1, 1)):
        answer = resolve(ScopeMap([expired]), Question("customer_service", day), WORDS, (), Tree())
        assert answer.kind == "hold"
    lifted = Freeze(since=date(2027, 2, 1), lifted=date(2027, 2, 20))
    expired = scope("support", "customer_service", freezes=(lifted,), valid_to=date(2027, 2, 10))
    answer = resolve(ScopeMap([expired]), Question("customer_service", TODAY), WORDS, (), Tree())
    assert answer.kind == "none"


def test_a_scope_that_was_closed_or_never_began_answers_nothing():
    said = content("innovation")
    closed = edition(said, "rd-e1", state="closed", closed=date(2027, 2, 1))
    never = EditionFacts("rd-e2", "closed", said, "2.0.0", None, date(2027, 2, 2))
    rd = ScopeFacts("scope-rd", "rd", "R&D", editions=(closed, never))
    for day, kind in ((date(2027, 1, 31), "lead"), (date(2027, 2, 1), "none"), (TODAY, "none")):
        assert resolve(ScopeMap([rd]), Question("innovation", day), WORDS, (), Tree()).kind == kind


def test_of_two_that_conflict_the_one_that_was_there_first_answers_and_it_is_said():
    first, second = scope("b", "innovation"), scope("a", "innovation")
    later = ScopeFacts(
        second.uid,
        "a",
        "A",
        editions=(edition(content("innovation"), "a-e1", starts=date(2027, 2, 1)),),
    )
    answer = resolve(ScopeMap([later, first]), Question("innovation", TODAY), WORDS, (), Tree())
    assert answer.lead.scope.department == "b"
    assert "conflict" in [reason.code for reason in answer.explanation]
