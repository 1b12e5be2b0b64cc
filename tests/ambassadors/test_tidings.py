"""What people are told, and what nobody is."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors import tidings as room
from collective.socialgovernance.ambassadors.following import run
from collective.socialgovernance.ambassadors.tidings import AmbassadorTidings
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.texts.preparing import rich
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from tests import intranet
from tests.ambassadors.company import programme
from tests.ambassadors.company import proposed
from tests.ambassadors.company import registration
from tests.ambassadors.company import walk_to
from tests.intranet import act
from tests.scopes import company as scopes
from tests.site_day import site_day
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


BLAME = ("fail", "wrong", "violat", "breach", "sanction", "blame", "offen", "punish", "forbid")


@pytest.fixture()
def at(monkeypatch):
    """Move the clock to noon of a Tuesday, some days later."""
    start = datetime(2026, 11, 24, 11, tzinfo=timezone.utc)

    def move(days=0, hour=11):
        instant = start.replace(hour=hour) + timedelta(days=days)
        monkeypatch.setattr(wallclock, "now", lambda: instant)
        return instant

    move()
    return move


@pytest.fixture()
def now(monkeypatch):
    """What was told at once: (whom, tidings)."""
    told = []
    monkeypatch.setattr(room, "tell_now", lambda userid, tidings: told.append((userid, tidings)))
    return told


@pytest.fixture()
def gov(portal, at):
    return programme(portal)


def due(gov, instant, whom=None):
    """What is due on a day, by kind: whom it is for and the line of the mail."""
    found = {}
    for tidings, people in AmbassadorTidings(gov).due(Moment(instant.date(), instant)):
        for userid in people:
            if whom in (None, userid):
                found[userid, tidings.kind] = tidings.line("en")
    return found


def words(line):
    return " ".join((line.title, line.reason, *line.rows, *(name for name, _url in line.links)))


def test_a_manager_is_asked_at_once_with_one_click_for_each_answer(gov, now):
    made = walk_to("applied", registration(gov))
    ((userid, tidings),) = now
    line = tidings.line("en")
    assert userid == "mgr" and "Emma Petit" in line.title
    assert [url.partition("?")[2] for _name, url in line.links] == ["answer=available", "answer=not_now"]
    assert tidings.until > site_day() and "Secretmotive" not in words(line)
    act("mgr", made, "endorse")
    assert [userid for userid, _tidings in now] == ["mgr"]
    assert due(gov, wallclock.now(), "mgr") == {}


def test_outside_of_the_hours_and_in_a_run_the_digest_says_it(gov, now, at):
    at(hour=22)
    walk_to("applied", registration(gov))
    assert now == []
    assert set(due(gov, at(1))) == {("mgr", "endorsement_asked")}
    intranet.tell([{"userid": "emp", "fullname": "Emma Petit", "department": "rd", "manager": "head"}])
    assert set(due(gov, at(1))) == {("head", "endorsement_asked")}


def test_silence_is_told_to_the_person_and_the_referent(gov, now, at):
    walk_to("applied", registration(gov))
    later = at(20)
    run(gov, later.date(), later)
    found = due(gov, later)
    assert set(found) == {("emp", "ambassador_auto_forward"), ("ref", "forwarded")}
    assert "without an answer" in words(found["emp", "ambassador_auto_forward"])
    assert "mgr" not in {userid for userid, _kind in found}
    assert due(gov, at(60)) == {}


def test_a_reason_of_the_manager_is_told_and_whom_to_speak_to(gov, now):
    walk_to("deferred", registration(gov))
    (line,) = due(gov, wallclock.now(), "emp").values()
    assert "Too much other work" in words(line) and "Rita Sol" in words(line)


def test_who_begins_learns_it_at_once(gov, now):
    made = walk_to("active", registration(gov))
    assert [(userid, tidings.kind) for userid, tidings in now] == [
        ("mgr", "endorsement_asked"),
        ("emp", "ambassador_activate"),
    ]
    assert "24 November 2027" in words(now[1][1].line("en"))
    assert "24 novembre 2027" in now[1][1].line("fr").reason
    act("emp", made, "pause")
    assert due(gov, wallclock.now(), "emp") == {} and len(now) == 2


def test_a_text_to_read_is_called_as_in_the_language_of_the_reader(gov, now, at):
    walk_to("active", registration(gov))
    text = intranet.charter(gov, mandatory_for_ambassadors=True)
    text["e1"].translations = {"en": {"title": "Speaking up, our way"}}
    intranet.walk_to("in_force", text["e1"])
    run(gov, at(31).date(), at(31))
    found = [tidings for tidings, _people in AmbassadorTidings(gov).due(Moment(at(31).date(), at(31)))]
    (grace,) = [each for each in found if each.kind == "ambassador_enter_grace"]
    said = {language: grace.line(language).links[0][0] for language in ("en", "fr")}
    assert "Speaking up, our way" in said["en"] and text["e1"].title in said["fr"]


def test_a_referent_who_registers_is_not_told_to_speak_to_themself(gov, now, at):
    gov.referent_backup = "emp"
    notify(ObjectModifiedEvent(gov))
    walk_to("deferred", registration(gov))
    (line,) = [line for (_u, kind), line in due(gov, at(), "emp").items() if kind == "ambassador_not_now"]
    assert "speak about it with Rita Sol." in words(line)


def test_grace_and_lapse_say_what_to_do_until_when_and_blame_nobody(gov, now, at):
    made = walk_to("active", registration(gov))
    text = intranet.charter(gov, mandatory_for_ambassadors=True)
    intranet.walk_to("in_force", text["e1"])
    run(gov, at(31).date(), at(31))
    grace = due(gov, at(31), "emp")["emp", "ambassador_enter_grace"]
    ends = (at(31) + timedelta(days=15)).date()
    assert f"{ends.day} {ends:%B} {ends.year}" in words(grace)
    assert [url for _name, url in grace.links] == [text.absolute_url()]
    run(gov, at(46).date(), at(46))
    lapsed = due(gov, at(46), "emp")["emp", "ambassador_lapse"]
    assert "rests" in lapsed.title and "at once" in words(lapsed) and "Rita Sol" in words(lapsed)
    for line in (grace, lapsed):
        assert not any(word in words(line).replace("wrong, a person", "").lower() for word in BLAME)
        assert "hold" not in words(line).lower()
    # However late the mail, the one who may not speak is told.
    assert ("emp", "ambassador_lapse") in due(gov, at(90), "emp")
    act("emp", made, "withdraw")
    assert due(gov, at(46), "emp") == {}


def test_a_hold_is_told_at_once_with_who_why_until_when_and_whom_to_speak_to(gov, now):
    made = walk_to("active", registration(gov))
    proposed(made)
    assert set(due(gov, wallclock.now())) == {("leg", "hold_proposed"), ("emp", "ambassador_activate")}
    del now[:]
    act("leg", made, "hold")
    ((userid, tidings),) = now
    said = words(tidings.line("en"))
    assert userid == "emp" and tidings.even_on_leave
    for each in ("Rita Sol", "leg", "Because", "24 November 2026", "your word", "own name"):
        assert each in said, each
    assert "lapse" not in said and "rests" not in said


@pytest.mark.parametrize(("endorsed", "told"), [(True, True), (False, False)])
def test_the_manager_who_had_time_learns_that_it_is_over_and_nothing_else(gov, now, at, endorsed, told):
    made = walk_to("applied", registration(gov))
    if endorsed:
        act("mgr", made, "endorse")
    else:
        run(gov, at(20).date(), at(20))
    act("emp", made, "withdraw", comment="Secretreason")
    found = due(gov, wallclock.now(), "mgr")
    assert bool(found) is told
    for line in found.values():
        assert words(line) == "Emma Petit is no longer registered as an ambassador Nothing is asked of you."
        assert line.url == gov.absolute_url()
    assert due(gov, wallclock.now(), "emp") == {}


def test_topics_that_were_taken_off_are_named(gov, now):
    walk_to("active", registration(gov))
    scopes.walk_to("in_force", scopes.following(gov["rd"], scopes.row("careers")))
    found = due(gov, wallclock.now(), "emp")
    assert "Innovation" in words(found["emp", "topics_removed"])
    assert ("emp", "ambassador_enter_grace") in found and now[-1][1].kind == "ambassador_enter_grace"


def test_what_is_coming_is_told_in_time(gov, now, at):
    made = walk_to("active", registration(gov))
    made.valid_to = at(70).date()
    assert ("emp", "renewal_open") not in due(gov, at(9))
    assert ("emp", "renewal_open") in due(gov, at(10))
    at()
    gov.privacy_notice, gov.privacy_notice_version = rich("<p>Another</p>"), "2"
    notify(ObjectModifiedEvent(gov))
    assert ("emp", "privacy_notice") in due(gov, at(1))


def test_nobody_else_is_ever_told_anything(gov, now, at):
    for state in ("deferred", "lapsed", "on_hold"):
        made = walk_to(state, registration(gov))
        told = {userid for userid, _kind in due(gov, wallclock.now())} | {userid for userid, _each in now}
        assert told <= {"emp", "mgr", "ref", "leg"}
        act("emp", made, "withdraw")
