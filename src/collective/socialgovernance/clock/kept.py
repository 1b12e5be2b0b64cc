"""What is kept about people, and for how long: notices, registrations, and who somebody was."""

from collections import defaultdict
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import Proof
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.interfaces import IRemarks
from collective.socialgovernance.acknowledgments.situations import situations_on
from collective.socialgovernance.acknowledgments.standing import EXEMPT
from collective.socialgovernance.acknowledgments.standing import OWING
from collective.socialgovernance.ambassadors.retention import carry_out
from collective.socialgovernance.ambassadors.retention import due_for_retention
from collective.socialgovernance.ambassadors.retention import PURGE
from collective.socialgovernance.clock.interfaces import INotices
from collective.socialgovernance.clock.interfaces import IRetained
from collective.socialgovernance.clock.jobs import programmes
from collective.socialgovernance.clock.retention import Expiring
from collective.socialgovernance.clock.retention import site_uid
from collective.socialgovernance.days import months_after
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.store import is_former
from collective.socialgovernance.evidence.commitments import commitment
from collective.socialgovernance.evidence.commitments import note_commitment
from collective.socialgovernance.evidence.interfaces import ICommitmentKey
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import obliged_on
from collective.socialgovernance.texts.answering import texts_everywhere
from datetime import date
from datetime import timedelta
from functools import partial
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


AT_LEAST = timedelta(days=62)
"""How long a notice is kept in any case: so long it keeps the same thing from being told again."""

ONE_DAY = timedelta(days=1)


@implementer(IRetained)
@adapter(IPloneSiteRoot)
class NoticesKept:
    """Which notice went to whom: some months, and as long as what it is about is asked of the person."""

    titles = {"notices": _("Notices and reminders that were sent")}

    def __init__(self, site: Any):
        self.site = site

    def expired(self, as_of: date) -> Iterator[Expiring]:
        """By what people were asked, then by person; where no programme is known its longest term counts."""
        months = [programme.retention_notices for programme in programmes()]
        if not months:
            return
        yield from _requests(as_of, _months_by_line(), max(months))
        notices, until = getUtility(INotices), _until(as_of, max(months))
        for who, count in notices.expired_tidings(until):
            purge = partial(notices.purge_tidings, who, until)
            yield Expiring("notices", until, site_uid(), purge, count)
        if notices.has_mailed(until):
            yield Expiring("notices", until, site_uid(), partial(notices.purge_mailed, until), 0)


def _requests(as_of: date, months: dict[str, int], longest: int) -> Iterator[Expiring]:
    notices, asked = getUtility(INotices), None
    for request in notices.requests():
        until = _until(as_of, months.get(request[0], longest))
        if not notices.expired(request, until):
            continue
        asked = _still_asked(as_of) if asked is None else asked
        expired = notices.expired(request, until, asked.get(request, frozenset()))
        if expired:
            first = date.fromordinal(min(day for day, _kind in expired))
            count = sum(len(keys) for keys in expired.values())
            yield Expiring("notices", first, site_uid(), partial(notices.purge, request, expired), count)


def _until(as_of: date, months: int) -> date:
    return min(months_after(as_of, -months), as_of - AT_LEAST)


def _months_by_line() -> dict[str, int]:
    found = {}
    for text in texts_everywhere():
        asked = IAskedText(text)
        if asked.programme is not None:
            for edition in asked.facts.editions:
                found[edition.uid] = asked.programme.retention_notices
    return found


def _still_asked(as_of: date) -> dict[tuple[str, date], set[int]]:
    """Who still owes what they were told about, or is excused from it until a day, by request."""
    directory, ledger = getUtility(IDirectory), getUtility(ILedger)
    found: dict[tuple[str, date], set[int]] = defaultdict(set)
    for text in texts_everywhere():
        asked = IAskedText(text)
        facts = asked.facts
        present = facts.in_force(as_of)
        if present is None:
            continue
        line = facts.line(present)[0].uid
        situations = situations_on(
            facts,
            audience_until(facts, as_of),
            directory,
            ledger,
            as_of,
            obliged=obliged_on(asked, facts, as_of),
        )
        for situation, keys in situations.items():
            if situation.status in (*OWING, EXEMPT) and situation.told_since is not None:
                found[line, situation.told_since] |= keys
    return found


@implementer(IRetained)
@adapter(IPloneSiteRoot)
class RegistrationsKept:
    """Registrations of ambassadors, as their own room says."""

    titles = {
        "declined": _("Applications that came to nothing"),
        "registrations": _("Registrations that have ended: names, words and answers go, days and level stay"),
    }

    def __init__(self, site: Any):
        self.site = site

    def expired(self, as_of: date) -> Iterator[Expiring]:
        """Each registration that is due."""
        for programme in programmes():
            for each in list(due_for_retention(programme, as_of)):
                kind = "declined" if each.action == PURGE else "registrations"
                yield Expiring(kind, each.on, IUUID(programme), partial(carry_out, each))


@implementer(IRetained)
@adapter(IPloneSiteRoot)
class PeopleKept:
    """Who somebody was, when they have left long enough ago.

    What they answered stays in the figures and can still be proved; their name, userid, address, notes and
    notices go. The longest term of the programmes of the site counts.
    """

    titles = {
        "people": _("People who have left: name, address and notes go, what they acknowledged stays counted")
    }

    def __init__(self, site: Any):
        self.site = site

    def expired(self, as_of: date) -> Iterator[Expiring]:
        """Each person who is still recognisable."""
        terms = [programme.retention_acknowledgments for programme in programmes()]
        if not terms:
            return
        directory, months = getUtility(IDirectory), max(terms)
        for userid in directory.leavers(date.min, months_after(as_of, -months) + 3 * ONE_DAY):
            person = None if is_former(userid) else directory.person(userid, as_of)
            if person is None or person.status != LEFT or person.left is None:
                continue
            on = months_after(person.left, months)
            if on <= as_of:
                yield Expiring("people", on, site_uid(), partial(make_unrecognisable, person.key))


def make_unrecognisable(key: int) -> None:
    """Cut the link between what somebody answered and who that was; what they answered stays."""
    secret = getUtility(ICommitmentKey).reveal()
    alias = getUtility(IDirectory).make_unrecognisable(key)
    getUtility(ILedger).unname(key, alias, partial(_proof, secret))
    getUtility(IRemarks).close_of({key})
    getUtility(INotices).forget(key)


def _proof(secret: bytes, entry: Entry) -> Proof:
    return Proof(
        entry.receipt_id,
        commitment(secret, entry.salt, entry.subject),
        commitment(secret, entry.salt, entry.actor),
        note_commitment(secret, entry.salt, entry.note),
    )
