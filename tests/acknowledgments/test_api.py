"""Answering: what is taken, what is refused, and that a refusal leaves nothing behind."""

from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Answerable
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import Person
from collective.socialgovernance.acknowledgments.api import Rights
from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledged
from collective.socialgovernance.acknowledgments.ledger import Ledger
from collective.socialgovernance.refusals import Refused
from datetime import datetime
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import DIGEST
from tests.acknowledgments.company import edition
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import instant
from tests.acknowledgments.company import person
from tests.acknowledgments.company import text
from zope.event import subscribers

import pytest


ENGLISH = "cd" * 32
NO_RIGHTS = Rights()
OFFICER = Rights(on_behalf=True)
OWNER = Rights(on_behalf=True, decide=True)


class Desk:
    """Where answers are given in these tests: one person, one text, one ledger."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.text = text()
        self.who: Person | None = Person("emma", 1, person())
        self.in_force = True

    def opens(self, of: TextFacts) -> "Desk":
        self.text = of
        return self

    def give(
        self,
        answer: str = "acknowledged",
        on: int | datetime = 1,
        actor: str = "emma",
        digest: str = DIGEST,
        rights: Rights = NO_RIGHTS,
        **more: object,
    ) -> tuple[Entry, bool]:
        now = instant(on) if isinstance(on, int) else on
        company = Company()
        for each in self.text.editions:
            self.ledger.open_edition(each.uid)
        answerable = Answerable(
            text=self.text,
            audience=audience_of(self.text, company, now.date(), company.tree_days()),
            edition=self.text.in_force(now.date()) or self.text.editions[-1],
            in_force=self.in_force,
            digests={"fr": DIGEST, "en": ENGLISH},
            language="fr",
        )
        given = Given(answer, digest=digest, **more)
        return acknowledge(answerable, self.who, actor, given, self.ledger, rights, now)

    def refused(self, *args: object, **more: object) -> tuple[int, str]:
        """The status and field of the refusal; and that nothing was written."""
        before = self.history
        with pytest.raises(Refused) as refusal:
            self.give(*args, **more)
        assert self.history == before
        return refusal.value.status, refusal.value.problems[0].field

    @property
    def history(self) -> tuple[Entry, ...]:
        return tuple(given for each in self.text.editions for given in self.ledger.entries(each.uid, 1))


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def heard():
    events = []

    def hear(event):
        if IAcknowledged.providedBy(event):
            events.append(event)

    subscribers.append(hear)
    yield events
    subscribers.remove(hear)


def test_an_acknowledgment_keeps_everything_it_was_about(desk):
    given, created = desk.give(on=3)
    assert created
    assert (given.subject, given.actor, given.key) == ("emma", "emma", 1)
    assert (given.edition, given.number, given.digest, given.language) == ("one", "1.0.0", DIGEST, "fr")
    assert (given.answer, given.mode, given.at, given.recorded) == (
        "acknowledged",
        "self",
        instant(3),
        instant(3),
    )
    assert (given.statement, given.statement_version, given.note) == ("acknowledged", "1", "")
    assert desk.history == (given,)


def test_the_same_answer_again_is_the_first_one(desk, heard):
    first, _created = desk.give(on=3)
    again, created = desk.give(on=4)
    assert (again, created) == (first, False)
    assert len(desk.history) == len(heard) == 1


def test_everybody_who_listens_hears_of_a_new_answer(desk, heard):
    given, _created = desk.give()
    assert [(event.text, event.entry) for event in heard] == [("text", given)]


def test_a_question_may_go_with_an_acknowledgment(desk):
    given, _created = desk.give(note="May I post from the canteen?")
    assert given.note == "May I post from the canteen?"


@pytest.mark.parametrize(("digest", "language", "expected"), [(ENGLISH, "en", "en"), (ENGLISH, "", "en")])
def test_the_language_is_that_of_the_text_shown(desk, digest, language, expected):
    given, _created = desk.give(digest=digest, language=language)
    assert (given.language, given.digest) == (expected, ENGLISH)


@pytest.mark.parametrize(
    ("answer", "more", "refusal"),
    [
        ("understood", {}, (400, "answer")),
        ("acknowledged", {"digest": ""}, (400, "digest")),
        ("acknowledged", {"language": "de"}, (400, "language")),
        ("acknowledged", {"digest": "ef" * 32}, (409, "digest")),
        ("acknowledged", {"digest": ENGLISH, "language": "fr"}, (409, "digest")),
        ("acknowledged", {"at": day(0)}, (400, "at")),
        ("acknowledged", {"note": "x" * 5000}, (400, "note")),
        ("declined", {}, (400, "answer")),
        ("exception_requested", {}, (400, "note")),
        ("withdrawn", {}, (409, "answer")),
        ("exception_granted", {"note": "of course"}, (403, "answer")),
        ("acknowledged", {"actor": "colleague"}, (403, "subject")),
        ("acknowledged", {"actor": "officer", "rights": OFFICER}, (400, "note")),
        ("acknowledged", {"actor": "officer", "rights": OFFICER, "note": "paper", "at": day(2)}, (400, "at")),
        ("exception_granted", {"actor": "officer", "rights": OFFICER, "note": "yes"}, (403, "answer")),
        ("exception_granted", {"rights": OWNER, "note": "yes"}, (403, "subject")),
        ("exception_granted", {"actor": "owner", "rights": OWNER}, (400, "note")),
        ("exception_refused", {"actor": "owner", "rights": OWNER, "note": "no"}, (409, "subject")),
    ],
)
def test_what_cannot_be_answered_is_refused_and_leaves_nothing(desk, heard, answer, more, refusal):
    assert desk.refused(answer, **more) == refusal
    assert not heard


def test_an_edition_that_is_not_in_force_takes_no_answer(desk):
    desk.in_force = False
    assert desk.refused() == (409, "edition")


def test_a_text_that_asks_for_nothing_takes_no_answer(desk):
    assert desk.opens(text(ack_mode="none")).refused() == (400, "answer")


@pytest.mark.parametrize("who", [None, person("hr"), person(left=0), person(joined=9)])
def test_outside_the_audience_nothing_is_taken(desk, who):
    desk.who = who and Person("emma", 1, who)
    assert desk.opens(text(audience=frozenset({"rd"}))).refused()[0] == 403


def test_history_stays_in_order(desk):
    desk.give(on=1)
    desk.give("withdrawn", on=2)
    desk.give(on=3)
    assert [each.answer for each in desk.history] == ["acknowledged", "withdrawn", "acknowledged"]


def test_withdrawing_twice_is_withdrawing_once(desk):
    desk.give(on=1)
    first, _created = desk.give("withdrawn", on=2, digest="")
    assert desk.give("withdrawn", on=2, digest="") == (first, False)


def test_an_acknowledgment_may_be_renewed_when_it_is_about_to_lapse(desk):
    first, _created = desk.give(on=1)
    assert desk.give(on=335) == (first, False)
    _second, created = desk.give(on=336)
    assert created
    assert len(desk.history) == 2


def test_a_lapsed_acknowledgment_is_given_again(desk):
    desk.give(on=1)
    assert desk.give(on=400)[1]


def test_an_acknowledgment_of_an_edition_counts_for_its_line(desk):
    desk.opens(text(edition(ended=10), edition("two", "1.1.0", 1, "minor", starts=10)))
    first, _created = desk.give(on=1)
    assert desk.give(on=12) == (first, False)


def test_a_major_edition_is_acknowledged_anew(desk):
    desk.opens(text(edition(ended=10), edition("two", "2.0.0", 2, starts=10)))
    desk.give(on=1)
    again, created = desk.give(on=12)
    assert created
    assert again.edition == "two"


def test_an_optional_text_is_declined_and_accepted_later(desk):
    desk.opens(text(ack_optional=True))
    first, _created = desk.give("declined", on=1)
    assert desk.give("declined", on=2) == (first, False)
    assert desk.give(on=3)[1]
    assert [each.answer for each in desk.history] == ["declined", "acknowledged"]


def test_an_ambassador_does_not_decline_what_is_mandatory_for_them(desk):
    desk.opens(text(ack_optional=True, mandatory_for_ambassadors=True))
    desk.who = Person("emma", 1, person(), obliged=True)
    assert desk.refused("declined") == (400, "answer")


def test_an_officer_answers_for_somebody_with_a_note_and_a_day(desk):
    given, _created = desk.give(on=9, actor="officer", rights=OFFICER, note="signed on paper", at=day(2))
    assert (given.subject, given.actor, given.mode) == ("emma", "officer", "on_behalf")
    assert given.at == datetime.fromisoformat("2026-01-03T23:59:59+00:00")
    assert given.recorded == instant(9)
    again = desk.give(on=10, actor="officer", rights=OFFICER, note="signed on paper", at=day(2))
    assert again == (given, False)


def test_an_answer_on_behalf_of_today_counts_from_now(desk):
    given, _created = desk.give(on=9, actor="officer", rights=OFFICER, note="in the meeting", at=day(9))
    assert given.at == instant(9)


def test_an_exception_is_asked_once_and_decided_by_somebody_else(desk):
    asked, _created = desk.give("exception_requested", on=1, note="no screen at work")
    assert desk.give("exception_requested", on=2, note="still none") == (asked, False)
    granted, created = desk.give("exception_granted", on=3, actor="owner", rights=OWNER, note="right")
    assert created
    assert (granted.subject, granted.actor, granted.mode) == ("emma", "owner", "on_behalf")
    assert desk.give("exception_granted", on=4, actor="owner", rights=OWNER, note="right") == (granted, False)
    assert desk.refused("exception_refused", on=5, actor="owner", rights=OWNER, note="no") == (409, "subject")


def test_a_refused_exception_may_be_asked_again(desk):
    desk.give("exception_requested", on=1, note="no screen")
    refused, _created = desk.give("exception_refused", on=3, actor="owner", rights=OWNER, note="there is one")
    assert desk.give("exception_refused", on=3, actor="owner", rights=OWNER, note="so") == (refused, False)
    assert desk.give("exception_requested", on=5, note="it broke")[1]


def test_an_exception_of_an_earlier_line_is_no_longer_decided(desk):
    desk.opens(text(edition(ended=10), edition("two", "2.0.0", 2, starts=10)))
    desk.give("exception_requested", on=1, note="no screen")
    assert desk.refused("exception_granted", on=11, actor="owner", rights=OWNER, note="ok") == (
        409,
        "subject",
    )


def test_what_was_answered_before_is_known_from_another_edition_of_the_line(desk):
    desk.opens(text(edition(ended=10), edition("two", "1.0.1", 1, "editorial", starts=10)))
    desk.ledger.open_edition("one")
    desk.ledger.append("one", 1, entry(at=5))
    assert desk.give("withdrawn", on=11)[1]
    assert [each.edition for each in desk.history] == ["one", "two"]


def test_an_edition_started_ahead_of_its_day_is_answered_as_of_that_day(desk):
    desk.opens(text(edition(starts=20)))
    given, created = desk.give(on=3)
    assert created
    assert given.at == instant(3)
    assert desk.give(on=4) == (given, False)
    assert desk.refused(on=4, actor="officer", rights=OFFICER, note="paper", at=day(5)) == (400, "at")
