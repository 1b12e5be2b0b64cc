"""What stands in the way of a transition of an edition of a scope, as functions of facts.

Every function gives all its guards, passed or not. Codes are stable names that programs rely on.
"""

from collections.abc import Iterable
from collective.socialgovernance import _
from collective.socialgovernance.days import months_after
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.programme.four_eyes import LEGAL
from collective.socialgovernance.programme.four_eyes import OWNER
from collective.socialgovernance.programme.four_eyes import who_else
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import REFER
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.overlaps import CONFLICT
from collective.socialgovernance.scopes.overlaps import in_force_between
from collective.socialgovernance.scopes.overlaps import overlaps
from collective.socialgovernance.scopes.situation import Situation
from collective.socialgovernance.transitions.guards import Guard
from datetime import date


LONGEST_MONTHS = 18
"""How many months an edition of a scope may hold at most."""

FEWEST_CONTACTS = 2
OFFICIAL = "official"
INSIDE_INFORMATION = "inside_information"


def on_submit(situation: Situation) -> list[Guard]:
    """What an edition needs before it is looked at."""
    return [
        _purpose(situation),
        _cells(situation),
        _topics_allowed(situation),
        _corporate(situation),
        _tighten(situation),
        _escalation(situation),
        _validity(situation),
        _official_voice(situation),
    ]


def on_approve(situation: Situation, approver: str) -> list[Guard]:
    """What stands between a submitted edition and its approval by ``approver``."""
    return [
        _author(situation, approver),
        _head(situation, approver),
        _legal_required(situation),
        _corporate(situation),
        _tighten(situation),
        _escalation(situation),
        _validity(situation),
        *_lead_conflict(situation),
    ]


def needs_legal(content: ScopeContent) -> bool:
    """Whether legal approves it: regulated speech, or a topic that is inside information."""
    return content.regulated or any(
        forbidden.reason == INSIDE_INFORMATION for forbidden in content.topics_forbidden
    )


def every_owner_is_excluded(situation: Situation) -> bool:
    """Whether legal may approve in the owners' place."""
    return not situation.owners - situation.excluded


def cell_words(cell: Cell, situation: Situation) -> str:
    """A cell as people read it: innovation, customers, LinkedIn, France."""
    parts = (cell.topic, cell.audience, cell.platform, cell.territory)
    return ", ".join(situation.title(part) for part in parts if part)


def _purpose(situation: Situation) -> Guard:
    return Guard(
        "purpose",
        _("What the department speaks for is chosen"),
        bool(situation.content.purpose),
        detail=_("Choose at least one purpose."),
        url=situation.edition.url + "/edit",
    )


def _cells(situation: Situation) -> Guard:
    return Guard(
        "cells",
        _("It says what the department speaks about, and to whom"),
        bool(situation.content.cells),
        detail=_("Choose at least one topic and one audience."),
        url=situation.edition.url + "/edit",
    )


def _topics_allowed(situation: Situation) -> Guard:
    content, topics = situation.content, situation.words.topics
    url = situation.edition.url + "/edit"
    title = _("Each topic it speaks about is among its topics")
    if not content.topics_allowed:
        return Guard("topics_allowed", title, False, detail=_("Choose at least one topic."), url=url)
    outside = [
        cell.topic
        for cell in content.cells
        if cell.legitimacy != REFER
        and not any(topics.covers(allowed, cell.topic) for allowed in content.topics_allowed)
    ]
    if outside:
        return Guard(
            "topics_allowed",
            title,
            False,
            detail=_(
                "These are not among its topics: ${topics}.", mapping={"topics": _titles(situation, outside)}
            ),
            url=url,
        )
    both = _barred(situation, content.topics_allowed, [each.topic for each in content.topics_forbidden])
    return Guard(
        "topics_allowed",
        title,
        not both,
        detail=_("It allows and forbids the same: ${topics}.", mapping={"topics": _titles(situation, both)}),
        url=url,
    )


def _corporate(situation: Situation) -> Guard:
    """The scope forbids what the programme forbids, and allows nothing of it."""
    listed = [each.topic for each in situation.corporate]
    lacking = _lacking(situation, listed)
    allowed = _barred(situation, _spoken_about(situation.content), listed)
    detail = ""
    if allowed:
        detail = _(
            "Nobody speaks about this for the company: ${topics}. Take it out.",
            mapping={"topics": _titles(situation, allowed)},
        )
    elif lacking:
        detail = _(
            "Forbid what the company forbids: ${topics}.", mapping={"topics": _titles(situation, lacking)}
        )
    return Guard(
        "corporate_forbidden",
        _("It forbids what the company forbids"),
        not lacking and not allowed,
        detail=detail,
        url=situation.edition.url + "/edit",
    )


def _tighten(situation: Situation) -> Guard:
    """A department may be stricter than those above it, never freer."""
    lacking: list[str] = []
    freed: list[str] = []
    kept: list[str] = []
    above = []
    last = situation.content.valid_to or date.max
    for scope, edition in in_force_between(situation.ancestors, situation.begins, last):
        forbidden = [each.topic for each in edition.content.topics_forbidden]
        referred = [each.topic for each in edition.content.topics_refer]
        more = _lacking(situation, forbidden)
        free = _barred(situation, _spoken_about(situation.content), [*forbidden, *referred])
        keeps = _parts_kept(situation, referred)
        if more or free or keeps:
            above.append(scope.title)
        lacking += more
        freed += free
        kept += keeps
    detail = ""
    if freed:
        detail = _(
            "“${scope}” stands above and forbids or refers this: ${topics}. Take it out.",
            mapping={"scope": "”, “".join(above), "topics": _titles(situation, freed)},
        )
    elif lacking:
        detail = _(
            "“${scope}” stands above and forbids this: ${topics}. Forbid it here too.",
            mapping={"scope": "”, “".join(above), "topics": _titles(situation, lacking)},
        )
    elif kept:
        detail = _(
            "“${scope}” stands above and refers this to another department: ${topics}. "
            "It is part of a topic of yours: refer or forbid it here too.",
            mapping={"scope": "”, “".join(above), "topics": _titles(situation, kept)},
        )
    return Guard(
        "tighten",
        _("It is not freer than the departments above"),
        not lacking and not freed and not kept,
        detail=detail,
        url=situation.edition.url + "/edit",
    )


def _spoken_about(content: ScopeContent) -> tuple[str, ...]:
    """The topics a scope allows: those of its list, and the narrower ones that its cells name."""
    named = (cell.topic for cell in content.cells if cell.legitimacy != REFER)
    return tuple(dict.fromkeys((*content.topics_allowed, *named)))


def _parts_kept(situation: Situation, referred: Iterable[str]) -> list[str]:
    """Referred topics below an allowed one, which this scope neither refers nor forbids itself."""
    content, covers = situation.content, situation.words.topics.covers
    given_up = [each.topic for each in content.topics_refer]
    given_up += [each.topic for each in content.topics_forbidden]
    return [
        topic
        for topic in referred
        if any(allowed != topic and covers(allowed, topic) for allowed in content.topics_allowed)
        and not any(covers(each, topic) for each in given_up)
    ]


def _lacking(situation: Situation, required: Iterable[str]) -> list[str]:
    """Topics that should be forbidden and are not; forbidding a wider one forbids them too."""
    own = [each.topic for each in situation.content.topics_forbidden]
    covers = situation.words.topics.covers
    return [topic for topic in required if not any(covers(forbidden, topic) for forbidden in own)]


def _barred(situation: Situation, allowed: Iterable[str], barred: Iterable[str]) -> list[str]:
    """Allowed topics that are among the barred ones, or below one of them."""
    barred = tuple(barred)
    covers = situation.words.topics.covers
    return [topic for topic in allowed if any(covers(each, topic) for each in barred)]


def _escalation(situation: Situation) -> Guard:
    named = {userid for contact in situation.content.escalation for userid in contact.people}
    active = named & situation.active
    gone = sorted(named - situation.active)
    detail = _("Name two different people who can be called.")
    if gone and len(active) < FEWEST_CONTACTS:
        detail = _(
            "Name two different people who can be called. Not active in the directory: ${names}.",
            mapping={"names": ", ".join(situation.names.get(userid, userid) for userid in gone)},
        )
    return Guard(
        "escalation",
        _("Two different people can be called"),
        len(active) >= FEWEST_CONTACTS,
        detail=detail,
        url=situation.edition.url + "/edit",
    )


def _validity(situation: Situation) -> Guard:
    content = situation.content
    last = content.valid_to
    latest = months_after(content.valid_from or situation.today, LONGEST_MONTHS)
    detail = ""
    if last is None:
        detail = _("Say until when it holds.")
    elif last < situation.begins:
        detail = _("It would end before it begins: choose a later last day.")
    elif last > latest:
        detail = _(
            "It holds eighteen months at most: until ${day} at the latest.",
            mapping={"day": day_in_words(latest, situation.language)},
        )
    return Guard(
        "validity",
        _("It says until when it holds, eighteen months at most"),
        not detail,
        detail=detail,
        url=situation.edition.url + "/edit",
    )


def _official_voice(situation: Situation) -> Guard:
    without = [
        voice.user
        for voice in situation.content.voices
        if voice.capacity == OFFICIAL and voice.user not in situation.content.mandates
    ]
    return Guard(
        "official_voice",
        _("Every official voice has a mandate"),
        not without,
        detail=_(
            "Add the file of the mandate of: ${names}.",
            mapping={"names": ", ".join(situation.names.get(userid, userid) for userid in without)},
        ),
        url=situation.edition.url + "/edit",
    )


def _author(situation: Situation, approver: str) -> Guard:
    detail = _(
        "You worked on this scope: somebody else approves it. ${who_else}",
        mapping={"who_else": who_can_approve(situation, approver)},
    )
    own = approver in situation.edition.authors
    return Guard("author", _("Whoever approves has not written it"), not own, detail=detail if own else "")


def _head(situation: Situation, approver: str) -> Guard:
    detail = _(
        "You lead this department: somebody else approves its scope. ${who_else}",
        mapping={"who_else": who_can_approve(situation, approver)},
    )
    own = approver in situation.leaders
    return Guard(
        "head", _("Whoever approves does not lead the department"), not own, detail=detail if own else ""
    )


def who_can_approve(situation: Situation, approver: str = "") -> str:
    """A sentence: who could approve, ``approver`` left out; whom to ask where nobody could."""
    legal = needs_legal(situation.content) or situation.edition.state == "legal"
    holders, role = (situation.legal, LEGAL) if legal else (situation.owners, OWNER)
    able = holders - situation.excluded - {approver}
    if not able and not legal:
        able = situation.legal - situation.excluded - {approver}
    return who_else(sorted(situation.names.get(userid, userid) for userid in able), role)


def _legal_required(situation: Situation) -> Guard:
    passed = situation.edition.state == "legal" or not needs_legal(situation.content)
    return Guard(
        "legal_required",
        _("Legal has looked at what is regulated"),
        passed,
        detail=_("It is regulated, or forbids a topic as inside information: send it to legal review first."),
        url=situation.edition.url + "/@@transition?transition=send_to_legal",
    )


def _lead_conflict(situation: Situation) -> list[Guard]:
    title = _("Nobody else leads the same")
    last = situation.content.valid_to or date.max
    others = in_force_between(situation.others, situation.begins, last)
    found = overlaps(situation.content.cells, others, situation.words)
    conflicts = [each for each in found if each.relation == CONFLICT]
    if not conflicts:
        return [Guard("lead_conflict", title, True)]
    return [
        Guard(
            "lead_conflict",
            title,
            False,
            detail=_(
                "“${scope}” (${number}) already leads ${other}; this scope asks to lead ${cell}. "
                "Return one of them, and say in the note who leads and who contributes.",
                mapping={
                    "scope": each.other.title,
                    "number": each.other_edition.number,
                    "other": cell_words(each.other_cell, situation),
                    "cell": cell_words(each.cell, situation),
                },
            ),
            url=each.other.url,
        )
        for each in conflicts
    ]


def _titles(situation: Situation, tokens: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(situation.title(token) for token in tokens))
