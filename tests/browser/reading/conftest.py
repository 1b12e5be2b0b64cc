"""A small company and its readers."""

from collections.abc import Callable
from collective.socialgovernance.texts.preparing import rich
from tests import intranet
from tests.browser.reading.visitor import Visitor
from tests.contract.company import Company
from typing import Any

import pytest
import transaction


ENGLISH = {
    "writing": {
        "title": "In your words",
        "text": "<p>Speak plainly.</p>",
        "why": "<p>People answer people.</p>",
    },
    "security": {"title": "Passwords", "text": "<p>Long ones.<script>alert(1)</script></p>"},
}
SCRIPTED = '<p>Avant.</p><script>alert("no")</script><p onclick="steal()">Après.</p>'


@pytest.fixture()
def visitor(served: Any) -> Callable[..., Visitor]:
    """``visitor("emp", "fr")`` reads as ``emp`` with a French browser; ``visitor(None)`` signed out."""
    return lambda userid, language="en": Visitor(served.absolute_url(), userid, language)


@pytest.fixture()
def company(served: Any, rest: Any) -> Company:
    """The directory and an empty programme."""
    intranet.directory()
    intranet.programme(served)
    transaction.commit()
    return Company(rest)


@pytest.fixture()
def charter(company: Company, served: Any) -> str:
    """A charter in force, in French with some English; gives the URL of its edition."""
    edition = intranet.charter(served["gov"])["e1"]
    for name, words in ENGLISH.items():
        edition[name].translations = {"en": words}
    edition["conduct"].kind = "example"
    edition["conduct"].text = rich(SCRIPTED)
    edition["brand"].kind = "judgement"
    edition["copyright"].why = rich("<p>Ce qui est à chacun reste à chacun.</p>")
    edition.translations = {"en": {"title": "Charter", "one_minute": "<p>Speak as you are.</p>"}}
    intranet.walk_to("in_force", edition)
    transaction.commit()
    return str(edition.absolute_url())
