"""What is kept about a person as an ambassador, as they can read and print it."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.content import IAmbassadorRegistration
from collective.socialgovernance.ambassadors.kept_about import acts_told
from collective.socialgovernance.ambassadors.kept_about import kept_about
from collective.socialgovernance.ambassadors.kept_about import registrations_about
from collective.socialgovernance.ambassadors.lists import end_reasons
from collective.socialgovernance.ambassadors.lists import not_now_reasons
from collective.socialgovernance.ambassadors.lists import security_items
from collective.socialgovernance.ambassadors.lists import visibilities
from collective.socialgovernance.browser.reading.people import name_of
from collective.socialgovernance.days_in_words import day_in_words
from collective.socialgovernance.days_in_words import instant_in_words
from collective.socialgovernance.days_in_words import language_name
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.scopes.gathering import titles_of_words
from collective.socialgovernance.scopes.index import scopes_of
from collective.socialgovernance.transitions.firing import state_title
from collective.socialgovernance.transitions.firing import transition_title
from collective.socialgovernance.transitions.firing import workflow_of
from collective.socialgovernance.vocabularies.fixed import levels
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.i18n import translate
from zope.schema import getFieldNamesInOrder


RESULTS = {
    "available": _("There is time for it"),
    "not_now": _("Not now"),
    "forwarded": _("No answer: it went on"),
}
ACTS = {
    "register": _("Begun"),
    "change": _("Changed"),
    "answer": _("Answer of the manager"),
    "topics_removed": _("Topics taken off"),
    "add_word": _("A word added"),
}
"""Acts that are no transition."""

LISTS: Mapping[str, Mapping[str, str]] = {
    "level_requested": levels.titles,
    "level_granted": levels.titles,
    "end_reason": end_reasons.titles,
    "directory_visibility": visibilities.titles,
}
LEFT_OUT = ("person", "endorsement")
"""Who reads knows who they are; every answer of a manager is shown in its own row."""


@dataclass(frozen=True)
class OwnRegistration:
    """A registration of the reader: names and values of what it says, and (when, what, who, words) of every
    act on it.
    """

    programme: str
    url: str
    state: str
    rows: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str, str, str], ...]


def own_registrations(userid: str, language: str) -> list[OwnRegistration]:
    """Every registration of the reader, those that have ended too."""
    return [
        _Shown(programme, registration, kept, language).whole()
        for (programme, registration), kept in zip(
            registrations_about(userid), kept_about(userid), strict=True
        )
    ]


class _Shown:
    """One registration in words."""

    def __init__(self, programme: Any, registration: Any, kept: Mapping[str, Any], language: str):
        self.programme = programme
        self.registration = registration
        self.kept = kept
        self.language = language

    def whole(self) -> OwnRegistration:
        """Everything in words; what says nothing is left out."""
        registration = self.registration
        rows = [*self._fields(), *self._answers(), *self._hold()]
        return OwnRegistration(
            self.programme.title or "",
            registration.absolute_url(),
            state_title(registration),
            tuple((name, value) for name, value in rows if value),
            tuple(self._act(act) for act in acts_told(registration)),
        )

    def _fields(self) -> list[tuple[str, str]]:
        names = [name for name in getFieldNamesInOrder(IAmbassadorRegistration) if name not in LEFT_OUT]
        return [(IAmbassadorRegistration[name].title, self._words(name)) for name in names]

    def _words(self, name: str) -> str:
        value = getattr(self.registration, name, None)
        if not value:
            return ""
        if name in LISTS:
            return self._say(LISTS[name].get(value, value))
        if name == "scopes":
            titles = {IUUID(scope): scope.title or "" for scope in scopes_of(self.programme)}
            return ", ".join(titles.get(uid, "") for uid in value)
        if name == "topics":
            words = titles_of_words()
            return ", ".join(words.get(topic, topic) for topic in value)
        if name == "languages":
            return ", ".join(language_name(code, self.language[:2]) for code in value)
        if isinstance(value, Mapping):
            return self._recorded(name, value)
        if name == "certified_by":
            return name_of(value)
        if isinstance(value, date):
            return day_in_words(value, self.language)
        return ", ".join(value) if isinstance(value, (list, tuple)) else str(value)

    def _recorded(self, name: str, row: Mapping[str, Any]) -> str:
        """What was said, in which version, at which moment."""
        parts = []
        if row.get("version"):
            parts.append(self._say(_("Version ${version}", mapping={"version": row["version"]})))
        parts += [self._say(security_items.titles.get(item, item)) for item in row.get("items") or ()]
        if name == "image_consent":
            parts.append(self._say(_("Yes") if row.get("given") else _("No")))
        parts += [self._instant(row[key]) for key in ("at", "withdrawn_at") if row.get(key)]
        text = self.kept["statement_text"] if name == "voluntary_statement" else None
        return " · ".join((*parts, *([self._say(text)] if text else ())))

    def _answers(self) -> list[tuple[str, str]]:
        return [(_("Answer of the manager"), self._answer(row)) for row in self.registration.answers]

    def _answer(self, row: Mapping[str, Any]) -> str:
        said = [
            RESULTS.get(row["result"], row["result"]),
            not_now_reasons.titles.get(row.get("reason") or ""),
        ]
        words = [self._say(each) for each in said if each]
        return " · ".join((*words, name_of(row["manager"]), self._instant(row["at"])))

    def _hold(self) -> list[tuple[str, str]]:
        hold = self.kept["hold"]
        if hold is None:
            return []
        review = date.fromisoformat(hold["review_on"])
        return [
            (_("Reason of the hold"), hold["reason"]),
            (_("Review of the hold"), day_in_words(review, self.language)),
            (_("Your word about the hold"), hold.get("word") or ""),
        ]

    def _act(self, act: Mapping[str, Any]) -> tuple[str, str, str, str]:
        action = act["action"]
        known = action in workflow_of(self.registration).transitions
        title = transition_title(self.registration, action) if known else ACTS.get(action, action)
        by = _("by itself") if act["actor"] == "clock" else name_of(act["actor"])
        at = self._instant(datetime.fromisoformat(act["time"]))
        return at, self._say(title), self._say(by), act["comments"]

    def _instant(self, instant: datetime) -> str:
        return instant_in_words(instant, zone_of(self.programme), self.language)

    def _say(self, words: str) -> str:
        return str(translate(words, target_language=self.language))
