"""Certifying several people at once: each with their own guards and their own result."""

from collections.abc import Iterable
from collective.socialgovernance.ambassadors.facts import ONBOARDING
from collective.socialgovernance.ambassadors.gathering import counting_day
from collective.socialgovernance.ambassadors.privacy import seen_fields
from collective.socialgovernance.ambassadors.renewing import RENEWED_FROM
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from dataclasses import dataclass
from typing import Any

import transaction


ACTIVATE, RENEW = "activate", "renew"


@dataclass(frozen=True)
class Certified:
    """What became of one registration: certified, or why not.

    ``name`` is that of the person, "" for who may not know it. ``problems`` carry the code of each guard that
    fails, the sentence, and where it is mended.
    """

    id: str
    name: str
    url: str
    transition: str
    done: bool
    state: str
    problems: tuple[Problem, ...] = ()


def certify_many(registrations: Iterable[Any], level: str | None = None) -> tuple[Certified, ...]:
    """Certify each registration as the signed-in referent; gives one line each, in the order given.

    Who is being welcomed is activated, who asked to renew is renewed. ``level`` is granted on activation;
    without it each gets the level they asked for. Each passes its own guards; one that is refused stops no
    other, and leaves nothing behind. Named twice is done once.
    """
    found: dict[str, Certified] = {}
    for registration in registrations:
        path = "/".join(registration.getPhysicalPath())
        if path not in found:
            found[path] = _certify(registration, level)
    return tuple(found.values())


def _certify(registration: Any, level: str | None) -> Certified:
    transition = RENEW if state_of(registration) in RENEWED_FROM else ACTIVATE
    inputs = {"level_granted": level} if level and state_of(registration) == ONBOARDING else {}
    kept = transaction.savepoint(optimistic=True)
    problems: tuple[Problem, ...] = ()
    try:
        fire(registration, transition, inputs=inputs)
    except Refused as refused:
        kept.rollback()
        problems = refused.problems
    day = counting_day(programme_of(registration))
    return Certified(
        registration.getId(),
        name_of(registration.person, day) if "person" in seen_fields(registration) else "",
        registration.absolute_url(),
        transition,
        not problems,
        state_title(registration),
        problems,
    )
