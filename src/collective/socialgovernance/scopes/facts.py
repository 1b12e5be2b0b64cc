"""Speaking scopes as plain values: what the rules look at.

An empty audience, platform or territory of a cell means every one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from functools import cached_property


LEAD, CONTRIBUTOR, REFER = "lead", "contributor", "refer"
IN_FORCE, EXPIRED, CLOSED = "in_force", "expired", "closed"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cell:
    """One thing a scope speaks about: a topic, to whom, where, and with which legitimacy."""

    topic: str
    audience: str = ""
    platform: str = ""
    territory: str = ""
    legitimacy: str = LEAD


@dataclass(frozen=True)
class Referral:
    """A topic about which another department answers."""

    topic: str
    department: str


@dataclass(frozen=True)
class Prohibition:
    """A topic about which nobody speaks, and why."""

    topic: str
    reason: str


@dataclass(frozen=True)
class Voice:
    """A named person who speaks; no topics means all of the scope, no dates as long as the scope."""

    user: str
    capacity: str
    topics: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def speaks_on(self, day: date) -> bool:
        """Whether the day lies in the voice's own dates."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Contact:
    """Whom to call; ``severity`` is low, medium or high."""

    severity: str
    user: str
    backup: str = ""
    hours: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """The person and the backup, in the order in which they are called."""
        return tuple(dict.fromkeys(userid for userid in (self.user, self.backup) if userid))


@dataclass(frozen=True)
class Wording:
    """How to say for whom one speaks: offered in one language, never forced."""

    language: str
    wording: str
    explanation: str = ""


@dataclass(frozen=True)
class ApprovalRule:
    """Who looks at a kind of content before it is published."""

    content_kind: str
    rule: str


@dataclass(frozen=True)
class ScopeContent:
    """Everything that an edition of a scope says; ``mandates`` are the userids with a mandate file."""

    purpose: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    topics_allowed: tuple[str, ...] = ()
    topics_refer: tuple[Referral, ...] = ()
    topics_forbidden: tuple[Prohibition, ...] = ()
    voices: tuple[Voice, ...] = ()
    levels_admitted: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    tone: str = ""
    approval_rule: tuple[ApprovalRule, ...] = ()
    disclosure: tuple[Wording, ...] = ()
    response_hours: str = ""
    escalation: tuple[Contact, ...] = ()
    regulated: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    mandates: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditionFacts:
    """One edition of a scope.

    ``starts`` is the first day on which it is in force (None while it is not approved, or when it was closed
    before it began), ``closed`` the day on which a person ended it.
    """

    uid: str
    state: str
    content: ScopeContent
    number: str = ""
    starts: date | None = None
    closed: date | None = None
    authors: tuple[str, ...] = ()
    id: str = ""
    url: str = ""


@dataclass(frozen=True)
class Freeze:
    """A time in which nobody speaks: from a day until it is lifted or the end of its last day."""

    since: date
    until: date | None = None
    lifted: date | None = None
    reason: str = ""
    by: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it holds at the end of the day."""
        if day < self.since or (self.until is not None and day > self.until):
            return False
        return self.lifted is None or day < self.lifted


@dataclass(frozen=True)
class Span:
    """The days, both included, on which an edition is in force."""

    edition: EditionFacts
    first: date
    last: date

    def meets(self, first: date, last: date) -> bool:
        """Whether both have a day in common."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True)
class ScopeFacts:
    """One scope with all its editions, the oldest first, and its freezes."""

    uid: str
    department: str
    title: str
    id: str = ""
    editions: tuple[EditionFacts, ...] = ()
    freezes: tuple[Freeze, ...] = field(default=())
    url: str = ""

    @cached_property
    def begun(self) -> tuple[tuple[date, EditionFacts], ...]:
        """The editions that have begun or will, each with its first day, in that order."""
        begun = [(each.starts, each) for each in self.editions if each.starts is not None]
        return tuple(sorted(begun, key=lambda each: each[0]))

    def spans(self) -> Iterator[Span]:
        """When each edition is in force, those that never are left out.

        An edition ends on its last day, when a person closes it, or when the next one begins; nothing revives
        an earlier one.
        """
        for place, (first, edition) in enumerate(self.begun):
            lasts = [edition.content.valid_to or date.max]
            if edition.closed is not None:
                lasts.append(edition.closed - ONE_DAY)
            if place + 1 < len(self.begun):
                lasts.append(self.begun[place + 1][0] - ONE_DAY)
            last = min(lasts)
            if first <= last:
                yield Span(edition, first, last)

    def on(self, day: date) -> tuple[EditionFacts | None, str]:
        """The edition that counts at the end of a day, and whether it is in force, expired or closed."""
        edition = next((each for first, each in reversed(self.begun) if first <= day), None)
        if edition is None:
            return None, ""
        if edition.closed is not None and edition.closed <= day:
            return edition, CLOSED
        if edition.content.valid_to is not None and edition.content.valid_to < day:
            return edition, EXPIRED
        return edition, IN_FORCE

    def frozen_on(self, day: date) -> Freeze | None:
        """The freeze that holds at the end of a day."""
        return next((freeze for freeze in reversed(self.freezes) if freeze.holds_on(day)), None)

    def in_force_on(self, day: date) -> EditionFacts | None:
        """The edition in force at the end of a day, None when there is none."""
        edition, status = self.on(day)
        return edition if status == IN_FORCE else None
