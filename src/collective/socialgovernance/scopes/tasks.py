"""What waits for a person among the scopes: to define, to approve, to renew, contacts to replace.

Computed when somebody looks, stored nowhere. A task of a department is for who leads it: its head, else its
deputies, else who leads the department above, else the owners.
"""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.perimeters import covered
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.scopes.gathering import leaders_of
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.scopes.gathering import present_words
from collective.socialgovernance.scopes.index import scope_of_department
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.known import scope_map
from collective.socialgovernance.scopes.live import counted
from collective.socialgovernance.scopes.matrix import EXPIRING_DAYS
from collective.socialgovernance.scopes.overlaps import CONFLICT
from collective.socialgovernance.scopes.overlaps import overlaps
from collective.socialgovernance.scopes.preparing import prohibitions_above
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.tasks import Task
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import is_entitled
from collective.socialgovernance.transitions.firing import state_of
from datetime import date
from datetime import timedelta
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


DECIDING = ("Governance Owner", "Governance Legal", "Manager", "Site Administrator")


def tasks_of(userid: str, as_of: date | None = None) -> list[Task]:
    """Everything that waits for the signed-in user among the scopes of every programme they may see."""
    found: list[Task] = []
    for programme in _programmes():
        day = as_of or today_in(programme)
        if not (getUtility(IDirectory).leading(userid, day) or _decides(programme)):
            continue
        for scope in scopes_of(programme):
            found += _to_look_after(programme, scope, userid, day)
        found += _to_add(programme, userid, day)
    return found


def _decides(programme: Any) -> bool:
    """Whether the signed-in user approves scopes, or looks after departments that nobody leads."""
    return bool(set(DECIDING) & set(api.user.get_roles(obj=programme)))


def managers_of(programme: Any, department: str, day: date) -> tuple[str, ...]:
    """Whose tasks those of a department are."""
    heads = getUtility(IDirectory).heads(department, day)
    return heads or tuple(sorted(holders_of(programme)[OWNER]))


def _programmes() -> Iterator[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog(portal_type="GovernanceProgramme", sort_on="created"):
        yield brain.getObject()


def _to_add(programme: Any, userid: str, day: date) -> Iterator[Task]:
    """Departments that the person leads themself and that have no scope yet."""
    directory = getUtility(IDirectory)
    named = directory.leading(userid, day)
    for department in sorted(set(named) & covered(programme.perimeter or (), day) if named else ()):
        if scope_of_department(programme, department) is None and userid in directory.heads(department, day):
            title = directory.department(department, day).title
            yield Task(
                "define_scope",
                _("Say what “${department}” speaks about", mapping={"department": title}),
                f"{programme.absolute_url()}/++add++SpeakingScope?department={department}",
                "missing",
                zone=zone_of(programme),
            )


def _to_look_after(programme: Any, scope: Any, userid: str, day: date) -> Iterator[Task]:
    coming = in_preparation(scope)
    if coming is not None:
        yield from _to_approve(programme, scope, coming, userid)
    if userid not in managers_of(programme, scope.department, day):
        return
    present = in_force(scope)
    yield from _to_define(programme, scope, present, coming)
    if present is not None:
        yield from _to_tighten(programme, scope, present, coming)
        yield from _to_renew(programme, scope, present, coming, day)
        yield from _to_replace(programme, scope, present, day)


def _to_approve(programme: Any, scope: Any, edition: Any, userid: str) -> Iterator[Task]:
    """For those who may approve it: neither its authors nor who leads the department."""
    if state_of(edition) not in ("submitted", "legal") or not is_entitled(edition, "approve"):
        return
    if userid in (edition.authors or ()) or userid in leaders_of(scope.department, today_in(programme)):
        return
    yield _task("approve_scope", programme, scope.title, edition, state_of(edition))


def _to_define(programme: Any, scope: Any, present: Any, coming: Any) -> Iterator[Task]:
    """A draft to finish, one that was returned with a note, or a scope of which nothing is in force."""
    if coming is not None and state_of(coming) == "draft":
        acts = history_of(coming)
        returned = bool(acts) and acts[-1]["action"] == "return_to_draft"
        status = "returned" if returned else "draft"
        title = (
            _("“${scope}” came back: ${note}", mapping={"scope": scope.title, "note": acts[-1]["comments"]})
            if returned
            else _("Finish and submit “${scope}”", mapping={"scope": scope.title})
        )
        yield _task("define_scope", programme, title, coming, status)
    elif coming is None and present is None:
        title = _("Nothing of “${scope}” is in force: prepare it anew", mapping={"scope": scope.title})
        yield Task("define_scope", title, scope.absolute_url(), "ended", zone=zone_of(programme))


def _to_tighten(programme: Any, scope: Any, present: Any, coming: Any) -> Iterator[Task]:
    """What is in force allows something that is forbidden above since: it is not answered for any more."""
    if coming is not None:
        return
    covers = present_words().topics.covers
    above = [each.topic for each in prohibitions_above(scope)]
    freed = [
        topic for topic in present.topics_allowed or () if any(covers(barred, topic) for barred in above)
    ]
    if freed:
        title = _("“${scope}” allows what is forbidden above it now", mapping={"scope": scope.title})
        yield Task("define_scope", title, scope.absolute_url(), "tighten", zone=zone_of(programme))


def _to_renew(programme: Any, scope: Any, present: Any, coming: Any, day: date) -> Iterator[Task]:
    soon = day + timedelta(days=EXPIRING_DAYS)
    if coming is None and present.valid_to is not None and present.valid_to <= soon:
        yield _task("scope_expiring", programme, scope.title, present, "in_force", present.valid_to)


def _to_replace(programme: Any, scope: Any, present: Any, day: date) -> Iterator[Task]:
    """Voices and contacts who left, or are in another department than when the edition began."""
    for userid in sorted(people_of(content_of(present))):
        why = moved_or_left(userid, present.in_force_on, day)
        if why:
            title = _(
                "Replace ${name} in “${scope}”",
                mapping={"name": name_of(userid, day), "scope": scope.title},
            )
            yield _task("replace_contact", programme, title, present, why)


def people_of(content: ScopeContent) -> frozenset[str]:
    """Everybody whom an edition names as a voice or a contact."""
    called = {userid for contact in content.escalation for userid in contact.people}
    return frozenset(called | {voice.user for voice in content.voices})


def moved_or_left(userid: str, since: date, day: date) -> str:
    """``left`` or ``moved`` for who is not where they were on the day ``since``; "" otherwise."""
    directory = getUtility(IDirectory)
    person = directory.person(userid, day)
    if person is None:
        return "" if directory.is_empty() else "left"
    if person.status == LEFT:
        return "left"
    before = directory.person(userid, since)
    return "moved" if before is not None and before.department != person.department else ""


def _task(kind: str, programme: Any, title: str, edition: Any, status: str, due: date | None = None) -> Task:
    return Task(kind, title, edition.absolute_url(), status, due, zone_of(programme), edition=IUUID(edition))


def leading_the_same(scope: Any, edition: Any, day: date) -> list[str]:
    """The titles of the scopes in force or submitted with which an edition of a scope has to be settled."""
    others = [each for each in scope_map(programme_of(scope)).scopes if each.uid != IUUID(scope)]
    found = overlaps(content_of(edition).cells, counted(others, day), present_words())
    return list(dict.fromkeys(each.other.title for each in found if each.relation == CONFLICT))


def scopes_led_by(userid: str, day: date | None = None) -> list[tuple[Any, Any, Any]]:
    """The scopes that a person looks after: each with its edition in force and the one on its way."""
    found = []
    for programme in _programmes():
        if not getUtility(IDirectory).leading(userid, day or today_in(programme)):
            continue
        for scope in scopes_of(programme):
            if userid in leaders_of(scope.department, day or today_in(programme)) and editions_of(scope):
                found.append((scope, in_force(scope), in_preparation(scope)))
    return found
