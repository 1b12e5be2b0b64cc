"""The demo's people: about three hundred, in a tree that the directory import accepts."""

from collections import Counter
from collective.socialgovernance.demo import accounts
from collective.socialgovernance.demo import cast
from collective.socialgovernance.demo import company
from collective.socialgovernance.directory import csv_files
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.store import Directory
from datetime import date
from datetime import timedelta

import pytest


TODAYS = (company.REFERENCE_DAY, company.REFERENCE_DAY + timedelta(days=6), date(2028, 2, 29))


def tables(today: date) -> tuple[rows.Table, rows.Table]:
    return (
        csv_files.csv_table(rows.PERSON_ROWS, company.people_csv(today), "people.csv"),
        csv_files.csv_table(rows.DEPARTMENT_ROWS, company.departments_csv(), "departments.csv"),
    )


def present() -> list[dict[str, str]]:
    return [row for row in company.people() if row["status"] != "left"]


def test_about_three_hundred_people_in_eight_departments_under_a_head_office():
    departments = company.departments()
    assert 290 <= len(present()) <= 310
    top = [row["id"] for row in departments if not row["parent"]]
    assert len(top) == 1 and len(departments) == 9
    nested = [row for row in departments if row["parent"] not in ("", *top)]
    assert len(nested) == 1


def test_every_department_is_large_enough_to_show_figures():
    assert min(Counter(row["department"] for row in present()).values()) >= 10


def test_managers_form_a_tree():
    manager = {row["userid"]: row["manager"] for row in company.people()}
    tops = [userid for userid, above in manager.items() if not above]
    assert tops == ["claire.delorme"]
    for userid in manager:
        chain, above = [userid], manager[userid]
        while above:
            assert above not in chain, chain
            chain.append(above)
            above = manager[above]
        assert len(chain) <= 5


def test_heads_work_in_their_department():
    department = {row["userid"]: row["department"] for row in present()}
    for row in company.departments():
        assert department[row["head"]] == row["id"]
        for deputy in filter(None, row["deputies"].split(";")):
            assert department[deputy] == row["id"]


def test_it_is_a_mixed_company():
    people = present()
    assert {row["language"] for row in people} == {"fr", "en"}
    assert len({row["site"] for row in people}) == 3
    assert {row["population"] for row in people} == {"employee", "contractor", "temp", "intern", "officer"}
    assert 5 <= sum(row["status"] == "leave" for row in people) <= 12
    assert 5 <= len(company.people()) - len(people) <= 15
    assert len({row["fullname"] for row in company.people()}) == len(company.people())


@pytest.mark.parametrize("today", TODAYS)
def test_import_accepts_the_files(today):
    people, departments = tables(today)
    assert not people.problems and not departments.problems
    plan = imports.plan(Directory(), today, people, departments)
    assert plan.counts["created"] == len(company.people()) + len(company.departments())


def test_story_moves_by_whole_weeks():
    assert company.moved(date(2026, 1, 19), company.REFERENCE_DAY) == date(2026, 1, 19)
    assert company.moved(date(2026, 1, 19), company.REFERENCE_DAY + timedelta(days=6)) == date(2026, 1, 19)
    assert company.moved(date(2026, 1, 19), company.REFERENCE_DAY + timedelta(days=7)) == date(2026, 1, 26)
    assert company.moved(date(2026, 1, 19), company.REFERENCE_DAY - timedelta(days=1)) == date(2026, 1, 12)


def test_accounts_are_people_of_the_company():
    people = {row["userid"]: row for row in present()}
    for who, login, password, try_this in accounts():
        assert login in people
        assert who and try_this
        assert len(password) >= 8
    assert people[cast.CONTRACTOR]["population"] == "contractor"
    assert people[cast.ENGLISH_EMPLOYEE]["language"] == "en"
    assert people[cast.AMBASSADOR]["manager"] == cast.LINE_MANAGER
    heads = {row["head"] for row in company.departments()}
    assert cast.DEPARTMENT_HEAD in heads


def test_two_people_share_each_work_that_needs_four_eyes():
    roles = Counter(role for account in cast.ACCOUNTS for role in account.roles)
    assert roles["Governance Owner"] >= 2
    assert roles["Governance Referent"] >= 2
    authors = {account.login for account in cast.ACCOUNTS if "Governance Editor" in account.roles}
    owners = {account.login for account in cast.ACCOUNTS if "Governance Owner" in account.roles}
    assert not authors & owners
