"""A programme with departments and their heads, and readers without scripts."""

from collections.abc import Callable
from tests.browser.reading.visitor import Page
from tests.browser.reading.visitor import Visitor
from tests.scopes import company
from typing import Any

import pytest
import transaction


@pytest.fixture()
def visitor(served: Any) -> Callable[..., Visitor]:
    """``visitor("head")`` reads as the head of R&D."""
    return lambda userid, language="en": Visitor(served.absolute_url(), userid, language)


@pytest.fixture()
def programme(served: Any) -> Any:
    """Three departments, none with a scope yet; litigation is forbidden to all."""
    made = company.programme(
        served,
        referent="ref",
        topics_forbidden=[{"topic": "litigation", "reason": "litigation"}],
    )
    transaction.commit()
    return made


@pytest.fixture()
def in_force(programme: Any) -> Any:
    """A scope of R&D in force: it leads innovation for customers, and refers results to the press."""
    scope = company.scope(
        programme,
        "rd",
        "head",
        company.row("innovation", "customers"),
        voices=[
            {"user": "mgr", "capacity": "professional", "topics": [], "valid_from": None, "valid_to": None}
        ],
        topics_refer=[{"topic": "results", "department": "press"}],
        disclosure=[{"language": "en", "wording": "I work in R&D.", "explanation": ""}],
        topics_forbidden=[{"topic": "litigation", "reason": "litigation"}],
    )
    company.walk_to("in_force", scope["e1"])
    transaction.commit()
    return scope


@pytest.fixture()
def draft(programme: Any) -> Any:
    """The empty first draft of the scope of R&D."""
    from plone import api

    with api.env.adopt_user(username="head"):
        scope = api.content.create(programme, "SpeakingScope", "rd", title="R&D", department="rd")
    transaction.commit()
    return scope["e1"]


def filled(page: Page, act: str, **values: Any) -> list[tuple[str, str]]:
    """The fields of the form with a button ``act``, with some of them filled in."""
    buttons = page.all(f"//button[@name='act'][starts-with(@value, '{act}')]")
    name = buttons[0].get("form")
    form = page.one(f"//form[@id='{name}']") if name else buttons[0].xpath("ancestor::form")[0]
    fields = [(name, value) for name, value in form.form_values() if name not in values]
    for name, value in values.items():
        fields += [(name, each) for each in (value if isinstance(value, list) else [value])]
    return [*fields, ("act", buttons[0].get("value"))]
