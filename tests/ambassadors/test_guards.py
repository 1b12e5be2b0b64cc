"""Each guard alone, in both readings; all failures at once."""

from collective.socialgovernance.ambassadors.facts import Answer
from collective.socialgovernance.ambassadors.facts import Attested
from collective.socialgovernance.ambassadors.facts import Chosen
from collective.socialgovernance.ambassadors.facts import Made
from collective.socialgovernance.ambassadors.guards import all_hold
from collective.socialgovernance.ambassadors.guards import evaluate
from collective.socialgovernance.ambassadors.guards import STANDING
from collective.socialgovernance.ambassadors.guards import STRICT
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import Voice
from collective.socialgovernance.scopes.hierarchies import Hierarchy
from dataclasses import replace
from datetime import date
from itertools import combinations
from tests.ambassadors.build import active
from tests.ambassadors.build import complete
from tests.ambassadors.build import DAY
from tests.ambassadors.build import days
from tests.ambassadors.build import history
from tests.ambassadors.build import RULES
from tests.ambassadors.build import scope
from tests.ambassadors.build import text

import pytest


CODES = [f"A{number}" for number in range(1, 12)]


def failed(facts, day=DAY, reading=STRICT, caller="ref"):
    return [guard.code for guard in evaluate(facts, day, reading, caller) if not guard.passed]


def test_there_are_eleven_in_order_and_all_hold_for_who_lacks_nothing():
    assert [guard.code for guard in evaluate(complete(), DAY, STRICT, "ref")] == CODES
    assert failed(complete()) == []
    assert failed(active(), reading=STANDING) == []


SPOILT = {
    "A1": {"texts": (text("pending"),)},
    "A3": {"topics": ()},
    "A4": {"answers": ()},
    "A6": {"statement": None},
    "A7": {"attestation": None},
    "A8": {"held": True},
    "A9": {"history": None},
    "A10": {"programme": replace(RULES, body_informed_on=None)},
}


@pytest.mark.parametrize("code", SPOILT)
def test_each_fails_alone_and_says_what_to_do(code):
    facts = complete(**SPOILT[code])
    assert failed(facts) == [code]
    guard = next(guard for guard in evaluate(facts, DAY, STRICT, "ref") if guard.code == code)
    assert guard.title and guard.detail and guard.next_step


@pytest.mark.parametrize("pair", list(combinations(SPOILT, 2)), ids="+".join)
def test_two_that_fail_are_both_said(pair):
    facts = complete(**{**SPOILT[pair[0]], **SPOILT[pair[1]]})
    assert failed(facts) == sorted(pair, key=CODES.index)


LOST = {
    "A1": {"texts": (text("overdue"),)},
    "A3": {"topics": ("careers",)},
    "A4": {"answers": ()},
    "A5": {"certified_by": ""},
    "A6": {"notice": None},
    "A7": {"attestation": Attested(("updates",), DAY)},
    "A8": {"held": True},
    "A9": {"history": history(population="intern")},
    "A11": {"level": "official"},
}


@pytest.mark.parametrize("code", LOST)
def test_each_is_lost_alone_and_says_what_to_do(code):
    facts = active(**LOST[code])
    assert failed(facts, reading=STANDING) == [code] and not all_hold(facts, DAY)
    guard = next(guard for guard in evaluate(facts, DAY, STANDING) if guard.code == code)
    assert guard.title and guard.detail and guard.next_step


@pytest.mark.parametrize("pair", list(combinations(LOST, 2)), ids="+".join)
def test_two_that_are_lost_are_both_said(pair):
    facts = active(**{**LOST[pair[0]], **LOST[pair[1]]})
    assert failed(facts, reading=STANDING) == sorted(pair, key=CODES.index)


@pytest.mark.parametrize("code", [*SPOILT, "A11"])
def test_one_that_fails_and_a_caller_who_may_not_certify_are_both_said(code):
    facts = complete(**SPOILT.get(code, {"level": "official"}))
    for caller in ("", "emp", "own"):
        assert failed(facts, caller=caller) == sorted({code, "A5"}, key=CODES.index)


@pytest.mark.parametrize(
    ("status", "strict", "standing"),
    [
        ("acknowledged", True, True),
        ("exempt", True, True),
        ("not_required", True, True),
        ("left_audience", True, True),
        ("pending", False, True),
        ("due_soon", False, True),
        ("lapsed", False, True),
        ("exception_pending", False, True),
        ("declined", False, True),
        ("on_leave", False, True),
        ("overdue", False, False),
        ("critical", False, False),
    ],
)
def test_texts_are_acknowledged_to_begin_and_not_overdue_to_stay(status, strict, standing):
    assert ("A1" not in failed(complete(texts=(text(status),)))) is strict
    assert ("A1" not in failed(active(texts=(text(status),)), reading=STANDING)) is standing


def test_the_link_leads_to_the_text_that_is_missing():
    guard = evaluate(complete(texts=(text("pending"),)), DAY, STRICT, "ref")[0]
    assert guard.url == "http://nohost/charte" and "Charte" in guard.detail.mapping["titles"]


def a3(facts, reading=STRICT, day=DAY):
    return "A3" not in failed(facts, day, reading)


def test_every_topic_is_allowed_to_begin_and_one_of_them_to_stay():
    two = ("innovation", "careers")
    assert not a3(complete(topics=two))
    assert a3(active(topics=two), STANDING)
    assert not a3(active(topics=("careers",)), STANDING)


def test_a_frozen_scope_does_not_begin_and_changes_nobodys_standing():
    frozen = Chosen(scope("innovation", freezes=(Freeze(DAY - days(1)),)))
    assert not a3(complete(scopes=(frozen,)))
    assert a3(active(scopes=(frozen,)), STANDING)


def test_the_scope_admits_the_level_and_is_in_force():
    for reading, make in ((STRICT, complete), (STANDING, active)):
        assert not a3(make(level="storyteller"), reading)
        assert not a3(make(scopes=()), reading)
        assert not a3(make(scopes=(Chosen(scope("innovation", valid_to=DAY - days(1))),)), reading)
        assert a3(make(scopes=(Chosen(scope("innovation", valid_to=DAY)),)), reading)
        assert not a3(make(scopes=(Chosen(scope("innovation", closed=DAY)),)), reading)


@pytest.mark.parametrize("reading", [STRICT, STANDING])
def test_a_topic_forbidden_anywhere_above_is_not_allowed(reading):
    make = complete if reading == STRICT else active
    forbidden = (Prohibition("innovation", "confidential"),)
    corporate = replace(RULES, corporate=forbidden)
    above = scope("careers", uid="co", topics_forbidden=forbidden)
    other = scope("careers", uid="hr", topics_forbidden=forbidden)
    assert not a3(make(programme=corporate), reading)
    assert not a3(make(scopes=(Chosen(scope("innovation"), (above,)),)), reading)
    assert not a3(make(scopes=(Chosen(scope("innovation")), Chosen(other))), reading)


def test_a_topic_is_allowed_with_those_below_it():
    rules = replace(RULES, topics=Hierarchy({"science": "", "robots": "science"}))
    assert a3(complete(programme=rules, topics=("robots",), scopes=(Chosen(scope("science")),)))
    assert not a3(complete(programme=rules, topics=("science",), scopes=(Chosen(scope("robots")),)))


def a4(facts, reading=STRICT, day=DAY):
    return "A4" not in failed(facts, day, reading)


def test_the_manager_of_today_answered_within_twelve_months():
    year_ago = date(2026, 3, 1)
    assert not a4(complete(answers=(Answer("available", "mgr", year_ago),)))
    assert a4(complete(answers=(Answer("available", "mgr", year_ago + days(1)),)))
    assert a4(complete(answers=(Answer("forwarded", "mgr", DAY),)))
    assert not a4(complete(answers=(Answer("available", "other", DAY),)))
    assert not a4(
        complete(answers=(Answer("available", "mgr", DAY - days(3)), Answer("not_now", "mgr", DAY)))
    )


def test_an_answer_does_not_grow_old_while_the_registration_is_valid():
    assert a4(active(), STANDING, date(2028, 2, 29))


def test_a_new_manager_has_thirty_days_to_answer():
    changed = DAY + days(100)
    facts = active(manager_on=lambda day: "mgr" if day < changed else "new")
    assert a4(facts, STANDING, changed)
    assert a4(facts, STANDING, changed + days(30))
    assert not a4(facts, STANDING, changed + days(31))
    away = replace(facts, history=history((Interval(changed + days(5), changed + days(14)),)))
    assert a4(away, STANDING, changed + days(40))
    assert not a4(away, STANDING, changed + days(41))
    answered = replace(facts, answers=(*facts.answers, Answer("available", "new", changed + days(20))))
    assert a4(answered, STANDING, changed + days(31))


@pytest.mark.parametrize("since", [DAY, date(2020, 1, 1)])
def test_a_new_manager_who_is_known_late_has_thirty_days_from_then(since):
    known = DAY + days(100)
    facts = active(manager_on=lambda day: "mgr" if day < since else "new", asked_of=("new", known))
    assert a4(facts, STANDING, known) and a4(facts, STANDING, known + days(30))
    assert not a4(facts, STANDING, known + days(31))
    earlier = replace(facts, asked_of=("mgr", known))
    assert not a4(earlier, STANDING, known)


def test_a_hold_is_over_after_the_day_of_its_review():
    held = active(state="on_hold", held=True, review_on=DAY + days(5))
    assert failed(held, DAY + days(5), STANDING) == ["A8"] and failed(held, DAY + days(6), STANDING) == []


def test_a_topic_is_called_as_people_call_it():
    rules = replace(RULES, topic_titles={"innovation": "Innovation and research"})
    guard = evaluate(complete(programme=rules, scopes=()), DAY, STRICT, "ref")[2]
    assert guard.detail.mapping == {"topics": "Innovation and research"}


def test_a_new_managers_not_now_counts_when_the_thirty_days_are_over():
    changed = DAY + days(100)
    said = (*active().answers, Answer("not_now", "new", changed + days(2)))
    facts = active(manager_on=lambda day: "mgr" if day < changed else "new", answers=said)
    assert a4(facts, STANDING, changed + days(30)) and not a4(facts, STANDING, changed + days(31))


def test_without_a_manager_nothing_changes():
    assert a4(active(manager_on=lambda day: ""), STANDING, DAY + days(200))
    assert a4(complete(answers=(Answer("forwarded", "", DAY),), manager_on=lambda day: ""))


@pytest.mark.parametrize(("caller", "passed"), [("ref", True), ("emp", False), ("mgr", False), ("", False)])
def test_before_it_begins_a_referent_who_asks_may_certify(caller, passed):
    assert ("A5" not in failed(complete(), caller=caller)) is passed


def test_nobody_certifies_themself():
    rules = replace(RULES, referents=("emp", "ref"), referent_names=("Emma Petit", "Rita Sol"))
    assert failed(complete(programme=rules), caller="emp") == ["A5"]
    assert failed(active(certified_by="emp"), reading=STANDING) == ["A5"]
    assert failed(active(certified_by="gone"), reading=STANDING) == []
    guard = evaluate(complete(), DAY, STRICT, "emp")[4]
    assert guard.next_step.mapping == {"names": "Rita Sol"}


def test_a_new_version_of_the_notice_leaves_the_days_to_acknowledge():
    changed = DAY + days(10)
    facts = active(programme=replace(RULES, notice_version="2", notice_since=changed))
    assert failed(replace(facts, state="onboarding"), changed) == ["A6"]
    assert failed(facts, changed + days(30), STANDING) == []
    assert failed(facts, changed + days(31), STANDING) == ["A6"]
    read = replace(facts, notice=Made("2", changed + days(5)))
    assert failed(read, changed + days(31), STANDING) == []


def test_without_a_versioned_notice_nobody_begins():
    assert failed(complete(programme=replace(RULES, notice_version=""))) == ["A6"]
    assert failed(complete(notice=None)) == ["A6"]


@pytest.mark.parametrize("items", [(), ("strong_password",), ("two_factor", "updates")])
def test_the_two_needed_items_are_attested(items):
    assert failed(complete(attestation=Attested(items, DAY))) == ["A7"]


def test_an_attestation_is_younger_than_twelve_months_when_it_begins():
    both = ("strong_password", "two_factor")
    assert failed(complete(attestation=Attested(both, date(2026, 3, 1)))) == ["A7"]
    assert failed(complete(attestation=Attested(both, date(2026, 3, 2)))) == []
    assert failed(active(), date(2028, 3, 1), STANDING) == []


def test_who_is_on_leave_is_there_and_who_left_is_not():
    assert failed(complete(history=history((Interval(DAY, None),)))) == []
    assert failed(complete(history=history(left=DAY))) == ["A9"]
    assert failed(complete(history=history(population="contractor"))) == ["A9"]
    assert failed(active(history=history(population="intern")), reading=STANDING) == ["A9"]


def test_the_staff_body_is_asked_about_once_and_in_france():
    none = replace(RULES, body_informed_on=None)
    assert failed(complete(programme=none)) == ["A10"]
    assert failed(complete(programme=replace(none, country="BE"))) == []
    assert failed(complete(programme=replace(RULES, body_informed_on=DAY + days(1)))) == ["A10"]
    assert failed(active(programme=none), reading=STANDING) == []


def test_an_official_voice_is_named():
    assert failed(complete(level="official")) == ["A11"]
    named = scope("innovation", voices=(Voice("emp", "official"),))
    assert failed(complete(level="official", scopes=(Chosen(named),))) == []
    past = scope("innovation", voices=(Voice("emp", "official", valid_to=DAY - days(1)),))
    assert failed(active(level="official", scopes=(Chosen(past),)), reading=STANDING) == ["A11"]
