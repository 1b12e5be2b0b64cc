"""Each thing that submitting asks for leads to where it is mended on the page of writing."""

from collective.socialgovernance.browser.editing.places import place_of
from collective.socialgovernance.texts import guards
from collective.socialgovernance.texts.facts import ClauseFacts
from collective.socialgovernance.texts.facts import EditionFacts
from collective.socialgovernance.texts.facts import ProgrammeFacts
from collective.socialgovernance.texts.guards import Situation
from dataclasses import replace
from datetime import date

import pytest


URL = "http://nohost/gov/charte/e2"
PAGE = f"{URL}/@@write"
RULE = ClauseFacts(
    clause_id="tone",
    title="Tone",
    kind="rule",
    topic_group="conduct",
    text="<p>Be kind.</p>",
    url=f"{URL}/tone-1/edit",
)
EDITION = EditionFacts(uid="u", title="Charte", clauses=(RULE,), url=URL)
BEFORE = replace(EDITION, clauses=(replace(RULE, text="<p>Be polite.</p>"),), url="http://nohost/e1")
WHOLE = f"{PAGE}?clause=_whole#_whole-"
CLAUSE = f"{PAGE}?clause=tone-1#"


def places(edition: EditionFacts, previous: EditionFacts | None = BEFORE, **programme: str) -> dict[str, str]:
    """Where each guard leads that is not met, by its code."""
    situation = Situation(
        edition,
        ProgrammeFacts(country="FR", what_i_gain="<p>Ease</p>", **programme),
        "Charter",
        date(2026, 6, 1),
        previous=previous,
        words={"fr": ("faute grave",)},
    )
    return {
        guard.code: place_of(guard, edition.url) for guard in guards.on_submit(situation) if not guard.passed
    }


@pytest.mark.parametrize(
    ("code", "edition", "place"),
    [
        ("change_class", EDITION, f"{WHOLE}change_class"),
        ("change_summary", EDITION, f"{WHOLE}change_summary"),
        ("one_minute", EDITION, f"{WHOLE}one_minute"),
        ("what_i_gain", EDITION, f"{WHOLE}what_i_gain"),
        ("topic_groups", EDITION, f"{PAGE}#topics"),
        ("clauses", replace(EDITION, clauses=()), f"{PAGE}?clause=_new#_new-title"),
        ("clauses", replace(EDITION, clauses=(replace(RULE, text=""),)), f"{CLAUSE}clause-tone-1"),
        (
            "clauses",
            replace(EDITION, clauses=(replace(RULE, why="<p>[Why?]</p>"),)),
            f"{CLAUSE}clause-tone-1",
        ),
        (
            "justification",
            replace(EDITION, clauses=(replace(RULE, restricts_freedom=True),)),
            f"{CLAUSE}tone-1-justification",
        ),
        (
            "sanction_wording",
            replace(EDITION, clauses=(replace(RULE, text="<p>Une faute grave.</p>"),)),
            f"{CLAUSE}clause-tone-1",
        ),
        ("sanction_wording", replace(EDITION, title="La faute grave"), f"{PAGE}?clause=_whole#whole"),
        ("editorial_scope", replace(EDITION, change_class="editorial"), f"{CLAUSE}clause-tone-1"),
        (
            "editorial_scope",
            replace(EDITION, change_class="editorial", clauses=()),
            f"{WHOLE}change_class",
        ),
        ("french_text", replace(EDITION, authoritative_language="en"), f"{URL}/@@translate?language=fr"),
        (
            "french_text",
            replace(EDITION, authoritative_language="en", legal_force="binding"),
            f"{WHOLE}authoritative_language",
        ),
    ],
)
def test_leads_to_the_clause_or_to_the_field(code, edition, place):
    assert places(edition)[code] == place


def test_everything_that_can_be_missing_leads_somewhere_on_this_draft():
    everything = replace(
        EDITION,
        change_class="editorial",
        authoritative_language="en",
        title="La faute grave",
        clauses=(replace(RULE, text="", restricts_freedom=True),),
    )
    found = places(everything)
    assert len(found) == 9 and all(place.startswith(f"{URL}/@@") for place in found.values())
