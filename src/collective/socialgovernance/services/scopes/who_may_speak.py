"""``GET {programme}/@who-may-speak``."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.asking import ask
from collective.socialgovernance.scopes.asking import Call
from collective.socialgovernance.scopes.asking import Known
from collective.socialgovernance.scopes.asking import may_speak
from collective.socialgovernance.scopes.asking import question_of
from collective.socialgovernance.scopes.asking import Referred
from collective.socialgovernance.scopes.asking import Told
from collective.socialgovernance.scopes.facts import Cell
from collective.socialgovernance.scopes.facts import ScopeContent
from collective.socialgovernance.scopes.own_name import TEXT
from collective.socialgovernance.scopes.own_name import tips
from collective.socialgovernance.scopes.resolver import Entry
from collective.socialgovernance.scopes.resolver import LEAD
from collective.socialgovernance.scopes.resolver import Question
from collective.socialgovernance.scopes.resolver import Reason
from collective.socialgovernance.scopes.saying import cell_words
from collective.socialgovernance.scopes.saying import sentence
from collective.socialgovernance.scopes.saying import Titles
from collective.socialgovernance.services.base import GovernanceService
from dataclasses import asdict
from functools import cached_property
from plone import api
from typing import Any
from zope.i18n import translate


ASKED = ("topic", "audience", "platform", "territory", "language")


class WhoMaySpeakGet(GovernanceService):
    """One clear answer, the people to call, and how it was found; ``person=`` asks about one person."""

    def answer(self) -> dict[str, Any]:
        given = {name: self.parameter(name) for name in ASKED}
        question = question_of(self.context, as_of=self.as_of(), **given)
        person = self._person_asked_about()
        told = ask(self.context, question)
        result = {
            "@id": f"{self.context.absolute_url()}/@who-may-speak",
            "as_of": question.day.isoformat(),
            "question": {name: getattr(question, name) or None for name in ASKED},
            **self._told(told),
            "own_name": self._own_name(),
            "explanation": [self._reason(reason) for reason in told.answer.explanation],
        }
        if person is not None:
            may, reasons = may_speak(self.context, told, person)
            result["person"] = {
                "userid": person,
                "may_speak": may,
                "reasons": [self._words(reason) for reason in reasons],
            }
        return result

    def _person_asked_about(self) -> str | None:
        person = self.parameter("person")
        if person is None or person == self.userid:
            return person
        if not self.allowed("collective.socialgovernance: View governance"):
            raise refuse(403, "person", _("You may ask this about yourself."))
        return person

    @cached_property
    def titles(self) -> Titles:
        """The titles of words and departments in the reader's language."""
        return Titles(self.as_of())

    def _told(self, told: Told) -> dict[str, Any]:
        answer = told.answer
        leading = answer.lead is not None and answer.kind == LEAD
        content = answer.lead.edition.content if answer.lead is not None and leading else ScopeContent()
        return {
            "answer": answer.kind,
            "lead": self._scope(answer.lead),
            "also_leading": [self._scope(entry) for entry in answer.others],
            "contributors": [self._scope(entry) for entry in answer.contributors],
            "voices": [{**self._known(speaker.person), **_voice(speaker.voice)} for speaker in told.voices],
            "levels_admitted": list(content.levels_admitted),
            "disclosure": _disclosure(content, told.question, api.portal.get_current_language()),
            "approval_rule": [asdict(rule) for rule in content.approval_rule],
            "escalation": [self._call(call) for call in told.escalation],
            "refer_to": self._referred(told.refer_to),
            "reason": self._prohibition(told),
        }

    def _scope(self, entry: Entry | None) -> dict[str, Any] | None:
        if entry is None:
            return None
        return {
            "department": entry.scope.department,
            "department_title": self.titles.department(entry.scope.department),
            "scope": entry.scope.uid,
            "title": entry.scope.title,
            "url": self._url(entry),
            "edition": entry.edition.uid,
            "number": entry.edition.number,
            "cell": self._cell(entry.cell),
        }

    def _cell(self, cell: Cell) -> dict[str, Any]:
        return {**{name: value or None for name, value in asdict(cell).items()}}

    def _url(self, entry: Entry) -> str:
        return f"{self.context.absolute_url()}/{entry.scope.id}"

    def _known(self, person: Known) -> dict[str, Any]:
        return {"user": person.userid, "name": person.name, "email": person.email or None}

    def _call(self, call: Call) -> dict[str, Any]:
        backup = call.backup
        return {
            "severity": call.severity,
            **self._known(call.person),
            "backup": None if backup is None else backup.userid,
            "backup_name": None if backup is None else backup.name,
            "backup_email": None if backup is None else backup.email or None,
            "hours": call.hours or None,
        }

    def _referred(self, referred: Referred | None) -> dict[str, Any] | None:
        if referred is None:
            return None
        person = {"user": None, "name": None, "email": None}
        if referred.person is not None:
            person = self._known(referred.person)
        return {
            "kind": referred.kind,
            "department": referred.department or None,
            "department_title": referred.department_title or None,
            "scope": None if referred.scope is None else referred.scope.scope.uid,
            "url": None if referred.scope is None else self._url(referred.scope),
            **person,
        }

    def _prohibition(self, told: Told) -> dict[str, Any] | None:
        freeze, prohibition = told.answer.freeze, told.answer.prohibition
        if freeze is not None:
            until = None if freeze.until is None else freeze.until.isoformat()
            return {"code": "frozen", "text": freeze.reason, "until": until}
        if prohibition is not None:
            return {"code": prohibition.reason, "text": self._words(self.titles.reason(prohibition.reason))}
        return None

    def _own_name(self) -> dict[str, Any]:
        language = api.portal.get_current_language()
        shown = [asdict(tip) for tip in tips(self.context, language)]
        return {"allowed": True, "text": self._words(TEXT), "tips": shown}

    def _reason(self, reason: Reason) -> dict[str, Any]:
        entry = reason.entry
        shown = {"code": reason.code, "text": self._words(sentence(reason, self.titles))}
        if entry is not None:
            shown |= {
                "scope": entry.scope.uid,
                "edition": entry.edition.uid,
                "number": entry.edition.number,
                "cell": None if entry.place < 0 else entry.place,
                "cell_text": cell_words(entry.cell, self.titles),
            }
        return shown

    def _words(self, message: str) -> str:
        return str(translate(message, context=self.request))


def _voice(voice: Any) -> dict[str, Any]:
    return {
        "capacity": voice.capacity,
        "topics": list(voice.topics),
        "valid_from": None if voice.valid_from is None else voice.valid_from.isoformat(),
        "valid_to": None if voice.valid_to is None else voice.valid_to.isoformat(),
    }


def _disclosure(content: ScopeContent, question: Question, reader: str) -> dict[str, Any] | None:
    """The wording in the language asked for, else in the reader's, else the first one."""
    by_language = {each.language: each for each in reversed(content.disclosure)}
    for language in (question.language, reader):
        if language in by_language:
            return asdict(by_language[language])
    return asdict(content.disclosure[0]) if content.disclosure else None
