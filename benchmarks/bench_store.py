"""Storing one acknowledgment, against the bare commit of one BTree entry and one content object a record."""

from benchmarks.acknowledging import answer
from benchmarks.acknowledging import EDITION
from benchmarks.acknowledging import file_storage
from benchmarks.intranet import add_site
from benchmarks.intranet import zope
from BTrees.LOBTree import LOBTree
from collections.abc import Callable
from collective.socialgovernance.acknowledgments.ledger import Ledger
from collective.socialgovernance.acknowledgments.receipts import receipt
from plone import api
from threading import Thread
from transaction import TransactionManager
from typing import Any
from ZODB.DB import DB
from ZODB.POSException import ConflictError

import time
import transaction


NAME = "store"
TRIES = 3
THREADS = 8
SECRET = bytes(32)
ROUNDS = 3
CONTENT_OBJECTS = 150


def run(people: int) -> dict[str, object]:
    """Commits per second, one acknowledgment each: one thread and eight, best of three rounds.

    Eight threads share one processor at a time and one file, so they commit less than one does, whatever they
    write: beside the ratio to one bare thread stands the one to as many bare threads.
    """
    count = max(200, min(people, 2000))
    bare = max(_bare(count, 1) for _ in range(ROUNDS))
    bare_together = max(_bare(count, THREADS) for _ in range(ROUNDS))
    one = max((_acknowledging(count, 1) for _ in range(ROUNDS)), key=lambda result: result["per second"])
    eight = max(
        (_acknowledging(count, THREADS) for _ in range(ROUNDS)), key=lambda result: result["per second"]
    )
    content = _content_objects()
    return {
        "bare commits per second": bare,
        f"bare commits per second, {THREADS} threads": bare_together,
        "one content object a record, per second": content,
        "times one content object a record": one["per second"] / content,
        "1 thread": {**one, "ratio to bare": one["per second"] / bare},
        f"{THREADS} threads": {
            **eight,
            "ratio to bare": eight["per second"] / bare,
            f"ratio to {THREADS} bare threads": eight["per second"] / bare_together,
        },
    }


def _bare(count: int, threads: int) -> float:
    """The floor: one entry of one BTree per commit; each thread has a BTree of its own, so none waits."""
    with file_storage() as (database, _path):
        with database.transaction() as connection:
            connection.root()["trees"] = tuple(LOBTree() for _ in range(threads))
        shares = [range(start, count, threads) for start in range(threads)]
        began = time.perf_counter()
        _all_at_once(
            [lambda n=n, share=share: _entries(database, n, share) for n, share in enumerate(shares)]
        )
        return count / (time.perf_counter() - began)


def _entries(database: DB, tree: int, keys: range) -> None:
    manager = TransactionManager()
    connection = database.open(manager)
    for key in keys:
        manager.begin()
        connection.root()["trees"][tree][key * 7919 % 1_000_003] = ("entry",)
        manager.commit()
    connection.close()


def _content_objects() -> float:
    """What one would write first: a Dexterity object in Plone for each record, one a commit."""
    with zope() as made:
        site = add_site(made, "intranet", 0, with_product=False)
        folder = api.content.create(site, "Folder", "records")
        transaction.commit()
        began = time.perf_counter()
        for number in range(CONTENT_OBJECTS):
            api.content.create(folder, "Document", f"record-{number}", title=f"Record {number}")
            transaction.commit()
        return CONTENT_OBJECTS / (time.perf_counter() - began)


def _acknowledging(count: int, threads: int) -> dict[str, Any]:
    with file_storage() as (database, _path):
        with database.transaction() as connection:
            connection.root()["ledger"] = Ledger()
            connection.root()["ledger"].open_edition(EDITION)
        totals = {"conflicts resolved by trying again": 0, "lost": 0}
        shares = [range(start, count, threads) for start in range(threads)]
        began = time.perf_counter()
        _all_at_once([lambda share=share: _work(database, share, totals) for share in shares])
        seconds = time.perf_counter() - began
        with database.transaction() as connection:
            kept = len(connection.root()["ledger"].keys(EDITION))
        return {"per second": count / seconds, **totals, "missing": count - kept}


def _work(database: DB, keys: range, totals: dict[str, int]) -> None:
    manager = TransactionManager()
    connection = database.open(manager)
    for key in keys:
        for attempt in range(TRIES + 1):
            manager.begin()
            ledger = connection.root()["ledger"]
            try:
                answer(ledger, key)
                receipt(ledger.entries(EDITION, key)[-1], SECRET)
                manager.commit()
                break
            except ConflictError:
                manager.abort()
                totals["conflicts resolved by trying again"] += 1
                if attempt == TRIES:
                    totals["lost"] += 1
    connection.close()


def _all_at_once(work: list[Callable[[], None]]) -> None:
    threads = [Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
