"""What stands beside the form of a scope: what submitting asks for, overlaps, gaps, what is forbidden."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.checks import Check
from collective.socialgovernance.browser.editing.checks import checks
from collective.socialgovernance.browser.reading.pages import may
from collective.socialgovernance.browser.scopes import grid
from collective.socialgovernance.browser.scopes.steps import OF_CODE
from collective.socialgovernance.scopes.gathering import situation_of
from collective.socialgovernance.scopes.guards import on_submit
from collective.socialgovernance.scopes.live import Live
from collective.socialgovernance.scopes.live import live
from collective.socialgovernance.scopes.overlaps import CONFLICT
from collective.socialgovernance.scopes.overlaps import NARROWER
from collective.socialgovernance.scopes.overlaps import Overlap
from collective.socialgovernance.scopes.saying import cell_words
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.scopes.situation import Situation
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.transitions.guards import Guard
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import quote
from zope.globalrequest import getRequest
from zope.i18n import translate


OVERLAP_WORDS = {
    CONFLICT: _("Both lead ${cell}: only one can."),
    NARROWER: _("You lead ${cell}, the narrower part of what they lead: that is fine."),
}
GIVES_WAY = _("They lead ${cell}, the narrower part of what you lead: they answer there.")


@dataclass(frozen=True)
class ShownOverlap:
    """Another scope that leads something of this one, and its edition that does.

    There is no ``url`` when the reader may not open it.
    """

    words: str
    title: str
    url: str
    pending: bool
    conflict: bool
    offer: str
    note_url: str
    cell: str
    edition: Any


@dataclass(frozen=True)
class ShownBar:
    """A topic that is forbidden above, why, and by whom."""

    title: str
    reason: str
    by: str
    lacking: bool


class Beside:
    """Computed from what is saved, and from ``unsaved`` where the form says something else by now."""

    def __init__(self, edition: Any, unsaved: Mapping[str, Any] | None = None):
        self.edition, self.unsaved = edition, unsaved
        self.url = edition.absolute_url()
        self.titles = Titles()

    @cached_property
    def situation(self) -> Situation:
        """What the rules look at."""
        return situation_of(self.edition, wallclock.now(), self.unsaved)

    @cached_property
    def live(self) -> Live:
        """What the domain says."""
        return live(self.situation)

    @cached_property
    def checks(self) -> list[Check]:
        """What submitting asks for, each leading to its step."""
        return checks(placed(guard, self.url) for guard in on_submit(self.situation))

    @property
    def missing(self) -> int:
        """How much is not met."""
        return sum(not check.passed for check in self.checks)

    @property
    def overlaps(self) -> list[ShownOverlap]:
        """The scopes that lead something of this one, conflicts first."""
        return [self._overlap(each) for each in self.live.overlaps]

    @property
    def conflicts(self) -> int:
        """How many of them have to be settled."""
        return sum(each.relation == CONFLICT for each in self.live.overlaps)

    @property
    def summary(self) -> str:
        """Both counts in words, for who does not see them change."""
        missing = (
            _("Still missing: ${number}", mapping={"number": self.missing})
            if self.missing
            else _("Everything that is needed is there")
        )
        settle = _("To settle: ${number}", mapping={"number": self.conflicts})
        return " · ".join(_words(each) for each in (missing, *([settle] if self.conflicts else [])))

    @property
    def gaps(self) -> list[str]:
        """The topics that nobody leads."""
        return [self.titles.word(gap.topic) for gap in self.live.gaps if not gap.audience]

    @property
    def bars(self) -> list[ShownBar]:
        """What is forbidden here, and whether the draft says so already."""
        return [
            ShownBar(
                self.titles.word(bar.prohibition.topic),
                self.titles.reason(bar.prohibition.reason),
                "" if bar.by is None else bar.by.title,
                bar in self.live.lacking,
            )
            for bar in self.live.forbidden
        ]

    @property
    def lacking(self) -> bool:
        """Whether something forbidden above is not yet forbidden here."""
        return bool(self.live.lacking)

    def _overlap(self, each: Overlap) -> ShownOverlap:
        other = programme_of(self.edition)[each.other.id]
        narrower = each.cell if each.relation in (CONFLICT, NARROWER) else each.other_cell
        message = OVERLAP_WORDS.get(each.relation, GIVES_WAY)
        cell = cell_words(narrower, self.titles)
        words = _words(_(message, mapping={"cell": cell}))
        note = _words(
            _(
                "We and “${scope}” both lead ${cell}. Please decide who leads and who contributes.",
                mapping={"scope": each.other.title, "cell": cell},
            )
        )
        return ShownOverlap(
            words,
            each.other.title,
            each.other.url if may("View", other) else "",
            each.other_edition.state != "in_force",
            each.relation == CONFLICT,
            grid.written((each.cell.topic, each.cell.audience, each.cell.platform, each.cell.territory)),
            f"{self.url}/@@transition?transition=submit&comment={quote(note)}",
            cell,
            other[each.other_edition.id],
        )


def placed(guard: Guard, url: str) -> Guard:
    """The guard with the step on which it is answered as its address, when that is on the form."""
    step = OF_CODE.get(guard.code)
    if step is None or guard.url != f"{url}/edit":
        return guard
    return replace(guard, url=f"{url}/@@write-scope?step={step}#step")


def _words(message: str) -> str:
    return str(translate(message, context=getRequest()))
