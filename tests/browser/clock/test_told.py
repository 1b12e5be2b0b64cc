"""What I was told and when: on my own page, with my own data, and nowhere else."""

from collections.abc import Callable
from collective.socialgovernance.clock.due import FIRST
from collective.socialgovernance.clock.due import REMINDER
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.directory.interfaces import IDirectory
from datetime import date
from plone.testing.zope import Browser
from plone.uuid.interfaces import IUUID
from tests import intranet
from typing import Any
from zope.component import getUtility

import pytest
import transaction


STARTED = date(2026, 9, 1)


@pytest.fixture()
def text(served: Any) -> Any:
    """A charter with a minor edition after the first; Emma was told of both, and reminded; Max was not."""
    intranet.directory()
    made = intranet.charter(intranet.programme(served))
    first = intranet.walk_to("in_force", made["e1"])
    second = intranet.walk_to("in_force", intranet.next_edition(made, "minor"))
    notices, emma = getUtility(INotices), getUtility(IDirectory).key("emp")
    notices.told((IUUID(first), STARTED), STARTED, FIRST, [emma])
    notices.told((IUUID(first), STARTED), date(2026, 9, 24), REMINDER, [emma])
    notices.told((IUUID(second), date(2026, 10, 5)), date(2026, 10, 5), FIRST, [emma])
    transaction.commit()
    return made


def test_it_is_on_my_page_newest_first_and_on_nobody_elses(
    text: Any, visit: Callable[..., Browser], rest: Any
) -> None:
    emp = visit("emp")
    emp.open(f"{text.__parent__.__parent__.absolute_url()}/@@my-governance")
    section = emp.contents.split('id="told"')[1].split("</section>")[0]
    places = [
        section.index(words)
        for words in (
            "5 October 2026",
            "You were told what is new",
            "24 September 2026",
            "You were reminded",
            "1 September 2026",
            "You were asked to read it",
        )
    ]
    assert places == sorted(places)
    assert f'href="{text.absolute_url()}"' in section
    mgr = visit("mgr")
    mgr.open(f"{text.__parent__.__parent__.absolute_url()}/@@my-governance")
    assert 'id="told"' not in mgr.contents

    told = rest("emp").get("@my-governance/data")["told"]
    assert [(each["day"], each["kind"], each["title"]) for each in told] == [
        ("2026-09-01", "first", "Charte"),
        ("2026-09-24", "reminder", "Charte"),
        ("2026-10-05", "news", "Charte"),
    ]
    assert rest("mgr").get("@my-governance/data")["told"] == []


def test_the_title_of_what_i_may_not_see_any_more_is_not_named(text: Any, rest: Any) -> None:
    for permission in ("View", "Access contents information"):
        text.manage_permission(permission, ["Governance Owner"], acquire=0)
        text.__parent__.manage_permission(permission, ["Governance Owner"], acquire=0)
    text.__parent__.reindexObjectSecurity()
    transaction.commit()
    told = rest("emp").get("@my-governance/data")["told"]
    assert {(each["title"], each["url"]) for each in told} == {("", "")}
