"""An ordinary page of the intranet for somebody who owes nothing: with the product, and without it.

Two sites in one process differ in nothing but the installed add-on. Their pages are asked for in turn and in
changing order, so that whatever else the machine does meets both alike, and what is measured is the processor
time of the thread that answers, not the time on the clock. The page without the product is asked for twice
in each turn: how far those two are apart says what a difference is worth. The number of function calls that
a page takes is the same on every machine.
"""

from benchmarks.companies import userid
from benchmarks.intranet import add_guides
from benchmarks.intranet import add_site
from benchmarks.intranet import add_users
from benchmarks.intranet import Zope
from benchmarks.intranet import zope
from benchmarks.turns import Ask
from benchmarks.turns import asker
from benchmarks.turns import calls_of
from benchmarks.turns import in_turn
from benchmarks.turns import ratio
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.attention import waiting_for
from plone import api
from statistics import median
from typing import Any
from zope.component.hooks import setSite

import time
import transaction


NAME = "idle-page"
TEXTS = 12
IDLE, OWING = userid(0), userid(1)


def run(people: int) -> dict[str, object]:
    """Processor time and function calls of a page, with and without; ratios with their 95 % intervals."""
    with zope() as made:
        bare = add_site(made, "bare", 0, with_product=False)
        ordinary(bare)
        installed = add_site(made, "intranet", max(people, 2))
        company(installed)
        for site in (bare, installed):
            same_for_both(site)
        add_users(bare, [IDLE])
        add_users(installed, [IDLE, OWING])
        without, with_it, owing = (
            page(made, bare, IDLE),
            page(made, installed, IDLE),
            page(made, installed, OWING),
        )
        calls = [calls_of(each) for each in (without, with_it)]
        idle = in_turn(without, with_it, without)
        figures = {
            "texts": TEXTS,
            "people": max(people, 2),
            "CPU ms without": median(idle[0]) * 1000,
            "CPU ms with": median(idle[1]) * 1000,
            "ratio": ratio(idle[0], idle[1]),
            "ratio of the page without to itself": ratio(idle[0], idle[2]),
            "function calls without": calls[0],
            "function calls with": calls[1],
            "ratio of function calls": calls[1] / calls[0],
            "ratio for who owes something": ratio(*in_turn(without, owing)),
            "microseconds of asking what is owed": asking(installed) * 1_000_000,
        }
        transaction.abort()
    return figures


def ordinary(site: Any) -> None:
    """As much content as the other site has."""
    folder = api.content.create(site, "Folder", "gov", title="Governance")
    for number in range(TEXTS):
        made = api.content.create(folder, "Document", f"guide{number}", title=f"Guide {number}")
        api.content.transition(made, "publish")
    api.content.transition(folder, "publish")
    transaction.commit()


def company(site: Any) -> None:
    """A programme with texts, all of which one person has acknowledged."""
    for guide in add_guides(site, TEXTS):
        edition = guide["e1"]
        give_answer(edition, IDLE, IDLE, Given("acknowledged", digest=edition.digest))
    transaction.commit()


def same_for_both(site: Any) -> None:
    """The page itself, and a navigation that shows the same in both."""
    setSite(site)
    api.portal.set_registry_record("plone.navigation_depth", 1)
    made = api.content.create(site, "Document", "news", title="News")
    api.content.transition(made, "publish")
    transaction.commit()


def page(zope: Zope, site: Any, userid: str) -> Ask:
    """Ask for the page of a site as one person."""
    return asker(zope, f"/{site.getId()}/news", userid, "text/html", b"News")


def asking(site: Any) -> float:
    """Seconds of asking what somebody with nothing to do owes."""
    transaction.begin()
    setSite(site)
    with api.env.adopt_user(user=site.acl_users.getUserById(IDLE)):
        if waiting_for(IDLE) != ():
            raise RuntimeError("the idle person owes something")
        began = time.perf_counter()
        for _number in range(1000):
            waiting_for(IDLE)
        return (time.perf_counter() - began) / 1000
