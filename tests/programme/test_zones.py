"""A programme that moves to another time zone: what was said of the days before stays as it was."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.days import Zones
from collective.socialgovernance.programme.zones import zone_of
from datetime import datetime
from datetime import timezone
from tests import intranet
from tests.client import Client
from tests.contract.company import Company
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


MARCH, JUNE = "2026-03-02 09:00", "2026-06-10 12:00"


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=timezone.utc)


@pytest.fixture()
def clock(monkeypatch):
    """Live at an instant."""

    def live(written: str) -> None:
        monkeypatch.setattr(wallclock, "now", lambda: at(written))

    live(MARCH)
    return live


def move(programme, zone):
    programme.timezone = zone
    notify(ObjectModifiedEvent(programme))


def test_the_zones_of_a_programme_are_those_it_had(portal, clock):
    programme = intranet.programme(portal)
    assert zone_of(programme) == "Europe/Paris"
    clock(JUNE)
    move(programme, "Pacific/Auckland")
    assert zone_of(programme) == Zones("Europe/Paris", ((at(JUNE), "Pacific/Auckland"),))


def test_what_is_kept_of_them_follows_a_change_and_its_abort(served, clock):
    programme = intranet.programme(served)
    transaction.commit()
    assert zone_of(programme) == "Europe/Paris"
    clock(JUNE)
    move(programme, "Pacific/Auckland")
    moved = zone_of(programme)
    assert moved == Zones("Europe/Paris", ((at(JUNE), "Pacific/Auckland"),))
    transaction.abort()
    assert zone_of(programme) == "Europe/Paris"
    move(programme, "Pacific/Auckland")
    transaction.commit()
    assert zone_of(programme) == moved
    assert zone_of(programme) is zone_of(programme)


def test_a_zone_changed_without_telling_holds_since_the_last_change(portal, clock):
    programme = intranet.programme(portal)
    programme.timezone = "Asia/Tokyo"
    assert zone_of(programme) == "Asia/Tokyo"
    clock(JUNE)
    move(programme, "Pacific/Auckland")
    programme.timezone = "UTC"
    assert zone_of(programme) == Zones("Europe/Paris", ((at(JUNE), "UTC"),))


@pytest.mark.parametrize("moved_to", ["Pacific/Auckland", "America/Los_Angeles"])
def test_past_days_are_told_as_before_the_move(rest, clock, moved_to):
    company = Company(rest)
    company.start()
    company.admin.patch("gov", {"k_threshold": 1})
    url = company.draft()
    company.publish(url)
    # Late in the evening in Paris, which is the next day in Auckland and the middle of it in Los Angeles.
    clock("2026-03-03 21:30")
    acknowledge(rest("emp"), url)
    clock(JUNE)
    days = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-31", "2026-04-01", "2026-06-09"]
    before = {day: told(rest("own"), url, day) for day in days}
    assert [before[day]["total"]["acknowledged"] for day in days[:2]] == [0, 1]
    company.admin.patch("gov", {"timezone": moved_to})
    clock("2026-06-12 12:00")
    assert {day: told(rest("own"), url, day) for day in days} == before
    assert {day: told(rest("own"), url, day) for day in days} == before


def acknowledge(client: Client, url: str) -> None:
    asked = client.get(f"{url}/@acknowledgment")
    sent = {"answer": "acknowledged", "digest": asked["edition"]["digest"], "language": asked["language"]}
    client.post(f"{url}/@acknowledgment", sent, expect=201)


def told(client: Client, url: str, day: str) -> dict[str, object]:
    """What is said of an edition and its people on a day."""
    return {
        "total": client.get(f"{url}/@coverage", as_of=day)["total"],
        "rows": client.get(f"{url}/@acknowledgments", as_of=day)["items"],
        "emp": client.get(f"{url}/@acknowledgment", as_of=day, userid="emp"),
        "head": client.get(f"{url}/@acknowledgment", as_of=day, userid="head"),
    }
