"""Random stories of people and texts: joins, moves, leaves, editions, settings, answers."""

from collective.socialgovernance.acknowledgments.entries import Entry
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.facts import TextSettings
from collective.socialgovernance.days import changes_of
from collective.socialgovernance.days import Zone
from collective.socialgovernance.days import Zones
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.directory.people import PersonHistory
from datetime import date
from datetime import timedelta
from hypothesis import strategies as st
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import days
from tests.acknowledgments.company import entry
from tests.acknowledgments.company import instant


DEPARTMENTS = ("co", "rd", "lab", "hr", "")
ANSWERS = (
    "acknowledged",
    "withdrawn",
    "declined",
    "exception_requested",
    "exception_granted",
    "exception_refused",
)
COURSES = (
    ("acknowledged",),
    ("acknowledged", "acknowledged"),
    ("acknowledged", "withdrawn"),
    ("acknowledged", "withdrawn", "acknowledged"),
    ("declined", "acknowledged"),
    ("acknowledged", "declined"),
    ("exception_requested",),
    ("exception_requested", "exception_refused"),
    ("exception_requested", "exception_granted"),
    ("exception_requested", "acknowledged", "withdrawn"),
    ("exception_requested", "exception_refused", "acknowledged"),
)
NOBODY_NAMED: st.SearchStrategy[frozenset[str]] = st.just(frozenset())
SOME_DEPARTMENTS = st.frozensets(st.sampled_from(["co", "rd", "lab", "hr"]), max_size=2)
TREES = (
    {"co": "", "rd": "co", "lab": "rd", "hr": "co"},
    {"co": "", "rd": "co", "lab": "hr", "hr": "co"},
    {"co": "", "rd": "hr", "lab": "rd", "hr": "co"},
)


@st.composite
def histories(draw: st.DrawFn) -> PersonHistory:
    """Somebody who joins, perhaps leaves and comes back, moves, changes population, is on leave."""
    joined = draw(st.sampled_from([-400, -400, -400, 0, 3, 40]))
    edges = sorted(draw(st.sets(st.integers(joined + 1, 120), max_size=2)))
    employments = [days(joined, edges[0] - 1 if edges else None)]
    if len(edges) == 2:
        employments.append(days(edges[1]))
    leaves = []
    begin = joined
    for length in draw(st.lists(st.integers(1, 40), max_size=2)):
        begin += draw(st.integers(1, 60)) + (380 if begin == -400 else 0)
        leaves.append(days(begin, begin + length))
        begin += length + 2
    return PersonHistory(
        tuple(employments),
        tuple(leaves),
        _dated(draw, employments, st.sampled_from(DEPARTMENTS)),
        _dated(draw, employments, st.sampled_from(["employee", "employee", "intern"])),
    )


@st.composite
def texts(draw: st.DrawFn) -> TextFacts:
    """A text with up to four editions of up to three lines, whose settings may change on a day."""
    editions: list[EditionFacts] = []
    starts, line, minor = draw(st.integers(0, 20)), 1, 0
    for index in range(draw(st.integers(1, 4))):
        change = "major" if index == 0 else draw(st.sampled_from(["major", "minor", "editorial"]))
        line += 1 if change == "major" and index else 0
        minor = 0 if change == "major" else minor + 1
        editions.append(EditionFacts(f"e{index + 1}", f"{line}.{minor}.0", line, change, day(starts)))
        starts += draw(st.integers(1, 50))
    if draw(st.integers(0, 5)) == 0:
        last = editions.pop()
        ended = last.in_force_on + timedelta(days=draw(st.integers(1, 30)))
        editions.append(
            EditionFacts(last.uid, last.number, last.line, last.change_class, last.in_force_on, ended)
        )
    settings = [draw(_settings(date.min))]
    if draw(st.booleans()):
        settings.append(draw(_settings(day(draw(st.integers(1, 100))))))
    return TextFacts("text", tuple(editions), tuple(settings), draw(zones()))


@st.composite
def zones(draw: st.DrawFn) -> Zone:
    """Paris, for ever or until somebody takes the programme elsewhere."""
    if draw(st.booleans()):
        return "Europe/Paris"
    moved = instant(draw(st.integers(1, 100)), draw(st.integers(0, 23))) + timedelta(minutes=7)
    return Zones(
        "Europe/Paris", ((moved, draw(st.sampled_from(["Pacific/Auckland", "America/Los_Angeles"]))),)
    )


@st.composite
def _settings(draw: st.DrawFn, since: date) -> TextSettings:
    return TextSettings(
        since=since,
        ack_mode=draw(st.sampled_from(["read"] * 9 + ["none"])),
        ack_optional=draw(st.sampled_from([False, False, True])),
        ack_validity_months=draw(st.sampled_from([0, 1, 2, 12])),
        audience=draw(st.one_of(NOBODY_NAMED, NOBODY_NAMED, SOME_DEPARTMENTS)),
        audience_exclude=draw(st.one_of(NOBODY_NAMED, NOBODY_NAMED, SOME_DEPARTMENTS)),
        population=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"employee"})])),
        perimeter=draw(st.one_of(NOBODY_NAMED, NOBODY_NAMED, SOME_DEPARTMENTS)),
        reack_days=draw(st.sampled_from([0, 5, 30])),
    )


@st.composite
def answers(draw: st.DrawFn, text: TextFacts, key: int = 1) -> list[Entry]:
    """Answers to the editions in their order, now and then dated back."""
    given: list[Entry] = []
    at = (text.editions[0].in_force_on - day(0)).days
    early = draw(st.sampled_from([8, 8, 0, 19]))
    moves = changes_of(text.timezone)
    free = st.lists(st.sampled_from(ANSWERS), max_size=3)
    for answer in draw(st.one_of(st.sampled_from(COURSES), st.sampled_from(COURSES), free)):
        at += draw(st.integers(0, 35))
        here = [each for each in text.editions if each.in_force_on <= day(at)]
        back = draw(st.sampled_from([0, 0, 0, 12]))
        recorded = instant(at, hour=early + len(given))
        # Some are given around the very minute in which the zone changes.
        near = [each for each in moves if recorded < each and draw(st.integers(0, 3)) == 0]
        recorded = near[0] + timedelta(minutes=draw(st.integers(-9, 9))) if near else recorded
        at = (recorded.date() - day(0)).days
        given.append(
            entry(
                answer,
                at=recorded - timedelta(days=back),
                recorded=recorded,
                uid=here[-1].uid,
                key=key,
            )
        )
    return given


@st.composite
def telling_days(draw: st.DrawFn, text: TextFacts, given: list[Entry]) -> date:
    """A day on which something may turn: some days after an edition, an answer or a due date."""
    turns = [each.in_force_on for each in text.editions] + [each.at.date() for each in given]
    turn = draw(st.sampled_from(turns))
    later = draw(st.integers(-2, 12) | st.integers(26, 75))
    return turn + timedelta(days=later)


@st.composite
def companies(draw: st.DrawFn, people: int = 1) -> Company:
    """A company whose tree of departments may change on a day."""
    later = (draw(st.integers(1, 100)), draw(st.sampled_from(TREES))) if draw(st.booleans()) else None
    return Company(
        {key: draw(histories()) for key in range(1, people + 1)}, draw(st.sampled_from(TREES)), later
    )


def _dated(
    draw: st.DrawFn, employments: list[Interval], values: st.SearchStrategy[str]
) -> tuple[tuple[str, Interval], ...]:
    dated: list[tuple[str, Interval]] = []
    for each in employments:
        start = each.start
        if draw(st.booleans()):
            turn = start + timedelta(days=draw(st.integers(1, 450)))
            if each.end is None or turn <= each.end:
                dated.append((draw(values), Interval(start, turn - timedelta(days=1))))
                start = turn
        dated.append((draw(values), Interval(start, each.end)))
    return tuple(one for one in dated if one[0])
