"""The demo's answers: a believable ten months, the same on every load."""

from collections import Counter
from collections import defaultdict
from collective.socialgovernance.demo import cast
from collective.socialgovernance.demo import company
from collective.socialgovernance.demo import history
from collective.socialgovernance.demo.history import Told
from datetime import date
from datetime import timedelta
from zoneinfo import ZoneInfo


TODAY = company.REFERENCE_DAY
PEOPLE = {row["userid"]: row for row in company.people()}


def charter_readers() -> list[Told]:
    return [
        told
        for told in history.answers(TODAY)
        if told.text == history.CHARTER and told.answer == history.ACKNOWLEDGED
    ]


def local_day(told: Told) -> date:
    return told.at.astimezone(ZoneInfo(company.ZONE)).date()


def test_every_load_tells_the_same_story():
    assert history.answers(TODAY) == history.answers(TODAY)


def test_a_later_load_tells_it_later_at_the_same_hours():
    first, later = history.answers(TODAY), history.answers(TODAY + timedelta(weeks=30))
    assert len(first) == len(later)
    for before, after in zip(first, later, strict=True):
        assert (before.userid, before.answer, before.edition) == (after.userid, after.answer, after.edition)
        assert local_day(after) - local_day(before) == timedelta(weeks=30)
        zone = ZoneInfo(company.ZONE)
        assert before.at.astimezone(zone).time() == after.at.astimezone(zone).time()


def test_answers_come_in_order_and_none_lies_ahead():
    instants = [told.at for told in history.answers(TODAY)]
    assert instants == sorted(instants)
    assert instants[-1].date() < TODAY


def test_departments_differ():
    present = Counter(row["department"] for row in PEOPLE.values() if row["status"] == "active")
    readers = {told.userid for told in charter_readers()} - {history.WITHDREW}
    read = Counter(PEOPLE[userid]["department"] for userid in readers if PEOPLE[userid]["status"] == "active")
    rates = {department: read[department] / count for department, count in present.items()}
    assert 0.33 <= rates["chantier"] <= 0.37
    assert rates["finance"] >= 0.93
    assert all(rates[name] > rates["chantier"] + 0.3 for name in rates if name != "chantier")


def test_answers_are_spread_over_months_and_both_editions():
    months = Counter(told.at.strftime("%Y-%m") for told in charter_readers())
    assert len(months) >= 9
    assert Counter(told.edition for told in charter_readers())[2] >= 15


def test_people_read_in_their_own_language_on_days_they_are_at_work():
    for told in history.answers(TODAY):
        row = PEOPLE[told.userid]
        assert told.language == row["language"]
        day = local_day(told)
        assert day >= date.fromisoformat(row["joined"])
        assert not row["left"] or day < date.fromisoformat(row["left"])
        if row["leave_from"] and told.answer == history.ACKNOWLEDGED:
            until = row["leave_until"] or "9999-12-31"
            assert not row["leave_from"] <= day.isoformat() <= until
        if told.answer == history.ACKNOWLEDGED:
            assert day.weekday() < 5


def test_nobody_answers_before_the_edition_is_in_force():
    starts = {
        (history.CHARTER, 1): company.CHARTER_STARTED,
        (history.CHARTER, 2): company.UPDATE_STARTED,
        (history.GUIDE, 1): company.GUIDE_STARTED,
    }
    for told in history.answers(TODAY):
        assert local_day(told) >= starts[told.text, told.edition]
        if (told.text, told.edition) == (history.CHARTER, 1):
            assert local_day(told) < company.UPDATE_STARTED


def test_nobody_acknowledges_the_same_text_twice():
    given: dict[tuple[str, str], int] = defaultdict(int)
    for told in history.answers(TODAY):
        if told.answer == history.ACKNOWLEDGED:
            given[told.text, told.userid] += 1
    assert set(given.values()) == {1}


def test_some_still_owe_and_can_try_it():
    readers = {told.userid for told in charter_readers()}
    for login in (cast.EMPLOYEE, cast.ENGLISH_EMPLOYEE, cast.CONTRACTOR):
        assert login not in readers
    assert cast.AMBASSADOR in readers


def test_there_is_more_than_yes():
    answers = Counter((told.text, told.answer) for told in history.answers(TODAY))
    assert answers[history.CHARTER, history.WITHDRAWN] == 1
    assert answers[history.CHARTER, history.EXCEPTION_REQUESTED] == 2
    assert answers[history.CHARTER, history.EXCEPTION_GRANTED] == 1
    assert answers[history.GUIDE, history.DECLINED] >= 2
    notes = [told for told in history.answers(TODAY) if told.note and told.actor == told.userid]
    assert {told.language for told in notes} == {"fr", "en"}
    assert len(notes) >= 8


def test_answers_given_for_others_say_on_what_they_rest():
    for told in history.answers(TODAY):
        if told.actor != told.userid:
            assert told.note
            assert told.actor in (cast.OWNER, cast.SECOND_OWNER)
