"""What a state means, in words for the person: why, what to do, until when. Never a word of blame.

A lapse is about something that is missing and mends itself; a hold is an act of two people with names.
"""

from collections.abc import Callable
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.due import expiry_day
from collective.socialgovernance.ambassadors.due import forward_day
from collective.socialgovernance.ambassadors.due import lapse_day
from collective.socialgovernance.ambassadors.facts import Facts
from collective.socialgovernance.ambassadors.facts import FORWARDED
from collective.socialgovernance.ambassadors.facts import NOT_NOW
from collective.socialgovernance.ambassadors.lists import not_now_reasons
from collective.socialgovernance.scopes.gathering import name_of
from datetime import date
from typing import Any


InWords = Callable[[date], str]
"""How a reader says a day."""

OWN_NAME = _("In your own name you speak as you like, now as before.")
ENDS = {
    "withdrawn": _("You have withdrawn. Thank you for the time that you gave; nobody asks why."),
    "expired": _("The time for which it was valid is over and it was not renewed. You may register again."),
    "left": _("You have left the company, and the registration ended with it."),
    "hold": _("The role ended after a hold."),
    "not_pursued": _("Nothing changed for six months, so it was closed. You may register again at any time."),
}


def words_about(
    registration: Any, facts: Facts, day: date, in_words: InWords = date.isoformat
) -> tuple[str, ...]:
    """The sentences about the present state of a registration on a day, for the person."""
    return _SENTENCES[facts.state](_About(registration, facts, day, in_words))


def question_about(facts: Facts, name: str) -> str:
    """What a manager is asked about somebody, for the first time or again."""
    if facts.valid_from is None:
        return _("Is there time for ${name} to be an ambassador?", mapping={"name": name})
    return _("Is there still time for ${name} to be an ambassador?", mapping={"name": name})


def whom_to_ask(facts: Facts) -> str:
    """Whom to speak to: the referents by name, but for the person."""
    names = ", ".join(facts.programme.referents_beside(facts.person))
    if not names:
        return _("The owners of the programme answer your questions.")
    return _("You may speak about it with ${names}.", mapping={"names": names})


class _About:
    """The sentences of each state."""

    def __init__(self, registration: Any, facts: Facts, day: date, in_words: InWords):
        self.registration = registration
        self.facts = facts
        self.day = day
        self.in_words = in_words

    def draft(self) -> tuple[str, ...]:
        return (_("This is a draft: nobody is asked anything until you apply, and nothing obliges you to."),)

    def applied(self) -> tuple[str, ...]:
        last = forward_day(self.facts)
        asked = _("Your manager is asked whether there is time for it, and nothing else.")
        if last is None:
            return (asked,)
        silence = _("Without an answer by ${day} it goes on by itself.", mapping=self._said(last))
        return (asked, silence)

    def deferred(self) -> tuple[str, ...]:
        answer = self.registration.endorsement or {}
        given = answer.get("reason") if answer.get("result") == NOT_NOW else None
        reason = not_now_reasons.titles.get(given or "")
        first = _("Your manager says that it is not the moment.")
        if reason:
            mapping = {"reason": reason}
            first = _("Your manager says that it is not the moment: ${reason}.", mapping=mapping)
        again = _("When it may be the moment, ask the referent to put the question again.")
        return (first, again, whom_to_ask(self.facts))

    def endorsed(self) -> tuple[str, ...]:
        answers = self.facts.answers
        if answers and answers[-1].result == FORWARDED:
            first = _("It goes on without an answer of your manager. A referent welcomes you next.")
        else:
            first = _("There is time for it. A referent welcomes you next.")
        return (first, whom_to_ask(self.facts))

    def onboarding(self) -> tuple[str, ...]:
        first = _("You are being welcomed. When everything is there, a referent certifies you.")
        return (first, whom_to_ask(self.facts))

    def active(self) -> tuple[str, ...]:
        if self.facts.valid_to is None:
            return ()
        return (
            _(
                "You may speak about your topics until ${day}. Pause or leave whenever you like.",
                mapping=self._said(self.facts.valid_to),
            ),
        )

    def grace(self) -> tuple[str, ...]:
        valid_to = self.facts.valid_to
        over = valid_to is not None and self.day > valid_to
        ends = expiry_day(self.facts) if over else lapse_day(self.facts)
        if over:
            why = _("The time for which it was valid is over. You may still speak for the company for now.")
        else:
            why = _("Something is missing by now. You may still speak for the company for now.")
        if ends is None:
            until = _("The days do not count while you are away.")
        elif over:
            until = _("Renew it before ${day}, if you like.", mapping=self._said(ends))
        else:
            until = _(
                "There is time for it until ${day}; once it is done, all is as before.",
                mapping=self._said(ends),
            )
        return (why, until, whom_to_ask(self.facts))

    def lapsed(self) -> tuple[str, ...]:
        return (
            _(
                "Your registration rests, because something is still missing. This says nothing about what "
                "you do: it is a matter of dates."
            ),
            _("Once the missing thing is done, you may speak for the company again at once."),
            _("If this seems wrong, a person looks at it with you."),
            whom_to_ask(self.facts),
            OWN_NAME,
        )

    def paused(self) -> tuple[str, ...]:
        until = self.facts.paused_until
        first = (
            _("You pause until you resume.")
            if until is None
            else _("You pause until ${day}, or until you resume.", mapping=self._said(until))
        )
        return (first, _("Meanwhile nothing is asked of you, and nothing lapses."))

    def on_hold(self) -> tuple[str, ...]:
        hold = self.registration.hold or {}
        deciding = [userid for userid in (hold.get("proposed_by"), hold.get("made_by")) if userid]
        said = {
            "names": ", ".join(name_of(userid, self.day) for userid in deciding),
            "reason": hold.get("reason") or "",
        }
        first = _("Your role is on hold. ${names} decided so, for this reason: ${reason}", mapping=said)
        review_on = self.facts.review_on
        review = (
            _(
                "They review it by ${day}; if they do not, it ends by itself after that day.",
                mapping=self._said(review_on),
            ),
        )
        word = _("You may add your word: it is kept with the decision.")
        return (first, *(review if review_on else ()), whom_to_ask(self.facts), word, OWN_NAME)

    def ended(self) -> tuple[str, ...]:
        given = self.registration.end_reason or ""
        return (ENDS.get(given, _("This registration has ended.")), OWN_NAME)

    def _said(self, day: date | None) -> dict[str, str]:
        return {"day": "" if day is None else self.in_words(day)}


_SENTENCES: dict[str, Callable[[_About], tuple[str, ...]]] = {
    "draft": _About.draft,
    "applied": _About.applied,
    "deferred": _About.deferred,
    "endorsed": _About.endorsed,
    "onboarding": _About.onboarding,
    "active": _About.active,
    "grace": _About.grace,
    "lapsed": _About.lapsed,
    "paused": _About.paused,
    "on_hold": _About.on_hold,
    "ended": _About.ended,
}
