"""The register of an edition as a file, and one page of it, against writing the same rows bare."""

from benchmarks.acknowledging import EDITION
from benchmarks.acknowledging import FACTS
from benchmarks.acknowledging import file_storage
from benchmarks.bench_coverage import answers_of
from benchmarks.bench_coverage import ASKED
from benchmarks.bench_coverage import company_of
from benchmarks.bench_coverage import timed
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.events import EventLog
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.exporting import COLUMNS
from collective.socialgovernance.texts.exporting import export
from collective.socialgovernance.texts.exporting import Words
from collective.socialgovernance.texts.register import Register
from collective.socialgovernance.texts.register import Wanted
from collective.socialgovernance.texts.sheets import write_csv
from datetime import date
from typing import Any
from ZODB.DB import DB
from zope.component import provideAdapter
from zope.component import provideUtility

import io
import os
import time
import transaction


NAME = "export"
PAGE = 50
CACHED = 30_000
"""Objects in the cache of a connection: as many as a server of Plone has."""

WORDS = Words("Acknowledgments", COLUMNS, lambda column, value: value)


class Edition:
    """Stands for the content: what the register asks of it."""

    def __init__(self, connection: Any):
        self._p_jar = connection


class Asked:
    """What the acknowledgments room knows of it."""

    text = facts = FACTS
    edition = EDITION
    today = ASKED

    def __init__(self, context: Any):
        self.asked = self

    def on(self, day: date) -> "Asked":
        """The same edition on every day."""
        return self


def run(people: int) -> dict[str, object]:
    """Seconds for all rows as a file, the first time from a cold cache; milliseconds for a page of 50."""
    with file_storage() as (database, _path):
        connection = database.open()
        root = connection.root()
        root["directory"], root["ledger"], root["log"] = company_of(people), answers_of(people), EventLog()
        transaction.commit()
        connection.close()
        database.setCacheSize(CACHED)
        return _measure(database)


def _measure(database: DB) -> dict[str, object]:
    connection = database.open()
    root = connection.root()
    provideAdapter(Asked, (Edition,), IAcknowledgeable)
    provideAdapter(Asked, (Edition,), IAskedText)
    for name, interface in (("directory", IDirectory), ("ledger", ILedger), ("log", IEventLog)):
        provideUtility(root[name], interface)
    edition = Edition(connection)
    connection.cacheMinimize()
    cold, size = timed(lambda: _file(edition, "csv"))
    spent = time.process_time()
    warm, _size = timed(lambda: _file(edition, "csv"))
    spent = time.process_time() - spent
    xlsx, xlsx_size = timed(lambda: _file(edition, "xlsx"))
    rows = len(Register(edition, Wanted()).keys)
    figures = {
        "rows": rows,
        "CSV s": warm,
        "CSV CPU s": spent,
        "CSV the first time s": cold,
        "CSV MB": size / 1e6,
        "XLSX s": xlsx,
        "XLSX MB": xlsx_size / 1e6,
        "the same number of rows bare s": _floor(rows),
        "a page, all ms": _page(edition, Wanted()),
        "a page, overdue ms": _page(edition, Wanted(statuses=frozenset({"overdue", "critical"}))),
        "a page, by name ms": _page(edition, Wanted(search="lastname77")),
    }
    transaction.abort()
    connection.close()
    return figures


def _file(edition: Any, format: str) -> int:
    with export(Register(edition, Wanted()), format, "bench", WORDS) as file:
        return file.seek(0, os.SEEK_END)


def _page(edition: Any, wanted: Wanted) -> float:
    def page() -> None:
        register = Register(edition, wanted)
        for key in register.keys[:PAGE]:
            register.row(key)

    return min(timed(page)[0] for _ in range(3)) * 1000


def _floor(rows: int) -> float:
    row = [f"firstname.lastname {name}" for name in COLUMNS]
    return timed(lambda: write_csv(io.BytesIO(), COLUMNS, (row for _ in range(rows))))[0]
