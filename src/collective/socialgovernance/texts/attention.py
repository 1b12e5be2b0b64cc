"""What waits for somebody, asked on every page of the intranet; who owes nothing is answered from memory.

Computing what a person owes looks at every text. That is done once for each person, and the answer is
remembered in this process for as long as nothing changed that could alter it: editions, settings, the
directory, and answers that make somebody owe again raise a number in the database (:class:`Changes`), which
every process sees; a person's own answer forgets what is remembered of them. Everything is looked at anew
every ten minutes, which also serves a new day, and a text that was opened to more people. A person's own page
remembers nothing.

Nothing here is written when a page is shown.
"""

from collective.socialgovernance import wallclock
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REFUSED
from collective.socialgovernance.acknowledgments.entries import WITHDRAWN
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.days import Zone
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import owed_by
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.interfaces import IChanges
from dataclasses import dataclass
from datetime import date
from persistent import Persistent
from plone import api
from typing import Any
from weakref import WeakKeyDictionary
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer

import transaction


LOOK_ANEW = 600
"""Seconds after which everything is looked at anew."""

OWING_AGAIN = (WITHDRAWN, EXCEPTION_REFUSED)
"""Answers after which something is owed that was not before."""

MOST = 100_000
"""How many people are remembered at most in one process."""


@implementer(IChanges)
class Changes(Persistent):
    """A number that is raised by whatever changes what people owe; registered as a local utility."""

    number = 0

    def touch(self) -> None:
        """Something changed."""
        self.number += 1

    def _p_resolveConflict(self, old: dict, saved: dict, wanted: dict) -> dict:  # type: ignore[type-arg]
        """Two changes at once are two changes."""
        number = saved.get("number", 0) + wanted.get("number", 0) - old.get("number", 0)
        return {**wanted, "number": number}


@dataclass(frozen=True)
class Waiting:
    """A text that somebody owes an answer to.

    ``path`` is where it is in the site, ``edition`` the UID of what is answered to; ``answers`` says how many
    answers the person had given to it when this was computed. ``due`` is a day in ``zone``, ``excused_until``
    the day on which an exception ended because of which it is owed.
    """

    path: tuple[str, ...]
    edition: str
    key: int
    answers: int
    status: str
    due: date | None
    since: date | None
    zone: Zone
    excused_until: date | None = None


Remembered = dict[tuple[bytes, str], tuple[tuple[int, int], tuple[Waiting, ...]]]

_memory: WeakKeyDictionary[Any, Remembered] = WeakKeyDictionary()


def something_changed(*_context_and_event: Any) -> None:
    """An edition, the settings or the directory changed."""
    changes = queryUtility(IChanges)
    if changes is not None:
        changes.touch()


def answered(event: Any) -> None:
    """Somebody answered: once that is stored, what is remembered of them is forgotten.

    What makes somebody owe again must be known in every process: they may be remembered there as owing
    nothing.
    """
    changes = queryUtility(IChanges)
    if changes is not None and event.entry.answer in OWING_AGAIN:
        changes.touch()
    if changes is not None and changes._p_jar is not None:
        database, name = changes._p_jar.db(), (changes._p_oid, event.entry.subject)
        transaction.get().addAfterCommitHook(_forget, (database, name))


def waiting_for(userid: str) -> tuple[Waiting, ...]:
    """What the signed-in user owes, the most pressing first; texts that may be declined are not among it.

    ``userid`` must be that of the signed-in user: whether they may see a text is asked of the security
    manager. The cost for somebody who owes nothing is that of looking up one value.
    """
    changes = queryUtility(IChanges)
    if changes is None:
        return ()
    stamp = (changes.number, int(wallclock.now().timestamp()) // LOOK_ANEW)
    if changes._p_jar is None or changes._p_changed:
        return _computed(userid)
    remembered = _memory.setdefault(changes._p_jar.db(), {})
    name = (changes._p_oid, userid)
    known = remembered.get(name)
    if known is None or known[0] != stamp or not _unanswered(known[1]):
        if len(remembered) >= MOST:
            remembered.clear()
        known = stamp, _computed(userid)
        remembered[name] = known
    return known[1]


def _computed(userid: str) -> tuple[Waiting, ...]:
    person = person_of(userid)
    if person is None:
        return ()
    ledger = getUtility(ILedger)
    found = []
    for owed in owed_by(userid):
        asked = asked_text(owed.text)
        present = asked.facts.in_force(asked.today)
        seen = api.user.has_permission("View", obj=owed.edition)
        if present is None or not owed.standing.owing or owed.standing.optional or not seen:
            continue
        path = owed.text.getPhysicalPath()
        answers = len(ledger.entries(present.uid, person.key))
        stands = owed.standing
        found.append(
            Waiting(
                path,
                present.uid,
                person.key,
                answers,
                stands.status,
                stands.due,
                stands.since,
                owed.zone,
                stands.exception_ends,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.path)))


def _unanswered(waiting: tuple[Waiting, ...]) -> bool:
    """Whether nothing of it was answered since, in whatever process."""
    ledger = getUtility(ILedger)
    return all(len(ledger.entries(each.edition, each.key)) == each.answers for each in waiting)


def _forget(stored: bool, database: Any, name: tuple[bytes, str]) -> None:
    if stored:
        _memory.get(database, {}).pop(name, None)
