"""Layers and fixtures that all tests share."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.socialgovernance.testing import FUNCTIONAL_TESTING
from collective.socialgovernance.testing import INTEGRATION_TESTING
from hypothesis import HealthCheck
from hypothesis import settings
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from pytest_plone import fixtures_factory
from tests.client import Client
from tests.client import PASSWORD
from typing import Any

import pytest
import transaction


settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("default")

pytest_plugins = ["pytest_plone"]

LONGEST = ("test_three_years.py", "test_accessibility.py")
"""Modules with a test of minutes. They come first, so that no worker is left alone with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)


globals().update(fixtures_factory(((INTEGRATION_TESTING, "integration"), (FUNCTIONAL_TESTING, "functional"))))


@pytest.fixture()
def portal(integration: Any) -> Any:
    """The site, as its owner, in a transaction that is thrown away."""
    login(integration["app"], SITE_OWNER_NAME)
    return integration["portal"]


@pytest.fixture()
def served(functional: Any) -> Iterator[Any]:
    """The site behind a real HTTP server, as its owner; commit what requests shall see."""
    login(functional["app"], SITE_OWNER_NAME)
    yield functional["portal"]
    transaction.abort()


@pytest.fixture()
def rest(served: Any) -> Callable[..., Client]:
    """``rest("edi")`` is a JSON client signed in as ``ed``; ``rest()`` as the site's administrator."""
    url = served.absolute_url()

    def client(userid: str | None = "", **options: Any) -> Client:
        if userid == "":
            return Client(url, (SITE_OWNER_NAME, SITE_OWNER_PASSWORD), **options)
        return Client(url, None if userid is None else (userid, PASSWORD), **options)

    return client
