"""What is said of a day about an ambassador stays the same when it is asked later."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.kept_about import kept_about
from collective.socialgovernance.ambassadors.lifecycle import eligibility
from collective.socialgovernance.ambassadors.retention import anonymise
from collective.socialgovernance.browser.ambassadors.keeping import keep
from collective.socialgovernance.scopes.asking import ask
from collective.socialgovernance.scopes.asking import may_speak
from collective.socialgovernance.scopes.asking import question_of
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from plone import api
from tests.ambassadors.company import programme
from tests.ambassadors.company import registration
from tests.intranet import act
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


FIRST = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)


@pytest.fixture()
def live(monkeypatch):
    """Live on the ``number``-th day of the story."""

    def on(number: int, hour: int = 9) -> None:
        now = FIRST + timedelta(days=number, hours=hour - 9)
        monkeypatch.setattr(wallclock, "now", lambda: now)

    on(0)
    return on


def day(number: int) -> Any:
    return FIRST.date() + timedelta(days=number)


def told(gov: Any, made: Any, number: int) -> tuple[Any, ...]:
    """Each guard with its detail, and whether emp may speak about innovation."""
    guards = [(each.code, each.passed, each.detail) for each in eligibility(made, "ref", day(number))]
    may, why = may_speak(gov, ask(gov, question_of(gov, "innovation", as_of=day(number))), "emp")
    return guards, may, [str(each) for each in why]


def change(programme: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(programme, name, value)
    notify(ObjectModifiedEvent(programme))


def by_emp(made: Any, **values: Any) -> None:
    with api.env.adopt_user(username="emp"):
        keep(made, values)


def said(**values: Any) -> dict[str, Any]:
    return {**values, "at": wallclock.now()}


def story(gov: Any, made: Any) -> dict[int, Any]:
    """What happens on which day."""
    return {
        1: lambda: act("emp", made, "apply"),
        2: lambda: act("mgr", made, "endorse"),
        3: lambda: act("ref", made, "start_onboarding"),
        4: lambda: act("ref", made, "activate"),
        5: lambda: change(gov, ambassador_population=["officer"]),
        6: lambda: change(gov, ambassador_population=["employee"]),
        7: lambda: change(gov, privacy_notice_version="2", reack_days=2),
        8: lambda: by_emp(made, privacy_notice=said(version="2")),
        10: lambda: act("emp", made, "pause"),
        12: lambda: act("emp", made, "resume"),
        14: lambda: change(gov, topics_forbidden=[{"topic": "innovation", "reason": "litigation"}]),
        15: lambda: change(gov, topics_forbidden=[]),
        16: lambda: by_emp(made, topics=[]),
        18: lambda: act("emp", made, "withdraw"),
        20: lambda: registration(gov),
    }


def test_every_day_is_told_later_as_it_was_told_on_it(portal, live):
    gov = programme(portal)
    made = registration(gov)
    acts, on_the_day = story(gov, made), {}
    for number in range(22):
        live(number)
        acts.get(number, lambda: None)()
        live(number, 20)
        on_the_day[number] = told(gov, made, number)
    assert {number: may for number, (_guards, may, _why) in on_the_day.items() if may} == dict.fromkeys(
        [4, 5, 6, 7, 8, 9, 12, 13, 15], True
    )
    for number, then in on_the_day.items():
        assert told(gov, made, number) == then, number


def test_a_day_before_the_registration_knows_nothing_of_it(portal, live):
    gov = programme(portal)
    live(3)
    made = registration(gov)
    failed = {each.code for each in eligibility(made, "ref", day(2)) if not each.passed}
    assert {"A3", "A4", "A6", "A7"} <= failed


def test_of_days_before_values_were_kept_the_log_is_asked(portal, live):
    gov = programme(portal)
    made = registration(gov)
    acts = story(gov, made)
    for number in (1, 2, 3, 4, 10, 12):
        live(number)
        acts[number]()
    made.kept_values = ()
    live(13)
    assert [told(gov, made, number)[1] for number in (3, 4, 9, 10, 11, 12)] == [
        False, True, True, False, False, True,
    ]  # fmt: skip


def test_what_is_kept_is_given_to_its_person_and_goes_with_the_name(portal, live):
    gov = programme(portal)
    made = registration(gov)
    live(1)
    act("emp", made, "apply")
    (own,) = kept_about("emp")
    assert [each["applied_on"] for each in own["earlier"]] == [None, day(1).isoformat()]
    assert "Secretmotive" not in str(own["earlier"])
    anonymise(made)
    assert made.kept_values == ()


def test_the_present_is_told_from_the_present(portal, live):
    gov = programme(portal)
    made = registration(gov)
    made.topics = ["products"]
    assert counting_day(gov) == day(0)
    found = {each.code: each.passed for each in eligibility(made, "ref", day(0))}
    assert found["A3"] is False
