"""Facts of a registration that lacks nothing, to be spoilt one at a time."""

from collective.socialgovernance.ambassadors.facts import Answer
from collective.socialgovernance.ambassadors.facts import Asked
from collective.socialgovernance.ambassadors.facts import Attested
from collective.socialgovernance.ambassadors.facts import Chosen
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import Made
from collective.socialgovernance.ambassadors.facts import ProgrammeRules
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.directory.people import PersonHistory
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.facts import ScopeFacts
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import Any


DAY = date(2027, 3, 1)
"""A Monday: the day on which the registration is activated."""

RULES = ProgrammeRules(
    country="FR",
    body_informed_on=date(2026, 1, 10),
    notice_version="1",
    referents=("ref",),
    referent_names=("Rita Sol",),
)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def history(
    leaves: tuple[Interval, ...] = (), left: date | None = None, population: str = "employee"
) -> PersonHistory:
    employed = Interval(date(2020, 1, 1), None if left is None else left - days(1))
    return PersonHistory((employed,), leaves, (("rd", employed),), ((population, employed),))


def scope(
    *topics: str,
    uid: str = "rd",
    starts: date = date(2027, 1, 1),
    closed: date | None = None,
    freezes: tuple[Any, ...] = (),
    **content: Any,
) -> ScopeFacts:
    said = {"levels_admitted": ("relay", "expert", "official"), "topics_allowed": topics, **content}
    edition = EditionFacts(f"{uid}-1", "in_force", ScopeContent(**said), "1.0.0", starts, closed)
    return ScopeFacts(uid, uid, uid.upper(), editions=(edition,), freezes=freezes)


def text(status: str | dict[date, str] = "acknowledged") -> Asked:
    """A text with one status, or with one from each of some days on."""

    def on(day: date) -> str:
        if isinstance(status, str):
            return status
        return status[max(since for since in status if since <= day)]

    return Asked("Charte", "http://nohost/charte", on)


def complete(**values: Any) -> Facts:
    """A registration in onboarding that may be activated by the referent on ``DAY``."""
    facts = Facts(
        person="emp",
        state="onboarding",
        history=history(),
        programme=RULES,
        level="relay",
        topics=("innovation",),
        scopes=(Chosen(scope("innovation")),),
        texts=(text(),),
        statement=Made("1", DAY - days(20)),
        notice=Made("1", DAY - days(20)),
        attestation=Attested(("strong_password", "two_factor"), DAY - days(20)),
        answers=(Answer("available", "mgr", DAY - days(10)),),
        manager_on=lambda day: "mgr",
        changed_on=DAY - days(5),
    )
    return replace(facts, **values)


def active(**values: Any) -> Facts:
    """The same, activated on ``DAY``."""
    return complete(
        **{
            "state": "active",
            "certified_by": "ref",
            "valid_from": DAY,
            "valid_to": date(2028, 3, 1),
            "active_since": DAY,
            **values,
        }
    )
