"""The ambassadors of the company: who registered, who said there was time for it, who was certified since.

Each act is that of its person, at its time. Most of them cannot sign in to the demo: they have an account for
as long as their story is told, and none afterwards.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.socialgovernance import wallclock
from collective.socialgovernance.ambassadors.holds import propose
from collective.socialgovernance.ambassadors.registering import register
from collective.socialgovernance.ambassadors.statement import STATEMENT_VERSION
from collective.socialgovernance.demo import cast
from collective.socialgovernance.demo import company
from collective.socialgovernance.demo.past import as_person
from collective.socialgovernance.transitions.firing import fire
from contextlib import contextmanager
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from secrets import token_urlsafe
from typing import Any


OWN_ACTS = ("register", "apply", "pause", "withdraw")
PROTECTED = ("strong_password", "two_factor", "updates", "locked_screen")


def register_ambassadors(programme: Any, today: date) -> None:
    """Every registration of the file, oldest act first."""
    told = company.read_json("ambassadors.json")
    made: dict[str, Any] = {}
    acts = [(date.fromisoformat(day), row, act) for row in told for act, day in row["acts"].items()]
    with _accounts({row[who] for row in told for who in ("person", "manager")}):
        for day, row, act in sorted(acts, key=lambda each: each[0]):
            with as_person(_actor(row, act), day, today):
                if act == "register":
                    made[row["person"]] = _register(programme, row)
                else:
                    _act(made[row["person"]], row, act, today)


def _actor(row: dict[str, Any], act: str) -> str:
    if act in OWN_ACTS:
        return str(row["person"])
    if act in ("endorse", "not_now"):
        return str(row["manager"])
    return cast.LEGAL if act == "hold" else cast.REFERENT


def _register(programme: Any, row: dict[str, Any]) -> Any:
    now = wallclock.now()
    return register(
        programme,
        scopes=[IUUID(programme[row["scope"]])],
        topics=list(row["topics"]),
        level_requested=row["level"],
        languages=list(row["languages"]),
        motivation=row.get("motivation"),
        voluntary_statement={"version": STATEMENT_VERSION, "at": now},
        privacy_notice={"version": programme.privacy_notice_version, "at": now},
        security_self_attestation={"items": list(PROTECTED), "at": now},
        image_consent={"given": True, "at": now, "withdrawn_at": None} if row.get("picture") else None,
        directory_visibility=row.get("visibility", "none"),
    )


def _act(registration: Any, row: dict[str, Any], act: str, today: date) -> None:
    def day(name: str) -> date:
        return company.moved(date.fromisoformat(row[name]), today)

    if act == "propose":
        propose(registration, row["reason"], day("review_on"))
    elif act == "hold":
        fire(registration, "hold")
    elif act == "pause":
        registration.paused_until = day("until")
        fire(registration, "pause")
    else:
        fire(registration, act, inputs={"reason": row["not_now"]} if act == "not_now" else {})


@contextmanager
def _accounts(userids: Iterable[str]) -> Iterator[None]:
    """Accounts that nobody knows the password of, for those who have none, as long as the block runs."""
    source = api.portal.get_tool("acl_users").source_users
    known = set(source.getUserIds())
    lent = [userid for userid in userids if userid not in known]
    for userid in lent:
        source.addUser(userid, userid, token_urlsafe())
    try:
        yield
    finally:
        for userid in lent:
            source.removeUser(userid)
