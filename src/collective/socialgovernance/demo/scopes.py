"""The speaking scopes of the company: three in force, one of them frozen, and a draft to go on with."""

from collective.socialgovernance.demo import company
from collective.socialgovernance.demo import words
from collective.socialgovernance.demo.intranet import rich
from collective.socialgovernance.demo.past import as_person
from collective.socialgovernance.scopes.freezing import freeze
from collective.socialgovernance.transitions.firing import fire
from datetime import date
from plone import api
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


COLUMNS = {
    "cells": ("topic", "audience", "platform", "territory", "legitimacy"),
    "topics_refer": ("topic", "department"),
    "voices": ("user", "capacity", "topics"),
    "approval_rule": ("content_kind", "rule"),
    "escalation": ("severity", "user", "backup", "hours"),
}
"""The order of the values of each row in the file."""

OPTIONAL = ("audience", "platform", "territory")


def forbidden_topics() -> list[dict[str, str]]:
    """The topics that nobody speaks about for the company."""
    return list(company.read_json("scopes.json")["forbidden"])


def publish_scopes(programme: Any, today: date) -> None:
    """Each scope written and submitted by its head, approved by somebody else."""
    data = company.read_json("scopes.json")
    for written in data["scopes"]:
        with as_person(written["head"], company.SCOPES_SUBMITTED, today):
            draft = _add(programme, written)
            draft.tone = rich(words.html(written["tone"]))
            draft.disclosure = [
                {"language": language, "wording": wording, "explanation": ""}
                for language, wording in written["disclosure"].items()
            ]
            draft.valid_to = company.moved(date.fromisoformat(written["last_day"]), today)
            notify(ObjectModifiedEvent(draft))
            fire(draft, "submit")
        with as_person(written["approver"], company.SCOPES_STARTED, today):
            fire(draft, "approve")


def begin_draft(programme: Any, today: date) -> Any:
    """What the head of customer relations has begun and not finished."""
    written = company.read_json("scopes.json")["draft"]
    with as_person(written["head"], company.DRAFT_BEGUN, today):
        return _add(programme, written)


def freeze_one(programme: Any, today: date) -> None:
    """One scope is frozen for a while."""
    told = company.read_json("scopes.json")["freeze"]
    with as_person(told["by"], company.SCOPE_FROZEN, today):
        until = company.moved(date.fromisoformat(told["until"]), today)
        freeze(programme[told["scope"]], told["reason"], until)


def _add(programme: Any, written: dict[str, Any]) -> Any:
    """A scope and its first draft, with what the file says."""
    scope = api.content.create(
        programme,
        "SpeakingScope",
        written["id"],
        title=written["title"],
        description=written["description"],
        department=written["department"],
    )
    draft = scope["e1"]
    for name, value in written["fields"].items():
        setattr(draft, name, [_row(name, row) for row in value] if name in COLUMNS else value)
    notify(ObjectModifiedEvent(draft))
    return draft


def _row(name: str, values: list[Any]) -> dict[str, Any]:
    row = dict(zip(COLUMNS[name], values, strict=True))
    if name == "voices":
        return {**row, "valid_from": None, "valid_to": None}
    return {key: None if key in OPTIONAL and not value else value for key, value in row.items()}
