"""What rooms tell people besides texts: in the one mail of a run, or at once."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock import address
from collective.socialgovernance.clock import digests
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.interfaces import ITidings
from collective.socialgovernance.clock.record import LEASE
from collective.socialgovernance.clock.runs import run
from collective.socialgovernance.clock.telling import kinds
from collective.socialgovernance.clock.telling import tell_now
from collective.socialgovernance.clock.telling import Tidings
from collective.socialgovernance.directory.interfaces import IDirectory
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from tests import intranet
from typing import Any
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest
import transaction


TUESDAY = date(2026, 9, 1)
ONE_DAY = timedelta(days=1)
SITE = "https://intranet.example.com"
EMMA = {"userid": "emp", "fullname": "Emma Petit", "department": "rd", "email": "emp@example.org"}


@pytest.fixture()
def at(monkeypatch: Any) -> Any:
    def show(day: date, hour: int = 8) -> None:
        instant = datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc)
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(TUESDAY)
    return show


@pytest.fixture()
def programme(served: Any, at: Any, monkeypatch: Any) -> Any:
    monkeypatch.setattr(address, "NOWHERE", ("http://nohost",))
    intranet.directory()
    made = intranet.programme(served)
    getUtility(IClockRecord).address = SITE
    transaction.commit()
    return made


@pytest.fixture()
def rooms(served: Any) -> Any:
    """``rooms.append((tidings, whom))``: what a room has to tell."""
    offered: list[Any] = []

    class Room:
        kinds = {"visit": "Somebody comes to see you"}

        def __init__(self, site: Any):
            self.site = site

        def due(self, moment: Any) -> Any:
            return iter(offered)

    getGlobalSiteManager().registerAdapter(Room, (IPloneSiteRoot,), ITidings, "tests")
    yield offered
    getGlobalSiteManager().unregisterAdapter(Room, (IPloneSiteRoot,), ITidings, "tests")


def tidings(programme: Any, **values: Any) -> Tidings:
    given = {
        "kind": "visit",
        "about": "uid",
        "since": TUESDAY,
        "title": "A visit",
        "why": "Somebody asks for you.",
        "url": f"{SITE}/visit",
        "programme": programme,
        **values,
    }
    return Tidings(**given)


def words(mail: Any) -> str:
    return mail.get_body(("plain",)).get_content()


def told(userid: str) -> list[str]:
    who = getUtility(IDirectory).key(userid) or userid
    return [kind for _day, kind, _about, _since in getUtility(INotices).of_person(who)]


def test_tidings_stand_in_the_one_mail_of_the_run_and_are_told_once(
    programme: Any, post: Any, rooms: Any
) -> None:
    text = intranet.charter(programme)
    intranet.walk_to("in_force", text["e1"])
    rooms.append((tidings(programme, until=date(2026, 9, 9)), ["emp", "own"]))
    transaction.commit()
    answer = run().as_json()
    assert (answer["notices"], answer["digests"]) == (4, 5)
    mails = post.taken()
    assert mails["emp@example.org"]["Subject"] == "2 things are waiting for you"
    assert "A visit\nSomebody asks for you. Until 9 September 2026.\n" in words(
        mails["emp@example.org"]
    ).replace("\r", "")
    assert mails["own@example.org"]["Subject"] == "A visit"
    assert told("emp") == ["first", "visit"]
    assert told("own") == ["visit"]
    assert kinds()["visit"] == "Somebody comes to see you"
    assert run().as_json()["digests"] == 0
    assert not post.sent


def test_what_can_wait_waits_for_the_next_week_and_what_cannot_does_not(
    programme: Any, post: Any, rooms: Any, at: Any
) -> None:
    rooms.append((tidings(programme), ["emp", "own"]))
    transaction.commit()
    run()
    post.taken()
    rooms.append((tidings(programme, kind="second"), ["emp", "own"]))
    rooms.append((tidings(programme, kind="third", urgent=True), ["mgr"]))
    at(TUESDAY + ONE_DAY)
    run()
    assert list(post.taken()) == ["mgr@example.org"]
    rooms.append((tidings(programme, kind="fourth", urgent=True), ["emp"]))
    at(TUESDAY + 2 * ONE_DAY)
    run()
    assert words(post.taken()["emp@example.org"]).count("A visit") == 2
    at(TUESDAY + 6 * ONE_DAY)
    run()
    assert list(post.taken()) == ["own@example.org"]


def test_nobody_is_told_of_what_they_may_not_see(programme: Any, post: Any, rooms: Any) -> None:
    draft = intranet.charter(programme)["e1"]
    rooms.append((tidings(programme, content=draft), ["emp", "own"]))
    transaction.commit()
    run()
    assert list(post.taken()) == ["own@example.org"]


def test_nobody_on_leave_is_told_unless_it_must_be(programme: Any, post: Any, rooms: Any, at: Any) -> None:
    intranet.tell([{**EMMA, "leave_from": "2026-09-01", "leave_until": "2026-09-03"}])
    rooms.append((tidings(programme), ["emp"]))
    transaction.commit()
    run()
    assert not post.sent
    rooms.append((tidings(programme, kind="hold", even_on_leave=True), ["emp"]))
    at(TUESDAY + ONE_DAY)
    run()
    assert told("emp") == ["hold"]
    intranet.tell([{**EMMA, "status": "left", "left": "2026-09-02"}])
    transaction.commit()
    at(TUESDAY + 6 * ONE_DAY)
    run()
    assert told("emp") == ["hold"]


def test_what_cannot_wait_is_told_with_the_act(programme: Any, post: Any) -> None:
    assert tell_now("emp", tidings(programme))
    assert not post.sent, "it leaves when the act is committed"
    transaction.commit()
    assert post.taken()["emp@example.org"]["Subject"] == "A visit"
    assert not tell_now("emp", tidings(programme)), "it is told once"
    assert not tell_now("nobody", tidings(programme))
    transaction.commit()
    assert not post.sent
    assert told("emp") == ["visit"]
    assert not getUtility(INotices).mailed_since(TUESDAY), "it does not count as the mail of the week"


def test_an_act_that_is_taken_back_tells_nobody(programme: Any, post: Any) -> None:
    tell_now("emp", tidings(programme))
    transaction.abort()
    assert not post.sent
    assert told("emp") == []


def test_even_what_cannot_wait_waits_for_the_hours(programme: Any, post: Any, rooms: Any, at: Any) -> None:
    at(TUESDAY, hour=20)
    told_at_night = tidings(programme, until=date(2026, 9, 9), rows=("At ten", "At eleven"))
    assert not tell_now("emp", told_at_night)
    assert not tell_now("emp", told_at_night)
    rooms.append((told_at_night, ["emp"]))
    transaction.commit()
    run()
    assert not post.sent
    at(TUESDAY + ONE_DAY)
    run()
    said = words(post.taken()["emp@example.org"])
    assert said.count("Until 9 September 2026.") == said.count("- At eleven") == 1
    assert getUtility(INotices).waiting() == []
    assert run().as_json()["digests"] == 0


def test_what_waited_is_dropped_when_it_is_not_the_case_any_more(programme: Any, post: Any, at: Any) -> None:
    draft = intranet.charter(programme)["e1"]
    at(TUESDAY, hour=20)
    tell_now("edi", tidings(programme, content=draft, holds_in=("draft",)))
    intranet.walk_to("review", draft)
    transaction.commit()
    at(TUESDAY + ONE_DAY)
    run()
    assert not post.sent
    assert getUtility(INotices).waiting() == []


def test_nobody_is_refused_because_the_mail_server_is_down(
    programme: Any, post: Any, monkeypatch: Any
) -> None:
    def refuse(*_words: Any) -> None:
        raise ConnectionRefusedError("no server")

    with monkeypatch.context() as down:
        down.setattr(post, "vote", refuse)
        assert not tell_now("emp", tidings(programme))
        transaction.commit()
    run()
    assert list(post.taken()) == ["emp@example.org"]


def test_everybody_is_told_in_their_language(programme: Any, post: Any, rooms: Any) -> None:
    intranet.tell([{**EMMA, "language": "fr"}])
    title = {"fr": "Une visite", "en": "A visit"}
    rooms.append((tidings(programme, title=title.__getitem__), ["emp", "mgr"]))
    transaction.commit()
    run()
    mails = post.taken()
    assert mails["emp@example.org"]["Subject"] == "Une visite"
    assert mails["mgr@example.org"]["Subject"] == "A visit"


def test_who_has_no_row_in_the_directory_is_known_by_their_userid(programme: Any, post: Any) -> None:
    api.user.get(userid="own").setMemberProperties({"fullname": "Olga Nowak"})
    tell_now("own", tidings(programme))
    transaction.commit()
    assert "Hello Olga Nowak," in words(post.taken()["own@example.org"])
    assert told("own") == ["visit"]


def test_a_run_killed_at_any_commit_tells_everything_once(
    programme: Any, post: Any, rooms: Any, at: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(digests, "BATCH", 1)
    at(TUESDAY, hour=20)
    tell_now("emp", tidings(programme, kind="asked"))
    tell_now("mgr", tidings(programme, kind="asked"))
    rooms.append((tidings(programme), ["emp", "own", "head"]))
    transaction.commit()
    instant = datetime(2026, 9, 2, 8, tzinfo=timezone.utc)
    for number in range(1, 40):
        count = 0

        class Killed(BaseException):
            """The process is gone."""

        def commit(number: int = number, gone: type[BaseException] = Killed) -> None:
            nonlocal count
            count += 1
            if count >= number:
                raise gone
            transaction.commit()

        monkeypatch.setattr(wallclock, "now", lambda at=instant: at)
        try:
            run(commit=commit)
        except Killed:
            transaction.abort()
            instant += 2 * LEASE
        else:
            break
    assert number > 4
    assert sorted(post.taken()) == [f"{each}@example.org" for each in ("emp", "head", "mgr", "own")]
    assert [sorted(told(userid)) for userid in ("emp", "mgr", "own")] == [
        ["asked", "visit"],
        ["asked"],
        ["visit"],
    ]


def test_trying_tells_nobody_and_keeps_nothing(
    programme: Any, post: Any, rooms: Any, at: Any, served: Any
) -> None:
    at(TUESDAY, hour=20)
    tell_now("emp", tidings(programme, kind="asked"))
    rooms.append((tidings(programme), ["emp", "own"]))
    transaction.commit()
    before = served._p_jar.db().lastTransaction()
    assert run(TUESDAY, dry_run=True).as_json()["digests"] == 2
    assert served._p_jar.db().lastTransaction() == before
    assert not post.sent
    assert len(getUtility(INotices).waiting()) == 1
