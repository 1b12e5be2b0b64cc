"""What owners and administrators see of the clock on their pages."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.runs import run
from datetime import timedelta
from plone import api
from tests import intranet
from typing import Any
from zope.component import getUtility

import pytest
import requests
import transaction


STANDS_STILL = "The clock has not run for two days"


@pytest.fixture()
def page(rest: Any, served: Any) -> Any:
    intranet.directory()
    intranet.charter(intranet.programme(served))
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    transaction.commit()

    def shown(userid: str, path: str = "gov") -> str:
        client = rest(userid)
        answer = requests.get(client.url(path), auth=client.session.auth, timeout=60)
        assert answer.status_code == 200
        return answer.text

    return shown


def test_owners_are_warned_after_two_days_without_a_run(page: Any, monkeypatch: Any) -> None:
    assert STANDS_STILL not in page("own")
    now = wallclock.now()
    monkeypatch.setattr(wallclock, "now", lambda: now + timedelta(days=2, minutes=5))
    assert STANDS_STILL in page("own")
    assert STANDS_STILL not in page("emp")
    run()
    assert STANDS_STILL not in page("own")


def test_owners_are_told_of_a_text_that_its_readers_may_not_see(page: Any, served: Any) -> None:
    getUtility(INotices).hide({served["gov"]["charte"].UID(): 3})
    transaction.commit()
    assert "Some people are asked for a text that they may not see" in page("own")
    assert "governance-hidden" not in page("emp")


def test_the_control_panel_tells_of_the_last_run(page: Any, monkeypatch: Any) -> None:
    panel = "@@socialgovernance-controlpanel"
    assert "It has never run" in page("out", panel)
    run()
    shown = page("out", panel)
    assert "Last run:" in shown
    assert "Failed:" not in shown
    record = getUtility(IClockRecord)
    record._stamp = (*record._stamp[:4], (("notices", "people 1 to 4", "no server"),))
    transaction.commit()
    assert "notices people 1 to 4: no server" in page("out", panel)


def test_nothing_of_it_stands_on_other_pages(page: Any) -> None:
    assert "governance-clock" not in page("out", "")
