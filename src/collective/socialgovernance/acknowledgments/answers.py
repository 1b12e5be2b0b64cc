"""What the answers of one person to one line of editions amount to on a day. Pure functions."""

from collections.abc import Sequence
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.entries import DECLINED
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_GRANTED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REFUSED
from collective.socialgovernance.acknowledgments.entries import EXCEPTION_REQUESTED
from collective.socialgovernance.acknowledgments.entries import WITHDRAWN
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import months_after
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


@dataclass(frozen=True)
class AnswersGiven:
    """A person's answers to a line, read in order up to a day.

    ``acknowledged`` is their last acknowledgment; ``given_up_on`` the day on which it was withdrawn (or, for
    an optional text, the text declined after all), ``lapsed_on`` the day on which it lapsed. ``decision`` is
    the last entry about an exception. ``excepted_on`` is the day of the last exception granted,
    ``exception_ended_on`` the day on which that ended by its time. ``waits`` are the days (first, last; None
    still running) on which an exception was undecided: it is on the day it is asked, no longer on the day of
    the decision.
    """

    last: Entry | None = None
    acknowledged: Entry | None = None
    given_up_on: date | None = None
    lapsed_on: date | None = None
    decision: Entry | None = None
    exempt: bool = False
    excepted_on: date | None = None
    exception_ended_on: date | None = None
    waits: tuple[tuple[date, date | None], ...] = ()

    @property
    def valid(self) -> bool:
        """Whether their acknowledgment counts."""
        return self.acknowledged is not None and self.given_up_on is None and self.lapsed_on is None

    @property
    def undecided(self) -> bool:
        """Whether an exception was asked and waits for an answer."""
        return bool(self.waits) and self.waits[-1][1] is None

    @property
    def declined(self) -> bool:
        """Whether the last thing they said is no."""
        return self.last is not None and self.last.answer == DECLINED


NOTHING_SAID = AnswersGiven()


def read_answers(entries: Sequence[Entry], text: TextFacts, day: date) -> AnswersGiven:
    """What the entries (oldest first) of one line amount to at the end of a day."""
    if not entries:
        return NOTHING_SAID
    acknowledged: Entry | None = None
    given_up_on: date | None = None
    granted_on: date | None = None
    decision: Entry | None = None
    asked_on: date | None = None
    waits: list[tuple[date, date | None]] = []
    last: Entry | None = None
    for entry in entries:
        given = day_of(entry.at, text.timezone)
        if given > day:
            break
        last = entry
        if entry.answer == ACKNOWLEDGED:
            acknowledged, given_up_on = entry, None
        elif entry.answer in (WITHDRAWN, DECLINED) and acknowledged is not None and given_up_on is None:
            given_up_on = given
        elif entry.answer == EXCEPTION_REQUESTED:
            decision, asked_on = entry, asked_on or given
        elif entry.answer in (EXCEPTION_GRANTED, EXCEPTION_REFUSED):
            decision = entry
            granted_on = given if entry.answer == EXCEPTION_GRANTED else granted_on
        if asked_on is not None and entry.answer in (ACKNOWLEDGED, EXCEPTION_GRANTED, EXCEPTION_REFUSED):
            waits.append((asked_on, given - timedelta(days=1)))
            asked_on = None
    if asked_on is not None:
        waits.append((asked_on, None))
    lapsed_on = None
    if acknowledged is not None and given_up_on is None:
        lapsed_on = lapse_day(text, day_of(acknowledged.at, text.timezone), day)
    ended_on = None if granted_on is None else lapse_day(text, granted_on, day)
    exempt = granted_on is not None and ended_on is None
    return AnswersGiven(
        last, acknowledged, given_up_on, lapsed_on, decision, exempt, granted_on, ended_on, tuple(waits)
    )


def lapse_day(text: TextFacts, given: date, day: date) -> date | None:
    """The day on which what was given on ``given`` lapsed, None when it still holds on ``day``.

    It lapses ``ack_validity_months`` later; when that setting was changed meanwhile, each value counts in its
    time.
    """
    lapsed: date | None = None
    spans = text.settings
    for index, settings in enumerate(spans):
        first = date.min if index == 0 else settings.since
        if first > day:
            break
        end = spans[index + 1].since - timedelta(days=1) if index + 1 < len(spans) else day
        end = min(end, day)
        if settings.ack_validity_months == 0:
            lapsed = None
            continue
        ends_on = months_after(given, settings.ack_validity_months)
        if ends_on > end:
            lapsed = None
        elif lapsed is None or ends_on > first:
            lapsed = max(ends_on, first)
    return lapsed


def lapse_ahead(text: TextFacts, given: date, day: date) -> date | None:
    """The day on which what was given will lapse under the settings of ``day``; None: with the next major
    edition.
    """
    months = text.on(day).ack_validity_months
    return months_after(given, months) if months else None


def renewable_from(text: TextFacts, given: date, day: date) -> date | None:
    """The day from which what was given may be renewed; None: it never lapses by time."""
    ends_on = lapse_ahead(text, given, day)
    return ends_on - timedelta(days=text.on(day).reack_days) if ends_on else None
