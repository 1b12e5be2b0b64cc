"""``POST {edition or page}/@on-behalf``: note that many people acknowledged, or see who would be noted."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.acknowledgment.services import AboutReaders
from collective.socialgovernance.services.acknowledgment.shown import receipt_json
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import ON_BEHALF
from collective.socialgovernance.texts.on_behalf import Line
from collective.socialgovernance.texts.on_behalf import Meeting
from collective.socialgovernance.texts.on_behalf import note
from collective.socialgovernance.texts.on_behalf import prepare
from typing import Any
from zope.i18n import translate


KEYS = ("people", "note", "at", "language", "preview")


class OnBehalfPost(AboutReaders, GovernanceWrite):
    """201 and the receipts of all, or a refusal that names each line; with ``preview`` nothing is kept."""

    right = ON_BEHALF

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, KEYS)
        people, meeting = _people(body.get("people")), self._meeting(body)
        if body.get("preview", False) is not False:
            return self._preview(people, meeting)
        noted = note(self.context, people, self.userid, meeting)
        self.request.response.setStatus(201)
        text = asked_text(self.context).content
        return {"recorded": [receipt_json(entry, text) for entry in noted], "refused": []}

    def _meeting(self, body: dict[str, Any]) -> Meeting:
        words = {name: body.get(name) or "" for name in ("note", "at", "language")}
        problems = [
            Problem(name, _("This is a text.")) for name, value in words.items() if not isinstance(value, str)
        ]
        if problems:
            raise Refused(400, problems)
        at = parsed_day(words["at"], "at") if words["at"] else None
        return Meeting(words["note"], at, words["language"])

    def _preview(self, people: list[str], meeting: Meeting) -> dict[str, Any]:
        prepared = prepare(self.context, people, self.userid, meeting)
        return {
            "accepted": [self._line(line) for line in prepared.accepted],
            "refused": [self._line(line) for line in prepared.refused],
        }

    def _line(self, line: Line) -> dict[str, Any]:
        shown = {"written": line.written, "userid": line.userid or None, "name": line.name or None}
        if line.reason:
            shown["reason"] = translate(line.reason, context=self.request)
        return shown


def _people(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise refuse(400, "people", _("Send a list of userids, e-mail addresses or names."))
    return [" ".join(each.split()) for each in value]
