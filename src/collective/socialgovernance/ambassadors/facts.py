"""A registration and what surrounds it as plain values: what the rules look at.

Days are days in the programme's time zone. What is asked of the directory or the ledger on any day comes as a
function of the day, so that the rules can look at the past and ahead.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.socialgovernance.acknowledgments.standing import Pause
from collective.socialgovernance.days import WORKING_WEEK
from collective.socialgovernance.directory.people import ACTIVE
from collective.socialgovernance.directory.people import LEAVE
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.people import NOT_JOINED
from collective.socialgovernance.directory.people import PersonHistory
from collective.socialgovernance.scopes.facts import Prohibition
from collective.socialgovernance.scopes.facts import ScopeFacts
from collective.socialgovernance.scopes.hierarchies import Hierarchy
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta


DRAFT, APPLIED, DEFERRED, ENDORSED = "draft", "applied", "deferred", "endorsed"
ONBOARDING, STANDING_ACTIVE, GRACE = "onboarding", "active", "grace"
LAPSED, PAUSED, ON_HOLD, ENDED = "lapsed", "paused", "on_hold", "ended"
STATES = (
    DRAFT,
    APPLIED,
    DEFERRED,
    ENDORSED,
    ONBOARDING,
    STANDING_ACTIVE,
    GRACE,
    LAPSED,
    PAUSED,
    ON_HOLD,
    ENDED,
)
BEFORE_ACTIVATION = (DRAFT, APPLIED, DEFERRED, ENDORSED, ONBOARDING)
SPEAKING = (STANDING_ACTIVE, GRACE)
"""The states in which an ambassador may speak."""

LEVELS = ("relay", "storyteller", "expert", "official")
"""From the first step to the last; one may step down at any time."""

AVAILABLE, NOT_NOW, FORWARDED = "available", "not_now", "forwarded"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Made:
    """A statement or notice that the person made or read, in this version, on this day."""

    version: str
    on: date


@dataclass(frozen=True)
class Attested:
    """What the person attests of their own accounts; nothing is looked at and no proof is kept."""

    items: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class Answer:
    """What the manager said: ``available``, ``not_now``, or ``forwarded`` for one who stayed silent."""

    result: str
    manager: str
    on: date

    @property
    def positive(self) -> bool:
        """Whether it lets the registration go on."""
        return self.result != NOT_NOW


@dataclass(frozen=True)
class Chosen:
    """A chosen scope, and those of the departments above it."""

    scope: ScopeFacts
    ancestors: tuple[ScopeFacts, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A text that ambassadors must know, and the person's status on any day."""

    title: str
    url: str
    status: Callable[[date], str]


@dataclass(frozen=True)
class ProgrammeRules:
    """What of a programme decides; ``notice_since`` is the day of the present version of the notice.

    ``referent_names`` are those of ``referents``, in their order; ``topic_titles`` what topics are called.
    """

    country: str = "FR"
    body_informed_on: date | None = None
    populations: frozenset[str] = frozenset(("employee", "officer"))
    statement_version: str = "1"
    statement_since: date = date.min
    notice_version: str = ""
    notice_since: date = date.min
    reack_days: int = 30
    grace_days: int = 15
    endorsement_days: int = 10
    working_week: tuple[int, ...] = WORKING_WEEK
    holidays: frozenset[date] = frozenset()
    corporate: tuple[Prohibition, ...] = ()
    topics: Hierarchy = field(default_factory=lambda: Hierarchy({}))
    topic_titles: Mapping[str, str] = field(default_factory=dict)
    referents: tuple[str, ...] = ()
    referent_names: tuple[str, ...] = ()
    url: str = ""

    def referents_beside(self, person: str) -> tuple[str, ...]:
        """The names of the referents but for somebody who may be one of them."""
        named = zip(self.referents, self.referent_names, strict=True)
        return tuple(name for userid, name in named if userid != person)


def no_manager(day: date) -> str:
    """The manager of somebody who has none."""
    return ""


@dataclass(frozen=True)
class Facts:
    """A registration with everything that its rules look at.

    ``level`` is the granted one, or the requested one before. ``manager_on`` gives the userid of the manager
    who is there on a day, "" for none; nobody is their own. ``answers`` are those of managers, oldest first.
    ``changed_on`` is the day of the last change before activation. ``asked_of`` is the manager who was asked
    last and the day from which they were known, which may be later than the day from which they are one.
    """

    person: str
    state: str
    history: PersonHistory | None
    programme: ProgrammeRules = ProgrammeRules()
    level: str = ""
    topics: tuple[str, ...] = ()
    scopes: tuple[Chosen, ...] = ()
    texts: tuple[Asked, ...] = ()
    statement: Made | None = None
    notice: Made | None = None
    attestation: Attested | None = None
    answers: tuple[Answer, ...] = ()
    manager_on: Callable[[date], str] = no_manager
    asked_of: tuple[str, date] | None = None
    certified_by: str = ""
    held: bool = False
    review_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    paused_until: date | None = None
    applied_on: date | None = None
    changed_on: date | None = None
    active_since: date | None = None
    grace_since: date | None = None
    url: str = ""

    def status_on(self, day: date) -> str:
        """The directory's status of the person on a day; "" for somebody whom it does not know."""
        if self.history is None or not self.history.employments:
            return ""
        if any(day in employment for employment in self.history.employments):
            return LEAVE if any(day in leave for leave in self.history.leaves) else ACTIVE
        begun = any(employment.start <= day for employment in self.history.employments)
        return LEFT if begun else NOT_JOINED

    def known_since(self, manager: str, since: date) -> date:
        """The day from which somebody is known as the manager that they have been since a day."""
        if self.asked_of is None or self.asked_of[0] != manager:
            return since
        return max(since, self.asked_of[1])

    def left_on(self, day: date) -> date | None:
        """The first day on which the person was gone, when they are gone on a day."""
        if self.history is None or self.status_on(day) != LEFT:
            return None
        ends = [
            employment.end
            for employment in self.history.employments
            if employment.end and employment.end < day
        ]
        return max(ends) + ONE_DAY

    def population_on(self, day: date) -> str:
        """The person's population on a day, "" when there is none."""
        populations = () if self.history is None else self.history.populations
        return next((name for name, interval in populations if day in interval), "")

    @property
    def leaves(self) -> tuple[Pause, ...]:
        """The person's leaves, as pauses of every clock."""
        return (
            () if self.history is None else tuple((leave.start, leave.end) for leave in self.history.leaves)
        )
