"""Charters and guides as something that people answer to: the facts gathered, the rules of acknowledgment
asked.

The one place where content, directory and ledger meet; services and pages call it and hold no rule.
"""

from AccessControl import getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from collections.abc import Iterator
from collections.abc import Set
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Answerable
from collective.socialgovernance.acknowledgments.api import DECISIONS
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import Person
from collective.socialgovernance.acknowledgments.api import Rights
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.entries import DECLINED
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import NONE
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import IAsksReaders
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.interfaces import IObliged
from collective.socialgovernance.acknowledgments.receipts import Receipt
from collective.socialgovernance.acknowledgments.receipts import receipt
from collective.socialgovernance.acknowledgments.situations import statuses_on
from collective.socialgovernance.acknowledgments.standing import Standing
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.evidence.interfaces import ICommitmentKey
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.content import IEdition
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from plone import api
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility


ON_BEHALF = "collective.socialgovernance: Acknowledge on behalf"
DECIDE = "collective.socialgovernance: Decide exceptions"
TYPES = ("Charter", "Guide")


@dataclass(frozen=True)
class Owed:
    """A text with its edition in force, and where a person stands on it."""

    text: Any
    edition: Any
    standing: Standing
    zone: Zone


def asked_text(content: Any) -> Any:
    """What something is, or is an edition of, as the acknowledgments room knows it: an ``IAskedText``."""
    found = IAskedText(content, None)
    return IAcknowledgeable(content).asked if found is None else found


def where_read(text: Any) -> str:
    """The address at which people meet a text: that of a file alone would only download it."""
    viewed = api.portal.get_registry_record("plone.types_use_view_action_in_listings", default=None) or ()
    address = str(text.absolute_url())
    return f"{address}/view" if getattr(text, "portal_type", None) in viewed else address


def today_in(content: Any) -> date:
    """The day that "now" means for what readers are asked about, in the time zone of its programme."""
    return asked_text(content).today


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
    audience = audience_until(facts, found.asked.today)
    return Answerable(facts, audience, present, found.in_force, found.digests, found.language)


def give_answer(edition: Any, subject: str, actor: str, given: Given) -> tuple[Receipt, bool]:
    """Answer to an edition, with the rights that the signed-in user has on it.

    ``edition`` is what is answered to, or its ``IAcknowledgeable`` where that is at hand; ``subject`` and
    ``actor`` are userids. Gives the receipt and whether the entry is new; raises ``Refused``
    as :func:`~..acknowledgments.api.acknowledge` does.
    """
    kept = IAcknowledgeable(edition)
    asked, person = answerable(kept), person_of(subject)
    if person is not None and given.answer == DECLINED:
        obliged = is_obliged(kept.asked, asked.text, subject, kept.asked.today, kept.edition)
        person = replace(person, obliged=obliged)
    rights = _rights(kept.context, subject, actor, given)
    entry, created = acknowledge(asked, person, actor, given, getUtility(ILedger), rights)
    return receipt_of(entry), created


def _rights(edition: Any, subject: str, actor: str, given: Given) -> Rights:
    """What the signed-in user may do beyond answering for themself; not asked where it does not matter."""
    return Rights(
        on_behalf=subject != actor and has_right(ON_BEHALF, edition),
        decide=given.answer in DECISIONS and has_right(DECIDE, edition),
    )


def receipt_of(entry: Entry) -> Receipt:
    """The receipt of an entry."""
    return receipt(entry, getUtility(ICommitmentKey).reveal())


def entries_of(facts: TextFacts, person: Person | None, until: date | None = None) -> list[Entry]:
    """Everything a person ever answered to a text, oldest first; only until the end of a day, if one is
    given.
    """
    if person is None:
        return []
    ledger = getUtility(ILedger)
    given = [entry for edition in facts.editions for entry in ledger.entries(edition.uid, person.key)]
    if until is not None:
        given = [entry for entry in given if day_of(entry.at, facts.timezone) <= until]
    return sorted(given, key=lambda entry: (entry.at, entry.recorded))


def standing_on(edition: Any, userid: str, as_of: date | None = None) -> Standing:
    """Where a person stands on an edition on a day (now without one)."""
    day = as_of or today_in(edition)
    asked = IAcknowledgeable(edition).on(day)
    facts, person = asked.text, person_of(userid)
    history = None if person is None else person.history
    obliged = is_obliged(asked.asked, facts, userid, day, asked.edition)
    entries = entries_of(facts, person)
    return standing(history, facts, audience_until(facts, day), entries, day, asked.edition, obliged)


def obliged_on(text: Any, facts: TextFacts, day: date, edition: str | None = None) -> Set[int]:
    """The keys of those for whom an optional text is not: the ambassadors, where it is mandatory for them.

    ``text`` is an ``IAskedText``, ``facts`` are its facts, or what they would be.
    """
    obliged, counts = _obliged(facts, day, edition)
    return frozenset() if obliged is None else obliged.people(text.programme, counts)


def is_obliged(text: Any, facts: TextFacts, userid: str, day: date, edition: str | None = None) -> bool:
    """Whether somebody is one of :func:`obliged_on`."""
    obliged, counts = _obliged(facts, day, edition)
    return obliged is not None and bool(obliged.includes(text.programme, userid, counts))


def _obliged(facts: TextFacts, day: date, edition: str | None) -> tuple[Any, date]:
    """Whom to ask, None where nobody is obliged, and for which day."""
    question = facts.question(day, edition)
    if question is None:
        return None, day
    settings = facts.on(question.day)
    matters = settings.ack_optional and settings.mandatory_for_ambassadors
    return (queryUtility(IObliged) if matters else None), question.day


def texts_everywhere() -> Iterator[Any]:
    """All charters, guides and pages of the site that may ask readers, whoever looks."""
    catalog = api.portal.get_tool("portal_catalog")
    asking = IAsksReaders.__identifier__
    for brain in catalog.unrestrictedSearchResults(object_provides=asking, sort_on="created"):
        text = brain._unrestrictedGetObject()
        # A type may have lost the behavior since the page was indexed.
        if IAsksReaders.providedBy(text):
            yield text


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
        if not sees(userid, text):
            continue
        asked = IAskedText(text)
        facts, day = asked.facts, as_of or asked.today
        present = facts.in_force(day)
        if present is None or facts.on(day).ack_mode == NONE:
            continue
        audience = audience_until(facts, day)
        obliged = is_obliged(asked, facts, userid, day)
        stands = standing(person.history, facts, audience, entries_of(facts, person), day, obliged=obliged)
        if stands.asked:
            found.append(Owed(text, edition_with(text, present.uid), stands, facts.timezone))
    return found


def statuses_of(edition: Any, day: date) -> dict[str, set[int]]:
    """Who of the audience has which status on an edition on a day: directory keys by status."""
    asked = IAcknowledgeable(edition).on(day)
    facts, directory = asked.text, getUtility(IDirectory)
    audience = audience_until(facts, day)
    obliged = obliged_on(asked.asked, facts, day, asked.edition)
    return statuses_on(facts, audience, directory, getUtility(ILedger), day, asked.edition, obliged)


def readable_instead(edition: Any) -> Any | None:
    """The text in whose place an edition stood that was in force and has ended; None for any other."""
    if not IEdition.providedBy(edition) or edition.in_force_on is None or edition.ended_at is None:
        return None
    return asked_text(edition).content


def edition_with(text: Any, uid: str) -> Any:
    """What is answered to for the edition of a text with this UID. Raises ``LookupError``."""
    return IAskedText(text).edition(uid)


def title_of(edition: Any, language: str) -> str:
    """The title of an edition in a language, the authoritative one where there is no translation."""
    asked = IAcknowledgeable(edition)
    return asked.asked.title(asked.edition, language)


def sees(userid: str, text: Any) -> bool:
    """Whether somebody may see a text; who has never signed in sees what every member sees."""
    reader = api.user.get(userid=userid)
    if reader is not None:
        return bool(reader.has_permission("View", text))
    return every_member_sees(text)


def every_member_sees(text: Any) -> bool:
    """Whether whoever signs in may see a text."""
    return bool({"Member", "Authenticated", "Anonymous"} & set(rolesForPermissionOn("View", text)))


def has_right(permission: str, content: Any) -> bool:
    """Whether the signed-in user has a right of owners or auditors on what readers are asked about.

    On an edition the right is asked there, where Sharing and the workflow grant it; on a page of the intranet
    in the programme that the page belongs to; nobody has one while that is not known.
    """
    place = IAskedText(content).guardian if IAsksReaders.providedBy(content) else content
    return place is not None and bool(getSecurityManager().checkPermission(permission, place))
