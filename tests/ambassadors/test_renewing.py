"""Renewing: asked for by the person, said by the manager, certified by a referent, for twelve months more."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.facts import Answer
from collective.socialgovernance.ambassadors.facts import Attested
from collective.socialgovernance.ambassadors.facts import Made
from collective.socialgovernance.ambassadors.following import note_asking
from collective.socialgovernance.ambassadors.following import run
from collective.socialgovernance.ambassadors.gathering import Surroundings
from collective.socialgovernance.ambassadors.renewing import answer_until
from collective.socialgovernance.ambassadors.renewing import answered
from collective.socialgovernance.ambassadors.renewing import asked_on
from collective.socialgovernance.ambassadors.renewing import forwarded_on
from collective.socialgovernance.ambassadors.renewing import next_valid_to
from collective.socialgovernance.ambassadors.renewing import on_renew
from collective.socialgovernance.ambassadors.renewing import renewable_from
from collective.socialgovernance.ambassadors.tasks import tasks_of
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import replace
from datetime import date
from datetime import timedelta
from plone import api
from tests.ambassadors.build import active
from tests.ambassadors.build import complete
from tests.ambassadors.build import DAY
from tests.ambassadors.build import days
from tests.ambassadors.build import RULES
from tests.ambassadors.company import programme
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from tests.intranet import act
from tests.site_day import site_day

import pytest


ENDS = date(2028, 3, 1)
FIRST = ENDS - days(60)
ITEMS = ("strong_password", "two_factor")


def asking(on=FIRST, **values):
    """An ambassador who makes all three again on a day."""
    made = {"statement": Made("1", on), "notice": Made("1", on), "attestation": Attested(ITEMS, on)}
    return active(**{**made, **values})


def lacking(facts, day, caller="ref"):
    return [guard.code for guard in on_renew(facts, day, caller) if not guard.passed]


def test_it_is_asked_for_from_sixty_days_before_the_last_day_by_making_all_three_again():
    assert renewable_from(active()) == FIRST
    assert asked_on(asking(FIRST - days(1))) is None
    assert asked_on(asking()) == FIRST
    for name in ("statement", "notice", "attestation"):
        assert asked_on(replace(asking(), **{name: getattr(active(), name)})) is None
    for state in ("grace", "lapsed"):
        assert asked_on(asking(state=state)) == FIRST
    for state in ("paused", "on_hold", "ended", "onboarding"):
        assert asked_on(asking(state=state)) is None


def test_everything_that_lacks_is_said_at_once():
    assert lacking(active(), FIRST) == ["A4", "person"]
    assert lacking(asking(), FIRST) == ["A4"]
    said = asking(answers=(Answer("available", "mgr", FIRST + days(1)),))
    assert lacking(said, FIRST + days(1)) == []
    assert lacking(said, FIRST + days(1), "emp") == ["A5"]
    assert lacking(said, FIRST + days(1), "own") == ["A5"]
    assert lacking(replace(said, topics=("careers",)), FIRST + days(1)) == ["A3"]


def test_that_the_staff_body_was_informed_is_not_asked_a_second_time():
    said = asking(
        answers=(Answer("available", "mgr", FIRST),), programme=replace(RULES, body_informed_on=None)
    )
    assert lacking(said, FIRST) == []


def test_the_managers_silence_counts_after_the_working_days():
    # The first day, 1 January 2028, is a Saturday: ten working days later is a Friday.
    assert forwarded_on(asking(), FIRST + days(13)) is None
    assert forwarded_on(asking(), FIRST + days(14)) == FIRST + days(14)
    assert answer_until(asking(), FIRST) == FIRST + days(13)
    assert forwarded_on(active(), ENDS) is None
    assert forwarded_on(asking(manager_on=lambda day: ""), FIRST) == FIRST
    assert forwarded_on(asking(answers=(Answer("not_now", "mgr", FIRST),)), ENDS) is None


def test_another_manager_who_stays_silent_does_not_stop_what_was_asked():
    # From the first of March 2027, a Monday, ten working days are two weeks.
    changed = DAY + days(7)
    for state in ("endorsed", "onboarding"):
        waiting = complete(
            state=state,
            applied_on=DAY - days(20),
            manager_on=lambda day: "mgr" if day < changed else "new",
        )
        assert forwarded_on(waiting, changed - days(1)) is None
        assert forwarded_on(waiting, changed + days(14)) is None
        assert forwarded_on(waiting, changed + days(15)) == changed + days(15)
        said = replace(waiting, answers=(*waiting.answers, Answer("forwarded", "new", changed + days(15))))
        assert forwarded_on(said, changed + days(40)) is None
    renewing = asking(
        answers=(Answer("available", "mgr", FIRST),),
        manager_on=lambda day: "mgr" if day < FIRST + days(2) else "new",
    )
    assert forwarded_on(renewing, FIRST + days(16)) is None
    assert forwarded_on(renewing, FIRST + days(17)) == FIRST + days(17)


def test_the_silence_of_a_new_manager_of_an_ambassador_is_no_answer():
    facts = active(manager_on=lambda day: "mgr" if day < DAY + days(9) else "new")
    assert forwarded_on(facts, DAY + days(200)) is None


def test_the_manager_is_told_until_when_silence_is_no_answer():
    first = complete(state="applied", applied_on=DAY, answers=(), valid_from=None)
    assert answer_until(first, DAY) == DAY + days(14)
    new = active(manager_on=lambda day: "new")
    assert answer_until(new, DAY + days(40)) is None


def test_a_manager_who_is_known_late_is_not_silent_before():
    since, known = DAY - days(90), DAY - days(2)
    facts = complete(
        state="onboarding",
        applied_on=DAY - days(95),
        answers=(Answer("available", "mgr", DAY - days(94)),),
        manager_on=lambda day: "mgr" if day < since else "new",
    )
    assert forwarded_on(facts, DAY) is not None
    assert forwarded_on(replace(facts, asked_of=("new", known)), DAY) is None


def test_after_a_not_now_the_person_may_ask_again():
    refused = asking(answers=(Answer("not_now", "mgr", FIRST + days(1)),))
    assert answered(refused) and lacking(refused, FIRST + days(2)) == ["A4"]
    again = replace(refused, statement=Made("1", FIRST + days(3)))
    assert not answered(again)
    said = replace(again, answers=(*again.answers, Answer("available", "mgr", FIRST + days(4))))
    assert answered(said) and lacking(said, FIRST + days(4)) == []
    corrected = replace(said, attestation=Attested(ITEMS, FIRST + days(9)))
    assert answered(corrected)


@pytest.mark.parametrize(
    ("valid_to", "day", "until"),
    [
        (date(2028, 3, 1), date(2028, 1, 2), date(2029, 3, 1)),
        (date(2028, 3, 1), date(2028, 3, 10), date(2029, 3, 10)),
        (date(2028, 2, 29), date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_it_is_valid_twelve_months_more(valid_to, day, until):
    assert next_valid_to(valid_to, day) == until


@pytest.fixture()
def moved(monkeypatch):
    """Move the clock on by some days."""
    real = wallclock.now

    def by(count):
        monkeypatch.setattr(wallclock, "now", lambda: real() + timedelta(days=count))

    return by


def kinds(userid):
    with api.env.adopt_user(username=userid):
        return [task.kind for task in tasks_of(userid)]


def make_again(made):
    now = wallclock.now()
    made.voluntary_statement = {"version": "1", "at": now}
    made.privacy_notice = {"version": "1", "at": now}
    made.security_self_attestation = {"items": list(ITEMS), "at": now}
    note_asking(made)


def test_a_renewal_from_the_first_task_to_the_new_last_day(portal, moved):
    gov = programme(portal)
    made = walk_to("active", registration(gov))
    first = 10
    before = made.valid_to = site_day() + timedelta(days=60 + first)
    moved(first - 1)
    assert kinds("emp") == []
    make_again(made)
    assert kinds("mgr") == [] and kinds("ref") == []
    moved(first)
    assert kinds("emp") == ["complete_registration"]
    with api.env.adopt_user(username="ref"):
        assert "renew" not in offered(made)
    with pytest.raises(Refused) as refused:
        act("ref", made, "renew")
    assert [problem.field for problem in refused.value.problems] == ["A4", "person"]
    make_again(made)
    assert kinds("emp") == [] and kinds("mgr") == ["endorse"] and kinds("ref") == []
    moved(first + 20)
    run(gov, site_day(), wallclock.now())
    assert made.endorsement["result"] == "forwarded" and state_of(made) == "active"
    assert kinds("mgr") == [] and kinds("ref") == ["certify"]
    with pytest.raises(Refused):
        act("emp", made, "renew")
    act("ref", made, "renew")
    assert made.valid_to == next_valid_to(before, before) and made.certified_on == site_day()
    assert kinds("ref") == [] and kinds("emp") == []
    assert asked_on(Surroundings(gov).facts_of(made)) is None
    run(gov, site_day(), wallclock.now())
    assert state_of(made) == "active"
