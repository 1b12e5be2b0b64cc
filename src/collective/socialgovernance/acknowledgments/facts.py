"""The facts of a text that decide who owes it: its editions and its dated settings. Plain values.

Gathered by the room that keeps the texts (see ``IAcknowledgeable``), read by the rules of this one.
"""

from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import Zone
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any


NONE = "none"
READ = "read"


@dataclass(frozen=True)
class EditionFacts:
    """An edition that is, was or (approved, with a day) will be in force.

    ``line`` is the same for a major (or the first) edition and the minor and editorial ones after it.
    ``in_force_on`` is its first day. ``ended_on`` is the first day at whose end it is no longer in force,
    None while that is not known; ``ended_at`` the instant (aware) when it ended, when it has.
    """

    uid: str
    number: str
    line: int
    change_class: str
    in_force_on: date
    ended_on: date | None = None
    ended_at: datetime | None = None

    def last_day(self, zone: Zone) -> date | None:
        """The day of the last moment in which it was in force, None while there is none."""
        if self.ended_at is not None:
            return max(self.in_force_on, day_of(self.ended_at - timedelta(seconds=1), zone))
        if self.ended_on is not None:
            return max(self.in_force_on, self.ended_on - timedelta(days=1))
        return None


@dataclass(frozen=True)
class TextSettings:
    """The settings that decide standing, as they hold from the day ``since``.

    Departments are ids; an empty ``audience`` is everyone, an empty ``population`` all of them, an empty
    ``perimeter`` the whole directory. ``ack_validity_months`` 0: until the next major edition. ``reack_days``
    days.
    """

    since: date = date.min
    ack_mode: str = READ
    ack_optional: bool = False
    ack_validity_months: int = 12
    mandatory_for_ambassadors: bool = False
    audience: frozenset[str] = frozenset()
    audience_exclude: frozenset[str] = frozenset()
    population: frozenset[str] = frozenset()
    perimeter: frozenset[str] = frozenset()
    reack_days: int = 30


@dataclass(frozen=True)
class TextFacts:
    """A text: its editions in the order in which they come into force, its settings in the order of their
    days.

    ``timezone`` is where the days of the programme are counted, in one time zone or in several one after the
    other.
    """

    uid: str
    editions: tuple[EditionFacts, ...] = ()
    settings: tuple[TextSettings, ...] = field(default=(TextSettings(),))
    timezone: Zone = "UTC"

    def on(self, day: date) -> TextSettings:
        """The settings that hold on a day; before the first ones, the first ones."""
        held = self.settings[0]
        for settings in self.settings[1:]:
            if settings.since > day:
                break
            held = settings
        return held

    def in_force(self, day: date) -> EditionFacts | None:
        """The edition in force at the end of a day: the last one that began, unless it has ended by then."""
        begun = [edition for edition in self.editions if edition.in_force_on <= day]
        if not begun:
            return None
        last = begun[-1]
        return None if last.ended_on is not None and last.ended_on <= day else last

    def edition(self, uid: str) -> EditionFacts | None:
        """The edition with this UID."""
        return next((edition for edition in self.editions if edition.uid == uid), None)

    def line(self, edition: EditionFacts) -> tuple[EditionFacts, ...]:
        """The editions of the same line up to this one, the line's first edition first."""
        until = self.editions[: self.editions.index(edition) + 1]
        return tuple(each for each in until if each.line == edition.line)

    def question(self, as_of: date, uid: str | None = None) -> "Question | None":
        """What is really asked by asking for an edition on a day, None when nothing is owed there.

        Without ``uid`` it is about the edition in force on that day. For an edition that has ended by then it
        is about the last moment before it ended, so that the answer stays the same for ever after.
        """
        if uid is None:
            edition = self.in_force(as_of)
            return Question(edition, as_of, self.line(edition)) if edition else None
        edition = self.edition(uid)
        if edition is None or edition.in_force_on > as_of:
            return None
        last = self._last_day(edition)
        day = as_of if last is None else min(as_of, last)
        return Question(edition, day, self.line(edition))

    def with_settings(self, **values: Any) -> "TextFacts":
        """The same text, its present settings changed: what would be if."""
        return replace(self, settings=(*self.settings[:-1], replace(self.settings[-1], **values)))

    def _last_day(self, edition: EditionFacts) -> date | None:
        """The last day of an edition, by dates: a run of the clock that came late changes nothing."""
        days = [edition.last_day(self.timezone)]
        later = self.editions[self.editions.index(edition) + 1 :]
        if later:
            began = later[0].in_force_on
            days.append(began if edition.ended_at is not None else began - timedelta(days=1))
        known = [day for day in days if day is not None]
        return max(edition.in_force_on, min(known)) if known else None


@dataclass(frozen=True)
class Question:
    """An edition, the day on which standing is asked, and the editions whose answers count there."""

    edition: EditionFacts
    day: date
    line: tuple[EditionFacts, ...]

    @property
    def line_began(self) -> date:
        """The day on which the line came into force."""
        return self.line[0].in_force_on
