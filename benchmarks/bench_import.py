"""A full import of the directory, the same files again, and a reorganisation of managers."""

from benchmarks.acknowledging import file_storage
from collections.abc import Iterator
from collective.socialgovernance.commands.progress import Progress
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory.store import Directory
from datetime import date
from datetime import datetime
from datetime import timezone
from ZODB.Connection import Connection

import random
import resource
import time
import transaction


NAME = "import"
DEPARTMENTS = 60
MANAGED = 50
REORGANISED = 5_000
TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=timezone.utc)
COLUMNS = "userid,fullname,email,department,manager,job_family,site,population,language,status,joined,left"


def run(people: int) -> dict[str, object]:
    """Seconds, memory and bytes written; a reorganisation gives up to 5,000 people another manager."""
    files = _people(people), _departments(people)
    with file_storage() as (database, path):
        connection = database.open()
        connection.root()["directory"] = Directory()
        transaction.commit()
        first, counts = _import(connection, *files)
        size = path.stat().st_size
        connection.cacheMinimize()
        again, unchanged = _import(connection, *files)
        grown = path.stat().st_size - size
        moved, reorganised = _import(connection, _people(people, min(REORGANISED, people)), files[1])
        questions = _questions(connection)
        connection.close()
    return {
        "people": people,
        "first s": first,
        "created": counts["created"],
        "again s": again,
        "again / first": again / first,
        "unchanged": unchanged["unchanged"],
        "bytes written again": grown,
        "reorganisation s": moved,
        "reorganised": reorganised["updated"],
        "peak memory MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bytes a person": size / people,
        **questions,
    }


def _import(connection: Connection, people: bytes, departments: bytes) -> tuple[float, dict[str, int]]:
    directory = connection.root()["directory"]
    began = time.perf_counter()
    tables = imports.read_csv(directory, ("people.csv", people), ("departments.csv", departments))
    plan = imports.plan(directory, TODAY, *tables)

    def commit() -> None:
        transaction.commit()
        connection.cacheGC()

    batches = imports.apply_in_batches(
        directory, plan, who="bench", when=NOW, commit=commit, fingerprint="bench"
    )
    with Progress("people", len(plan.people)) as progress:
        for done in batches:
            progress.at(done)
    return time.perf_counter() - began, plan.counts


def _questions(connection: Connection) -> dict[str, float]:
    """Milliseconds to say who is in the company, below the top, today and on the day before the import."""
    directory = connection.root()["directory"]
    connection.cacheMinimize()
    asked = {}
    for name, day in (("today", TODAY), ("the day before", date(2026, 3, 9))):
        began = time.perf_counter()
        directory.members("d00", day, children=True)
        asked[f"members {name} ms"] = (time.perf_counter() - began) * 1000
    return asked


def _people(people: int, reorganised: int = 0) -> bytes:
    chance = random.Random(1)
    lines = (_line(chance, number, people, number < reorganised) for number in range(people))
    return "\n".join((COLUMNS, *lines, "")).encode()


def _line(chance: random.Random, number: int, people: int, reorganised: bool) -> str:
    department = f"d{chance.randrange(DEPARTMENTS):02}"
    manager = number // MANAGED * MANAGED
    if reorganised:
        manager = (manager + MANAGED) % people
    joined = f"{chance.randrange(1990, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return (
        f"p{number:06},Person Number {number},p{number:06}@example.org,{department},p{manager:06},"
        f"sales,Paris,employee,fr,active,{joined},"
    )


def _departments(people: int) -> bytes:
    def lines() -> Iterator[str]:
        yield "id,title,parent,head,deputies"
        for number in range(DEPARTMENTS):
            yield f"d{number:02},Department {number},{'d00' if number else ''},p{number % people:06},"

    return "\n".join((*lines(), "")).encode()
