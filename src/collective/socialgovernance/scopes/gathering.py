"""From content to plain values: scopes, their editions, the words of the lists, the programme."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.programme.four_eyes import LEGAL
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.holders import holders_of
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.facts import ApprovalRule
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import Contact
from collective.socialgovernance.scopes.facts import EditionFacts
from collective.socialgovernance.scopes.facts import Freeze
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import Referral
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.facts import Voice
from collective.socialgovernance.scopes.facts import Wording
from collective.socialgovernance.scopes.hierarchies import hierarchy
from collective.socialgovernance.scopes.hierarchies import Words
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.scopes.situation import Situation
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.vocabularies import kept
from collective.socialgovernance.vocabularies.kept import reader_language
from dataclasses import replace
from datetime import date
from datetime import datetime
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


class _Said:
    """An edition with what is written for some of its fields and not kept yet."""

    def __init__(self, edition: Any, unsaved: Mapping[str, Any]):
        self._edition, self._unsaved = edition, unsaved

    def __getattr__(self, name: str) -> Any:
        return self._unsaved[name] if name in self._unsaved else getattr(self._edition, name)


def scope_of(edition: Any) -> Any:
    """The speaking scope of an edition."""
    return aq_parent(aq_inner(edition))


def content_of(edition: Any, unsaved: Mapping[str, Any] | None = None) -> ScopeContent:
    """What an edition says; fields in ``unsaved`` as they are written there and not kept yet."""
    said = edition if unsaved is None else _Said(edition, unsaved)
    return ScopeContent(
        purpose=tuple(said.purpose or ()),
        cells=tuple(
            Cell(
                row["topic"],
                row.get("audience") or "",
                row.get("platform") or "",
                row.get("territory") or "",
                row.get("legitimacy") or "lead",
            )
            for row in said.cells or ()
        ),
        topics_allowed=tuple(said.topics_allowed or ()),
        topics_refer=tuple(Referral(row["topic"], row["department"]) for row in said.topics_refer or ()),
        topics_forbidden=prohibitions(said.topics_forbidden),
        voices=tuple(
            Voice(
                row["user"],
                row.get("capacity") or "",
                tuple(row.get("topics") or ()),
                row.get("valid_from"),
                row.get("valid_to"),
            )
            for row in said.voices or ()
        ),
        levels_admitted=tuple(said.levels_admitted or ()),
        languages=tuple(said.languages or ()),
        territories=tuple(said.territories or ()),
        tone=raw(said.tone),
        approval_rule=tuple(
            ApprovalRule(row["content_kind"], row["rule"]) for row in said.approval_rule or ()
        ),
        disclosure=tuple(
            Wording(row["language"], row["wording"], row.get("explanation") or "")
            for row in said.disclosure or ()
        ),
        response_hours=said.response_hours or "",
        escalation=tuple(
            Contact(row["severity"], row["user"], row.get("backup") or "", row.get("hours") or "")
            for row in said.escalation or ()
        ),
        regulated=bool(said.regulated),
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        mandates=tuple(sorted(said.mandates or ())),
    )


def prohibitions(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Prohibition, ...]:
    """Rows of forbidden topics."""
    return tuple(Prohibition(row["topic"], row.get("reason") or "") for row in rows or ())


def edition_facts(edition: Any, located: bool = True) -> EditionFacts:
    """One edition as plain values; without its address when they are kept longer than a request."""
    starts = edition.in_force_on
    state = state_of(edition)
    if starts is None and state == "approved":
        starts = begins_on(edition)
    return EditionFacts(
        uid=IUUID(edition),
        state=state,
        content=content_of(edition),
        number=edition.number or "",
        starts=starts,
        closed=edition.closed_on,
        authors=tuple(edition.authors or ()),
        id=edition.getId(),
        url=edition.absolute_url() if located else "",
    )


def begins_on(edition: Any) -> date:
    """The day on which an approved edition comes into force: the later of its day and its approval."""
    return max(edition.valid_from or edition.approved_on, edition.approved_on)


def scope_facts(scope: Any, located: bool = True) -> ScopeFacts:
    """One scope with its editions, those in preparation included, and its freezes.

    Without addresses when they are kept longer than a request: a site may be known by several names.
    """
    return ScopeFacts(
        uid=IUUID(scope),
        department=scope.department or "",
        title=scope.title or "",
        id=scope.getId(),
        editions=tuple(edition_facts(edition, located) for edition in editions_of(scope)),
        freezes=tuple(
            Freeze(row["since"], row["until"], row["lifted"], row["reason"], row["by"])
            for row in scope.freezes
        ),
        url=scope.absolute_url() if located else "",
    )


def present_words() -> Words:
    """The lists of the control panel as they are now."""
    return Words(
        topics=hierarchy(kept.topics.rows()),
        audiences=hierarchy(kept.audiences.rows()),
        platforms=hierarchy(kept.platforms.rows()),
        territories=hierarchy(kept.territories.rows()),
    )


def titles_of_words() -> dict[str, str]:
    """The titles of all words of a cell in the reader's language."""
    lists = (kept.territories, kept.platforms, kept.audiences, kept.topics)
    return {term.token: term.title for each in lists for term in each()}


def active_people(userids: Iterable[str], day: date) -> frozenset[str]:
    """Those whom the directory knows as active on a day; all of them while there is no directory."""
    directory = getUtility(IDirectory)
    if directory.is_empty():
        return frozenset(userids)
    people = {userid: directory.person(userid, day) for userid in userids}
    return frozenset(userid for userid, person in people.items() if person and person.status == ACTIVE)


def leaders_of(department: str, day: date) -> frozenset[str]:
    """Who heads a department (or stands in where there is no head) and who deputises it."""
    directory = getUtility(IDirectory)
    return frozenset((*directory.heads(department, day), *directory.deputies(department, day)))


def name_of(userid: str, day: date) -> str:
    """The name of a person as the directory knows it, else as the site does, else the userid."""
    person = getUtility(IDirectory).person(userid, day)
    if person is not None and person.fullname:
        return person.fullname
    user = api.user.get(userid=userid)
    return (user is not None and user.getProperty("fullname")) or userid


def situation_of(edition: Any, at: datetime, unsaved: Mapping[str, Any] | None = None) -> Situation:
    """What the guards of an edition look at, at an instant; ``unsaved`` as in :func:`content_of`."""
    scope, programme = scope_of(edition), programme_of(edition)
    today = day_of(at, zone_of(programme))
    others = tuple(scope_facts(other) for other in scopes_of(programme) if IUUID(other) != IUUID(scope))
    above = getUtility(IDirectory).ancestors(scope.department, today)
    holders = holders_of(programme)
    facts = replace(edition_facts(edition), content=content_of(edition, unsaved))
    named = {userid for contact in facts.content.escalation for userid in contact.people}
    people = named | {voice.user for voice in facts.content.voices} | holders[OWNER] | holders[LEGAL]
    return Situation(
        scope=scope_facts(scope),
        edition=facts,
        today=today,
        words=present_words(),
        others=others,
        ancestors=tuple(other for other in others if other.department in above),
        corporate=prohibitions(programme.topics_forbidden),
        active=active_people(named, today),
        leaders=leaders_of(scope.department, today),
        owners=holders[OWNER],
        legal=holders[LEGAL],
        names={userid: name_of(userid, today) for userid in people},
        titles=titles_of_words(),
        programme_url=programme.absolute_url(),
        language=reader_language(),
    )
