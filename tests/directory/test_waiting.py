"""Files between their preview and their import."""

from collective.socialgovernance.directory.waiting import forget
from collective.socialgovernance.directory.waiting import keep
from collective.socialgovernance.directory.waiting import kept
from collective.socialgovernance.directory.waiting import Upload
from datetime import timedelta
from tests.directory.conftest import NOW


def upload(at=NOW):
    return Upload(None, None, False, at)


def test_each_person_has_one(telling):
    first, second = upload(), upload()
    assert kept(telling.directory, "ann") is None
    keep(telling.directory, "ann", first)
    keep(telling.directory, "ann", second)
    assert kept(telling.directory, "ann") is second
    assert first.token != second.token
    assert kept(telling.directory, "bob") is None
    forget(telling.directory, "ann")
    assert kept(telling.directory, "ann") is None


def test_old_ones_are_forgotten_when_somebody_shows_others(telling):
    keep(telling.directory, "ann", upload())
    keep(telling.directory, "bob", upload(NOW + timedelta(hours=23)))
    assert kept(telling.directory, "ann") is not None
    keep(telling.directory, "cyd", upload(NOW + timedelta(hours=25)))
    assert kept(telling.directory, "ann") is None
    assert kept(telling.directory, "bob") is not None
