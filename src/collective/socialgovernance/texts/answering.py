"""Charters and guides as something that people answer to: the facts gathered, the rules of acknowledgment
asked.

The one place where content, directory and ledger meet; services and pages call it and hold no rule.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Answerable
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import Person
from collective.socialgovernance.acknowledgments.api import Rights
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.coverage import Coverage
from collective.socialgovernance.acknowledgments.coverage import coverage
from collective.socialgovernance.acknowledgments.coverage import Group
from collective.socialgovernance.acknowledgments.coverage import statuses_on
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import NONE
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.receipts import Receipt
from collective.socialgovernance.acknowledgments.receipts import receipt
from collective.socialgovernance.acknowledgments.standing import Standing
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.days import day_of
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.evidence.interfaces import ICommitmentKey
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.acknowledging import text_facts
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.gathering import text_of
from collective.socialgovernance.texts.interfaces import IGovernedText
from dataclasses import dataclass
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


ON_BEHALF = "collective.socialgovernance: Acknowledge on behalf"
DECIDE = "collective.socialgovernance: Decide exceptions"
TYPES = ("Charter", "Guide")


@dataclass(frozen=True)
class Owed:
    """A text with its edition in force, and where a person stands on it."""

    text: Any
    edition: Any
    standing: Standing
    zone: str


def today_in(content: Any) -> date:
    """The day that "now" means for a text or one of its editions, in the time zone of the programme.

    An edition may have been started ahead of its day; what it asks is then asked as of that day.
    """
    today = day_of(wallclock.now(), programme_of(content).timezone)
    text = content if IGovernedText.providedBy(content) else text_of(content)
    return max([today, *(edition.in_force_on for edition in editions_of(text) if edition.in_force_on)])


def audience_until(facts: TextFacts, day: date) -> Audience:
    """The audience of a text for every day until ``day``, by the departments of the directory."""
    directory = getUtility(IDirectory)
    return audience_of(facts, directory, day, directory.tree_days())


def person_of(userid: str) -> Person | None:
    """The person of the directory with this userid, None for somebody it does not know."""
    directory = getUtility(IDirectory)
    key = directory.key(userid)
    if key is None:
        return None
    return Person(directory.userid(key), key, directory.history_of(key))


def answerable(edition: Any) -> Answerable:
    """An edition as something to answer to; refused with 409 when it was never approved for a day."""
    found = IAcknowledgeable(edition)
    facts = found.text
    present = facts.edition(found.edition)
    if present is None:
        raise refuse(409, "edition", _("This edition is not in force: it cannot be answered to."))
    day = today_in(edition)
    return Answerable(
        facts, audience_until(facts, day), present, found.in_force, found.digests, found.language
    )


def give_answer(edition: Any, subject: str, actor: str, given: Given) -> tuple[Receipt, bool]:
    """Answer to an edition, with the rights that the signed-in user has on it.

    ``subject`` and ``actor`` are userids. Gives the receipt and whether the entry is new; raises ``Refused``
    as :func:`~..acknowledgments.api.acknowledge` does.
    """
    asked = answerable(edition)
    rights = Rights(on_behalf=_may(ON_BEHALF, edition), decide=_may(DECIDE, edition))
    entry, created = acknowledge(asked, person_of(subject), actor, given, getUtility(ILedger), rights)
    return receipt_of(entry), created


def receipt_of(entry: Entry) -> Receipt:
    """The receipt of an entry."""
    return receipt(entry, getUtility(ICommitmentKey).reveal())


def entries_of(facts: TextFacts, person: Person | None) -> list[Entry]:
    """Everything a person ever answered to a text, oldest first."""
    if person is None:
        return []
    ledger = getUtility(ILedger)
    given = [entry for edition in facts.editions for entry in ledger.entries(edition.uid, person.key)]
    return sorted(given, key=lambda entry: (entry.at, entry.recorded))


def standing_on(edition: Any, userid: str, as_of: date | None = None) -> Standing:
    """Where a person stands on an edition on a day (now without one)."""
    facts = IAcknowledgeable(edition).text
    person = person_of(userid)
    day = as_of or today_in(edition)
    history = None if person is None else person.history
    uid = IUUID(edition)
    return standing(history, facts, audience_until(facts, day), entries_of(facts, person), day, uid)


def texts_everywhere() -> Iterator[Any]:
    """All charters and guides of the site, whoever asks."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=TYPES, sort_on="created"):
        yield brain._unrestrictedGetObject()


def owed_by(userid: str, as_of: date | None = None) -> list[Owed]:
    """Every text that asks this person for something or has been answered by them, with where they stand.

    Without ``as_of`` it is about now. The cost does not depend on how many people there are. A text that they
    may not see, in a closed section say, is not among them: nobody is told a title that they may not see.
    """
    person = person_of(userid)
    if person is None:
        return []
    found: list[Owed] = []
    for text in texts_everywhere():
        if not _sees(userid, text):
            continue
        facts = text_facts(text)
        day = as_of or today_in(text)
        present = facts.in_force(day)
        if present is None or facts.on(day).ack_mode == NONE:
            continue
        audience = audience_until(facts, day)
        stands = standing(person.history, facts, audience, entries_of(facts, person), day)
        if stands.asked:
            found.append(Owed(text, edition_with(text, present.uid), stands, facts.timezone))
    return found


def coverage_of(edition: Any, as_of: date | None = None) -> Coverage:
    """The coverage of an edition by department on a day (now without one), small figures suppressed."""
    facts = text_facts(text_of(edition))
    directory = getUtility(IDirectory)
    day = as_of or today_in(edition)
    statuses = statuses_of(edition, day)
    question = facts.question(day, IUUID(edition))
    asked_on = day if question is None else question.day
    groups = [
        Group(each.id, each.title, directory.members(each.id, asked_on))
        for each in directory.departments(asked_on)
        if _within(each.id, facts, asked_on)
    ]
    return coverage(statuses, groups, day, programme_of(edition).k_threshold)


def departments_headed_by(userid: str, day: date) -> frozenset[str]:
    """The departments that a person leads on a day, with all below them; empty for most people."""
    directory = getUtility(IDirectory)
    led = [each.id for each in directory.departments(day) if userid in directory.heads(each.id, day)]
    return directory.subtree(led, day) if led else frozenset()


def coverage_for_head(edition: Any, departments: frozenset[str], as_of: date | None = None) -> Coverage:
    """The coverage of these departments alone; what is suppressed in the whole stays so here."""
    whole = coverage_of(edition, as_of)
    directory = getUtility(IDirectory)
    question = text_facts(text_of(edition)).question(whole.as_of, IUUID(edition))
    asked_on = whole.as_of if question is None else question.day
    hidden = {row.id for row in whole.rows if row.figures.suppressed}
    groups = [
        Group(row.id, row.title, set(directory.members(row.id, asked_on)))
        for row in whole.rows
        if row.id in departments
    ]
    people = set().union(*(group.members for group in groups))
    statuses = {status: keys & people for status, keys in statuses_of(edition, whole.as_of).items()}
    part = coverage(statuses, groups, whole.as_of, whole.k_threshold)
    for row in part.rows:
        row.figures.suppressed = row.figures.suppressed or row.id in hidden
    if sum(row.figures.suppressed for row in part.rows) == 1:
        # The total less the other rows would say what the one row may not.
        part.total.suppressed = True
    return part


def statuses_of(edition: Any, day: date) -> dict[str, set[int]]:
    """Who of the audience has which status on an edition on a day: directory keys by status."""
    facts = text_facts(text_of(edition))
    directory = getUtility(IDirectory)
    audience = audience_until(facts, day)
    return statuses_on(facts, audience, directory, getUtility(ILedger), day, IUUID(edition))


def edition_with(text: Any, uid: str) -> Any:
    """The edition of a text with this UID. Raises ``LookupError`` when there is none."""
    for edition in editions_of(text):
        if IUUID(edition) == uid:
            return edition
    raise LookupError(uid)


def title_of(edition: Any, language: str) -> str:
    """The title of an edition in a language, the authoritative one where there is no translation."""
    return edition_facts(edition).in_language("title", language)


def _within(department: str, facts: TextFacts, day: date) -> bool:
    perimeter = facts.on(day).perimeter
    return not perimeter or department in getUtility(IDirectory).subtree(perimeter, day)


def _sees(userid: str, text: Any) -> bool:
    """Whether somebody may see a text; who has never signed in sees what every member sees."""
    reader = api.user.get(userid=userid)
    if reader is not None:
        return bool(reader.has_permission("View", text))
    return bool({"Member", "Authenticated", "Anonymous"} & set(rolesForPermissionOn("View", text)))


def _may(permission: str, content: Any) -> bool:
    return bool(api.user.has_permission(permission, obj=content))
