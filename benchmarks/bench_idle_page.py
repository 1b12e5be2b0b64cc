"""An ordinary page of the intranet for somebody who owes nothing: with the product, and without it.

Two sites in one process differ in nothing but the installed add-on; their pages are asked for in turn, so
that whatever else the machine does meets both alike.
"""

from collections.abc import Callable
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.testing import ANSWERS
from collective.socialgovernance.testing import FUNCTIONAL_TESTING
from collective.socialgovernance.testing import PASSWORD
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.attention import waiting_for
from io import BytesIO
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.distribution.api.site import create
from plone.testing import Layer
from statistics import median
from tests import intranet
from time import perf_counter
from typing import Any
from zope.component import getUtility
from zope.component.hooks import setSite
from ZPublisher.WSGIPublisher import publish_module

import base64
import transaction


NAME = "idle-page"
TEXTS = 12
ROUNDS = 60


def run(people: int) -> dict[str, object]:
    """The median time of a page for one person in a company of so many people, and the ratios."""
    set_up(FUNCTIONAL_TESTING, set())
    FUNCTIONAL_TESTING.testSetUp()
    app = FUNCTIONAL_TESTING["app"]
    login(app, SITE_OWNER_NAME)
    installed, bare = app["plone"], create(app, "classic", {**ANSWERS, "site_id": "bare"})
    for site in (bare, installed):
        setSite(site)
        if site is bare:
            ordinary(site)
        # What the navigation lists differs with the content, not with the product.
        api.portal.set_registry_record("plone.navigation_depth", 1)
        made = api.content.create(site, "Document", "news", title="News")
        api.content.transition(made, "publish")
    company(installed, people)
    transaction.commit()
    with_it, without = page("plone", "emp"), page("bare", "emp")
    idle = in_turn(without, with_it)
    owing = in_turn(without, page("plone", "mgr"))
    return {
        "texts": TEXTS,
        "milliseconds without": idle[0] * 1000,
        "milliseconds with": idle[1] * 1000,
        "ratio": idle[2],
        "ratio for who owes something": owing[2],
        "microseconds of asking what is owed": asking(installed) * 1_000_000,
    }


def ordinary(site: Any) -> None:
    """As many languages and as much in the navigation as in the other site."""
    api.portal.get_tool("portal_languages").addSupportedLanguage("fr")
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    api.user.create(username="emp", email="emp@example.org", password=PASSWORD)
    folder = api.content.create(site, "Folder", "gov", title="Prendre la parole")
    for number in range(TEXTS):
        page = api.content.create(folder, "Document", f"guide{number}", title=f"Guide {number}")
        api.content.transition(page, "publish")
    api.content.transition(folder, "publish")


def set_up(layer: Layer, done: set[Layer]) -> None:
    """Set up a layer and what it rests on."""
    for base in layer.__bases__:
        if base not in done:
            set_up(base, done)
    layer.setUp()
    done.add(layer)


def company(site: Any, people: int) -> None:
    """A programme with texts that ``emp`` has acknowledged and ``mgr`` has not."""
    intranet.directory()
    directory = getUtility(IDirectory)
    more = [
        {"userid": f"person{n}", "fullname": f"Person {n}", "department": "rd", "joined": "2020-01-01"}
        for n in range(people)
    ]
    plan = imports.plan(
        directory, wallclock.now().date(), rows.json_table(rows.PERSON_ROWS, more), None, delta=True
    )
    imports.apply(directory, plan, who="admin", when=wallclock.now())
    programme = intranet.programme(site)
    for number in range(TEXTS):
        with api.env.adopt_user(username="edi"):
            guide = api.content.create(
                programme, "Guide", f"guide{number}", title=f"Guide {number}", ack_optional=False
            )
            edition = guide["e1"]
            intranet.complete(edition)
            intranet.add_clause(edition, "writing")
        intranet.walk_to("in_force", edition)
        with api.env.adopt_user(username="emp"):
            give_answer(edition, "emp", "emp", Given("acknowledged", digest=edition.digest))


def page(site: str, userid: str) -> Callable[[], bytes]:
    """Ask for the same page of a site as one person."""
    token = base64.b64encode(f"{userid}:{PASSWORD}".encode()).decode()

    def ask() -> bytes:
        status: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": f"/{site}/news",
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_AUTHORIZATION": f"Basic {token}",
            "HTTP_ACCEPT": "text/html",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }
        body = b"".join(publish_module(environ, lambda line, headers, error=None: status.append(line)))
        assert status[0].startswith("200") and b"News" in body, status
        return body

    return ask


def in_turn(first: Callable[[], bytes], second: Callable[[], bytes]) -> tuple[float, float, float]:
    """The median time of each, in seconds, and the median of the ratios of the pairs."""
    for _warm in range(5):
        first()
        second()
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        order = ((0, first), (1, second)) if number % 2 else ((1, second), (0, first))
        for place, ask in order:
            began = perf_counter()
            ask()
            times[place].append(perf_counter() - began)
    ratios = [mine / floor for floor, mine in zip(*times, strict=True)]
    return median(times[0]), median(times[1]), median(ratios)


def asking(site: Any) -> float:
    """The time of asking what somebody with nothing to do owes."""
    setSite(site)
    with api.env.adopt_user(username="emp"):
        assert waiting_for("emp") == ()
        began = perf_counter()
        for _number in range(1000):
            waiting_for("emp")
        return (perf_counter() - began) / 1000
