"""``@acknowledgment`` of an edition: where somebody stands, and answering."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.statements import statement
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.acknowledgment.shown import due_instant
from collective.socialgovernance.services.acknowledgment.shown import last_acknowledged
from collective.socialgovernance.services.acknowledgment.shown import record_json
from collective.socialgovernance.services.acknowledgment.shown import told
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.texts.answering import asked_text
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.answering import readable_instead
from collective.socialgovernance.texts.answering import standing_on
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.remarking import answer_and_ask
from plone import api
from typing import Any


ROWS = "collective.socialgovernance: View acknowledgments"
OURS = "collective.socialgovernance: "
KEYS = ("answer", "digest", "language", "note", "subject", "at", "clause")


class AboutReaders(GovernanceService):
    """A service about what readers are asked: the rights of owners and auditors, wherever they are given."""

    def allowed(self, permission: str, context: Any = None) -> bool:
        """Of a page of the intranet, a right of ours is asked in its programme."""
        if context is None and permission.startswith(OURS):
            return has_right(permission, self.context)
        return super().allowed(permission, context)


class AcknowledgmentGet(AboutReaders):
    """Where the caller (or, for those who may, ``?userid=``) stands on the edition."""

    def answer(self) -> dict[str, Any]:
        edition = self.context
        day = self.as_of() or today_in(edition)
        asked = IAcknowledgeable(edition).on(day)
        facts, language = asked.text, self._language(asked)
        userid = self._userid()
        stands = standing_on(edition, userid, day)
        title = asked.asked.title(asked.edition, language)
        begins, last = asked.begins, stands.last
        question = facts.question(day, asked.edition)
        return {
            "@id": f"{edition.absolute_url()}/@acknowledgment",
            "edition": {
                "uid": asked.edition,
                "number": asked.number or None,
                "title": title,
                "change_class": asked.change_class,
                "effective_from": None if begins is None else begins.isoformat(),
                "digest": asked.digests.get(language),
            },
            "required": stands.asked,
            "status": stands.status,
            "due": due_instant(stands.due, facts.timezone, question.day if question else day),
            "statement": statement(ACKNOWLEDGED, language, title, asked.number),
            "language": language,
            "last_acknowledged": last_acknowledged(entries_of(facts, person_of(userid), day)),
            "record": record_json([last] if last else [], edition),
        }

    def _userid(self) -> str:
        userid = self.parameter("userid")
        if userid is not None and userid != self.userid:
            self.require(ROWS)
            return userid
        return self.userid

    def _language(self, asked: IAcknowledgeable) -> str:
        """The language asked for, else that of the reader, else the authoritative one."""
        named = self.parameter("language")
        if named is None:
            preferred = api.portal.get_current_language(self.context)
            return preferred if preferred in asked.digests else asked.language
        if asked.digests and named not in asked.digests:
            raise refuse(400, "language", _("This text does not exist in that language."))
        return named


class AcknowledgmentPost(GovernanceWrite):
    """Answer to the edition: 201 and the receipt, 200 and the first one while the same answer stands."""

    def allowed(self, permission: str, context: Any = None) -> bool:
        """An edition that has ended is not shown any more: who had it open may still hear that it ended."""
        if super().allowed(permission, context):
            return True
        text = readable_instead(self.context) if context is None and permission == "View" else None
        return text is not None and super().allowed(permission, text)

    def perform(self, body: dict[str, Any]) -> dict[str, Any]:
        self.known_keys(body, KEYS)
        texts = {name: self._text(body, name) for name in KEYS}
        subject = texts["subject"] or self.userid
        given = Given(
            answer=texts["answer"],
            digest=texts["digest"],
            language=texts["language"],
            note=texts["note"],
            at=parsed_day(texts["at"], "at") if texts["at"] else None,
        )
        edition = IAcknowledgeable(self.context)
        try:
            receipt, created = answer_and_ask(edition, subject, self.userid, given, texts["clause"])
        except Refused as refused:
            raise self._with_current_text(refused, given.language) from None
        self.request.response.setStatus(201 if created else 200)
        return told(receipt, edition.asked)

    def _with_current_text(self, refused: Refused, language: str) -> Refused:
        """A refusal because of a stale text comes with the text that is in force now."""
        fields = {problem.field for problem in refused.problems}
        text = asked_text(self.context)
        facts = text.facts.in_force(text.today)
        if refused.status != 409 or not fields & {"digest", "edition"} or facts is None:
            return refused
        edition = text.edition(facts.uid)
        present = IAcknowledgeable(edition)
        shown = language if language in present.digests else present.language
        current = {
            "@id": edition.absolute_url(),
            "number": present.number,
            "digest": present.digests.get(shown),
            "text": text.shown(facts.uid, shown),
        }
        return Refused(409, refused.problems, refused.given, {**refused.details, "current": current})

    def _text(self, body: dict[str, Any], name: str) -> str:
        value = body.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise refuse(400, name, _("This is a text."))
        return value
