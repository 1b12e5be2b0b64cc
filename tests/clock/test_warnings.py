"""What owners and administrators see of the clock on their pages."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.attention.done import DONE
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


@pytest.mark.parametrize(
    "language,said",
    [
        ("en", ("Ambassadors", "At rest, since something is still missing: 6", "Mails handed over: 12")),
        (
            "fr",
            (
                "Ambassadeurs",
                "Au repos, car il manque encore quelque chose\xa0: 6",
                "Courriels remis\xa0: 12",
            ),
        ),
    ],
)
def test_the_control_panel_says_what_was_done_as_one_would_to_a_colleague(
    page: Any, rest: Any, language: str, said: tuple[str, ...]
) -> None:
    run()
    counts = {
        "ambassadors": {"transitions ambassador_workflow lapse": 6},
        "notices": {"digests": 12},
        "a job of ours": {"something": 3},
    }
    record = getUtility(IClockRecord)
    record._stamp = (*record._stamp[:3], counts, ())
    transaction.commit()
    client = rest("out", language=language)
    url = client.url("@@socialgovernance-controlpanel")
    shown = client.session.get(url, headers={"Accept": "text/html"}, timeout=60).text
    for words in (*said, "a job of ours", "something: 3"):
        assert words in shown
    assert "_workflow" not in shown


def test_every_transition_that_time_makes_has_words(portal: Any) -> None:
    tool = api.portal.get_tool("portal_workflow")
    by_time = {
        "edition_workflow": ("start", "supersede"),
        "scope_edition_workflow": ("start", "supersede", "expire"),
        "ambassador_workflow": (
            *("auto_forward", "enter_grace", "restore", "lapse", "resume", "release_hold"),
            *("expire", "depart", "not_pursue"),
        ),
    }
    for workflow, transitions in by_time.items():
        for transition in transitions:
            assert transition in tool[workflow].transitions
            assert f"transitions {workflow} {transition}" in DONE


def test_nothing_of_it_stands_on_other_pages(page: Any) -> None:
    assert "governance-clock" not in page("out", "")
