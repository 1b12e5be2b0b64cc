"""Departments with heads, and their scopes in any state, made through Python."""

from collections import Counter
from collective.socialgovernance import wallclock
from collective.socialgovernance.clock.jobs import ScopesJob
from collective.socialgovernance.clock.runs import Moment
from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.interfaces import IEditionMaker
from collective.socialgovernance.testing import USERS
from datetime import date
from datetime import timedelta
from plone import api
from tests import intranet
from tests.intranet import act
from tests.site_day import site_day
from typing import Any
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


DEPARTMENTS = [
    {"id": "co", "title": "Company"},
    {"id": "rd", "title": "R&D", "parent": "co", "head": "head", "deputies": ["mgr"]},
    {"id": "labs", "title": "Labs", "parent": "rd", "head": "out"},
    {"id": "press", "title": "Press", "parent": "co", "head": "emp"},
]
PEOPLE = [
    {"userid": userid, "fullname": f"{userid.title()} Martin", "department": "rd", "joined": "2020-01-01"}
    for userid in USERS
]


def tell(departments: list[dict[str, Any]] | None = None, people: list[dict[str, Any]] | None = None) -> None:
    """Import rows on top of what the directory knows."""
    directory = getUtility(IDirectory)
    plan = imports.plan(
        directory,
        site_day(),
        None if people is None else rows.json_table(rows.PERSON_ROWS, people),
        None if departments is None else rows.json_table(rows.DEPARTMENT_ROWS, departments),
        delta=True,
    )
    imports.apply(directory, plan, who="admin", when=wallclock.now())


def programme(portal: Any, **values: Any) -> Any:
    """The programme of the small intranet, with four departments."""
    tell(DEPARTMENTS, PEOPLE)
    return intranet.programme(portal, **values)


def today() -> date:
    """Today where the programme is."""
    return site_day()


def row(topic: str, audience: str | None = None, legitimacy: str = "lead", **values: Any) -> dict[str, Any]:
    """A cell as it is stored."""
    return {
        "topic": topic,
        "audience": audience,
        "platform": values.get("platform"),
        "territory": values.get("territory"),
        "legitimacy": legitimacy,
    }


def contact(user: str, backup: str = "", severity: str = "high") -> dict[str, str]:
    """Whom to call."""
    return {"severity": severity, "user": user, "backup": backup, "hours": ""}


def fill(draft: Any, *cells: dict[str, Any], **values: Any) -> Any:
    """Write what the smallest edition needs, as its first author."""
    said = cells or (row("innovation"),)
    complete = {
        "purpose": ["expertise"],
        "cells": list(said),
        "topics_allowed": list(
            dict.fromkeys(each["topic"] for each in said if each["legitimacy"] != "refer")
        ),
        "escalation": [contact("head", "mgr"), contact("mgr", "head", "low")],
        "levels_admitted": ["relay"],
        "valid_to": today() + timedelta(days=300),
        **values,
    }
    for name, value in complete.items():
        setattr(draft, name, value)
    notify(ObjectModifiedEvent(draft))
    return draft


def scope(
    parent: Any, department: str = "rd", by: str = "head", *cells: dict[str, Any], **values: Any
) -> Any:
    """The scope of a department with a complete draft, by its head."""
    with api.env.adopt_user(username=by):
        made = api.content.create(
            parent, "SpeakingScope", department, title=department.upper(), department=department
        )
        fill(made["e1"], *cells, **values)
    return made


def following(made: Any, *cells: dict[str, Any], by: str = "head", **values: Any) -> Any:
    """The next draft of a scope, complete."""
    with api.env.adopt_user(username=by):
        return fill(IEditionMaker(made).following(), *cells, **values)


def walk_to(state: str, edition: Any, head: str = "head") -> Any:
    """Bring a complete draft to a state, by the acts of those who may; gives the edition."""
    submit, approve = (head, "submit"), ("own", "approve")
    paths = {
        "draft": [],
        "submitted": [submit],
        "legal": [submit, ("own", "send_to_legal")],
        "approved": [submit, approve],
        "in_force": [submit, approve],
        "expired": [submit, approve],
        "closed": [submit, approve, ("own", "close")],
    }
    if state == "approved":
        edition.valid_from = today() + timedelta(days=30)
    for userid, transition in paths[state]:
        act(userid, edition, transition, comment="Because")
    if state == "expired":
        let_time_pass(edition.valid_to + timedelta(days=1))
    return edition


def let_time_pass(as_of: date) -> dict[str, int]:
    """What a run of the clock for a day does with scopes; gives how often it fired each transition."""
    job = ScopesJob(api.portal.get())
    done = sum((step.counted() for step in job.steps(Moment(as_of, wallclock.now(), True))), Counter())
    return {transition: count for (__, __, transition), count in done.items()}
