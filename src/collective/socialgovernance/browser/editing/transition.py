"""The page of one transition: what will happen, what stands in the way, a note, one button."""

from collective.socialgovernance import _
from collective.socialgovernance import wallclock
from collective.socialgovernance.browser.editing.checks import Check
from collective.socialgovernance.browser.editing.checks import checks
from collective.socialgovernance.browser.editing.page import EditingPage
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.consulting import may_comment
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.impact import Impact
from collective.socialgovernance.texts.impact import impact_of
from collective.socialgovernance.transitions.firing import available
from collective.socialgovernance.transitions.firing import fire
from collective.socialgovernance.transitions.firing import offered
from collective.socialgovernance.transitions.firing import present_act
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.firing import transition_title
from collective.socialgovernance.transitions.firing import workflow_of
from collective.socialgovernance.transitions.guards import Guard
from collective.socialgovernance.transitions.interfaces import ITransitionRules
from plone import api
from typing import Any
from zope.cachedescriptors.property import Lazy


REAFFIRM = "reaffirm"

ASKED_HERE = ("note", "impact_seen")
"""Guards that the form of the page answers itself."""


class TransitionPage(EditingPage):
    """``@@transition?transition=submit`` on governed content; without a transition, what is possible now."""

    @property
    def transition(self) -> str:
        """The transition the page is about; empty when none was chosen."""
        return self.sent("transition")

    @property
    def possible(self) -> list[dict[str, Any]]:
        """What the reader's roles allow from here: title, consequence, URL, how much is still missing."""
        return [
            {
                "id": transition,
                "title": self.title_of(transition),
                "consequence": self.consequence_of(transition),
                "url": f"{self.url}/@@transition?transition={transition}",
                "missing": sum(not check.passed for check in self.checks_of(transition)),
            }
            for transition in offered(self.context)
        ]

    @property
    def comment_url(self) -> str:
        """Where legal and the staff body say what they think of an edition; empty for all others."""
        edition = self.context
        return f"{self.url}/@@consultation" if IEdition.providedBy(edition) and may_comment(edition) else ""

    @property
    def is_possible(self) -> bool:
        """Whether the chosen transition leaves from here and the reader's roles allow it."""
        return self.transition in available(self.context)

    def title_of(self, transition: str) -> str:
        """The title of a transition."""
        return self.words(transition_title(self.context, transition))

    def consequence_of(self, transition: str) -> str:
        """What the transition will do."""
        return self.words(ITransitionRules(self.context).consequence(transition))

    @property
    def next_state(self) -> str:
        """The title of the state it leads to; empty when it stays where it is."""
        workflow = workflow_of(self.context)
        target = workflow.transitions[self.transition].new_state_id
        if not target or target == state_of(self.context):
            return ""
        return self.words(workflow.states[target].title)

    def guards_of(self, transition: str) -> list[Guard]:
        """All guards of a transition, with what the form holds now."""
        act = present_act(self.context, transition, self.sent("comment"), self.inputs())
        return ITransitionRules(self.context).guards(act)

    def checks_of(self, transition: str) -> list[Check]:
        """The guards as the list of the page."""
        return checks(self.guards_of(transition), ASKED_HERE)

    @Lazy
    def checks(self) -> list[Check]:
        """The list for the chosen transition."""
        return self.checks_of(self.transition)

    @property
    def missing(self) -> int:
        """How many lines of the list are not met."""
        return sum(not check.passed for check in self.checks)

    @property
    def note_required(self) -> bool:
        """Whether the transition must say why."""
        return any(guard.code == "note" for guard in self.guards_of(self.transition))

    def inputs(self) -> dict[str, Any]:
        """What the form sends beside the note."""
        return {}

    impact: Impact | None = None

    def post(self) -> str:
        """Fire it as the reader."""
        if not self.transition:
            raise refuse(400, "transition", _("Choose what to do."))
        title = self.title_of(self.transition) if self.is_possible else ""
        fire(self.context, self.transition, comment=self.sent("comment"), inputs=self.inputs())
        self.say(self._said(title))
        return self.url if self.allowed("View") else str(api.portal.get().absolute_url())

    def _said(self, title: str) -> str:
        """What was done: the new state, or the day of the next review where the state is the same."""
        if self.transition == REAFFIRM:
            day = day_in_words(self.context.review_due, str(api.portal.get_current_language()))
            return _(
                "Noted: reviewed today, unchanged. The next review is due on ${day}.", mapping={"day": day}
            )
        return _(
            "Done: ${transition}. The state is now: ${state}.",
            mapping={"transition": title, "state": self.state_words()},
        )


class EditionTransitionPage(TransitionPage):
    """For an edition: approving a new major edition shows whom it asks again and sends the figure back."""

    @Lazy
    def impact(self) -> Impact | None:
        """What approving would do; None where nobody is asked again."""
        again = self.context.change_class == "major" and previous_of(self.context) is not None
        if self.transition != "approve" or not again:
            return None
        return impact_of(self.context, day_of(wallclock.now(), zone_of(programme_of(self.context))))

    def inputs(self) -> dict[str, Any]:
        """The number that the approver has seen, once they ticked it."""
        seen = self.sent("impact_seen")
        return {"impact_seen": int(seen)} if seen.isdigit() else {}
