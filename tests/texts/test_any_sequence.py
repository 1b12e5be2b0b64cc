"""Whatever people try, in whatever order: a text that has left draft stays what it was, and one edition at
most is in force.
"""

from collections.abc import Iterator
from collective.socialgovernance import wallclock
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.editions.addresses import PREPARING
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.clauses import move
from collective.socialgovernance.texts.clauses import remove
from collective.socialgovernance.texts.dates import change_after_draft
from collective.socialgovernance.texts.digest import digests
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.impact import people_asked
from collective.socialgovernance.texts.preparing import prepare_next
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import fire_as_system
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import outgoing
from collective.socialgovernance.transitions.firing import state_of
from contextlib import contextmanager
from datetime import date
from hypothesis import Phase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import run_state_machine_as_test
from OFS.CopySupport import CopyError
from plone import api
from plone.uuid.interfaces import IUUID
from tests import intranet
from tests.contract.company import GROUPS
from tests.site_day import site_day
from typing import Any
from zExceptions import Unauthorized
from zope.lifecycleevent import modified

import transaction


REFUSALS = (Refused, Unauthorized, CopyError, ValueError)
PEOPLE = st.sampled_from(["edi", "own", "own2", "leg", "mgr", "emp"])
TRANSITIONS = ("submit", "return_to_draft", "send_to_legal", "request_formalities", "downgrade", "approve")
DAYS = st.sampled_from([None, date(2026, 4, 5), date(2099, 1, 1)])
FORCES = st.sampled_from(["pedagogical", "informative", "binding"])
CHANGES = st.sampled_from(["minor", "major", "editorial"])
WORDS = st.sampled_from(["Court.", "Plus court.", "À votre façon.", "Autrement."])
PLACE = st.integers(min_value=0, max_value=20)


class Text(RuleBasedStateMachine):
    """One charter in the hands of everybody."""

    company: dict[str, Any] = {}
    """Content is kept in a mapping: as an attribute of a class it would be wrapped anew at each access."""

    reached: set[str] = set()
    """The states to which the acts of all stories led."""

    @property
    def text(self) -> Any:
        return self.company["text"]

    @initialize()
    def begin(self) -> None:
        self.start = transaction.savepoint()
        self.sealed: dict[str, dict[str, str]] = {}
        self.lowered: set[str] = set()
        self.numbers: dict[str, str] = {}

    def teardown(self) -> None:
        self.start.rollback()

    @contextmanager
    def trying(self, userid: str) -> Iterator[None]:
        """As the publisher does it: what is refused leaves nothing behind."""
        before = transaction.savepoint()
        try:
            with api.env.adopt_user(username=userid):
                yield
        except REFUSALS:
            before.rollback()

    def edition(self, place: int) -> Any:
        editions = editions_of(self.text)
        return editions[place % len(editions)]

    def clause(self, edition: Any, place: int) -> Any:
        clauses = clauses_of(edition)
        return clauses[place % len(clauses)]

    def needs(self, permission: str, content: Any) -> None:
        if not api.user.has_permission(permission, obj=content):
            raise Unauthorized(permission)

    @rule(userid=PEOPLE, place=PLACE, other=PLACE, words=WORDS, asks=st.booleans())
    def write_clause(self, userid: str, place: int, other: int, words: str, asks: bool) -> None:
        clause = self.clause(self.edition(place), other)
        with self.trying(userid):
            if asks:
                self.needs("Modify portal content", clause)
            clause.text = rich(f"<p>{words}</p>")
            clause.translations = {**clause.translations, "en": {"title": words}}
            modified(clause)

    @rule(userid=PEOPLE, place=PLACE, words=WORDS, asks=st.booleans())
    def write_edition(self, userid: str, place: int, words: str, asks: bool) -> None:
        edition = self.edition(place)
        with self.trying(userid):
            if asks:
                self.needs("Modify portal content", edition)
            edition.one_minute = rich(f"<p>{words}</p>")
            modified(edition)

    @rule(userid=PEOPLE, place=PLACE)
    def add_clause(self, userid: str, place: int) -> None:
        edition = self.edition(place)
        with self.trying(userid):
            intranet.add_clause(edition, "connections", id=f"more-{len(clauses_of(edition))}")

    @rule(userid=PEOPLE, place=PLACE, other=PLACE, act=st.sampled_from(["remove", "move", "rename"]))
    def arrange(self, userid: str, place: int, other: int, act: str) -> None:
        edition = self.edition(place)
        clause = self.clause(edition, other)
        with self.trying(userid):
            if act == "remove":
                remove(clause)
            elif act == "move":
                move(clause, 1)
            else:
                edition.manage_renameObject(clause.getId(), f"{clause.getId()}-x")

    @rule(userid=PEOPLE, source=PLACE, aim=PLACE, other=PLACE, cut=st.booleans())
    def paste_clause(self, userid: str, source: int, aim: int, other: int, cut: bool) -> None:
        origin, goal = self.edition(source), self.edition(aim)
        name = self.clause(origin, other).getId()
        with self.trying(userid):
            taken = origin.manage_cutObjects([name]) if cut else origin.manage_copyObjects([name])
            goal.manage_pasteObjects(taken)

    @rule(userid=PEOPLE, place=PLACE, act=st.sampled_from(["remove", "rename", "paste", "above"]))
    def handle_edition(self, userid: str, place: int, act: str) -> None:
        edition = self.edition(place)
        if act == "remove" and len(editions_of(self.text)) == 1:
            return
        with self.trying(userid):
            if act == "remove":
                self.text.manage_delObjects([edition.getId()])
            elif act == "rename":
                self.text.manage_renameObject(edition.getId(), "e77")
            elif act == "paste":
                self.text.manage_pasteObjects(self.text.manage_copyObjects([edition.getId()]))
            elif any(state_of(other) != "draft" for other in editions_of(self.text)):
                self.text.__parent__.manage_delObjects([self.text.getId()])

    @rule(userid=PEOPLE, place=PLACE, force=FORCES)
    def choose_force(self, userid: str, place: int, force: str) -> None:
        edition = self.edition(place)
        with self.trying(userid):
            self.needs("Modify portal content", edition)
            edition.legal_force = force
            modified(edition)

    @rule(userid=PEOPLE, transition=st.sampled_from(TRANSITIONS), place=PLACE)
    def try_transition(self, userid: str, transition: str, place: int) -> None:
        self.go(userid, self.edition(place), transition)

    @precondition(lambda self: in_preparation(self.text) is not None)
    @rule(step=PLACE)
    def go_on(self, step: int) -> None:
        """Somebody who may takes the next step, so that whole stories happen."""
        edition = in_preparation(self.text)
        steps = [transition for transition in outgoing(edition) if transition in TRANSITIONS]
        if not steps:
            return
        transition = steps[step % len(steps)]
        for userid in ("edi", "own", "leg", "own2"):
            self.go(userid, edition, transition)

    @rule(day=DAYS, force=FORCES, change=CHANGES, dated=st.booleans())
    def publish(self, day: date | None, force: str, change: str, dated: bool) -> None:
        """Everybody does what the legal force asks, as far as it goes: a story may have many editions."""
        with self.trying("edi"):
            edition = in_preparation(self.text) or prepare_next(self.text)
            if state_of(edition) == "draft":
                edition.legal_force, edition.change_class = force, change
                edition.change_summary = rich("<p>Plus clair.</p>")
                self.complete(edition)
        edition = in_preparation(self.text)
        if edition is None:
            return
        force = edition.legal_force
        self.go("edi", edition, "submit")
        if force != "pedagogical":
            self.go("own", edition, "send_to_legal")
        if force == "binding":
            self.go("leg", edition, "request_formalities")
            with self.trying("leg"):
                change_after_draft(
                    edition, {"formalities": dict(intranet.FORMALITIES), "effective_from": day}
                )
        for userid in ("own2", "leg", "own"):
            self.go(userid, edition, "approve")

    def complete(self, edition: Any) -> None:
        """Write again what others took away: else few stories would leave draft."""
        present = {clause.topic_group for clause in clauses_of(edition)}
        for group in sorted(set(GROUPS) - present):
            intranet.add_clause(edition, group, id=f"{group}-{len(clauses_of(edition))}")

    def go(self, userid: str, edition: Any, transition: str) -> None:
        inputs = {}
        if transition == "approve":
            inputs["impact_seen"] = people_asked(edition, site_day())
        with self.trying(userid):
            fire(edition, transition, comment="Parce que", inputs=inputs)

    @rule(userid=st.sampled_from(["own", "leg", "mgr"]), day=DAYS, complete=st.booleans())
    def enter_dates(self, userid: str, day: date | None, complete: bool) -> None:
        edition = in_preparation(self.text)
        if edition is None:
            return
        with self.trying(userid):
            values = {"formalities": dict(intranet.FORMALITIES)} if complete else {"effective_from": day}
            change_after_draft(edition, values)

    @precondition(lambda self: in_preparation(self.text) is not None)
    @rule()
    def clock(self) -> None:
        edition = in_preparation(self.text)
        if state_of(edition) == "approved":
            fire_as_system(edition, "start", "clock", wallclock.now())

    @precondition(lambda self: in_force(self.text) is not None)
    @rule(userid=PEOPLE, transition=st.sampled_from(["withdraw", "reaffirm"]))
    def end_or_keep(self, userid: str, transition: str) -> None:
        self.go(userid, in_force(self.text), transition)

    @rule(userid=PEOPLE, change=CHANGES)
    def prepare(self, userid: str, change: str) -> None:
        with self.trying(userid):
            self.needs("collective.socialgovernance: Prepare an edition", self.text)
            draft = prepare_next(self.text)
            draft.change_class = change
            draft.change_summary = rich("<p>Plus clair.</p>")

    @rule(userid=PEOPLE, months=st.sampled_from([0, 12, 24]), words=WORDS)
    def settings_of_text(self, userid: str, months: int, words: str) -> None:
        with self.trying(userid):
            self.needs("Modify portal content", self.text)
            self.text.ack_validity_months = months
            self.text.title = words
            modified(self.text)

    @invariant()
    def what_left_draft_is_what_it_was(self) -> None:
        present = {IUUID(edition): edition for edition in editions_of(self.text)}
        for uid, edition in present.items():
            self.reached.add(state_of(edition))
            if state_of(edition) == "draft":
                self.sealed.pop(uid, None)
                self.lowered.discard(uid)
                continue
            now = digests(edition_facts(edition))
            assert edition.digests == now
            if _downgraded(edition) and uid not in self.lowered:
                self.lowered.add(uid)
                self.sealed.pop(uid, None)
            assert self.sealed.setdefault(uid, now) == now
            if edition.number:
                assert self.numbers.setdefault(uid, edition.number) == edition.number
        assert set(self.sealed) <= set(present)
        assert len(set(self.numbers.values())) == len(self.numbers)

    @invariant()
    def one_edition_at_most_is_in_force_and_one_on_its_way(self) -> None:
        states = [state_of(edition) for edition in editions_of(self.text)]
        assert states.count("in_force") <= 1
        assert sum(state in PREPARING for state in states) <= 1


def _downgraded(edition: Any) -> bool:
    """Whether it was made informative since it last left draft: the one act that makes the digest anew.

    The legal force is in the digest.
    """
    actions = [act["action"] for act in history_of(edition)]
    return "downgrade" in actions[len(actions) - actions[::-1].index("submit") :]


def story(portal: Any) -> type[Text]:
    api.user.grant_roles(username="mgr", roles=["Site Administrator"])
    intranet.directory()
    text = intranet.charter(intranet.programme(portal))
    return type("Story", (Text,), {"company": {"text": text}, "reached": set()})


def test_no_sequence_of_acts_changes_a_frozen_text_or_leaves_two_in_force(portal):
    # Without shrinking: what failed is printed whole, and a failure does not take minutes.
    bounds = settings(max_examples=12, stateful_step_count=30, phases=[Phase.generate])
    stories = story(portal)
    run_state_machine_as_test(stories, settings=bounds)
    # Else the stories would show little: an edition must have followed another for two to be in force.
    assert stories.reached >= {"review", "legal", "in_force", "superseded", "withdrawn"}
