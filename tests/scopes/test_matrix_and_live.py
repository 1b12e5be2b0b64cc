"""The matrix of all scopes, and what the form shows while a scope is written."""

from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.laid_out import Question
from collective.socialgovernance.scopes.laid_out import ScopeMap
from collective.socialgovernance.scopes.live import live
from collective.socialgovernance.scopes.matrix import conflicts
from collective.socialgovernance.scopes.matrix import Gap
from collective.socialgovernance.scopes.matrix import Mark
from collective.socialgovernance.scopes.matrix import matrix
from collective.socialgovernance.scopes.overlaps import relation
from collective.socialgovernance.scopes.resolver import resolve
from collective.socialgovernance.scopes.situation import Situation
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from tests.scopes.build import cell
from tests.scopes.build import content
from tests.scopes.build import LAST
from tests.scopes.build import scope
from tests.scopes.build import TODAY
from tests.scopes.build import Tree
from tests.scopes.build import WORDS


def pending(department: str, *cells: str) -> ScopeFacts:
    edition = EditionFacts(f"{department}-e1", "submitted", content(*cells))
    return ScopeFacts(f"scope-{department}", department, department.upper(), editions=(edition,))


def test_a_cell_says_who_leads_and_who_contributes_in_the_order_of_the_lists():
    shown = matrix(
        [scope("rd", "innovation customers", "products"), scope("press", cell("products", "contributor"))],
        TODAY,
        WORDS,
    )
    assert [each.key for each in shown.cells] == [
        ("products", "", "", ""),
        ("innovation", "customers", "", ""),
    ]
    products = shown.cells[0]
    assert [mark.scope.department for mark in products.leads] == ["rd"]
    assert [mark.scope.department for mark in products.contributors] == ["press"]


def test_a_gap_is_a_topic_nobody_leads_or_an_audience_of_it():
    shown = matrix(
        [scope("rd", "products customers", "strategy")],
        TODAY,
        WORDS,
        [Prohibition("litigation", "litigation")],
    )
    assert Gap("results") in shown.gaps and Gap("litigation") not in shown.gaps
    assert Gap("products", "journalists") in shown.gaps and Gap("products") not in shown.gaps
    assert not [gap for gap in shown.gaps if gap.topic == "strategy"]
    assert not [gap for gap in shown.gaps if gap == Gap("products", "customers")]


def test_a_cell_about_which_the_resolver_does_not_answer_is_left_out():
    scopes = [
        scope("rd", "products", topics_forbidden=(Prohibition("innovation", "confidential"),)),
        scope("labs", "innovation", "results", cell("innovation journalists", "contributor")),
        scope(
            "press",
            "innovation customers",
            "litigation",
            "strategy",
            topics_refer=(Referral("strategy", "rd"),),
        ),
    ]
    corporate, tree = [Prohibition("litigation", "litigation")], Tree({"labs": "rd"})
    shown = matrix(scopes, TODAY, WORDS, corporate, directory=tree)
    assert [(each.key[0], each.leads[0].scope.department) for each in shown.cells] == [
        ("products", "rd"),
        ("innovation", "press"),
        ("results", "labs"),
    ]
    assert Gap("strategy") in shown.gaps and not shown.conflicts
    for each in shown.cells:
        question = Question(each.key[0], TODAY, *each.key[1:])
        answer = resolve(ScopeMap(tuple(scopes)), question, WORDS, corporate, tree)
        assert answer.lead.scope == each.leads[0].scope


def test_what_a_department_above_forbids_is_free_once_its_scope_has_ended():
    above = scope(
        "rd", "products", topics_forbidden=(Prohibition("innovation", "confidential"),), valid_to=TODAY
    )
    scopes, tree = [above, scope("labs", "innovation")], Tree({"labs": "rd"})
    for day, topics in ((TODAY, ["products"]), (TODAY + timedelta(days=1), ["innovation"])):
        assert [each.key[0] for each in matrix(scopes, day, WORDS, directory=tree).cells] == topics


def test_frozen_and_expiring_scopes_are_marked_and_ended_ones_gone():
    frozen = scope("rd", "innovation", freezes=(Freeze(since=TODAY),))
    soon = scope("press", "products", valid_to=TODAY + timedelta(days=60))
    gone = scope("it", "security", valid_to=TODAY - timedelta(days=1))
    shown = matrix([frozen, soon, gone], TODAY, WORDS)
    marks = {mark.scope.department: mark for each in shown.cells for mark in each.leads}
    assert set(marks) == {"rd", "press"}
    assert marks["rd"].frozen and not marks["rd"].expiring
    assert marks["press"].expiring and not marks["press"].frozen


def test_conflicts_name_both_sides_and_what_is_only_proposed():
    rival = pending("press", "innovation journalists", "innovation - linkedin")
    shown = matrix(
        [scope("rd", "innovation", "innovation customers")], TODAY, WORDS, (), [(rival, rival.editions[0])]
    )
    found = [(each.one.scope.department, each.other.scope.department) for each in shown.conflicts]
    assert found == [("rd", "press")] and shown.conflicts[0].other.pending
    assert shown.conflicts[0].other.cell.platform == "linkedin"


CELLS = st.builds(
    Cell,
    topic=st.sampled_from(["products", "phones", "recalls"]),
    audience=st.sampled_from(["", "journalists"]),
    platform=st.sampled_from(["", "x"]),
    territory=st.sampled_from(["", "europe", "FR"]),
)


@given(st.lists(st.tuples(st.sampled_from("abc"), CELLS), max_size=12))
def test_all_conflicts_are_found_each_once(said):
    marks = [
        Mark(scope(department, each), scope(department, each).editions[0], each) for department, each in said
    ]
    slow = sum(
        one.scope.uid != other.scope.uid and relation(one.cell, other.cell, WORDS) == "conflict"
        for place, one in enumerate(marks)
        for other in marks[place + 1 :]
    )
    assert len(conflicts(marks, WORDS)) == slow


def test_while_writing_one_sees_overlaps_gaps_and_what_is_forbidden():
    rd = scope("rd", "innovation", topics_forbidden=(Prohibition("careers", "hr"),))
    press = pending("press", "products journalists")
    said = content("innovation customers", "products", topics_allowed=("innovation", "products", "salaries"))
    shown = live(
        Situation(
            scope=scope("labs"),
            edition=EditionFacts("", "draft", said),
            today=TODAY,
            words=WORDS,
            others=(rd, press),
            ancestors=(rd,),
            corporate=(Prohibition("litigation", "litigation"),),
        )
    )
    assert [(each.other.department, each.relation) for each in shown.overlaps] == [
        ("rd", "narrower"),
        ("press", "wider"),
    ]
    assert [bar.prohibition.topic for bar in shown.lacking] == ["litigation", "careers"]
    assert [bar.by and bar.by.department for bar in shown.forbidden] == [None, "rd"]
    assert shown.allowed == ("salaries",)
    assert Gap("results") in shown.gaps and Gap("products") not in shown.gaps


def test_a_scope_holds_to_its_last_day_and_a_frozen_one_beyond():
    rd = scope("rd", "innovation", freezes=(Freeze(since=date(2027, 5, 1), until=date(2027, 5, 9)),))
    (span,) = rd.spans()
    assert (span.first, span.last) == (date(2027, 1, 1), LAST)
    assert rd.in_force_on(LAST) is not None and rd.in_force_on(LAST + timedelta(days=1)) is None
    assert rd.frozen_on(date(2027, 4, 30)) is None
    assert rd.frozen_on(date(2027, 5, 9)) is not None and rd.frozen_on(date(2027, 5, 10)) is None
