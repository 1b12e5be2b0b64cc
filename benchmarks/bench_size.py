"""What one acknowledgment takes on disk after packing."""

from benchmarks.acknowledging import answer
from benchmarks.acknowledging import EDITION
from benchmarks.acknowledging import file_storage
from collective.socialgovernance.acknowledgments.ledger import Ledger
from transaction import TransactionManager

import random


NAME = "size"
BATCH = 5000


def run(people: int) -> dict[str, object]:
    """Bytes per acknowledgment, userids of usual length, keys in random order, packed."""
    keys = list(range(1, people + 1))
    random.Random(7).shuffle(keys)
    with file_storage() as (database, path):
        manager = TransactionManager()
        connection = database.open(manager)
        ledger = connection.root()["ledger"] = Ledger()
        ledger.open_edition(EDITION)
        manager.commit()
        database.pack()
        empty = path.stat().st_size
        for start in range(0, people, BATCH):
            for key in keys[start : start + BATCH]:
                answer(ledger, key)
            manager.commit()
        database.pack()
        packed = path.stat().st_size
        connection.close()
    return {
        "bytes per acknowledgment": (packed - empty) / people,
        "target": 400,
        "bytes of an empty edition": empty,
    }
