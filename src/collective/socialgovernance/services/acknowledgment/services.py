"""``@acknowledgment``, ``@acknowledgments`` and ``@coverage`` of an edition."""

from collections.abc import Sequence
from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.coverage import COUNTED
from collective.socialgovernance.acknowledgments.entries import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.standing import standing
from collective.socialgovernance.acknowledgments.statements import statement
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.acknowledgment.shown import due_instant
from collective.socialgovernance.services.acknowledgment.shown import last_acknowledged
from collective.socialgovernance.services.acknowledgment.shown import receipt_json
from collective.socialgovernance.services.acknowledgment.shown import record_json
from collective.socialgovernance.services.base import GovernanceService
from collective.socialgovernance.services.base import GovernanceWrite
from collective.socialgovernance.services.base import parsed_day
from collective.socialgovernance.texts.answering import audience_until
from collective.socialgovernance.texts.answering import coverage_for_head
from collective.socialgovernance.texts.answering import coverage_of
from collective.socialgovernance.texts.answering import departments_headed_by
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import give_answer
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.answering import statuses_of
from collective.socialgovernance.texts.answering import title_of
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.digest import canonical
from collective.socialgovernance.texts.gathering import edition_facts
from collective.socialgovernance.texts.gathering import text_of
from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility

import json


ROWS = "collective.socialgovernance: View acknowledgments"
FIGURES = "collective.socialgovernance: View coverage"
KEYS = ("answer", "digest", "language", "note", "subject", "at")
PAGE_SIZES = range(1, 1001)


class AcknowledgmentGet(GovernanceService):
    """Where the caller (or, for those who may, ``?userid=``) stands on the edition."""

    def answer(self) -> dict[str, Any]:
        edition = self.context
        asked = IAcknowledgeable(edition)
        facts, language = asked.text, self._language(asked)
        day = self.as_of() or today_in(edition)
        person = person_of(self._userid())
        entries = entries_of(facts, person)
        stands = standing(
            None if person is None else person.history,
            facts,
            audience_until(facts, day),
            entries,
            day,
            asked.edition,
        )
        title = title_of(edition, language)
        begins = edition.in_force_on or edition.effective_from
        last = stands.last
        return {
            "@id": f"{edition.absolute_url()}/@acknowledgment",
            "edition": {
                "uid": asked.edition,
                "number": edition.number,
                "title": title,
                "change_class": edition.change_class,
                "effective_from": None if begins is None else begins.isoformat(),
                "digest": asked.digests.get(language),
            },
            "required": stands.asked,
            "status": stands.status,
            "due": due_instant(stands.due, facts.timezone),
            "statement": statement(ACKNOWLEDGED, language, title, edition.number or ""),
            "language": language,
            "last_acknowledged": last_acknowledged(entries),
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
        try:
            receipt, created = give_answer(self.context, subject, self.userid, given)
        except Refused as refused:
            raise self._with_current_text(refused, given.language) from None
        self.request.response.setStatus(201 if created else 200)
        return receipt_json(receipt.entry, text_of(self.context))

    def _with_current_text(self, refused: Refused, language: str) -> Refused:
        """A refusal because of a stale text comes with the text that is in force now."""
        fields = {problem.field for problem in refused.problems}
        present = in_force(text_of(self.context))
        if refused.status != 409 or not fields & {"digest", "edition"} or present is None:
            return refused
        facts = edition_facts(present)
        shown = language if language in facts.languages else facts.authoritative_language
        current = {
            "@id": present.absolute_url(),
            "number": present.number,
            "digest": (present.digests or {}).get(shown),
            "text": json.loads(canonical(facts, shown)),
        }
        return Refused(409, refused.problems, refused.given, {**refused.details, "current": current})

    def _text(self, body: dict[str, Any], name: str) -> str:
        value = body.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise refuse(400, name, _("This is a text."))
        return value


class AcknowledgmentsGet(GovernanceService):
    """Who of the audience stands where, page by page; only the people of the page are loaded."""

    right = ROWS

    def answer(self) -> dict[str, Any]:
        self._check_page()
        keys = self._keys()
        batch = HypermediaBatch(self.request, keys)
        result: dict[str, Any] = {
            "@id": batch.canonical_url,
            "items_total": batch.items_total,
            "items": [self._row(key) for key in batch],
        }
        if batch.links:
            result["batching"] = batch.links
        return result

    @property
    def _day(self) -> Any:
        return self.as_of() or today_in(self.context)

    def _keys(self) -> Sequence[int]:
        statuses = statuses_of(self.context, self._day)
        status, department = self.parameter("status"), self.parameter("department")
        if status is not None and status not in COUNTED:
            raise refuse(400, "status", _("There is no such status."))
        found = statuses.get(status, set()) if status else set().union(*statuses.values())
        if department is not None:
            directory = getUtility(IDirectory)
            if directory.department(department, self._day) is None:
                raise refuse(400, "department", _("There is no such department."))
            found = found & set(directory.members(department, self._day))
        return sorted(found)

    def _row(self, key: int) -> dict[str, Any]:
        directory = getUtility(IDirectory)
        facts = IAcknowledgeable(self.context).text
        userid, day = directory.userid(key), self._day
        person = directory.person(userid, day)
        stands = standing(
            directory.history_of(key),
            facts,
            audience_until(facts, day),
            entries_of(facts, person_of(userid)),
            day,
            IUUID(self.context),
        )
        last = stands.last
        return {
            "userid": userid,
            "name": person.fullname,
            "department": person.department or None,
            "status": stands.status,
            "due": due_instant(stands.due, facts.timezone),
            "answer": None if last is None else last.answer,
            "number": None if last is None else last.number,
            "at": None if last is None else iso_instant(last.at),
            "mode": None if last is None else last.mode,
        }

    def _check_page(self) -> None:
        problems = [
            Problem(name, _("This is not a whole number that a page can have."))
            for name, lowest in (("b_start", 0), ("b_size", PAGE_SIZES[0]))
            if not _whole(self.parameter(name), lowest)
        ]
        if problems:
            raise Refused(400, problems)


class CoverageGet(GovernanceService):
    """The figures of the edition: all of them, or to a head those of the departments they lead."""

    def answer(self) -> dict[str, Any]:
        day = self.as_of()
        if self.allowed(FIGURES):
            return coverage_of(self.context, day).as_json()
        headed = departments_headed_by(self.userid, today_in(self.context))
        if not headed:
            raise refuse(403, "permission", _("Figures are for those who look after this text."))
        return coverage_for_head(self.context, headed, day).as_json()


def _whole(value: str | None, lowest: int) -> bool:
    return value is None or (value.isdecimal() and lowest <= int(value) <= 10**9)
