"""The ledger keeps every answer, in order, and writes next to nothing."""

from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.ledger import Ledger
from collective.socialgovernance.acknowledgments.ledger import shard_of
from collective.socialgovernance.acknowledgments.ledger import SHARDS
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import instant
from ZODB.DB import DB
from ZODB.MappingStorage import MappingStorage
from ZODB.serialize import ObjectWriter
from zope.interface.verify import verifyObject

import pytest
import transaction


@pytest.fixture
def connection():
    db = DB(MappingStorage())
    connection = db.open(transaction.TransactionManager())
    connection.root()["ledger"] = Ledger()
    connection.root()["ledger"].open_edition("one")
    connection.transaction_manager.commit()
    yield connection
    connection.transaction_manager.abort()
    connection.close()
    db.close()


def test_it_is_what_it_says():
    assert verifyObject(ILedger, Ledger())


def test_the_history_of_a_person_stays_in_order():
    ledger = Ledger()
    ledger.open_edition("one")
    given = [entry(at=1), entry("withdrawn", at=2), entry(at=3)]
    for each in given:
        ledger.append("one", 1, each)
    assert ledger.entries("one", 1) == tuple(given)


def test_an_answer_dated_back_takes_its_place_in_time():
    ledger = Ledger()
    ledger.open_edition("one")
    late = ledger.append("one", 1, entry(at=9))
    early = ledger.append("one", 1, entry(at=3, recorded=instant(10), actor="officer", note="paper"))
    assert ledger.entries("one", 1) == (early, late)


def test_an_entry_comes_back_as_it_was_given(connection):
    given = entry(key=-7, actor="officer", note="signed on paper, réunion", recorded=instant(40))
    connection.root()["ledger"].append("one", -7, given)
    connection.transaction_manager.commit()
    connection.cacheMinimize()
    assert connection.root()["ledger"].entries("one", -7) == (given,)


def test_one_answer_writes_one_object(connection):
    ledger = connection.root()["ledger"]
    for key in range(100, 1100):
        ledger.append("one", key, entry(key=key))
    connection.transaction_manager.commit()
    written = []
    for key in range(5000, 5020):
        ledger.append("one", key, entry(key=key))
        written.append(len(connection._registered_objects))
        connection.transaction_manager.commit()
    assert written == [1] * 20


def test_answering_again_writes_one_object(connection):
    ledger = connection.root()["ledger"]
    ledger.append("one", 1, entry(at=1))
    connection.transaction_manager.commit()
    ledger.append("one", 1, entry("withdrawn", at=2))
    assert len(connection._registered_objects) == 1


def test_opening_an_edition_again_keeps_its_entries(connection):
    ledger = connection.root()["ledger"]
    ledger.append("one", 1, entry())
    connection.transaction_manager.commit()
    ledger.open_edition("one")
    assert not connection._registered_objects
    assert len(ledger.entries("one", 1)) == 1


def test_reading_an_edition_that_never_started_writes_nothing(connection):
    ledger = connection.root()["ledger"]
    assert ledger.entries("other", 1) == ()
    assert list(ledger.keys("other")) == []
    assert not ledger.is_open("other")
    assert not connection._registered_objects


def test_an_edition_that_never_started_takes_no_answer():
    with pytest.raises(KeyError):
        Ledger().append("one", 1, entry())


def test_an_entry_about_somebody_else_is_not_taken():
    ledger = Ledger()
    ledger.open_edition("one")
    with pytest.raises(ValueError):
        ledger.append("one", 2, entry(key=1))
    assert ledger.entries("one", 2) == ()


def test_nothing_removes():
    assert not [
        name for name in dir(Ledger) if name.startswith(("remove", "delete", "clear", "pop", "discard"))
    ]


def test_the_keys_of_an_edition_are_a_sorted_set():
    ledger = Ledger()
    ledger.open_edition("one")
    for key in (30, 10, 20):
        ledger.append("one", key, entry(key=key))
    assert list(ledger.keys("one")) == [10, 20, 30]


def test_people_spread_evenly_over_the_shards():
    counts = [0] * SHARDS
    for key in range(25_600):
        counts[shard_of(key)] += 1
    assert min(counts) > 50
    assert max(counts) < 150


def test_the_shard_of_a_person_is_the_same_everywhere():
    assert [shard_of(key) for key in (1, 2, 250_000, 2**62)] == [255, 69, 107, 132]


def test_an_entry_takes_less_than_four_hundred_bytes(connection):
    ledger = connection.root()["ledger"]
    for key in range(25_600):
        ledger.append("one", key, entry(key=key, subject=f"firstname.lastname{key}"))
    connection.transaction_manager.commit()
    buckets = [bucket for _page, bucket in ledger.pages("one")]
    size = sum(len(ObjectWriter(bucket).serialize(bucket)) for bucket in buckets)
    count = sum(len(bucket) for bucket in buckets)
    assert count == 25_600
    assert size / count < 400


def test_a_receipt_id_is_derived_and_says_nothing_about_the_person():
    one, other = entry(subject="emma.petit"), entry(subject="emma.petit")
    assert one.receipt_id == one.receipt_id
    assert one.receipt_id != other.receipt_id
    assert len(one.receipt_id) == 32
    assert "emma" not in one.receipt_id


def test_a_page_is_read_again_only_after_it_was_written(connection):
    ledger = connection.root()["ledger"]
    for key in range(2000):
        ledger.append("one", key, entry(at=1, key=key))
    connection.transaction_manager.commit()
    first = [page for page, _entries in ledger.pages("one")]
    assert sorted(key for page in first for key in page.acknowledged) == list(range(2000))
    assert {(page.first, page.last) for page in first} == {(int(instant(1).timestamp()),) * 2}
    ledger.append("one", 7, entry("withdrawn", at=2, key=7))
    while_writing = [page for page, _entries in ledger.pages("one")]
    connection.transaction_manager.commit()
    after = [page for page, _entries in ledger.pages("one")]
    again = [page for page, _entries in ledger.pages("one")]
    for pages in (while_writing, after):
        assert sum(old is not new for old, new in zip(first, pages, strict=True)) == 1
        assert [page.others for page in pages if page.others] == [(7,)]
    assert all(old is new for old, new in zip(after, again, strict=True))


def test_a_page_that_another_connection_wrote_is_read_again(connection):
    ledger = connection.root()["ledger"]
    ledger.append("one", 1, entry(at=1, key=1))
    connection.transaction_manager.commit()
    assert [page.acknowledged[0] for page, _entries in ledger.pages("one") if page.acknowledged] == [1]
    manager = transaction.TransactionManager()
    other = connection.db().open(manager)
    other.root()["ledger"].append("one", 1, entry("withdrawn", at=2, key=1))
    manager.commit()
    other.close()
    connection.transaction_manager.begin()
    assert [page.others for page, _entries in ledger.pages("one") if page.others] == [(1,)]
