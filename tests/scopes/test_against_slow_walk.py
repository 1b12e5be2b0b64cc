"""The resolver agrees with a walk over all cells of all scopes, whatever the company."""

from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.laid_out import Question
from collective.socialgovernance.scopes.laid_out import ScopeMap
from collective.socialgovernance.scopes.overlaps import meet
from collective.socialgovernance.scopes.overlaps import relation
from collective.socialgovernance.scopes.resolver import resolve
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.scopes.build import content
from tests.scopes.build import edition
from tests.scopes.build import TODAY
from tests.scopes.build import Tree
from tests.scopes.build import WORDS


DEPARTMENTS = ("a", "b", "c", "d")
TREE = Tree({"b": "a", "c": "b"})
TOPICS = st.sampled_from(["products", "phones", "recalls", "careers"])
CELLS = st.builds(
    Cell,
    topic=TOPICS,
    audience=st.sampled_from(["", "journalists", "local_press"]),
    platform=st.sampled_from(["", "linkedin"]),
    territory=st.sampled_from(["", "europe", "FR", "DE"]),
    legitimacy=st.sampled_from(["lead", "lead", "contributor", "refer"]),
)
DAYS = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def scopes(draw: st.DrawFn) -> list[ScopeFacts]:
    made = []
    for department in DEPARTMENTS:
        editions = []
        for number in range(draw(st.integers(0, 2))):
            said = content(
                *draw(st.lists(CELLS, min_size=1, max_size=4)),
                topics_forbidden=tuple(
                    Prohibition(topic, "hr") for topic in draw(st.lists(TOPICS, max_size=1))
                ),
                topics_refer=tuple(Referral(topic, "d") for topic in draw(st.lists(TOPICS, max_size=1))),
                territories=draw(st.sampled_from([(), ("europe",), ("BR",)])),
                valid_to=draw(DAYS),
            )
            starts = draw(DAYS)
            closed = draw(st.none() | DAYS)
            closed = None if closed is None or closed < starts else closed
            editions.append(edition(said, f"{department}-{number}", starts=starts, closed=closed))
        freezes = tuple(
            Freeze(since=draw(DAYS), until=draw(st.none() | DAYS)) for _ in range(draw(st.integers(0, 1)))
        )
        made.append(
            ScopeFacts(f"s-{department}", department, department, department, tuple(editions), freezes)
        )
    return made


QUESTIONS = st.builds(
    Question,
    topic=TOPICS,
    day=DAYS,
    audience=st.sampled_from(["", "journalists", "local_press", "customers"]),
    platform=st.sampled_from(["", "linkedin", "x"]),
    territory=st.sampled_from(["", "europe", "FR", "BR"]),
)


CORPORATE = st.lists(TOPICS, max_size=1).map(lambda topics: [Prohibition(each, "hr") for each in topics])


def forbids(edition, topic: str) -> bool:
    return any(each.topic in WORDS.topics.path(topic) for each in edition.content.topics_forbidden)


def refers(edition, topic: str) -> bool:
    return any(each.topic in WORDS.topics.path(topic) for each in edition.content.topics_refer)


def present(scope: ScopeFacts, day: date):
    """The edition that counts, by the plainest reading, and whether it is in force."""
    begun = [each for each in scope.editions if each.starts <= day]
    if not begun:
        return None, False
    latest = begun[0]
    for each in begun[1:]:
        if each.starts >= latest.starts:
            latest = each
    over = latest.content.valid_to < day or (latest.closed is not None and latest.closed <= day)
    return latest, not over


def slow(made: list[ScopeFacts], question: Question) -> tuple[set[str], set[str], set[str]]:
    """The possible kinds of answer, the scopes one of which must be the lead, and the contributors."""
    by_department = {scope.department: scope for scope in made}
    found = []
    referring = False
    for scope in made:
        edition, in_force = present(scope, question.day)
        frozen = any(freeze.holds_on(question.day) for freeze in scope.freezes)
        if edition is None or not (in_force or frozen):
            continue
        cells = [cell for cell in edition.content.cells if meet(cell, question.cell, WORDS)]
        own = edition.content.territories
        there = not own or not question.territory or any(near(each, question.territory) for each in own)
        referring |= any(cell.legitimacy == "refer" for cell in cells)
        referring |= in_force and there and refers(edition, question.topic)
        above = [present(by_department[id], question.day) for id in TREE.ancestors(scope.department, TODAY)]
        if (
            refers(edition, question.topic)
            or forbids(edition, question.topic)
            or any(each is not None and counts and forbids(each, question.topic) for each, counts in above)
        ):
            continue
        found += [(scope, cell, frozen) for cell in cells]
    leads = [each for each in found if each[1].legitimacy == "lead"]
    covering = [
        each
        for each in leads
        if relation(question.cell, each[1], WORDS) == "narrower"
        or (each[1].topic, each[1].audience, each[1].platform, each[1].territory)
        == (question.topic, question.audience, question.platform, question.territory)
    ]
    narrowest = [
        each
        for each in covering
        if not any(relation(other[1], each[1], WORDS) == "narrower" for other in covering)
    ]
    possible = narrowest or leads
    kinds = {"hold" if each[2] else "lead" for each in possible} or {"refer" if referring else "none"}
    contributors = {each[0].uid for each in found if each[1].legitimacy == "contributor" and not each[2]}
    return kinds, {each[0].uid for each in possible}, contributors


def near(one: str, other: str) -> bool:
    """Whether one territory lies in the other, or the other way round."""
    return one in WORDS.territories.path(other) or other in WORDS.territories.path(one)


@settings(max_examples=400)
@given(scopes(), QUESTIONS, CORPORATE)
def test_the_resolver_agrees_with_a_slow_walk_over_all_cells(made, question, corporate):
    answer = resolve(ScopeMap(made), question, WORDS, corporate, TREE)
    if any(each.topic in WORDS.topics.path(question.topic) for each in corporate):
        assert (answer.kind, answer.lead, answer.contributors) == ("none", None, ())
        return
    kinds, leads, contributors = slow(made, question)
    assert answer.kind in kinds
    assert (answer.referral is not None) == (answer.kind == "refer")
    if answer.lead is None:
        assert not leads
        assert {entry.scope.uid for entry in answer.contributors} == contributors
    else:
        assert answer.lead.scope.uid in leads
        assert {entry.scope.uid for entry in answer.contributors} == contributors - {answer.lead.scope.uid}
