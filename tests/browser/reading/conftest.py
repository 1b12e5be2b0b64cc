"""A small company and its readers."""

from collections.abc import Callable
from tests.browser.reading.visitor import Visitor
from tests.contract.company import Company
from typing import Any

import pytest


@pytest.fixture()
def visitor(served: Any) -> Callable[..., Visitor]:
    """``visitor("emp", "fr")`` reads as ``emp`` with a French browser; ``visitor(None)`` signed out."""
    return lambda userid, language="en": Visitor(served.absolute_url(), userid, language)


@pytest.fixture()
def company(rest: Any) -> Company:
    """The directory and an empty programme."""
    made = Company(rest)
    made.start()
    return made


@pytest.fixture()
def charter(company: Company) -> str:
    """A charter in force, in French with some English; gives the URL of its edition."""
    edition = company.draft()
    editor = company.rest("edi")
    clauses = {
        item["topic_group"]["token"]: item["@id"] for item in editor.get(edition, fullobjects=1)["items"]
    }
    english = {
        "title": "In your words",
        "text": "<p>Speak plainly.</p>",
        "why": "<p>People answer people.</p>",
    }
    editor.patch(clauses["writing"], {"translations": {"en": english}})
    editor.patch(
        clauses["conduct"],
        {
            "kind": "example",
            "text": '<p>Avant.</p><script>alert("no")</script><p onclick="steal()">Après.</p>',
        },
    )
    editor.patch(clauses["brand"], {"kind": "judgement"})
    editor.patch(
        clauses["security"],
        {
            "translations": {
                "en": {"title": "Passwords", "text": "<p>Long ones.<script>alert(1)</script></p>"}
            }
        },
    )
    editor.patch(
        edition,
        {"translations": {"en": {"title": "Charter", "one_minute": "<p>Speak as you are.</p>"}}},
    )
    company.publish(edition)
    return edition
