"""The page of a scope, for everybody: what the department speaks about and whom to ask."""

from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.frame import without_columns
from collective.socialgovernance.browser.interfaces import IGovernancePage
from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.browser.reading.pages import Notice
from collective.socialgovernance.browser.reading.pages import visible
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.browser.scopes.beside import Beside
from collective.socialgovernance.browser.scopes.beside import ShownOverlap
from collective.socialgovernance.browser.scopes.mandates import MandateFile
from collective.socialgovernance.browser.scopes.mandates import mandates_of
from collective.socialgovernance.browser.scopes.shown import current_language
from collective.socialgovernance.browser.scopes.shown import Said
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.editions.lifecycle import act_of_submission
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.asking import Call
from collective.socialgovernance.scopes.asking import Known
from collective.socialgovernance.scopes.asking import today_in
from collective.socialgovernance.scopes.freezing import FREEZE
from collective.socialgovernance.scopes.freezing import present_freeze
from collective.socialgovernance.scopes.gathering import begins_on
from collective.socialgovernance.scopes.gathering import content_of
from collective.socialgovernance.scopes.gathering import scope_of
from collective.socialgovernance.scopes.gathering import situation_of
from collective.socialgovernance.scopes.guards import needs_legal
from collective.socialgovernance.scopes.guards import who_can_approve
from collective.socialgovernance.scopes.matrix import EXPIRING_DAYS
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.firing import history_of
from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.transitions.firing import transition_title
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import quote
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


RETURN = "return_to_draft"
WAITING = {
    "submitted": _("Waiting to be approved. ${who_else}"),
    "legal": _("Waiting for legal. ${who_else}"),
}
FOR_LEGAL = _("Waiting for an owner to send it to legal, who approves it. ${who_else}")
MODIFY = "Modify portal content"
PREPARE = "collective.socialgovernance: Prepare a scope edition"
PACKAGE = "collective.socialgovernance"
ENDED = {
    "superseded": _("This edition was replaced. It is kept here as it was."),
    "expired": _("This edition has reached its last day. It is kept here as it was."),
    "closed": _("This edition was closed. It is kept here as it was."),
}


@dataclass(frozen=True)
class Step:
    """What somebody can do next: words, the page, and how the link looks."""

    title: str
    url: str
    first: bool = False


@dataclass(frozen=True)
class Submission:
    """Who submitted an edition and when, the lines of the note, and for whom it waits."""

    by: str
    day: str
    lines: list[str]
    waiting: str


@dataclass(frozen=True)
class Conflict:
    """What another scope leads too, and the ways in which the reader may settle it."""

    overlap: ShownOverlap
    ways: list[Step]


@dataclass(frozen=True)
class Frozen:
    """A freeze that holds now."""

    reason: str
    until: str


@dataclass(frozen=True)
class Other:
    """Another edition of the same scope."""

    title: str
    url: str
    state: str


@implementer(IGovernancePage)
class ScopeEditionPage(BrowserView):
    """One edition of a scope."""

    template = ViewPageTemplateFile("templates/scope.pt")
    browser_title = ""
    returned = ""

    def __call__(self) -> str:
        without_columns(self.request)
        return str(self.template())

    @property
    def scope(self) -> Any:
        """The scope."""
        return scope_of(self.context)

    @property
    def edition(self) -> Any | None:
        """The edition that is shown; None when the reader sees none."""
        return self.context

    @property
    def browser_about(self) -> str:
        """For the title in the browser."""
        return str(self.scope.title)

    @property
    def mandates(self) -> list[MandateFile]:
        """The mandates of official voices, for those who define the scope or decide about it."""
        return mandates_of(self.edition)

    @cached_property
    def programme(self) -> Any:
        """The programme around it."""
        return programme_of(self.scope)

    @cached_property
    def today(self) -> date:
        """Today where the programme is."""
        return today_in(self.programme)

    @cached_property
    def said(self) -> Said | None:
        """What it says, in words."""
        if self.edition is None:
            return None
        return Said(content_of(self.edition), Titles(self.today), self.today, self.scope)

    @property
    def department(self) -> str:
        """The department that it is about."""
        return Titles(self.today).department(self.scope.department or "")

    @property
    def state(self) -> str:
        """The state of the edition shown."""
        return state_of(self.edition)

    @property
    def frozen(self) -> Frozen | None:
        """The freeze that holds now."""
        freeze = present_freeze(self.scope)
        if freeze is None:
            return None
        until = "" if freeze["until"] is None else day_in_words(freeze["until"], current_language())
        return Frozen(freeze["reason"], until)

    @property
    def contact(self) -> Known | None:
        """Whom to write to first."""
        calls: list[Call] = [] if self.said is None else self.said.calls
        return calls[0].person if calls else None

    def mailto(self, person: Known) -> str:
        """A link that opens a mail to somebody; empty without an address."""
        if not person.email:
            return ""
        return f"mailto:{quote(person.email, safe='@+')}?subject={quote(self.scope.title)}"

    @property
    def number(self) -> str:
        """The number of the edition; empty before it has one."""
        return str(self.edition.number or "")

    @property
    def begins(self) -> str:
        """The first day in force in words; empty before it is approved."""
        if self.edition.approved_on is None:
            return ""
        return day_in_words(self.edition.in_force_on or begins_on(self.edition), current_language())

    @property
    def looks_after(self) -> bool:
        """Whether the reader works on this scope or decides about it."""
        return may(PREPARE, self.scope) or bool(self.steps)

    @property
    def notices(self) -> list[Notice]:
        """Where the edition stands when it is not simply in force."""
        if self.state in ENDED:
            return [Notice("warning", ENDED[self.state], self.scope.absolute_url(), _("What holds today"))]
        if self.state == "draft":
            return [Notice("warning", _("This is a draft. Only those who look after it see it."))]
        if self.state == "approved":
            return [Notice("info", _("Approved, in force from ${day}.", mapping={"day": self.begins}))]
        if self.state != "in_force":
            words = _(
                "Not in force yet. The present state is: ${state}.",
                mapping={"state": self.words(state_title(self.edition))},
            )
            return [Notice("warning", words)]
        return []

    @property
    def steps(self) -> list[Step]:
        """What the reader may do next with this edition, the first one to be recommended."""
        return [] if self.edition is None else self._steps_of(self.edition)

    def _steps_of(self, edition: Any) -> list[Step]:
        url = edition.absolute_url()
        found = []
        if state_of(edition) == "draft" and may(MODIFY, edition):
            found.append(Step(self.words(_("Go on writing")), f"{url}/@@write-scope", True))
        for transition in offered(edition):
            title = self.words(transition_title(edition, transition))
            advised = transition == "approve" and not self.conflicts
            found.append(Step(title, f"{url}/@@transition?transition={transition}", advised))
        return found

    @property
    def freeze_step(self) -> Step | None:
        """Freezing or unfreezing, for who may."""
        if not may(FREEZE, self.scope) or in_force(self.scope) is None and present_freeze(self.scope) is None:
            return None
        title = _("Freeze it in a crisis") if present_freeze(self.scope) is None else _("Lift the freeze")
        return Step(self.words(title), f"{self.scope.absolute_url()}/@@freeze")

    @property
    def submission(self) -> Submission | None:
        """How the edition shown came to those who decide about it, while it is with them."""
        waits = self.edition is not None and self.state in WAITING
        act = act_of_submission(self.edition) if waits else None
        if act is None:
            return None
        waiting = WAITING[self.state]
        if self.state == "submitted" and needs_legal(content_of(self.edition)):
            waiting = FOR_LEGAL
        who_else = who_can_approve(situation_of(self.edition, wallclock.now()))
        return Submission(
            name_of(act.actor),
            day_in_words(day_of(act.at, zone_of(self.programme)), current_language()),
            act.comment.splitlines(),
            self.words(Message(waiting, mapping={"who_else": self.words(who_else)})),
        )

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """What another scope leads too, for those who look after this one or decide about it."""
        edition = self.edition
        if edition is None or state_of(edition) in ENDED or not may(PREPARE, self.scope):
            return []
        coming = in_preparation(self.scope)
        looked_at = edition if coming is None else coming
        return [
            Conflict(each, list(self._ways_to_settle(looked_at, each)))
            for each in Beside(looked_at).overlaps
            if each.conflict
        ]

    def _ways_to_settle(self, edition: Any, overlap: ShownOverlap) -> Iterator[Step]:
        """The decisions open to the reader: which of the two contributes, with the note that says so."""
        own, other = str(self.scope.title), overlap.title
        yield from self._way(edition, other, own, overlap.cell)
        yield from self._way(overlap.edition, own, other, overlap.cell)

    def _way(self, yielding: Any, leading: str, contributing: str, cell: str) -> Iterator[Step]:
        scope = scope_of(yielding)
        if RETURN in offered(yielding):
            yield self._decision(yielding.absolute_url(), leading, contributing, cell)
        elif state_of(yielding) == "in_force" and may(PREPARE, scope) and in_preparation(scope) is None:
            title = _(
                "“${scope}” leads: prepare an edition of “${other}” that contributes",
                mapping={"scope": leading, "other": contributing},
            )
            yield Step(self.words(title), f"{scope.absolute_url()}/@@prepare")

    def _decision(self, url: str, leading: str, contributing: str, cell: str) -> Step:
        said = {"scope": leading, "other": contributing, "cell": cell}
        note = self.words(_("Decided: “${scope}” leads ${cell}, “${other}” contributes to it.", mapping=said))
        title = self.words(_("“${scope}” leads, “${other}” contributes", mapping=said))
        return Step(title, f"{url}/@@transition?transition={RETURN}&comment={quote(note)}")

    @property
    def others(self) -> list[Other]:
        """The other editions that the reader may open, the newest first."""
        shown = None if self.edition is None else self.edition.getId()
        return [
            Other(
                edition.number or self.words(_("In preparation")),
                edition.absolute_url(),
                self.words(state_title(edition)),
            )
            for edition in reversed(editions_of(self.scope))
            if edition.getId() != shown and may("View", edition)
        ]

    @property
    def expiring(self) -> bool:
        """Whether its last day is near."""
        left = None if self.said is None else self.said.days_left
        return left is not None and self.state == "in_force" and left <= EXPIRING_DAYS

    @property
    def compare_url(self) -> str:
        """What changed since the edition before."""
        if self.edition is None:
            return ""
        shown = self.edition.getId()
        earlier = [
            each
            for each in editions_of(self.scope)
            if each.number and each.getId() != shown and may("View", each)
        ]
        if not earlier:
            return ""
        return f"{self.edition.absolute_url()}/@@changes"

    def words(self, message: str) -> str:
        """A message in the reader's language, titles of states and transitions included."""
        return str(translate(message, domain=PACKAGE, context=self.request))


class ScopePage(ScopeEditionPage):
    """A scope: always its edition in force; the one on its way only to who may see it."""

    @property
    def scope(self) -> Any:
        """The scope."""
        return self.context

    @cached_property
    def edition(self) -> Any | None:
        """The edition in force, else the one on its way when the reader may see it."""
        return visible(in_force(self.context)) or visible(in_preparation(self.context))

    @cached_property
    def coming(self) -> Any | None:
        """The edition on its way beside the one in force, when the reader may see it."""
        coming = visible(in_preparation(self.context))
        shown = self.edition
        return (
            coming if coming is not None and shown is not None and coming.getId() != shown.getId() else None
        )

    @property
    def returned(self) -> str:
        """The note with which the draft came back; above the page of an edition it stands anyway."""
        edition = self.edition
        if edition is None or state_of(edition) != "draft":
            return ""
        acts = history_of(edition)
        last = acts[-1] if acts else None
        return str(last["comments"]) if last and last["action"] == "return_to_draft" else ""

    @property
    def notices(self) -> list[Notice]:
        """That nothing is in force, or what is on its way."""
        if self.edition is None:
            words = _("Nothing is in force here today: ask the referent of the programme before you answer.")
            return [Notice("info", words)]
        if self.coming is None:
            return super().notices
        words = _(
            "The next edition is on its way: ${state}.",
            mapping={"state": self.words(state_title(self.coming))},
        )
        return [*super().notices, Notice("light", words, self.coming.absolute_url(), _("Look at it"))]

    @property
    def steps(self) -> list[Step]:
        """What can be done with the edition on its way or to come, then with the one in force."""
        found = [] if self.coming is None else self._steps_of(self.coming)
        if in_preparation(self.context) is None and may(PREPARE, self.context):
            title = self.words(_("Prepare the next edition"))
            found.append(Step(title, f"{self.context.absolute_url()}/@@prepare", self.expiring))
        return [*found, *super().steps]
