"""What people are told by a run, through the site's mail host."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.clock import address
from collective.socialgovernance.clock import digests
from collective.socialgovernance.clock.address import stand_at
from collective.socialgovernance.clock.desk import Desk
from collective.socialgovernance.clock.desk import Reader
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.kept import _still_asked
from collective.socialgovernance.clock.mails import Line
from collective.socialgovernance.clock.record import LEASE
from collective.socialgovernance.clock.runs import run
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.texts.answering import give_answer
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from plone import api
from tests import intranet
from typing import Any
from zope.component import getUtility

import pytest
import transaction


STARTED = date(2026, 9, 1)  # a Tuesday
DUE = date(2026, 10, 1)
ONE_DAY = timedelta(days=1)
SITE = "https://intranet.example.com"


@pytest.fixture()
def at(monkeypatch: Any) -> Any:
    """``at(day)`` lets the machine's clock show ten in the morning of a day in Paris."""

    def show(day: date, hour: int = 8) -> None:
        instant = datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc)
        monkeypatch.setattr(wallclock, "now", lambda: instant)

    show(STARTED)
    return show


@pytest.fixture()
def programme(served: Any, at: Any, monkeypatch: Any) -> Any:
    # The request of these tests is that of a console: nobody has come to the site by it.
    monkeypatch.setattr(address, "NOWHERE", ("http://nohost", "http://localhost"))
    api.portal.set_registry_record("plone.email_from_address", "intranet@example.org")
    intranet.directory()
    made = intranet.programme(served)
    getUtility(IClockRecord).address = SITE
    transaction.commit()
    return made


def start(programme: Any, id: str = "charte", **values: Any) -> Any:
    text = intranet.charter(programme, id, **values)
    intranet.walk_to("in_force", text["e1"])
    transaction.commit()
    return text


def on(at: Any, day: date) -> dict[str, Any]:
    at(day)
    return run().as_json()


def figures(answer: dict[str, Any]) -> tuple[int, int]:
    return answer["notices"], answer["digests"]


def acknowledge(userid: str, text: Any) -> None:
    with api.env.adopt_user(username=userid):
        give_answer(text["e1"], userid, userid, Given("acknowledged", digest=text["e1"].digest))
    transaction.commit()


def texts_of(mail: Any) -> tuple[str, str]:
    return mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()


def test_everybody_asked_gets_one_first_notice(programme: Any, post: Any) -> None:
    start(programme)
    assert not post.sent, "nothing is sent by publishing"
    assert figures(run().as_json()) == (4, 4)
    mails = post.taken()
    assert sorted(mails) == ["emp@example.org", "head@example.org", "mgr@example.org", "ref@example.org"]
    mail = mails["emp@example.org"]
    assert mail["Subject"] == "To read: Charte"
    assert mail["From"].addresses[0].addr_spec == "intranet@example.org"
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    for body in texts_of(mail):
        assert "Hello Emma Petit," in body
        assert "Please read it and say so by 1 October 2026." in body
        assert f"{SITE}/gov/charte" in body
        assert f"{SITE}/@@my-governance" in body
    assert figures(run().as_json()) == (0, 0)
    assert not post.sent


def test_five_requests_in_one_run_are_one_mail(programme: Any, post: Any) -> None:
    for number in range(5):
        start(programme, f"text-{number}")
    assert figures(run().as_json()) == (20, 4)
    mail = post.taken()["emp@example.org"]
    assert mail["Subject"] == "5 texts are waiting for you"
    assert texts_of(mail)[0].count("Please read it") == 5


def test_reminders_come_on_their_days_and_only_to_who_still_owes(programme: Any, post: Any, at: Any) -> None:
    text = start(programme)
    run()
    post.taken()
    acknowledge("mgr", text)
    told = {}
    for number in range(1, 60):
        day = STARTED + number * ONE_DAY
        noticed, mails = on(at, day)["notices"], post.taken()
        if noticed:
            told[day] = mails
    last = date(2026, 10, 8)
    assert list(told) == [date(2026, 9, 17), date(2026, 9, 24), date(2026, 9, 30), last, date(2026, 10, 12)]
    assert all("mgr@example.org" not in mails for mails in told.values())
    assert [len(mails) for mails in told.values()] == [3, 3, 3, 2, 1]
    # The head has had the mail about the department on that Monday: the last reminder waits for the next.
    assert list(told[date(2026, 10, 12)]) == ["head@example.org"]
    late = texts_of(told[last]["emp@example.org"])[0]
    assert "You were asked to acknowledge it by 1 October 2026." in late
    assert "critical" not in late


def test_days_on_which_nothing_ran_make_one_mail(programme: Any, post: Any, at: Any) -> None:
    start(programme)
    assert figures(on(at, date(2026, 10, 20))) == (4, 4)
    assert len(post.taken()) == 4
    assert figures(on(at, date(2026, 10, 21))) == (0, 0)


def test_nothing_leaves_on_a_weekend(programme: Any, post: Any, at: Any) -> None:
    saturday = date(2026, 9, 5)
    at(saturday)
    start(programme)
    assert figures(run().as_json()) == (0, 0)
    assert figures(on(at, saturday + 2 * ONE_DAY)) == (4, 4)


def test_nothing_leaves_outside_the_hours_unless_somebody_named_the_day(
    programme: Any, post: Any, at: Any
) -> None:
    start(programme)
    at(STARTED, hour=3)
    assert figures(run().as_json()) == (0, 0)
    assert figures(run(STARTED, dry_run=True).as_json()) == (4, 4)
    at(STARTED, hour=9)
    assert figures(run().as_json()) == (4, 4)


def test_nobody_on_leave_is_told_and_they_are_when_they_are_back(programme: Any, post: Any, at: Any) -> None:
    start(programme)
    away = {"userid": "emp", "fullname": "Emma Petit", "department": "rd", "email": "emp@example.org"}
    intranet.tell([{**away, "leave_from": "2026-09-01", "leave_until": "2026-09-20"}])
    transaction.commit()
    assert figures(run().as_json()) == (3, 3)
    assert "emp@example.org" not in post.taken()
    assert on(at, date(2026, 9, 18))["notices"] == 3
    post.taken()
    assert figures(on(at, date(2026, 9, 21))) == (1, 1)
    # Thirty days, of which the twenty of the leave but the first are not counted.
    assert "by 20 October 2026" in texts_of(post.taken()["emp@example.org"])[0]


def test_everybody_is_written_to_in_their_language(programme: Any, post: Any) -> None:
    intranet.tell(
        [
            {
                "userid": "emp",
                "fullname": "Emma Petit",
                "department": "rd",
                "email": "emp@example.org",
                "language": "fr",
            }
        ]
    )
    start(programme)
    run()
    mails = post.taken()
    assert mails["emp@example.org"]["Content-Language"] == "fr"
    assert "1er octobre 2026" in texts_of(mails["emp@example.org"])[0]
    assert mails["mgr@example.org"]["Content-Language"] == "en"


def test_nobody_is_told_a_title_that_they_may_not_see(programme: Any, post: Any, served: Any) -> None:
    text = start(programme)
    programme.manage_permission("View", ["Governance Owner", "Manager"], acquire=0)
    served["gov"].reindexObjectSecurity()
    for permission in ("View", "Access contents information"):
        text.manage_permission(permission, ["Governance Referent"], acquire=0)
    transaction.commit()
    assert figures(run().as_json()) == (1, 1)
    assert list(post.taken()) == ["ref@example.org"]
    assert getUtility(INotices).hidden() == {text.UID(): 3}
    before = served._p_jar.db().lastTransaction()
    assert figures(run().as_json()) == (0, 0)
    assert served._p_jar.db().lastTransaction() == before


def test_who_has_no_address_is_counted_and_told_on_their_page(programme: Any, post: Any) -> None:
    intranet.tell([{"userid": "emp", "fullname": "Emma Petit", "department": "rd", "email": ""}])
    start(programme)
    answer = run().as_json()
    assert figures(answer) == (4, 3)
    stamp = getUtility(IClockRecord).stamp
    assert stamp.counts["notices"]["people without an address"] == 1
    assert figures(run().as_json()) == (0, 0)


def test_an_optional_text_is_told_once(programme: Any, post: Any, at: Any) -> None:
    start(programme, ack_optional=True)
    assert figures(run().as_json()) == (4, 4)
    assert "up to you" in texts_of(post.taken()["emp@example.org"])[0]
    assert [on(at, STARTED + number * ONE_DAY)["notices"] for number in (16, 23, 30, 37)] == [0, 0, 0, 0]


def excuse(text: Any) -> None:
    for userid, answer in (("emp", "exception_requested"), ("own", "exception_granted")):
        with api.env.adopt_user(username=userid):
            given = Given(answer, digest=text["e1"].digest, note="No screen.")
            give_answer(text["e1"], "emp", userid, given)
    transaction.commit()


def test_who_is_excused_hears_in_time_that_it_ends_and_on_the_day_that_it_ended(
    programme: Any, post: Any, at: Any
) -> None:
    text = start(programme, ack_validity_months=3)
    run()
    at(date(2026, 9, 2))
    excuse(text)
    said = {}
    days = [(9, 3), (10, 30), (11, 2), (11, 3), (11, 9), (12, 1), (12, 2), (12, 3), (12, 14)]
    for day in (date(2026, *each) for each in days):
        on(at, day)
        mail = post.taken().get("emp@example.org")
        if mail is not None and day > date(2026, 9, 3):
            said[day] = mail["Subject"], " ".join(texts_of(mail)[0].split())
    # Three months after the second of September it ends: thirty days before, and on the day.
    assert list(said) == [date(2026, 11, 2), date(2026, 12, 2)]
    (before, words_before), (after, words_after) = said.values()
    assert (before, after) == ("Until when you are excused: Charte", "To read: Charte")
    assert "That ends on 2 December 2026; if it should go on, ask again." in words_before
    assert "You were excused from it; that ended on 2 December 2026." in words_after
    assert "waiting for you since" not in words_after
    # What they were told is kept for as long as they owe it, so that nobody is told anew.
    key = getUtility(IDirectory).key("emp")
    (kept,) = [since for (_line, since), keys in _still_asked(date(2027, 9, 1)).items() if key in keys]
    assert kept == date(2026, 12, 2)


def test_a_major_edition_asks_anew_and_a_minor_one_is_news(programme: Any, post: Any, at: Any) -> None:
    text = start(programme)
    run()
    acknowledge("emp", text)
    at(STARTED + 13 * ONE_DAY)
    intranet.walk_to("in_force", intranet.next_edition(text, "minor"))
    transaction.commit()
    post.taken()
    assert figures(run().as_json()) == (1, 1)
    news = post.taken()["emp@example.org"]
    assert news["Subject"] == "What is new in “Charte”"
    assert figures(run().as_json()) == (0, 0)


def test_only_reminding_waits_for_the_next_week(programme: Any, post: Any, at: Any) -> None:
    programme.reminder_offsets = [-28, -27, -26]
    start(programme)
    run()
    told = [
        STARTED + number * ONE_DAY for number in range(1, 12) if on(at, STARTED + number * ONE_DAY)["digests"]
    ]
    assert told == [date(2026, 9, 7)]


def test_a_run_sends_no_more_mails_than_it_may_and_the_next_goes_on(programme: Any, post: Any) -> None:
    api.portal.set_registry_record("socialgovernance.mails_in_a_run", 3)
    start(programme)
    assert figures(run().as_json()) == (3, 3)
    assert figures(run().as_json()) == (1, 1)
    assert len(post.taken()) == 4
    assert figures(run().as_json()) == (0, 0)


def test_two_years_are_caught_up_in_one_run_with_one_mail_each(programme: Any, post: Any, at: Any) -> None:
    text = start(programme, ack_validity_months=12)
    run()
    post.taken()
    acknowledge("emp", text)
    assert figures(on(at, date(2028, 9, 4))) == (4, 4)
    mails = post.taken()
    assert "You read it some time ago." not in texts_of(mails["mgr@example.org"])[0]
    assert "Charte" in texts_of(mails["emp@example.org"])[0]
    assert figures(on(at, date(2028, 9, 5))) == (0, 0)
    key = getUtility(IDirectory).key("emp")
    told = [(day, kind) for day, kind, _line, _since in getUtility(INotices).of_person(key)]
    assert told == [(STARTED, "first"), (date(2028, 9, 4), "first")]


def test_trying_sends_and_keeps_nothing(programme: Any, post: Any) -> None:
    start(programme)
    assert figures(run(dry_run=True).as_json()) == (4, 4)
    assert not post.sent
    assert figures(run().as_json()) == (4, 4)


def test_a_run_killed_at_any_commit_tells_everybody_once(programme: Any, post: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(digests, "BATCH", 1)
    start(programme)
    instant = wallclock.now()
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

        try:
            run(commit=commit)
        except Killed:
            transaction.abort()
            instant += 2 * LEASE
            monkeypatch.setattr(wallclock, "now", lambda at=instant: at)
        else:
            break
    assert number > 4
    assert len(post.taken()) == 4
    key = getUtility(IDirectory).key("emp")
    assert [kind for _day, kind, _line, _since in getUtility(INotices).of_person(key)] == ["first"]


def test_without_an_address_of_the_site_nothing_is_sent(programme: Any, post: Any) -> None:
    getUtility(IClockRecord).address = ""
    start(programme)
    answer = run().as_json()
    assert figures(answer) == (0, 0)
    assert "--url" in answer["failures"][0]["message"]
    assert not post.sent


def test_the_service_knows_the_address_of_the_site(
    programme: Any, post: Any, rest: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(address, "NOWHERE", ("http://nohost",))
    getUtility(IClockRecord).address = ""
    start(programme)
    answer = rest().post("@governance-clock", {}, expect=200)
    assert figures(answer) == (4, 4)
    transaction.begin()
    assert getUtility(IClockRecord).address == rest().site
    assert f"{rest().site}/gov/charte" in texts_of(post.taken()["emp@example.org"])[0]


def test_a_mail_server_that_is_down_is_not_tried_again_and_again(
    programme: Any, post: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(digests, "BATCH", 1)
    start(programme)
    calls = []

    def refuse(*_words: Any) -> None:
        calls.append(1)
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(post, "vote", refuse)
    answer = run().as_json()
    assert figures(answer) == (0, 0)
    assert len(answer["failures"]) == len(calls) == digests.NoticesJob.patience
    monkeypatch.setattr(post, "vote", lambda *_words: None)
    assert figures(run().as_json()) == (4, 4)


class Storage:
    """Another part of the transaction, whose key sorts after those that parts have by themselves."""

    transaction_manager = transaction.manager

    def __init__(self, happened: list[str]):
        self.happened = happened

    def sortKey(self) -> str:
        return "storage"

    def tpc_finish(self, _transaction: Any) -> None:
        self.happened.append("kept")

    def tpc_begin(self, _transaction: Any) -> None:
        """Nothing to do."""

    commit = tpc_vote = abort = tpc_abort = tpc_begin


def test_a_mail_leaves_once_it_is_kept_that_it_did_whatever_the_storage(
    programme: Any, post: Any, monkeypatch: Any
) -> None:
    happened: list[str] = []
    monkeypatch.setattr(type(post), "send", lambda self, *_words: happened.append("sent"))
    stand_at(programme.__parent__, "https://intranet.example.com")
    reader = Reader("emp", "emp", "Emma", "emp@example.org", "en")
    Desk(programme.__parent__).write(reader, [Line("review", "La charte", "https://intranet.example.com")])
    transaction.get().join(Storage(happened))
    transaction.commit()
    assert happened == ["kept", "sent"]
