"""A test leaves nothing behind that another would meet."""

from collections.abc import Iterator
from collective.socialgovernance.testing import SERVER_FIXTURE
from collective.socialgovernance.testing import without_site
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from zope.component import getGlobalSiteManager
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.component.interfaces import ISite
from zope.traversing.interfaces import IBeforeTraverseEvent

import pytest
import requests
import threading


PATIENCE = 10


@pytest.fixture()
def slow() -> Iterator[tuple[threading.Event, threading.Event]]:
    """Requests with ``?slow`` say that they have begun, and go on when they are let."""
    begun, let = threading.Event(), threading.Event()

    def wait(site: Any, event: Any) -> None:
        if event.request.get("QUERY_STRING") == "slow":
            begun.set()
            let.wait(PATIENCE)

    registry = getGlobalSiteManager()
    registry.registerHandler(wait, (ISite, IBeforeTraverseEvent))
    yield begun, let
    let.set()
    registry.unregisterHandler(wait, (ISite, IBeforeTraverseEvent))


def test_a_test_can_wait_for_its_requests(served, slow):
    begun, let = slow
    with ThreadPoolExecutor(1) as elsewhere:
        answer = elsewhere.submit(requests.get, f"{served.absolute_url()}?slow", timeout=PATIENCE)
        assert begun.wait(PATIENCE)
        threading.Timer(0.3, let.set).start()
        SERVER_FIXTURE.settle()
        assert let.is_set()
        assert answer.result(PATIENCE).status_code == 200


def test_a_request_that_never_ends_is_named(served, slow, monkeypatch):
    begun, _let = slow
    monkeypatch.setattr(SERVER_FIXTURE, "PATIENCE", 0.1)
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(requests.get, f"{served.absolute_url()}?slow", timeout=PATIENCE)
        assert begun.wait(PATIENCE)
        with pytest.raises(TimeoutError, match="still being answered"):
            SERVER_FIXTURE.settle()
        slow[1].set()


def test_a_request_begins_without_the_site_of_the_one_before(portal):
    seen = []
    setSite(portal)
    try:
        without_site(lambda environ, start_response: seen.append(getSite()))({}, None)
    finally:
        setSite(portal)
    assert seen == [None]
