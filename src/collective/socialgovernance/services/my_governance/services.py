"""``@my-governance`` of the site, and ``@my-governance/data``."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.ambassadors.kept_about import kept_about
from collective.socialgovernance.ambassadors.tasks import own_registrations
from collective.socialgovernance.clock.told import Told
from collective.socialgovernance.clock.told import told_to
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.pages.kept import texts_ever
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.scopes.tasks import scopes_led_by
from collective.socialgovernance.services.acknowledgment.shown import due_instant
from collective.socialgovernance.services.acknowledgment.shown import receipt_json
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.content.serialize import summary_of
from collective.socialgovernance.services.remarks.services import reply_json
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.remarking import open_questions_everywhere
from collective.socialgovernance.texts.remarking import replies_to
from collective.socialgovernance.texts.tasks import Task
from collective.socialgovernance.texts.tasks import tasks_of
from collective.socialgovernance.transitions.firing import state_of
from dataclasses import asdict
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.i18n import translate


class MyGovernanceGet(GovernanceService):
    """The caller's own page as JSON; nobody sees another person's."""

    longest_path = 2

    def answer(self) -> dict[str, Any]:
        if self.path == ["data"]:
            return self._data()
        if len(self.path) == 2 and self.path[0] == "receipts":
            return self._receipt(self.path[1])
        if self.path:
            raise refuse(404, "@id", _("There is no such page."))
        return {
            "@id": f"{self.context.absolute_url()}/@my-governance",
            "person": self._person(),
            "tasks": [self._task(task) for task in tasks_of(self.userid, self.as_of())],
            "questions": [
                {"url": f"{text.absolute_url()}/@remarks", "title": text.Title(), "open": count}
                for text, count in open_questions_everywhere()
            ],
            "ambassador": [
                {
                    "programme": programme.absolute_url(),
                    "state": state_of(own),
                    "registration": own.absolute_url(),
                }
                for programme, own in own_registrations(self.userid)
            ],
            "scopes": [self._scope(*led) for led in scopes_led_by(self.userid, self.as_of())],
        }

    def _person(self) -> dict[str, Any] | None:
        known = getUtility(IDirectory).person(self.userid, self._day)
        if known is None:
            return None
        return {
            "userid": known.userid,
            "name": known.fullname,
            "department": known.department or None,
            "status": known.status,
        }

    @property
    def _day(self) -> date:
        return self.as_of() or site.today()

    def _task(self, task: Task) -> dict[str, Any]:
        shown = {
            "kind": task.kind,
            "title": translate(task.title, context=self.request),
            "url": task.url,
            "status": task.status,
            "due": due_instant(task.due, task.zone, self.as_of()),
        }
        if task.edition is not None:
            shown["edition"] = task.edition
        return shown

    def _scope(self, scope: Any, present: Any, coming: Any) -> dict[str, Any]:
        return {
            "@id": scope.absolute_url(),
            "uid": IUUID(scope),
            "title": scope.title,
            "department": scope.department,
            "edition_in_force": summary_of(present),
            "edition_in_preparation": summary_of(coming),
        }

    def _data(self) -> dict[str, Any]:
        """Everything held about the caller, with the full text of what they answered to."""
        directory = getUtility(IDirectory)
        person = person_of(self.userid)
        known = directory.person(self.userid, self._day)
        return {
            "@id": f"{self.context.absolute_url()}/@my-governance/data",
            "person": None if known is None else _plain(asdict(known)),
            "history": None if person is None else _plain(asdict(person.history)),
            "answers": [] if person is None else self._answers(person.key),
            "registrations": self._registrations(),
            "told": [self._told(each) for each in reversed(told_to(self.userid, self._language))],
        }

    @property
    def _language(self) -> str:
        return str(api.portal.get_current_language())[:2]

    def _told(self, told: Told) -> dict[str, Any]:
        return {
            "day": told.day.isoformat(),
            "kind": told.kind,
            "message": translate(told.words, context=self.request),
            "about": told.about,
            "title": told.title,
            "url": told.url,
        }

    def _registrations(self) -> list[dict[str, Any]]:
        kept = kept_about(self.userid)
        for each in kept:
            if each["statement_text"]:
                each["statement_text"] = translate(each["statement_text"], context=self.request)
        return kept

    def _receipt(self, id: str) -> dict[str, Any]:
        """One of the caller's own receipts; another's is not found."""
        person = person_of(self.userid)
        for text in texts_ever():
            for entry in entries_of(IAskedText(text).facts, person):
                if entry.receipt_id == id:
                    return receipt_json(entry, text)
        raise refuse(404, "id", _("You have no such receipt."))

    def _answers(self, key: int) -> list[dict[str, Any]]:
        ledger = getUtility(ILedger)
        answers: list[dict[str, Any]] = []
        for text in texts_ever():
            asked = IAskedText(text)
            for edition in asked.facts.editions:
                for entry in ledger.entries(edition.uid, key):
                    shown = asked.shown(edition.uid, entry.language)
                    replies = [reply_json(reply) for reply in replies_to(text, entry.receipt_id)]
                    answers.append({**receipt_json(entry, text), "replies": replies, "text": shown})
        return sorted(answers, key=lambda answer: answer["at"])


def _plain(value: Any) -> Any:
    """Days as texts, tuples as lists."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
