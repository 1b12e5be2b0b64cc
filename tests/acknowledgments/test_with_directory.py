"""Coverage computed from the real directory counts everybody where the slow model puts them."""

from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.store import Directory
from datetime import date
from datetime import timedelta
from random import Random
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import edition
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import instant
from tests.acknowledgments.company import ledger_with
from tests.acknowledgments.company import text
from tests.acknowledgments.slow_model import SlowModel

import pytest


FIRST_IMPORT = day(-60)
DEPARTMENTS = [
    {"id": "co", "title": "Company"},
    {"id": "rd", "title": "R&D", "parent": "co"},
    {"id": "lab", "title": "Lab", "parent": "rd"},
    {"id": "hr", "title": "People", "parent": "co"},
]
SETTINGS = (
    {},
    {"audience": frozenset({"rd"})},
    {"audience_exclude": frozenset({"lab"}), "ack_validity_months": 1},
    {"population": frozenset({"employee"}), "reack_days": 5},
    {"perimeter": frozenset({"rd", "hr"}), "ack_optional": True},
)


def iso(number: int) -> str:
    return day(number).isoformat()


def tell(
    directory: Directory, today: date, people: list[dict[str, str]], departments=None, delta=False
) -> None:
    plan = imports.plan(
        directory,
        today,
        rows.json_table(rows.PERSON_ROWS, people),
        None if departments is None else rows.json_table(rows.DEPARTMENT_ROWS, departments),
        delta=delta,
        accept_leavers=True,
    )
    imports.apply(directory, plan, who="admin", when=instant(0))


def someone(number: int, chance: Random) -> dict[str, str]:
    row = {
        "userid": f"p{number}",
        "fullname": f"Person {number}",
        "department": chance.choice(["co", "rd", "lab", "hr", ""]),
        "population": chance.choice(["employee", "employee", "intern"]),
        "joined": chance.choice(["2020-01-01", "2020-01-01", iso(-61)]),
    }
    if chance.random() < 0.2:
        begins = chance.randrange(-20, 30)
        row |= {"leave_from": iso(begins), "leave_until": iso(begins + chance.randrange(40))}
    return row


def told_later(directory: Directory, people: list[dict[str, str]], chance: Random) -> None:
    """What the next imports say: some moved, some left, some joined."""
    for number in (3, 12, 25):
        changed = []
        for row in chance.sample(people, 4):
            if chance.random() < 0.3:
                changed.append({**row, "status": "left", "left": iso(number)})
            else:
                changed.append({**row, "department": chance.choice(["co", "rd", "lab", "hr", ""])})
        changed.append({**someone(1000 + number, chance), "joined": iso(number)})
        tell(directory, day(number), changed, delta=True)


@pytest.mark.parametrize("seed", range(12))
def test_the_directory_and_the_slow_model_agree(seed):
    chance = Random(seed)
    directory = Directory()
    people = [someone(number, chance) for number in range(40)]
    tell(directory, FIRST_IMPORT, people, DEPARTMENTS)
    told_later(directory, people, chance)
    facts = text(
        edition(ended=10), edition("two", "1.1.0", 1, "minor", starts=10), **SETTINGS[seed % len(SETTINGS)]
    )
    everybody = {directory.key(person["userid"]) for person in people}
    entries = [
        entry(
            chance.choice(["acknowledged"] * 4 + ["withdrawn", "declined"]),
            at=at,
            uid="two" if at > 10 else "one",
            key=key,
        )
        for key in sorted(everybody)
        if chance.random() < 0.6
        for at in [chance.randrange(20)]
    ]
    ledger = ledger_with(*entries)
    for on in (-1, 0, 2, 3, 9, 10, 12, 25, 30, 33, 40, 60):
        audience = audience_of(facts, directory, day(on), directory.tree_days())
        for uid in ("one", "two"):
            found = statuses_on(facts, audience, directory, ledger, day(on), uid)
            assert found == expected(directory, facts, entries, on, uid), (on, uid)


def expected(directory, facts, entries, on, uid):
    statuses = {}
    for key, _record in directory.records():
        own = [each for each in entries if each.key == key]
        status = SlowModel(directory.history_of(key), facts, own, Company()).status(day(on), uid)
        if status not in ("not_required", "left_audience"):
            statuses.setdefault(status, set()).add(key)
    return statuses


def test_who_changed_in_a_time_is_known_without_loading_anybody():
    directory = Directory()
    people = [
        {"userid": "stays", "fullname": "A", "department": "rd", "joined": "2020-01-01"},
        {"userid": "moves", "fullname": "B", "department": "rd", "joined": "2020-01-01"},
        {"userid": "rests", "fullname": "C", "department": "rd", "joined": "2020-01-01"},
        {"userid": "rested", "fullname": "D", "department": "rd", "joined": "2020-01-01"},
    ]
    people[2] |= {"leave_from": iso(-5), "leave_until": iso(2)}
    people[3] |= {"leave_from": iso(-5), "leave_until": iso(-1)}
    tell(directory, FIRST_IMPORT, people, DEPARTMENTS)
    tell(directory, day(4), [{**people[1], "department": "hr"}], delta=True)
    names = sorted(directory.userid(key) for key in directory.changed(day(0), day(10)))
    assert names == ["moves", "rests"]
    assert [directory.userid(key) for key in directory.changed(day(0), day(3))] == ["rests"]
    assert list(directory.changed(day(4), day(10))) == []


def test_the_days_on_which_the_tree_changed_are_known():
    directory = Directory()
    tell(directory, FIRST_IMPORT, [], DEPARTMENTS)
    tell(directory, day(4), [], [{**DEPARTMENTS[2], "parent": "hr"}], delta=True)
    assert directory.tree_days() == (FIRST_IMPORT, day(4))
    assert directory.tree_days()[1] - timedelta(days=4) == day(0)
