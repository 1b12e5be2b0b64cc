"""Saying that a page of the intranet still holds: the service and the page of it."""

from collective.socialgovernance.transitions.firing import history_of
from datetime import date
from plone import api
from tests.scopes import company
from tests.site_day import site_day
from typing import Any

import pytest
import requests
import transaction


BEHAVIOR = "collective.socialgovernance.refreshable"


@pytest.fixture()
def page(served: Any) -> Any:
    company.programme(served)
    info = api.portal.get_tool("portal_types")["Document"]
    info.manage_changeProperties(behaviors=(*info.behaviors, BEHAVIOR))
    made = api.content.create(
        served, "Document", "rules", title="House rules", review_owner="emp", review_due=date(2026, 1, 5)
    )
    api.content.transition(made, "publish")
    transaction.commit()
    return made


def acts(page: Any) -> list[tuple[str, str]]:
    transaction.begin()
    return [(act["actor"], act["action"]) for act in history_of(page)]


def test_who_looks_after_it_says_so_by_the_service(rest: Any, page: Any) -> None:
    url = f"{page.absolute_url()}/@reaffirm"
    before = acts(page)
    for userid, status in (("mgr", 403), (None, 401)):
        rest(userid).post(url, {}, expect=status)
    assert rest("emp").post(url, {"comment": 5}, expect=400)["errors"][0]["field"] == "comment"
    assert rest("emp").post(url, {"at": "now"}, expect=400)["errors"][0]["field"] == "at"
    assert acts(page) == before
    answer = rest("emp").post(url, {"comment": "Read it twice."}, expect=200)
    assert acts(page) == [*before, ("emp", "reaffirm")]
    assert answer["review_due"] == page.review_due.isoformat() > site_day().isoformat()
    assert rest("emp").get(page.absolute_url())["review_due"] == answer["review_due"]


def test_who_looks_after_it_says_so_on_a_page(rest: Any, page: Any) -> None:
    client, url = rest("emp"), f"{page.absolute_url()}/@@reaffirm"
    shown = requests.get(url, auth=client.session.auth, timeout=60)
    assert "Its review is due on" in shown.text
    assert "5 January 2026" in shown.text
    assert requests.get(url, auth=rest("mgr").session.auth, timeout=60).status_code == 403
    before = acts(page)
    forged = requests.post(url, data={"comment": ""}, auth=client.session.auth, timeout=60)
    assert forged.status_code == 403
    assert acts(page) == before
    token = shown.text.split('name="_authenticator"')[1].split('value="')[1].split('"')[0]
    done = requests.post(
        url, data={"_authenticator": token, "comment": "Fine"}, auth=client.session.auth, timeout=60
    )
    assert "Noted: reviewed today, unchanged." in done.text
    assert acts(page) == [*before, ("emp", "reaffirm")]
    assert history_of(page)[-1]["comments"] == "Fine"


def test_nobody_reaffirms_a_page_that_nobody_looks_after(rest: Any, page: Any) -> None:
    page.review_owner = None
    transaction.commit()
    rest().post(f"{page.absolute_url()}/@reaffirm", {}, expect=409)
