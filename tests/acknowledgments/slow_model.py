"""The rules of standing once more, slow and obvious: day by day, no interval arithmetic.

Written to be compared with the real ones over random histories.
"""

from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import months_after
from collective.socialgovernance.directory.people import PersonHistory
from datetime import date
from datetime import timedelta
from tests.acknowledgments.company import Company


ONE = timedelta(days=1)
OWED = ("pending", "due_soon", "overdue", "critical", "lapsed", "on_leave", "exception_pending")
BEFORE_ALL = date(2024, 1, 1)


class SlowModel:
    """One person, one text, one company."""

    def __init__(self, who: PersonHistory, text: TextFacts, entries: list[Entry], company: Company):
        self.who = who
        self.text = text
        self.entries = sorted(entries, key=lambda each: (each.at, each.recorded))
        self.company = company

    def status(self, as_of: date, uid: str) -> str:
        edition = self.text.edition(uid)
        if edition is None or as_of < edition.in_force_on:
            return "not_required"
        day = as_of
        while not self.was_in_force(edition, day):
            day -= ONE
        return self.status_then(edition, day)

    def was_in_force(self, edition: EditionFacts, day: date) -> bool:
        """Whether there is a moment of the day in which the edition is in force and that can be its last."""
        if day == edition.in_force_on:
            return True
        if edition.ended_at is not None:
            return day <= day_of(edition.ended_at - timedelta(seconds=1), self.text.timezone)
        if edition.ended_on is not None and day >= edition.ended_on:
            return False
        after = [each for each in self.text.editions if each.in_force_on > edition.in_force_on]
        return all(day < each.in_force_on for each in after)

    def status_then(self, edition: EditionFacts, day: date) -> str:
        settings = self.text.on(day)
        if settings.ack_mode == "none" or not self.employed(day):
            return "not_required"
        if not self.in_audience(day):
            left = day
            while left >= BEFORE_ALL and not self.in_audience(left):
                left -= ONE
            if left < self.line_began(edition):
                return "not_required"
            then = self.status_then(edition, left)
            owed = then in (
                "pending",
                "due_soon",
                "overdue",
                "critical",
                "lapsed",
                "on_leave",
                "exception_pending",
            )
            return "left_audience" if owed and not self.settled(edition, left + ONE) else "not_required"
        if self.acknowledged(edition, day):
            return "acknowledged"
        if self.exempt(edition, day):
            return "exempt"
        if self.exception_undecided(edition, day):
            return "exception_pending"
        answers = self.answers(edition, day)
        if settings.ack_optional and answers and answers[-1].answer == "declined":
            return "declined"
        if self.on_leave(day):
            return "on_leave"
        due = self.due(edition, day)
        if self.lapsed(edition, day) and day <= due:
            return "lapsed"
        if settings.ack_optional or day <= due - 4 * ONE:
            return "pending"
        if day <= due:
            return "due_soon"
        return "overdue" if day <= due + 6 * ONE else "critical"

    def settled(self, edition: EditionFacts, move: date) -> bool:
        """Whether what they said by the day of the move settles it."""
        if self.acknowledged(edition, move) or self.exempt(edition, move):
            return True
        answers = self.answers(edition, move)
        declined = bool(answers) and answers[-1].answer == "declined"
        return declined and self.text.on(move - ONE).ack_optional

    def due(self, edition: EditionFacts, day: date) -> date:
        """The day reached by walking from the start and counting the days that count."""
        left = self.text.on(day).reack_days
        due = self.start(edition, day)
        while left:
            due += ONE
            # What is said after the day in question is not known on it.
            if not self.on_leave(due) and not self.exception_undecided(edition, min(due, day)):
                left -= 1
        return due

    def start(self, edition: EditionFacts, day: date) -> date:
        """The latest of: the line began, the person came into the audience, their answer stopped counting."""
        entered = day
        while self.in_audience(entered - ONE):
            entered -= ONE
        stopped = BEFORE_ALL
        if any(each.answer == "acknowledged" for each in self.answers(edition, day)):
            stopped = day
            while not self.acknowledged(edition, stopped - ONE) and stopped > BEFORE_ALL:
                stopped -= ONE
            stopped = max(stopped, self.gave_up_same_day(edition, day))
        return max(self.line_began(edition), entered, stopped)

    def gave_up_same_day(self, edition: EditionFacts, day: date) -> date:
        """The day on which somebody acknowledged and withdrew within one day, which no evening has seen."""
        found = BEFORE_ALL
        standing = False
        for each in self.answers(edition, day):
            if each.answer == "acknowledged":
                standing = True
            elif each.answer in ("withdrawn", "declined") and standing:
                standing = False
                found = self.day(each)
        return found if not standing else BEFORE_ALL

    def line_began(self, edition: EditionFacts) -> date:
        return next(each.in_force_on for each in self.text.editions if each.line == edition.line)

    def answers(self, edition: EditionFacts, day: date) -> list[Entry]:
        position = self.text.editions.index(edition)
        uids = [each.uid for each in self.text.editions[: position + 1] if each.line == edition.line]
        return [each for each in self.entries if each.edition in uids and self.day(each) <= day]

    def acknowledged(self, edition: EditionFacts, day: date) -> bool:
        last = None
        for each in self.answers(edition, day):
            if each.answer == "acknowledged":
                last = each
            if each.answer in ("withdrawn", "declined"):
                last = None
        return last is not None and not self.run_out(last, day)

    def lapsed(self, edition: EditionFacts, day: date) -> bool:
        last = None
        for each in self.answers(edition, day):
            if each.answer == "acknowledged":
                last = each
            if each.answer in ("withdrawn", "declined"):
                last = None
        return last is not None and self.run_out(last, day)

    def exempt(self, edition: EditionFacts, day: date) -> bool:
        granted = [each for each in self.answers(edition, day) if each.answer == "exception_granted"]
        return bool(granted) and not self.run_out(granted[-1], day)

    def exception_undecided(self, edition: EditionFacts, day: date) -> bool:
        waiting = False
        for each in self.answers(edition, day):
            if each.answer == "exception_requested":
                waiting = True
            if each.answer in ("exception_granted", "exception_refused", "acknowledged"):
                waiting = False
        return waiting

    def run_out(self, given: Entry, day: date) -> bool:
        months = self.text.on(day).ack_validity_months
        return months > 0 and day >= months_after(self.day(given), months)

    def day(self, given: Entry) -> date:
        return day_of(given.at, self.text.timezone)

    def employed(self, day: date) -> bool:
        return any(day in each for each in self.who.employments)

    def on_leave(self, day: date) -> bool:
        return any(day in each for each in self.who.leaves)

    def in_audience(self, day: date) -> bool:
        if not self.employed(day):
            return False
        settings = self.text.on(day)
        department = self.who.department(day)
        population = next((name for name, each in self.who.populations if day in each), "")
        if settings.population and population not in settings.population:
            return False
        above = self.above(department, day)
        if above & settings.audience_exclude:
            return False
        if settings.perimeter and not above & settings.perimeter:
            return False
        return not settings.audience or bool(above & settings.audience)

    def above(self, department: str, day: date) -> set[str]:
        """The department and every one above it."""
        parents = self.company.parents
        if self.company.later is not None and (day - date(2026, 1, 1)).days >= self.company.later[0]:
            parents = self.company.later[1]
        found: set[str] = set()
        while department:
            found.add(department)
            department = parents.get(department, "")
        return found
