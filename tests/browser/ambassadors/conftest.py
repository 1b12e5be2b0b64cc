"""A programme that may have ambassadors, and readers without scripts."""

from collections.abc import Callable
from collective.socialgovernance.scopes.index import changed
from collective.socialgovernance.texts.preparing import rich
from tests.ambassadors import company
from tests.browser.reading.visitor import Page
from tests.browser.reading.visitor import Visitor
from tests.browser.scopes.conftest import filled
from typing import Any

import pytest
import transaction


@pytest.fixture()
def visitor(served: Any) -> Callable[..., Visitor]:
    """``visitor("emp")`` reads as ``emp``."""
    return lambda userid, language="en": Visitor(served.absolute_url(), userid, language)


@pytest.fixture()
def programme(served: Any) -> Any:
    """A programme with a referent, means, a notice, and the scope of R&D in force."""
    made = company.programme(served, k_threshold=1, means=rich("<p>An hour a month.</p>"))
    made["rd"]["e1"].levels_admitted = ["relay", "storyteller", "expert"]
    changed(made, made["rd"])
    transaction.commit()
    return made


def registered(programme: Any, state: str, userid: str = "emp", **values: Any) -> Any:
    """A registration of emp in a state (of others: a draft), committed."""
    made = company.registration(programme, userid, **values)
    if userid == "emp":
        company.walk_to(state, made)
    transaction.commit()
    return made


def press(reader: Visitor, page: Page, act: str, **values: Any) -> Page:
    """Press the button ``act`` of a page with its form filled in."""
    button = page.all(f"//button[@name='act'][@value='{act}']")[0]
    action = button.xpath("ancestor::form")[0].action
    return reader.send(action, filled(page, act, **values))


def fresh(registration: Any) -> Any:
    """The registration as it is stored now."""
    transaction.begin()
    return registration
