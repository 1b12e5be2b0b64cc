"""Two server processes on one ZEO storage lose no answer and double none."""

from collective.socialgovernance.acknowledgments.ledger import Ledger
from pathlib import Path
from transaction import TransactionManager
from ZODB.DB import DB

import pytest
import subprocess
import sys
import ZEO


WORKER = "tests.acknowledgments.zeo_worker"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def storage(tmp_path):
    address, stop = ZEO.server(str(tmp_path / "Data.fs"), threaded=False)
    database = DB(ZEO.client(address))
    with database.transaction() as connection:
        connection.root()["ledger"] = Ledger()
        connection.root()["ledger"].open_edition("one")
    database.close()
    yield address
    stop()


def work(address, *ranges):
    """Let one process per range answer for its people, all at once; how many entries each made."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", WORKER, str(address[0]), str(address[1]), str(first), str(last)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first, last in ranges
    ]
    printed = [process.communicate(timeout=120)[0] for process in started]
    assert [process.returncode for process in started] == [0] * len(started)
    return [int(each) for each in printed]


def entries(address):
    """How many entries each person has, as a new connection sees them."""
    database = DB(ZEO.client(address))
    connection = database.open(TransactionManager())
    ledger = connection.root()["ledger"]
    found = {key: len(ledger.entries("one", key)) for key in ledger.keys("one")}
    connection.close()
    database.close()
    return found


def test_different_people_are_all_kept(storage):
    assert work(storage, (1, 150), (151, 300)) == [150, 150]
    assert entries(storage) == dict.fromkeys(range(1, 301), 1)


def test_the_same_people_at_the_same_moment_have_one_entry_each(storage):
    made = work(storage, (1, 150), (1, 150))
    assert sum(made) == 150
    assert entries(storage) == dict.fromkeys(range(1, 151), 1)
