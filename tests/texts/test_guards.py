"""What stands in the way of submitting, approving and withdrawing an edition."""

from collective.socialgovernance.texts import guards
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.facts import ProgrammeFacts
from collective.socialgovernance.texts.guards import CHARTER_TOPIC_GROUPS
from collective.socialgovernance.texts.guards import Situation
from dataclasses import replace
from datetime import date

import pytest


WORDS = {"fr": ("sanction", "mise à pied", "faute grave"), "en": ("dismissal", "disciplinary action")}
PROGRAMME = ProgrammeFacts(
    country="FR", consultation_body="CSE", what_i_gain="<p>Aisance</p>", body_informed_on=date(2026, 1, 10)
)


def clause(group: str, **values) -> ClauseFacts:
    return ClauseFacts(
        **{
            "clause_id": group,
            "title": f"About {group}",
            "kind": "advice",
            "topic_group": group,
            "text": "<p>Text</p>",
            "locked": group == "your_rights",
            **values,
        }
    )


COMPLETE = EditionFacts(
    uid="u",
    title="Charte",
    one_minute="<p>Une minute</p>",
    what_i_gain="<p>De l’aisance</p>",
    clauses=tuple(clause(group) for group in CHARTER_TOPIC_GROUPS),
    authors=("ed",),
)
SITUATION = Situation(COMPLETE, PROGRAMME, "Charter", date(2026, 6, 1), words=WORDS)


def failed(found) -> list[str]:
    return [guard.code for guard in found if not guard.passed]


def submitting(situation=SITUATION, **edition) -> list[str]:
    return failed(guards.on_submit(replace(situation, edition=replace(situation.edition, **edition))))


def test_a_complete_first_charter_may_be_submitted():
    assert submitting() == []


@pytest.mark.parametrize("name", ["one_minute", "what_i_gain"])
@pytest.mark.parametrize("empty", ["", "<p></p>", "<p>&nbsp;</p>", "<p>[What for?]</p>"])
def test_introductions_say_something(name, empty):
    assert submitting(**{name: empty}) == [name]


def test_the_programme_says_what_people_gain_before_a_text_is_submitted():
    silent = replace(SITUATION, programme=replace(PROGRAMME, what_i_gain=""))
    assert submitting(silent) == ["what_i_gain"]


@pytest.mark.parametrize("group", CHARTER_TOPIC_GROUPS)
def test_a_charter_speaks_of_every_topic(group):
    without = tuple(each for each in COMPLETE.clauses if each.topic_group != group)
    expected = ["rights_block", "topic_groups"] if group == "your_rights" else ["topic_groups"]
    assert submitting(clauses=without) == expected


def test_a_rights_block_of_ones_own_does_not_count():
    own = tuple(replace(each, locked=False) for each in COMPLETE.clauses)
    assert submitting(clauses=own) == ["rights_block"]


def test_a_guide_needs_one_clause_and_no_topics():
    guide = replace(SITUATION, text_type="Guide")
    assert submitting(guide, clauses=()) == ["clauses"]
    assert submitting(guide, clauses=(clause("writing"),)) == []


@pytest.mark.parametrize("lacking", [{"kind": ""}, {"topic_group": ""}, {"text": "<p> </p>"}])
def test_an_incomplete_clause_is_named(lacking):
    extra = clause("writing", title="The odd one", **{**{"clause_id": "odd"}, **lacking})
    found = guards.on_submit(
        replace(SITUATION, edition=replace(COMPLETE, clauses=(*COMPLETE.clauses, extra)))
    )
    (problem,) = [guard for guard in found if not guard.passed]
    assert problem.code == "clauses"
    assert problem.detail.mapping == {"clause": "The odd one"}


def test_a_question_to_the_writer_is_no_text_of_a_clause():
    asked = clause("writing", title="Asked", text="<p>[Which accounts?]</p>")
    assert submitting(clauses=(*COMPLETE.clauses, asked)) == ["clauses"]


@pytest.mark.parametrize("name", ["text", "why"])
def test_a_question_left_beside_what_was_written_is_named(name):
    values = {"text": "<p>Written.</p>", name: "<p>Written.</p><p>[Which accounts?]</p>"}
    half = clause("writing", title="Half", **values)
    found = guards.on_submit(replace(SITUATION, edition=replace(COMPLETE, clauses=(*COMPLETE.clauses, half))))
    (problem,) = [guard for guard in found if not guard.passed]
    assert (problem.code, problem.detail.mapping) == (
        "clauses",
        {"clause": "Half", "question": "Which accounts?"},
    )


def test_from_the_second_edition_on_the_change_is_described():
    second = replace(SITUATION, previous=COMPLETE)
    assert submitting(second) == ["change_class", "change_summary"]
    assert submitting(second, change_class="minor", change_summary="<p>Clearer</p>") == []


def test_each_unjustified_restriction_is_named():
    restricting = [
        clause("conduct", clause_id=name, title=name, restricts_freedom=True, **more)
        for name, more in {
            "bare": {},
            "half": {"justification": "Safety"},
            "full": {"justification": "Safety", "proportionality": "Only on site"},
        }.items()
    ]
    found = guards.on_submit(
        replace(SITUATION, edition=replace(COMPLETE, clauses=(*COMPLETE.clauses, *restricting)))
    )
    named = [
        guard.detail.mapping["clause"]
        for guard in found
        if guard.code == "justification" and not guard.passed
    ]
    assert named == ["bare", "half"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"text": "<p>Toute faute grave…</p>"}, ["sanction_wording"]),
        ({"text": "<p>Des <strong>Sanctions</strong></p>"}, ["sanction_wording"]),
        ({"text": "<p>Deux mises à pied</p>"}, ["sanction_wording"]),
        ({"text": "<p>une <strong>s</strong>anction</p>"}, ["sanction_wording"]),
        ({"text": "<p>une faute</p><p>grave</p>"}, ["sanction_wording"]),
        ({"text": "<p>une faute<br>grave</p>"}, ["sanction_wording"]),
        ({"why": "<p>sanction</p>"}, ["sanction_wording"]),
        ({"translations": {"en": {"title": "t", "text": "<p>a dismissal</p>"}}}, ["sanction_wording"]),
        ({"text": "<p>Le sanctionnaire</p>"}, []),
        ({"kind": "right", "text": "<p>Aucune sanction ne suit</p>"}, []),
        ({"text": "<p>dismissal is an English word</p>"}, []),
    ],
)
def test_words_of_sanction_are_for_binding_texts(values, expected):
    clauses = (*COMPLETE.clauses, clause("conduct", clause_id="x", **values))
    assert submitting(clauses=clauses) == expected
    assert submitting(clauses=clauses, legal_force="binding") == []


def test_french_is_there_when_the_country_is_france():
    english = replace(COMPLETE, authoritative_language="en")
    assert submitting(replace(SITUATION, edition=english)) == ["french_text"]
    french = {"fr": {"title": "t", "text": "<p>t</p>", "one_minute": "<p>m</p>", "what_i_gain": "<p>g</p>"}}
    translated = replace(
        english,
        translations=french,
        clauses=tuple(replace(each, translations=french) for each in english.clauses),
    )
    assert submitting(replace(SITUATION, edition=translated)) == []
    assert submitting(replace(SITUATION, edition=translated), legal_force="binding") == ["french_text"]
    elsewhere = replace(SITUATION, edition=english, programme=replace(PROGRAMME, country="BE"))
    assert submitting(elsewhere) == []


RULE = clause("conduct", clause_id="rule", title="The rule", kind="rule", text="<p>Do</p>")


@pytest.mark.parametrize(
    ("before", "after", "touched"),
    [
        (RULE, RULE, False),
        (RULE, replace(RULE, text="<p>Do not</p>"), True),
        (RULE, replace(RULE, title="Another"), True),
        (RULE, replace(RULE, kind="advice"), True),
        (replace(RULE, kind="advice"), RULE, True),
        (RULE, None, True),
        (None, RULE, True),
        (RULE, replace(RULE, why="<p>Because</p>"), False),
        (RULE, replace(RULE, translations={"en": {"title": "x"}}), False),
        (replace(RULE, kind="right"), replace(RULE, kind="right", text="<p>x</p>"), True),
        (replace(RULE, kind="example"), replace(RULE, kind="example", text="<p>x</p>"), False),
        (replace(RULE, kind="advice"), None, False),
    ],
)
def test_an_editorial_edition_leaves_rules_and_rights_alone(before, after, touched):
    previous = replace(COMPLETE, clauses=COMPLETE.clauses + ((before,) if before else ()))
    edition = replace(
        COMPLETE,
        clauses=COMPLETE.clauses + ((after,) if after else ()),
        change_class="editorial",
        change_summary="<p>x</p>",
    )
    found = guards.on_submit(replace(SITUATION, edition=edition, previous=previous))
    assert failed(found) == (["editorial_scope"] if touched else [])
    minor = replace(edition, change_class="minor")
    assert failed(guards.on_submit(replace(SITUATION, edition=minor, previous=previous))) == []


def test_each_rule_that_an_editorial_edition_touches_is_named_with_its_place():
    first, second, gone = (
        replace(RULE, clause_id=name, title=name, url=f"/e2/{name}/edit") for name in "abc"
    )
    previous = replace(COMPLETE, clauses=(*COMPLETE.clauses, first, second, gone))
    edition = replace(
        COMPLETE,
        clauses=(*COMPLETE.clauses, *(replace(each, text="<p>x</p>") for each in (first, second))),
        change_class="editorial",
        change_summary="<p>x</p>",
        url="/e2",
    )
    found = guards.on_submit(replace(SITUATION, edition=edition, previous=previous))
    named = [(guard.detail.mapping["clauses"], guard.url) for guard in found if not guard.passed]
    assert named == [("a", "/e2/a/edit"), ("b", "/e2/b/edit"), ("c", "/e2/edit")]


def approving(situation, approver="own", impact_seen=None) -> list[str]:
    return failed(guards.on_approve(situation, approver, impact_seen))


REVIEW = replace(SITUATION, state="review")


def test_an_author_does_not_approve():
    assert approving(REVIEW) == []
    assert approving(REVIEW, approver="ed") == ["author"]


@pytest.mark.parametrize(
    ("force", "state", "expected"),
    [
        ("pedagogical", "review", []),
        ("informative", "review", ["legal_required"]),
        ("informative", "legal", []),
    ],
)
def test_the_legal_force_decides_the_path(force, state, expected):
    situation = replace(SITUATION, state=state, edition=replace(COMPLETE, legal_force=force))
    assert approving(situation) == expected


def test_a_binding_text_is_refused_with_every_formality_that_is_missing():
    binding = replace(COMPLETE, legal_force="binding", formalities={"opinion": "favourable"})
    assert approving(replace(SITUATION, state="legal", edition=binding)) == [
        "legal_required",
        "formalities.consultation_date",
        "formalities.labour_inspection_sent",
        "formalities.registry_deposit",
        "formalities.publicity_date",
    ]


@pytest.mark.parametrize(
    ("effective_from", "expected"),
    [(date(2026, 4, 4), ["effective_from"]), (date(2026, 4, 5), []), (None, [])],
)
def test_a_binding_text_never_holds_within_the_month(effective_from, expected):
    formalities = {
        "consultation_date": date(2026, 1, 20),
        "opinion": "unfavourable",
        "labour_inspection_sent": date(2026, 3, 1),
        "registry_deposit": date(2026, 3, 5),
        "publicity_date": date(2026, 3, 1),
    }
    binding = replace(COMPLETE, legal_force="binding", formalities=formalities, effective_from=effective_from)
    assert approving(replace(SITUATION, state="formalities", edition=binding)) == expected


def test_a_major_edition_is_approved_by_somebody_who_saw_whom_it_asks():
    major = replace(REVIEW, edition=replace(COMPLETE, change_class="major"), previous=COMPLETE, asked=4)
    assert approving(major) == ["impact_seen"]
    assert approving(major, impact_seen=3) == ["impact_seen"]
    assert approving(major, impact_seen="4") == ["impact_seen"]
    assert approving(major, impact_seen=True) == ["impact_seen"]
    assert approving(major, impact_seen=4) == []
    assert approving(replace(major, previous=None)) == []


def test_the_staff_body_is_informed_before_anybody_is_asked_in_france():
    uninformed = replace(PROGRAMME, body_informed_on=None)
    assert approving(replace(REVIEW, programme=uninformed)) == ["body_informed"]
    assert approving(replace(REVIEW, programme=uninformed, ack_mode="none")) == []
    assert approving(replace(REVIEW, programme=replace(uninformed, country="BE"))) == []


def test_withdrawing_a_binding_text_in_force_takes_its_formalities():
    binding = replace(SITUATION, state="in_force", edition=replace(COMPLETE, legal_force="binding"))
    assert failed(guards.on_withdraw(binding, "Outdated")) == ["withdrawal_formalities"]
    complete = {
        "consultation_date": date(2026, 1, 20),
        "opinion": "favourable",
        "labour_inspection_sent": date(2026, 3, 1),
        "registry_deposit": date(2026, 3, 5),
        "publicity_date": date(2026, 3, 1),
    }
    assert failed(guards.on_withdraw(replace(binding, withdrawal=complete), "Outdated")) == []
    too_early = replace(binding, withdrawal=complete, today=date(2026, 4, 4))
    assert failed(guards.on_withdraw(too_early, "Outdated")) == ["withdrawal_formalities"]
    assert failed(guards.on_withdraw(replace(SITUATION, state="in_force"), "")) == ["note"]
    assert failed(guards.on_withdraw(replace(SITUATION, state="in_force"), "Outdated")) == []


def test_what_speaks_of_sanctions_stays_binding_or_is_written_anew():
    spoken = clause("conduct", clause_id="x", title="Limits", text="<p>Une faute grave</p>", url="/e1/x/edit")
    binding = replace(COMPLETE, legal_force="binding", clauses=(*COMPLETE.clauses, spoken), url="/e1")
    (problem,) = [
        guard for guard in guards.on_downgrade(replace(SITUATION, edition=binding)) if not guard.passed
    ]
    assert (problem.code, problem.detail.mapping["place"]) == ("sanction_wording", "Limits")
    assert problem.url == "/e1/@@transition?transition=return_to_draft"
    silent = replace(binding, clauses=COMPLETE.clauses)
    assert failed(guards.on_downgrade(replace(SITUATION, edition=silent))) == []
