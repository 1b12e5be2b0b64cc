"""What is coming up in a programme: everything with a day in the next months that who looks may see.

Computed when somebody looks, stored nowhere. People are named only to those who may see their registration,
and told of to nobody else where they are too few; how many acknowledgments lapse is told by week, and without
a figure where it would be about too few.
"""

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator
from collective.socialgovernance.acknowledgments.answers import lapse_day
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.entries import AT
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.situations import Answers
from collective.socialgovernance.acknowledgments.situations import Company
from collective.socialgovernance.acknowledgments.situations import first_that_counts
from collective.socialgovernance.acknowledgments.situations import moment_in
from collective.socialgovernance.acknowledgments.situations import Situation
from collective.socialgovernance.acknowledgments.situations import situations_on
from collective.socialgovernance.acknowledgments.situations import turning_quarters
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.ambassadors.index import registrations_of
from collective.socialgovernance.clock.due import week_of
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.refreshing.pages import programme_of_page
from collective.socialgovernance.refreshing.pages import refreshable_pages
from collective.socialgovernance.scopes.freezing import present_freeze
from collective.socialgovernance.scopes.gathering import begins_on
from collective.socialgovernance.scopes.gathering import name_of
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.answering import where_read
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.law import DATED
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


DAYS = 90
"""How far one looks ahead."""

REVIEW, START, FORMALITY = "review", "start", "formality"
SCOPE_START, SCOPE_END, FREEZE_END = "scope_start", "scope_end", "freeze_end"
HOLD, RENEWAL, LAPSE = "hold", "renewal", "lapse"

WAITING = (REVIEW, START, SCOPE_START, SCOPE_END)
"""What is still to be done when its day has passed."""

HELD, RENEWED = ("on_hold",), ("active", "grace", "lapsed", "paused")
"""States of registrations with a review of a hold, and with an end that may be put off."""


@dataclass(frozen=True)
class Coming:
    """Something that has a day.

    ``uid`` is stable and names nothing. ``title`` is that of a text or scope, or the name of a person; "" for
    what is only counted. ``count`` is how many people it is about; None when it is about none, or about so
    few that it is not told. ``detail`` is the key of a formality.
    """

    day: date
    kind: str
    uid: str
    title: str = ""
    url: str = ""
    count: int | None = None
    detail: str = ""


def coming_up(programme: Any, first: date, language: str, days: int = DAYS) -> list[Coming]:
    """Everything that the current user may see of a programme's next days, by day.

    ``first`` is the day on which one looks; what should have been done before is given with its day.
    """
    last = first + timedelta(days=days)
    found = [
        each
        for part in (_of_texts(programme, first, language), _of_pages(programme, last), _of_scopes(programme))
        for each in part
        if each.day <= last and (each.day >= first or each.kind in WAITING)
    ]
    found += _of_people(programme, first, last)
    found += _lapses(programme, first, last, language)
    return sorted(found, key=lambda each: (each.day, each.kind, each.title, each.uid))


def _of_texts(programme: Any, first: date, language: str) -> Iterator[Coming]:
    for text in programme.objectValues():
        if IGovernedText.providedBy(text) and _may("View", text):
            for edition in editions_of(text):
                if _may("View", edition):
                    yield from _of_edition(text, edition, language)


def _of_edition(text: Any, edition: Any, language: str) -> Iterator[Coming]:
    state, uid, url = state_of(edition), IUUID(edition), edition.absolute_url()
    title = _title(text, edition, language)
    if state == "in_force" and edition.review_due:
        yield Coming(edition.review_due, REVIEW, f"review-{uid}", title, text.absolute_url())
    if state == "approved":
        begins = max(edition.effective_from or edition.approved_on, edition.approved_on)
        yield Coming(begins, START, f"start-{uid}", title, url)
    if state in ("formalities", "approved"):
        for key in DATED:
            day = (edition.formalities or {}).get(key)
            if day is not None:
                yield Coming(day, FORMALITY, f"{key}-{uid}", title, url, detail=key)


def _title(text: Any, edition: Any, language: str) -> str:
    said = (edition.translations or {}).get(language) or {}
    return str(said.get("title") or edition.title or text.title)


def _of_pages(programme: Any, last: date) -> Iterator[Coming]:
    """Pages of the intranet that are looked at again by whoever looks after this programme."""
    for page in refreshable_pages(last):
        its = programme_of_page(page)
        if its is not None and IUUID(its) == IUUID(programme) and _may("View", page):
            yield Coming(page.review_due, REVIEW, f"review-{IUUID(page)}", page.Title(), where_read(page))


def _of_scopes(programme: Any) -> Iterator[Coming]:
    for scope in scopes_of(programme):
        for edition in editions_of(scope):
            state, uid, url = state_of(edition), IUUID(edition), edition.absolute_url()
            if state not in ("approved", "in_force") or not _may("View", edition):
                continue
            if state == "approved":
                yield Coming(begins_on(edition), SCOPE_START, f"start-{uid}", scope.title, url)
            elif edition.valid_to:
                yield Coming(edition.valid_to, SCOPE_END, f"end-{uid}", scope.title, scope.absolute_url())
        freeze = present_freeze(scope) if _may("View", scope) else None
        if freeze is not None and freeze["until"] is not None:
            uid = f"freeze-{freeze['since']}-{IUUID(scope)}"
            yield Coming(freeze["until"], FREEZE_END, uid, scope.title, scope.absolute_url())


def _of_people(programme: Any, first: date, last: date) -> Iterator[Coming]:
    """Reviews of holds and ends of registrations: by name, else by day where they are not too few."""
    counted: Counter[tuple[date, str]] = Counter()
    for registration in registrations_of(programme):
        state = state_of(registration)
        for kind, states, day in (
            (HOLD, HELD, (registration.hold or {}).get("review_on")),
            (RENEWAL, RENEWED, registration.valid_to),
        ):
            if state not in states or day is None or not first <= day <= last:
                continue
            if _may("View", registration):
                name, url = name_of(registration.person, first), registration.absolute_url()
                yield Coming(day, kind, f"{kind}-{IUUID(registration)}", name, url, 1)
            else:
                counted[day, kind] += 1
    for (day, kind), count in counted.items():
        if count >= programme.k_threshold:
            yield Coming(day, kind, f"{kind}-{day}-{IUUID(programme)}", count=count)


def _lapses(programme: Any, first: date, last: date, language: str) -> Iterator[Coming]:
    """For those who may see figures: how many acknowledgments of each text lapse in which week."""
    directory, ledger = getUtility(IDirectory), getUtility(ILedger)
    for text in texts_everywhere():
        asked = IAskedText(text)
        if asked.programme is None or IUUID(asked.programme) != IUUID(programme):
            continue
        if not (_may("View", text) and _may("collective.socialgovernance: View coverage", text)):
            continue
        facts = asked.facts
        weeks: Counter[date] = Counter()
        for day, count in lapsing(
            facts, audience_until(facts, first), directory, ledger, first, last
        ).items():
            weeks[max(first, week_of(day))] += count
        for day, count in weeks.items():
            told = count if count >= programme.k_threshold else None
            uid = f"lapse-{week_of(day)}-{IUUID(text)}"
            yield Coming(day, LAPSE, uid, _present_title(asked, text, language), where_read(text), told)


def _present_title(asked: Any, text: Any, language: str) -> str:
    present = asked.facts.in_force(asked.today)
    said = "" if present is None else asked.title(present.uid, language)
    return str(said or text.Title())


def lapsing(
    text: TextFacts, audience: Audience, company: Company, answers: Answers, first: date, last: date
) -> dict[date, int]:
    """How many acknowledgments that count on ``first`` lapse on which day after it, until ``last``."""
    question = text.question(first)
    until = first_that_counts(text, last)
    if question is None or not until:
        return {}
    line = [edition.uid for edition in question.line]
    given: dict[int, int] = {}
    for uid in line:
        for page, kept in answers.pages(uid):
            if page.first < until:
                given.update((key, kept[key][-1][AT]) for key in page.acknowledged)
    early = {key for key, at in given.items() if at < until}
    valid = situations_on(text, audience, company, answers, first).get(Situation(ACKNOWLEDGED), set())
    found: Counter[date] = Counter()
    turns = turning_quarters(text.timezone)
    for moment, count in _by_moment(early & valid, given, line, answers, turns).items():
        instant = datetime.fromtimestamp(moment, tz=timezone.utc)
        lapses = lapse_day(text, day_of(instant, text.timezone), last)
        if lapses is not None and lapses > first:
            found[lapses] += count
    return dict(found)


def _by_moment(
    keys: set[int], given: dict[int, int], line: list[str], answers: Answers, turns: Collection[int]
) -> Counter[int]:
    """How many of these last acknowledgments were given when, see :func:`..situations.moment_in`."""
    moments: Counter[int] = Counter()
    for key in keys:
        last = given[key]
        if len(line) > 1:
            said = [each for uid in line for each in answers.entries(uid, key)]
            last = max(int(each.at.timestamp()) for each in said if each.answer == ACKNOWLEDGED)
        moments[moment_in(last, turns)] += 1
    return moments


def _may(permission: str, content: Any) -> bool:
    return bool(api.user.has_permission(permission, obj=content))
