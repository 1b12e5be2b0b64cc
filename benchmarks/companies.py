"""Companies of any size for the benchmarks: sixty departments, everybody in one of them."""

from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from datetime import datetime
from datetime import timezone

import random


DEPARTMENTS = 60
BEFORE = datetime(2026, 2, 1, tzinfo=timezone.utc)


def userid(number: int) -> str:
    """The user id of a person by number."""
    return f"firstname.lastname{number}"


def tell(directory: IDirectory, people: int, addresses: bool = False) -> None:
    """Put so many people into an empty directory, as an import does; ``addresses``: with one each."""
    chance = random.Random(7)
    departments = [{"id": f"d{number:02}", "title": f"Department {number}"} for number in range(DEPARTMENTS)]
    told = [
        {
            "userid": userid(number),
            "fullname": f"Firstname Lastname{number}",
            "department": f"d{chance.randrange(DEPARTMENTS):02}",
            "joined": "2020-01-01",
            **({"email": f"{userid(number)}@example.org"} if addresses else {}),
        }
        for number in range(people)
    ]
    plan = imports.plan(
        directory,
        BEFORE.date(),
        rows.json_table(rows.PERSON_ROWS, told),
        rows.json_table(rows.DEPARTMENT_ROWS, departments),
    )
    imports.apply(directory, plan, who="bench", when=BEFORE)
