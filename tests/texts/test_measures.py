"""What a text consists of, who gains from it, and what in it is worth a second look."""

from collective.socialgovernance.texts import guards
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.facts import ProgrammeFacts
from collective.socialgovernance.texts.guards import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.guards import Situation
from collective.socialgovernance.texts.measures.findings import ADVICE
from collective.socialgovernance.texts.measures.findings import BLOCKING
from collective.socialgovernance.texts.measures.findings import findings
from collective.socialgovernance.texts.measures.findings import Surroundings
from collective.socialgovernance.texts.measures.measured import BENEFICIARIES
from collective.socialgovernance.texts.measures.measured import can_do_points
from collective.socialgovernance.texts.measures.measured import KINDS
from collective.socialgovernance.texts.measures.measured import measures
from dataclasses import replace
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
from zope.i18n import translate

import pytest


WORDS = {"fr": ("sanction",), "en": ("dismissal",)}
LONG = "<p>" + " ".join(["mot"] * 40) + ".</p>"
HEAVY = (
    "<p>Nonobstant les dispositions susmentionnées relatives à l’utilisation des technologies, toute "
    "communication institutionnelle émanant d’un collaborateur est subordonnée à l’obtention préalable "
    "d’une autorisation hiérarchique formalisée.</p>"
)


def clause(clause_id: str, **values) -> ClauseFacts:
    return ClauseFacts(
        **{
            "clause_id": clause_id,
            "title": f"About {clause_id}",
            "kind": "advice",
            "topic_group": clause_id,
            "text": "<p>Un texte simple.</p>",
            "why": "<p>Parce que.</p>",
            "benefits": ("me",),
            "locked": clause_id == "your_rights",
            "url": f"/e1/{clause_id}/edit",
            **values,
        }
    )


CLAUSES = tuple(clause(group) for group in (*CHARTER_TOPIC_GROUPS, "connections"))
GOOD = EditionFacts(
    uid="u",
    title="Charte",
    one_minute="<p>Une minute.</p>",
    what_i_gain="<p>De l’aisance.</p>",
    clauses=CLAUSES,
    url="/e1",
)
PROGRAMME = ProgrammeFacts(country="FR", what_i_gain="<p>Aisance</p>", body_informed_on=date(2026, 1, 1))


CHARTER = Surroundings()


def found(around=CHARTER, **values):
    edition = replace(GOOD, **values)
    situation = Situation(edition, PROGRAMME, around.text_type, date(2026, 6, 1), words=WORDS)
    return findings(edition, measures(edition, WORDS), guards.on_submit(situation), around)


def with_clause(clause_id: str, **values):
    """The good text with one clause changed, or added."""
    changed = tuple(replace(each, **values) if each.clause_id == clause_id else each for each in CLAUSES)
    if clause_id not in {each.clause_id for each in CLAUSES}:
        changed += (clause(clause_id, **{"topic_group": "writing", **values}),)
    return {"clauses": changed}


def test_a_good_text_gives_no_cause_for_anything():
    assert found() == ()


ADVISED = {
    "employer_ban": with_clause("brand", kind="rule", text="<p>Ne citez jamais le nom de l’entreprise.</p>"),
    "can_do": {
        "clauses": tuple(
            replace(each, restricts_freedom=True, justification="J", proportionality="P")
            if each.clause_id in ("brand", "conduct")
            else each
            for each in CLAUSES
        )
    },
    "employee_share": {
        "clauses": tuple(
            replace(each, benefits=("company",)) if index > 3 else each for index, each in enumerate(CLAUSES)
        )
    },
    "connections": with_clause("connections", kind="rule"),
    "hard_to_read": with_clause("writing", text=HEAVY),
    "long_sentences": with_clause("writing", text=LONG),
    "why": with_clause("writing", why="<p> </p>"),
    "translation": with_clause("writing", translations={"en": {"title": "About", "text": "<p>Said</p>"}}),
}


@pytest.mark.parametrize("code", ADVISED)
def test_each_thing_worth_a_second_look_is_pointed_at_with_its_place_and_how_to_mend_it(code):
    (finding,) = [each for each in found(**ADVISED[code]) if each.code == code]
    assert finding.severity == ADVICE and not finding.blocks
    assert translate(finding.title) and translate(finding.mend)
    assert finding.places and all(place.url for place in finding.places)


@pytest.mark.parametrize(
    ("code", "clause_ids"),
    [
        ("employer_ban", ["brand"]),
        ("can_do", ["brand", "conduct"]),
        ("employee_share", [each.clause_id for each in CLAUSES[4:] if not each.locked]),
        ("connections", ["connections"]),
        ("hard_to_read", ["writing"]),
        ("long_sentences", ["writing"]),
        ("why", ["writing"]),
    ],
)
def test_the_clause_that_causes_it_is_named(code, clause_ids):
    (finding,) = [each for each in found(**ADVISED[code]) if each.code == code]
    assert [place.clause_id for place in finding.places] == clause_ids


def test_what_was_found_is_quoted():
    (ban,) = found(**ADVISED["employer_ban"])
    assert translate(ban.places[0].said) == "“Ne citez jamais le nom de l’entreprise.”"
    (long,) = [each for each in found(**ADVISED["long_sentences"]) if each.code == "long_sentences"]
    assert "40 words" in translate(long.places[0].said)


@pytest.mark.parametrize(
    ("kind", "banned"),
    [("rule", True), ("advice", True), ("judgement", True), ("", True), ("right", False), ("example", False)],
)
def test_a_ban_is_one_whatever_it_is_called_but_rights_and_examples_tell_of_bans(kind, banned):
    said = with_clause("brand", kind=kind, text="<p>Ne citez jamais le nom de l’entreprise.</p>")
    assert ("employer_ban" in {each.code for each in found(**said)}) is banned


def test_a_ban_that_only_a_translation_has_is_found_too():
    said = {"en": {"title": "Brand", "text": "<p>Never name your employer.</p>", "why": "<p>So.</p>"}}
    assert "employer_ban" in {
        each.code for each in found(**with_clause("brand", kind="rule", translations=said))
    }


@pytest.mark.parametrize(
    ("around", "code"),
    [
        ({"guide": False}, "no_guide"),
        ({"referent": False}, "no_referent"),
        ({"strategy_page": False}, "no_strategy_page"),
    ],
)
def test_a_charter_stands_beside_a_guide_a_referent_and_a_strategy(around, code):
    (finding,) = found(Surroundings(**around, programme_url="/gov"))
    assert finding.code == code and finding.places[0].url.startswith("/gov/")
    assert found(Surroundings("Guide", **around)) == ()


@pytest.mark.parametrize(
    ("values", "code", "clause_ids"),
    [
        (with_clause("brand", restricts_freedom=True), "justification", ["brand"]),
        (
            with_clause("brand", text="<p>Toute faute entraîne une sanction.</p>"),
            "sanction_wording",
            ["brand"],
        ),
        (with_clause("brand", text="<p>[Que dire de la marque ?]</p>"), "clauses", ["brand"]),
        ({"clauses": CLAUSES[1:]}, "topic_groups", [""]),
    ],
)
def test_what_stands_in_the_way_is_said_first_with_its_clause(values, code, clause_ids):
    first = found(**values)[0]
    assert (first.code, first.severity) == (code, BLOCKING)
    assert [place.clause_id for place in first.places] == clause_ids
    assert all(translate(place.said) for place in first.places)


def test_words_of_sanction_are_told_with_their_place_even_where_a_text_may_use_them():
    said = with_clause("brand", text="<p>Toute faute entraîne une sanction.</p>")
    edition = replace(GOOD, legal_force="binding", **said)
    assert [(each.place, each.words) for each in measures(edition, WORDS).sanctions] == [
        ("About brand", ("sanction",))
    ]


@pytest.mark.parametrize(
    ("gaining", "total", "pointed_at"), [(2, 5, False), (3, 8, True), (17, 43, True), (0, 1, True)]
)
def test_readers_gain_from_two_clauses_in_five_at_least(gaining, total, pointed_at):
    clauses = tuple(
        clause(f"c{number}", topic_group="connections", benefits=("family",) if number < gaining else ())
        for number in range(total)
    )
    codes = {each.code for each in found(Surroundings("Guide"), clauses=clauses)}
    assert ("employee_share" in codes) == pointed_at


def test_an_empty_text_is_not_blamed_for_its_shares():
    assert [each.code for each in found(Surroundings("Guide"), clauses=())] == ["clauses", "connections"]
    empty = measures(replace(GOOD, clauses=()))
    assert (empty.orders_ratio, empty.employee_gain_ratio) == (None, None)


@pytest.mark.parametrize(
    ("markup", "points"),
    [
        ("", 0),
        ("<p>Say where you work.</p>", 1),
        ("<ul><li>a</li><li>b</li></ul>", 2),
        ("<ul><li>a</li></ul>", 1),
    ],
)
def test_what_one_can_do_is_counted_point_by_point(markup, points):
    assert can_do_points(markup) == points


CLAUSE = st.builds(
    ClauseFacts,
    clause_id=st.uuids().map(str),
    title=st.text(max_size=20),
    kind=st.sampled_from(["", *KINDS]),
    topic_group=st.sampled_from(["", "writing", "connections", "what_i_can_do"]),
    text=st.sampled_from(["", "<p>Un mot.</p>", LONG, HEAVY, "<ul><li>a</li><li>b</li></ul>"]),
    why=st.sampled_from(["", "<p>Parce que.</p>"]),
    benefits=st.lists(st.sampled_from(BENEFICIARIES), unique=True).map(tuple),
    restricts_freedom=st.booleans(),
    translations=st.sampled_from([{}, {"en": {"title": "A", "text": "<p>Never name your employer.</p>"}}]),
    url=st.uuids().map("/e1/{}/edit".format),
)


@given(st.lists(CLAUSE, max_size=6))
def test_figures_add_up_and_every_place_is_a_clause_of_the_text(clauses):
    edition = replace(GOOD, clauses=tuple(clauses))
    figures = measures(edition, WORDS)
    assert sum(share.count for share in figures.kinds) + figures.without_kind == len(clauses)
    assert all(0 <= share.ratio <= 1 for share in (*figures.kinds, *figures.benefits))
    assert figures.restrictions <= len(clauses)
    ids = {each.clause_id for each in clauses}
    for finding in found(Surroundings("Guide"), clauses=tuple(clauses)):
        assert finding.places
        assert {place.clause_id for place in finding.places} <= ids | {""}
