"""Whether an edition that has left draft is still, letter for letter, what was submitted."""

from collections.abc import Mapping
from collective.socialgovernance.evidence.events import Event
from collective.socialgovernance.evidence.interfaces import IEventLog
from collective.socialgovernance.texts.digest import canonical
from collective.socialgovernance.texts.digest import CLAUSE
from collective.socialgovernance.texts.digest import digests
from collective.socialgovernance.texts.digest import part_digests
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import dataclass
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility


SEALING = ("submit", "downgrade")
"""Transitions on which the digests are made."""


@dataclass(frozen=True)
class Verification:
    """One language of an edition.

    ``kept`` is the digest on the edition, ``logged`` the one in the log of acts (empty in both for none),
    ``now`` that of what is stored at this moment. ``parts`` names what differs, as far as that is known: see
    :func:`~.digest.part_digests`.
    """

    language: str
    kept: str
    logged: str
    now: str
    parts: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether what is stored now is what was submitted."""
        return bool(self.kept) and self.kept == self.now and self.logged in ("", self.kept)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of the clauses among the parts that differ."""
        return tuple(part.removeprefix(CLAUSE) for part in self.parts if part.startswith(CLAUSE))


def verify(edition: Any) -> tuple[Verification, ...]:
    """Each language of the edition, the authoritative one first; empty for a draft. Writes nothing."""
    if state_of(edition) == "draft":
        return ()
    facts = edition_facts(edition)
    now, kept = digests(facts), edition.digests or {}
    sealed = sealing_of(edition)
    logged = {} if sealed is None else dict(sealed.facts.get("digests") or {})
    parts_now, parts_kept = part_digests(facts), edition.part_digests or {}
    languages = [*now, *sorted({*kept, *logged} - set(now))]
    return tuple(
        Verification(
            language,
            kept.get(language, ""),
            logged.get(language, ""),
            now.get(language, ""),
            _differing(parts_kept.get(language, {}), parts_now.get(language, {})),
        )
        for language in languages
    )


def sealing_of(edition: Any) -> Event | None:
    """The act on which the present digests were made; None when the log knows of none."""
    events = getUtility(IEventLog).of(IUUID(edition))
    return next((event for event in reversed(events) if event.action in SEALING), None)


def canonical_text(edition: Any, language: str) -> bytes:
    """What is stored now, in the form of which the digest is made."""
    return canonical(edition_facts(edition), language)


def _differing(kept: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    if not kept:
        return ()
    names = [*now, *(gone for gone in kept if gone not in now)]
    return tuple(name for name in names if kept.get(name) != now.get(name))
