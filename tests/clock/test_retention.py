"""What is kept too long goes, once somebody has seen what that is."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.record import LEASE
from collective.socialgovernance.clock.retention import confirm_retention
from collective.socialgovernance.clock.retention import is_confirmed
from collective.socialgovernance.clock.retention import KIND
from collective.socialgovernance.clock.retention import retention_preview
from collective.socialgovernance.clock.retention import site_uid
from collective.socialgovernance.clock.runs import run
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.answering import receipt_of
from collective.socialgovernance.texts.covering import coverage_of
from collective.socialgovernance.texts.remarking import asked_about
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from plone import api
from plone.uuid.interfaces import IUUID
from tests import intranet
from tests.ambassadors import company as ambassadors
from typing import Any
from zope.component import getUtility

import pytest
import transaction


STARTED = date(2026, 9, 1)
ONE_DAY = timedelta(days=1)
EMMA = {"userid": "emp", "fullname": "Emma Petit", "department": "rd", "email": "emp@example.org"}
WORDS = "And at home, for Emma?"


@pytest.fixture()
def at(monkeypatch: Any) -> Any:
    def show(day: date) -> None:
        instant = datetime(day.year, day.month, day.day, 8, tzinfo=timezone.utc)
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(STARTED)
    return show


@pytest.fixture()
def text(served: Any, at: Any) -> Any:
    """A charter that Emma acknowledged with a question; she leaves at the end of September."""
    programme = ambassadors.programme(served)
    made = intranet.charter(programme)
    intranet.walk_to("in_force", made["e1"])
    with api.env.adopt_user(username="emp"):
        give_answer(made["e1"], "emp", "emp", Given("acknowledged", digest=made["e1"].digest, note=WORDS))
    withdrawn = ambassadors.registration(programme, "emp")
    for transition in ("apply", "withdraw"):
        intranet.act("emp", withdrawn, transition)
    getUtility(IClockRecord).address = "https://intranet.example.com"
    transaction.commit()
    run()
    at(date(2026, 9, 30))
    intranet.tell([{**EMMA, "status": "left", "left": "2026-09-30"}])
    transaction.commit()
    return made


def preview(day: date) -> dict[str, int]:
    return {each.kind: each.count for each in retention_preview(day)}


def logged(uid: str) -> list[tuple[str, int]]:
    events = [each for each in getUtility(IEventLog).of(uid) if (each.kind, each.action) == (KIND, "purge")]
    return [(str(each.facts["kind"]), int(str(each.facts["count"]))) for each in events]


def agree() -> None:
    confirm_retention()
    transaction.commit()


def test_the_preview_counts_by_kind_and_names_nobody(text: Any) -> None:
    assert preview(date(2027, 2, 28)) == {}
    assert preview(date(2027, 3, 1)) == {"declined": 1, "notices": 1}
    assert preview(date(2028, 9, 29)) == {"declined": 1, "notices": 1}
    assert preview(date(2028, 9, 30)) == {"declined": 1, "notices": 1, "people": 1}
    assert "Emma" not in repr(retention_preview(date(2028, 9, 30)))


def test_the_page_shows_what_the_next_run_would_take_also_where_the_clock_is_ahead(
    text: Any, rest: Any
) -> None:
    client, kind = rest("own"), "Applications that came to nothing"

    def shown() -> str:
        found = client.session.get(client.url("@@retention"), headers={"Accept": "text/html"}, timeout=60)
        return str(found.text.split("Three months from now")[0])

    assert "With the next run" in shown() and kind not in shown()
    run(date(2027, 3, 1))
    assert kind in shown()


def test_nothing_goes_before_somebody_entitled_has_agreed(text: Any, at: Any) -> None:
    day = date(2028, 10, 1)
    assert run(day, dry_run=True).as_json()["purged"] == 3
    assert run(day).as_json()["purged"] == 0
    with api.env.adopt_user(username="emp"), pytest.raises(Refused) as refused:
        confirm_retention()
    assert refused.value.status == 403
    assert not is_confirmed()
    with api.env.adopt_user(username="own"):
        agree()
    assert run(day).as_json()["purged"] == 3
    assert run(day).as_json()["purged"] == 0
    assert preview(day) == {}
    assert sorted(logged(site_uid())) == [("notices", 1), ("people", 1)]
    assert logged(IUUID(text.aq_parent)) == [("declined", 1)]


def test_who_left_is_not_recognisable_any_more_and_still_counted_and_proved(text: Any) -> None:
    edition, directory, ledger = text["e1"], getUtility(IDirectory), getUtility(ILedger)
    key = directory.key("emp")
    (before,) = ledger.entries(IUUID(edition), key)
    receipt = receipt_of(before)
    figures = coverage_of(edition, date(2026, 9, 15)).as_json()
    agree()
    run(date(2028, 10, 1))
    assert directory.key("emp") is None
    assert directory.person(directory.userid(key), STARTED).fullname == "Former employee"
    assert (directory.called("Petit"), directory.called("emp")) == (set(), set())
    (after,) = ledger.entries(IUUID(edition), key)
    assert (after.answer, after.at, after.digest) == (before.answer, before.at, before.digest)
    assert (after.note, after.salt) == ("", b"")
    assert (receipt_of(after).id, receipt_of(after).leaf_hash) == (receipt.id, receipt.leaf_hash)
    assert coverage_of(edition, date(2026, 9, 15)).as_json() == figures
    for held in (after, asked_about(text, True), getUtility(INotices).of_person(key), directory.record(key)):
        assert not {"emp", "Emma", "emp@example.org"} & set(str(held).replace("'", " ").split()), held
        assert WORDS not in str(held)


def test_a_notice_stays_as_long_as_what_it_is_about_is_asked(text: Any, at: Any) -> None:
    agree()
    answer = run(date(2027, 9, 1)).as_json()
    assert (answer["purged"], answer["notices"]) == (2, 3)
    head = getUtility(IDirectory).key("head")
    assert [kind for _day, kind, _line, _since in getUtility(INotices).of_person(head)][:1] == ["first"]
    at(date(2027, 9, 1))
    with api.env.adopt_user(username="head"):
        give_answer(text["e1"], "head", "head", Given("acknowledged", digest=text["e1"].digest))
    transaction.commit()
    run(date(2028, 4, 1))
    assert [
        kind for _day, kind, line, _since in getUtility(INotices).of_person(head) if line == IUUID(text["e1"])
    ] == []


def test_who_came_back_stays(text: Any, at: Any) -> None:
    at(date(2027, 1, 10))
    intranet.tell([{**EMMA, "status": "active", "joined": "2027-01-10"}])
    transaction.commit()
    agree()
    run(date(2028, 10, 1))
    assert getUtility(IDirectory).person("emp", date(2028, 10, 1)).fullname == "Emma Petit"


def test_a_run_killed_at_any_commit_removes_everything_once(text: Any, monkeypatch: Any) -> None:
    from collective.socialgovernance.clock import retention

    monkeypatch.setattr(retention, "BATCH", 1)
    agree()
    instant = wallclock.now()
    for number in range(1, 60):
        count = 0

        class Killed(BaseException):
            """The process is gone."""

        def commit(number: int = number, gone: type[BaseException] = Killed) -> None:
            nonlocal count
            count += 1
            if count >= number:
                raise gone
            transaction.commit()

        try:
            run(date(2028, 10, 1), commit=commit)
        except Killed:
            transaction.abort()
            instant += 2 * LEASE
            monkeypatch.setattr(wallclock, "now", lambda at=instant: at)
        else:
            break
    assert number > 5
    assert sorted(logged(site_uid())) == [("notices", 1), ("people", 1)]
    assert preview(date(2028, 10, 1)) == {}
