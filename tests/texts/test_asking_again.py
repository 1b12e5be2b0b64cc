"""An edition in force, and what becomes of its figures and requests when the next one comes."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.days import day_of
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.answering import owed_by
from collective.socialgovernance.texts.answering import standing_on
from collective.socialgovernance.texts.answering import statuses_of
from collective.socialgovernance.texts.comparing import changes_between
from collective.socialgovernance.texts.comparing import edition_since
from collective.socialgovernance.texts.impact import impact_of
from collective.socialgovernance.texts.impact import people_asked
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.settings_log import OF_PROGRAMME
from collective.socialgovernance.texts.tasks import tasks_of
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import state_of
from datetime import timedelta
from plone import api
from tests import intranet
from tests.site_day import site_day
from typing import Any
from zope.lifecycleevent import modified

import pytest


@pytest.fixture()
def text(portal: Any) -> Any:
    """A charter in force that one of four people has acknowledged."""
    intranet.directory()
    made = intranet.charter(intranet.programme(portal, k_threshold=1))
    first = intranet.walk_to("in_force", made["e1"])
    give_answer(first, "emp", "emp", Given("acknowledged", first.digest))
    return made


def figures(edition: Any) -> tuple[int, int]:
    """How many acknowledged, of how many who are asked."""
    statuses = statuses_of(edition, day_of(wallclock.now(), "Europe/Paris"))
    asked = {name: keys for name, keys in statuses.items() if name not in ("not_required", "left_audience")}
    return len(asked.get("acknowledged", ())), sum(len(keys) for keys in asked.values())


def asked_for(userid: str) -> list[tuple[str, str]]:
    """What a person owes, by edition."""
    with api.env.adopt_user(username=userid):
        return [(owed.text.getId(), owed.edition.getId()) for owed in owed_by(userid)]


def approve(edition: Any) -> None:
    intranet.act("edi", edition, "submit")
    intranet.act("own", edition, "approve", impact_seen=4)


def a_second_later(monkeypatch: Any) -> None:
    """What happens is told apart by whole seconds."""
    later = wallclock.now() + timedelta(seconds=1)
    monkeypatch.setattr(wallclock, "now", lambda: later)


def test_a_draft_beside_it_leaves_the_edition_in_force_and_its_figures(text):
    assert figures(text["e1"]) == (1, 4)
    draft = intranet.next_edition(text, "major")
    modified(draft)
    assert (state_of(text["e1"]), state_of(draft)) == ("in_force", "draft")
    assert figures(text["e1"]) == (1, 4)
    assert asked_for("mgr") == [("charte", "e1")]
    with api.env.adopt_user(username="emp"):
        assert tasks_of("emp") == []


def test_a_major_edition_asks_everybody_anew_and_the_one_before_keeps_its_figures_and_words(text):
    first = text["e1"]
    words = (first.title, first["writing"].text.raw, first.digests)
    text.title = "Un autre titre"
    second = intranet.next_edition(text, "major")
    approve(second)
    assert figures(second) == (0, 4)
    assert (state_of(first), figures(first)) == ("superseded", (1, 4))
    assert (first.title, first["writing"].text.raw, first.digests) == words
    assert standing_on(second, "emp").status == "pending"


def test_what_was_asked_of_the_one_before_is_closed_and_in_nobodys_tasks(text):
    second = intranet.next_edition(text, "major")
    approve(second)
    assert asked_for("mgr") == [("charte", "e2")]
    with api.env.adopt_user(username="mgr"):
        assert len(tasks_of("mgr")) == 1
    with pytest.raises(Refused) as refused:
        give_answer(text["e1"], "mgr", "mgr", Given("acknowledged", text["e1"].digest))
    assert refused.value.status == 409


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("ack_mode", "none", (0, 0)),
        ("audience", ["rd"], (0, 3)),
        ("population", ["intern"], (0, 0)),
        ("perimeter", ["co"], (0, 4)),
        ("reack_days", 1, (0, 4)),
    ],
)
def test_what_is_set_after_an_edition_has_ended_leaves_its_figures_even_on_the_same_day(
    text, name, value, left, monkeypatch
):
    first, second = text["e1"], intranet.next_edition(text, "major")
    approve(second)
    owing = standing_on(first, "mgr")
    a_second_later(monkeypatch)
    changed = text.__parent__ if name in OF_PROGRAMME else text
    setattr(changed, name, value)
    modified(changed)
    assert figures(second) == left
    assert figures(first) == (1, 4)
    assert standing_on(first, "mgr") == owing


def test_what_is_set_after_a_withdrawal_leaves_the_figures_of_what_was_withdrawn(text, monkeypatch):
    intranet.act("own", text["e1"], "withdraw", comment="Plus d'usage")
    a_second_later(monkeypatch)
    text.ack_mode = "none"
    modified(text)
    assert figures(text["e1"]) == (1, 4)


def test_until_an_approved_edition_starts_the_one_in_force_is_asked_for(text):
    second = intranet.next_edition(text, "major")
    second.effective_from = day_of(wallclock.now(), "Europe/Paris") + timedelta(days=30)
    approve(second)
    assert (state_of(text["e1"]), state_of(second)) == ("in_force", "approved")
    assert asked_for("mgr") == [("charte", "e1")]
    give_answer(text["e1"], "mgr", "mgr", Given("acknowledged", text["e1"].digest))
    assert figures(text["e1"]) == (2, 4)
    from collective.socialgovernance.transitions.firing import fire_as_system

    fire_as_system(second, "start", "clock", wallclock.now())
    assert (state_of(text["e1"]), state_of(second)) == ("superseded", "in_force")
    assert figures(text["e1"]) == (2, 4)


def test_reaffirming_moves_the_review_keeps_acknowledgments_and_is_logged(text):
    edition = text["e1"]
    edition.review_due = day_of(wallclock.now(), "Europe/Paris")
    before = edition.review_due
    intranet.act("own", edition, "reaffirm", comment="Rien à changer")
    assert edition.review_due > before + timedelta(days=360)
    assert (state_of(edition), figures(edition)) == ("in_force", (1, 4))
    logged = history_of(edition)[-1]
    assert (logged["action"], logged["actor"], logged["comments"]) == ("reaffirm", "own", "Rien à changer")
    assert logged["facts"]["review_due"] == edition.review_due.isoformat()


def test_an_editorial_edition_that_touches_a_rule_is_not_submitted_and_the_clause_is_named(text):
    second = intranet.next_edition(text, "minor")
    with api.env.adopt_user(username="edi"):
        second["brand"].kind = "rule"
        modified(second["brand"])
    approve(second)
    third = intranet.next_edition(text, "editorial")
    with api.env.adopt_user(username="edi"):
        third["brand"].text = rich("<p>Autrement.</p>")
        modified(third["brand"])
    with pytest.raises(Refused) as refused:
        intranet.act("edi", third, "submit")
    assert [problem.field for problem in refused.value.problems] == ["editorial_scope"]
    assert refused.value.problems[0].message.mapping["clauses"] == "brand"
    assert state_of(third) == "draft"


def test_what_was_withdrawn_before_its_day_is_nothing_that_readers_know(text):
    """An editorial edition carries acknowledgments over: it is held against what was acknowledged."""
    rule = {
        "kind": "rule",
        "id": "the-rule",
        "clause_id": "the-rule",
        "text": rich("<p>Demandez d’abord.</p>"),
    }
    with_rule = intranet.next_edition(text, "minor")
    with api.env.adopt_user(username="edi"):
        intranet.add_clause(with_rule, "conduct", **rule)
    approve(with_rule)
    never = intranet.next_edition(text, "major")
    never.effective_from = site_day() + timedelta(days=30)
    with api.env.adopt_user(username="edi"):
        never["the-rule"].text = rich("<p>Interdit.</p>")
        modified(never["the-rule"])
    approve(never)
    intranet.act("own", never, "withdraw", comment="Not now")
    untouched = intranet.next_edition(text, "editorial")
    assert changed_since(text, untouched) == set()
    with api.env.adopt_user(username="edi"):
        untouched["the-rule"].text = rich("<p>Interdit.</p>")
        modified(untouched["the-rule"])
    assert changed_since(text, untouched) == {"the-rule"}
    with pytest.raises(Refused) as refused:
        intranet.act("edi", untouched, "submit")
    assert [problem.field for problem in refused.value.problems] == ["editorial_scope"]
    with api.env.adopt_user(username="edi"):
        untouched["the-rule"].text = rich("<p>Demandez d’abord.</p>")
        modified(untouched["the-rule"])
    approve(untouched)
    assert (state_of(untouched), untouched.number) == ("in_force", "2.0.1")


def changed_since(text: Any, edition: Any) -> set[str]:
    """The clauses that differ from the edition that the editor compares with by default."""
    with api.env.adopt_user(username="edi"):
        before = edition_since(edition, None, "edi")
        return {each.clause_id for each in changes_between(before, edition, "fr") if each.change != "same"}


@pytest.mark.parametrize(
    ("change_class", "settings", "asked", "lapsing"),
    [
        ("major", {}, 4, 1),
        ("minor", {}, 0, 0),
        ("editorial", {}, 0, 0),
        ("major", {"ack_mode": "none"}, 0, 0),
        ("major", {"population": ["intern"]}, 0, 0),
        ("major", {"audience": ["rd"]}, 3, 1),
        ("major", {"audience_exclude": ["rd"]}, 1, 0),
    ],
)
def test_the_figure_that_approving_compares_is_that_of_the_impact(
    text, change_class, settings, asked, lapsing
):
    for name, value in settings.items():
        setattr(text, name, value)
    modified(text)
    draft = intranet.next_edition(text, change_class)
    today = day_of(wallclock.now(), "Europe/Paris")
    impact = impact_of(draft, today)
    assert people_asked(draft, today) == impact.asked == asked
    assert impact.lapsing == lapsing
    assert sum(row.asked for row in impact.departments) == asked
