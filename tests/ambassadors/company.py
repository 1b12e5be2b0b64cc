"""The small intranet with a scope in force and registrations in any state, made through Python."""

from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.holds import propose
from collective.socialgovernance.ambassadors.registering import register
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.transitions.firing import fire_as_system
from plone import api
from plone.uuid.interfaces import IUUID
from tests import intranet
from tests.intranet import act
from tests.scopes import company as scopes
from tests.site_day import site_day
from typing import Any


def programme(portal: Any, **values: Any) -> Any:
    """A programme with a referent, a notice, and the scope of R&D in force; emp is managed by mgr."""
    intranet.directory()
    made = intranet.programme(
        portal,
        referent="ref",
        privacy_notice=rich("<p>What is kept and for how long.</p>"),
        privacy_notice_version="1",
        **values,
    )
    scopes.walk_to("in_force", scopes.scope(made)["e1"])
    return made


def registration(parent: Any, userid: str = "emp", **values: Any) -> Any:
    """A complete draft of a person."""
    now = wallclock.now()
    said = {
        "scopes": [IUUID(parent["rd"])],
        "level_requested": "relay",
        "topics": ["innovation"],
        "languages": ["fr"],
        "motivation": "Secretmotive",
        "declared_profiles": ["https://profile.example/secretprofile"],
        "voluntary_statement": {"version": "1", "at": now},
        "privacy_notice": {"version": "1", "at": now},
        "security_self_attestation": {"items": ["strong_password", "two_factor"], "at": now},
        **values,
    }
    with api.env.adopt_user(username=userid):
        return register(parent, **said)


APPLY, ENDORSE, WELCOME = ("emp", "apply"), ("mgr", "endorse"), ("ref", "start_onboarding")
ACTIVATE = ("ref", "activate")
ACTIVE = [APPLY, ENDORSE, WELCOME, ACTIVATE]
PATHS: dict[str, list[tuple[str, str]]] = {
    "draft": [],
    "applied": [APPLY],
    "deferred": [APPLY, ("mgr", "not_now")],
    "endorsed": [APPLY, ENDORSE],
    "onboarding": [APPLY, ENDORSE, WELCOME],
    "active": ACTIVE,
    "grace": [*ACTIVE, ("", "enter_grace")],
    "lapsed": [*ACTIVE, ("", "enter_grace"), ("", "lapse")],
    "paused": [*ACTIVE, ("emp", "pause")],
    "on_hold": [*ACTIVE, ("leg", "hold")],
    "ended": [("emp", "withdraw")],
}


def walk_to(state: str, made: Any) -> Any:
    """Bring a complete draft of emp to a state, by the acts of those who may; gives it."""
    for userid, transition in PATHS[state]:
        if not userid:
            fire_as_system(made, transition, "clock", wallclock.now())
            continue
        if transition == "hold":
            proposed(made)
        act(userid, made, transition, **({"reason": "workload"} if transition == "not_now" else {}))
    return made


def proposed(made: Any) -> Any:
    """With a hold that the referent proposes, to be reviewed today."""
    with api.env.adopt_user(username="ref"):
        propose(made, "Because", site_day())
    return made
