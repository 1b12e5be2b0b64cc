"""A directory on a real database connection, and ways to tell it something."""

from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.store import Directory
from datetime import date
from datetime import datetime
from datetime import timezone
from ZODB.DB import DB
from ZODB.MappingStorage import MappingStorage

import pytest
import transaction


TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=timezone.utc)

DEPARTMENTS = [
    {"id": "co", "title": "Company"},
    {"id": "rd", "title": "R&D", "parent": "co", "head": "head", "deputies": ["deputy"]},
    {"id": "lab", "title": "Lab", "parent": "rd"},
    {"id": "hr", "title": "People", "parent": "co"},
]


def someone(userid, department="rd", **more):
    """A row of a person."""
    row = {"userid": userid, "fullname": userid.title(), "department": department, "joined": "2020-01-01"}
    row.update(more)
    return row


PEOPLE = [
    someone("emp", manager="mgr", email="emp@example.org"),
    someone("mgr"),
    someone("head"),
    someone("deputy"),
    someone("chemist", "lab"),
    someone("nurse", "hr"),
    someone("nomad", ""),
]


class Telling:
    """A directory and short ways to import rows into it."""

    def __init__(self, directory):
        self.directory = directory

    def plan(self, people=None, departments=None, today=TODAY, **options):
        return imports.plan(
            self.directory,
            today,
            None if people is None else rows.json_table(rows.PERSON_ROWS, people),
            None if departments is None else rows.json_table(rows.DEPARTMENT_ROWS, departments),
            **options,
        )

    def __call__(self, people=None, departments=None, today=TODAY, **options):
        plan = self.plan(people, departments, today, **options)
        return imports.apply(self.directory, plan, who="admin", when=NOW)

    def company(self, today=TODAY):
        """The small company of these tests."""
        return self(PEOPLE, DEPARTMENTS, today)

    def names(self, keys):
        """The userids of a set of keys, sorted."""
        return sorted(self.directory.userid(key) for key in keys)


@pytest.fixture
def connection():
    database = DB(MappingStorage())
    connection = database.open()
    yield connection
    transaction.abort()
    connection.close()
    database.close()


@pytest.fixture
def telling(connection):
    directory = Directory()
    connection.root()["directory"] = directory
    transaction.commit()
    return Telling(directory)


@pytest.fixture
def company(telling):
    telling.company()
    transaction.commit()
    return telling
