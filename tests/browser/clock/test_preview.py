"""What the clock would send, what is kept too long: figures, an example, and agreeing once."""

from collections.abc import Callable
from collective.socialgovernance.clock.interfaces import IClockRecord
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.retention import is_confirmed
from datetime import timedelta
from plone.testing.zope import Browser
from tests import intranet
from tests.site_day import site_day
from typing import Any
from zope.component import getUtility

import pytest
import re
import transaction


@pytest.fixture()
def gov(served: Any) -> Any:
    intranet.directory()
    made = intranet.programme(served)
    made.reminder_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    intranet.walk_to("in_force", intranet.charter(made)["e1"])
    transaction.commit()
    return made


def test_owners_see_figures_and_an_example_to_nobody_by_name(gov: Any, visit: Callable[..., Browser]) -> None:
    own = visit("own")
    own.open(f"{gov.absolute_url()}/@@coming-up")
    gov._p_jar.sync()
    before = gov._p_jar.db().lastTransaction()
    own.getLink("What the clock would send").click()
    assert re.search(r"People who would get a mail:\s*<strong>4</strong>", own.contents)
    assert "Asked to read a text" in own.contents
    assert "To read: Charte" in own.contents
    shown = own.contents.split('class="gov-mail-shown"')[1].split("</div>")[0]
    assert "Hello (name)," in shown
    assert f'href="{gov["charte"].absolute_url()}"' in shown
    assert "<body" not in shown and "<style" not in shown
    content = own.contents.split('id="content"')[1]
    assert not any(name in content for name in ("Emma", "Hugo", "Max Roy", "Rita"))
    gov._p_jar.sync()
    assert gov._p_jar.db().lastTransaction() == before, "looking writes nothing"
    assert getUtility(INotices).of_person(0) == []


def test_another_day_may_be_asked_for(gov: Any, visit: Callable[..., Browser]) -> None:
    gov.reminder_days = ["mon"]
    transaction.commit()
    own = visit("own")
    day = site_day() + timedelta(days=10)
    day += timedelta(days=(1 - day.weekday()) % 7)
    own.open(f"{gov.absolute_url()}/@@clock-preview?day={day}")
    assert "No mail leaves on this day" in own.contents
    own.open(f"{gov.absolute_url()}/@@clock-preview?day={day - timedelta(days=1)}")
    assert "People who would get a mail" in own.contents
    for wrong in ("yesterday", "1999-01-01", "2999-01-01"):
        own.open(f"{gov.absolute_url()}/@@clock-preview?day={wrong}")
        assert own.headers["status"].startswith("400")
        assert "Choose a day within the next twelve months." in own.contents


@pytest.mark.parametrize("userid", ["emp", "edi", "aud", "head"])
def test_nobody_else_sees_it(gov: Any, visit: Callable[..., Browser], userid: str) -> None:
    browser = visit(userid)
    for url in (f"{gov.absolute_url()}/@@clock-preview", f"{gov.__parent__.absolute_url()}/@@retention"):
        browser.open(url)
        assert "Asked to read a text" not in str(browser.contents)
        assert "With the next run" not in str(browser.contents)


def test_an_owner_agrees_once_that_what_is_kept_too_long_goes(
    gov: Any, visit: Callable[..., Browser]
) -> None:
    own, url = visit("own"), f"{gov.__parent__.absolute_url()}/@@retention"
    own.open(url, "x=1")
    transaction.begin()
    assert not is_confirmed(), "only by the form of the page"
    own.open(url)
    assert "With the next run" in own.contents
    own.getControl("I have seen it: let it go from the next run on").click()
    transaction.begin()
    assert is_confirmed() and getUtility(IClockRecord).purging[0] == "own"
    assert "agreed on" in own.contents
    assert "I have seen it" not in own.contents
