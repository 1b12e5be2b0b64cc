"""The ways to let the clock run: the service and the console command; and what is told of the last run."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.commands import main as command
from collective.socialgovernance.commands import opening
from contextlib import contextmanager
from datetime import timedelta
from plone import api
from tests import intranet
from tests.site_day import site_day
from typing import Any
from zope.component import getUtility

import pytest
import transaction


@pytest.fixture()
def edition(served: Any) -> Any:
    """An edition that is approved for the day after tomorrow."""
    intranet.directory()
    edition = intranet.charter(intranet.programme(served))["e1"]
    edition.effective_from = site_day() + timedelta(days=2)
    intranet.walk_to("in_force", edition)
    api.user.grant_roles(username="out", roles=["Site Administrator"])
    transaction.commit()
    return edition


@pytest.fixture()
def console(served: Any, monkeypatch: Any) -> Any:
    """Runs the command on the site of the test; gives the exit code."""

    @contextmanager
    def opened(configuration: str, path: str) -> Any:
        yield served

    @contextmanager
    def all_opened(configuration: str) -> Any:
        yield iter([served])

    monkeypatch.setattr(command, "opened_site", opened)
    monkeypatch.setattr(command, "opened_sites", all_opened)
    return lambda *words: command.main(["-c", "zope.conf", "-s", "/plone", *words])


def test_the_service_tells_what_happened(rest: Any, edition: Any) -> None:
    day = edition.effective_from.isoformat()
    tried = rest("out").post("@governance-clock", {"as_of": day, "dry_run": True}, expect=200)
    assert tried["transitions"] == {"edition_workflow": {"start": 1}}
    assert rest("own").get(edition.absolute_url())["review_state"] == "approved"
    done = rest("out").post("@governance-clock", {"as_of": day}, expect=200)
    assert done == tried
    assert set(done) == {"as_of", "transitions", "notices", "digests", "purged"}
    assert rest("own").get(edition.absolute_url())["review_state"] == "in_force"
    history = rest("aud").get(f"{edition.absolute_url()}/@workflow")["history"]
    assert [act["actor"] for act in history if act["action"] == "start"] == ["clock"]
    again = rest("out").post("@governance-clock", {"as_of": day}, expect=200)
    assert again == {"as_of": day, "transitions": {}, "notices": 0, "digests": 0, "purged": 0}


def test_a_day_before_the_last_run_is_refused(rest: Any, edition: Any) -> None:
    day = edition.effective_from
    rest("out").post("@governance-clock", {"as_of": day.isoformat()}, expect=200)
    early = (day - timedelta(days=1)).isoformat()
    assert (
        rest("out").post("@governance-clock", {"as_of": early}, expect=409)["errors"][0]["field"] == "as_of"
    )


@pytest.mark.parametrize(
    "body,field",
    [({"as_of": "soon"}, "as_of"), ({"as_of": 5}, "as_of"), ({"dry_run": "yes"}, "dry_run"), ({"x": 1}, "x")],
)
def test_what_means_nothing_is_refused(rest: Any, edition: Any, body: Any, field: str) -> None:
    assert rest("out").post("@governance-clock", body, expect=400)["errors"][0]["field"] == field


@pytest.mark.parametrize("userid,status", [("own", 403), ("emp", 403), (None, 401)])
def test_only_administrators_run_it(rest: Any, edition: Any, userid: str | None, status: int) -> None:
    rest(userid).post("@governance-clock", {}, expect=status)
    assert getUtility(IClockRecord).as_of is None


def test_the_console_says_what_it_did(console: Any, edition: Any, capsys: Any) -> None:
    assert console("clock") == 0
    assert capsys.readouterr().out.endswith("\n  nothing was due\n")
    day = edition.effective_from.isoformat()
    assert console("clock", "--as-of", day) == 1
    assert "--yes" in capsys.readouterr().err
    assert console("clock", "--as-of", day, "--dry-run") == 0
    assert "nothing is changed\n  editions: transitions edition_workflow start 1" in capsys.readouterr().out
    assert console("clock", "--as-of", day, "--yes") == 0
    assert f"{day}\n  editions: transitions edition_workflow start 1" in capsys.readouterr().out


def test_without_a_site_it_runs_in_all_of_them(console: Any, edition: Any, capsys: Any) -> None:
    for name in ("clock", "status"):
        assert command.main(["-c", "zope.conf", name]) == 0
        assert capsys.readouterr().out.startswith("/plone\n")
    assert getUtility(IClockRecord).stamp is not None


def test_every_site_with_the_product_is_found(served: Any) -> None:
    app = served.aq_parent
    app.manage_addFolder("nested")
    assert ["/".join(site.getPhysicalPath()) for site in opening.every_site(app)] == ["/plone"]


def test_other_commands_ask_which_site(console: Any) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["-c", "zope.conf", "directory", "sync"])
    assert stopped.value.code == 2


def test_the_console_agrees_to_the_removal_of_old_records(console: Any, edition: Any) -> None:
    assert console("clock", "--dry-run", "--agree-to-removal") == 0
    assert getUtility(IClockRecord).purging is None
    assert console("clock", "--agree-to-removal") == 0
    assert getUtility(IClockRecord).purging is not None


def test_a_day_is_a_day(console: Any) -> None:
    with pytest.raises(SystemExit) as stopped:
        console("clock", "--as-of", "tomorrow")
    assert stopped.value.code == 2


def test_the_status_tells_of_the_last_run(console: Any, edition: Any, capsys: Any, monkeypatch: Any) -> None:
    assert console("status") == 0
    assert "the clock has never run" in capsys.readouterr().out
    console("clock", "--as-of", edition.effective_from.isoformat(), "--yes")
    capsys.readouterr()
    assert console("status") == 0
    told = capsys.readouterr().out
    assert f"for {edition.effective_from}" in told
    assert "editions: transitions edition_workflow start: 1" in told
    assert "two days" not in told
    late = wallclock.now() + timedelta(days=2)
    monkeypatch.setattr(wallclock, "now", lambda: late)
    console("status")
    assert "has not run for two days" in capsys.readouterr().out
