"""The page of what is coming up, and the feed for calendar programs."""

from collections.abc import Callable
from datetime import timedelta
from icalendar import Calendar
from plone import api
from plone.testing.zope import Browser
from tests import intranet
from tests.ambassadors import company
from tests.site_day import site_day
from typing import Any

import pytest
import re
import requests
import transaction


ONE_DAY = timedelta(days=1)


@pytest.fixture()
def gov(served: Any) -> Any:
    made = company.programme(served)
    text = intranet.charter(made)
    intranet.walk_to("in_force", text["e1"])
    text["e1"].review_due = site_day() + 20 * ONE_DAY
    made["rd"]["e1"].valid_to = site_day() + 20 * ONE_DAY
    company.walk_to("active", company.registration(made))
    transaction.commit()
    return made


def address_from(browser: Browser, url: str, button: str) -> str:
    browser.open(f"{url}/@@coming-up")
    browser.getControl(button).click()
    found = re.search(r"https?://[^\s<]+coming-up\.ics\?token=[\w-]+", browser.contents)
    assert found is not None
    return found.group().replace("&amp;", "&")


def asked(url: str) -> tuple[int, str]:
    answer = requests.get(url, timeout=30)
    return answer.status_code, answer.text


def test_owners_see_the_calendar_and_others_do_not(gov: Any, visit: Callable[..., Browser]) -> None:
    own = visit("own")
    own.open(f"{gov.absolute_url()}/@@coming-up")
    day = (site_day() + 20 * ONE_DAY).isoformat()
    assert f'href="#day-{day}"' in own.contents
    assert f'id="day-{day}"' in own.contents
    assert "“Charte”: does it still hold? Its review is due" in own.contents
    assert "Scope “RD”: last day" in own.contents
    assert own.headers["Cache-Control"] == "private, no-store"
    for userid in ("emp", "mgr", "head", "out"):
        other = visit(userid)
        other.open(f"{gov.absolute_url()}/@@coming-up")
        assert "does it still hold" not in str(other.contents), userid


def test_a_programme_without_days_says_what_will_stand_here(
    served: Any, visit: Callable[..., Browser]
) -> None:
    made = intranet.programme(served)
    transaction.commit()
    own = visit("own", "fr")
    own.open(f"{made.absolute_url()}/@@coming-up")
    assert 'class="gov-month"' not in own.contents
    assert "governance-empty" in own.contents


def test_the_feed_is_for_one_person_and_says_what_they_may_see_now(
    gov: Any, visit: Callable[..., Browser]
) -> None:
    own = visit("own")
    url = address_from(own, gov.absolute_url(), "Make my private address")
    assert "Charte" not in url
    status, text = asked(url)
    assert status == 200
    events = {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
    assert [str(event["summary"]) for event in events.values()] == [
        "“Charte”: does it still hold? Its review is due",
        "Scope “RD”: last day",
    ]
    for event in events.values():
        assert event["dtstart"].dt == site_day() + 20 * ONE_DAY
        assert event["dtstamp"].to_ical().endswith(b"Z")
        assert event["url"].startswith(gov.absolute_url())
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    again = {str(event["uid"]) for event in Calendar.from_ical(asked(url)[1]).walk("VEVENT")}
    assert again == set(events)

    own.open(f"{gov.absolute_url()}/@@coming-up")
    assert "ics?token=" not in own.contents, "it is shown once"
    newer = address_from(own, gov.absolute_url(), "Make a new address; the old one stops")
    assert (asked(url)[0], asked(newer)[0]) == (404, 200)

    gov.manage_delLocalRoles(["own"])
    gov.reindexObjectSecurity()
    transaction.commit()
    status, text = asked(newer)
    assert (status, "Charte" in text) == (404, False)
    gov.manage_setLocalRoles("own", ["Governance Owner"])
    transaction.commit()
    assert asked(newer)[0] == 200
    own.open(f"{gov.absolute_url()}/@@coming-up")
    own.getControl("Take the address back").click()
    assert "Make my private address" in own.contents
    assert asked(newer)[0] == 404


@pytest.mark.parametrize("query", ["", "?token=", "?token=x", "?token=a&token=b", "?token:int=1"])
def test_without_a_token_there_is_nothing(gov: Any, query: str) -> None:
    status, text = asked(f"{gov.absolute_url()}/@@coming-up.ics{query}")
    assert status == 404
    assert "Charte" not in text


def test_who_is_no_member_any_more_reads_nothing(gov: Any, visit: Callable[..., Browser]) -> None:
    url = address_from(visit("own2"), gov.absolute_url(), "Make my private address")
    api.user.delete(username="own2")
    transaction.commit()
    assert asked(url)[0] == 404


def test_an_address_is_made_by_a_form_of_the_site_only(gov: Any, visit: Callable[..., Browser]) -> None:
    own = visit("own")
    own.open(f"{gov.absolute_url()}/@@coming-up", "feed=renew")
    assert "ics?token=" not in str(own.contents)
    own.open(f"{gov.absolute_url()}/@@coming-up")
    assert "Make my private address" in own.contents
