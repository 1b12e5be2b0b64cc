"""What waits for a person among charters and guides. Computed when somebody looks, stored nowhere."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.answers import read_answers
from collective.socialgovernance.acknowledgments.interfaces import IAcknowledgeable
from collective.socialgovernance.acknowledgments.interfaces import IAskedText
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from collective.socialgovernance.acknowledgments.standing import ACKNOWLEDGED
from collective.socialgovernance.acknowledgments.standing import EXEMPT
from collective.socialgovernance.days import Zone
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.lifecycle import act_of_return
from collective.socialgovernance.texts.answering import DECIDE
from collective.socialgovernance.texts.answering import entries_of
from collective.socialgovernance.texts.answering import has_right
from collective.socialgovernance.texts.answering import Owed
from collective.socialgovernance.texts.answering import owed_by
from collective.socialgovernance.texts.answering import person_of
from collective.socialgovernance.texts.answering import texts_everywhere
from collective.socialgovernance.texts.answering import today_in
from collective.socialgovernance.texts.answering import where_read
from collective.socialgovernance.texts.consulting import waits_for_comment
from collective.socialgovernance.texts.gathering import called
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.interfaces import ITaskSource
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.vocabularies.kept import reader_language
from dataclasses import dataclass
from datetime import date
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import getUtility


APPROVE = "collective.socialgovernance: Approve"
LEGAL = "collective.socialgovernance: Legal review"
EDIT = "collective.socialgovernance: Edit a draft"
WAITING = {
    "review": ("approve_edition", APPROVE),
    "legal": ("legal_review", LEGAL),
    "formalities": ("formalities", LEGAL),
}
"""By state of an edition: the kind of task, and the permission of those whose task it is."""


@dataclass(frozen=True)
class Task:
    """Something that waits for a person.

    ``kind`` is one of the names of the interface, ``due`` the day at whose end it is due in ``zone``.
    """

    kind: str
    title: str
    url: str
    status: str = ""
    due: date | None = None
    zone: Zone = "UTC"
    edition: str | None = None


def tasks_of(userid: str, as_of: date | None = None) -> list[Task]:
    """Everything that waits for the signed-in user, the most urgent first.

    ``userid`` must be that of the signed-in user: whether they may see a text is asked of the security
    manager.
    """
    tasks = [_to_answer(owed, kind) for owed in owed_by(userid, as_of) if (kind := _kind(owed, as_of))]
    for text in texts_everywhere():
        if _may("View", text):
            tasks.extend(_to_look_after(text, as_of or today_in(text)))
    for _name, others in getUtilitiesFor(ITaskSource):
        tasks.extend(others(userid, as_of))
    return sorted(tasks, key=lambda task: (task.due is None, task.due or date.max, task.title))


def _kind(owed: Owed, as_of: date | None) -> str | None:
    stands = owed.standing
    if not _may("View", owed.edition):
        return None
    if stands.status == ACKNOWLEDGED and stands.renewable(as_of or today_in(owed.text)):
        return "renew_acknowledgment"
    if stands.status == EXEMPT and stands.renewable(as_of or today_in(owed.text)):
        return "acknowledge"
    if stands.owing:
        return "acknowledge" if stands.answers.lapsed_on is None else "renew_acknowledgment"
    return None


def _to_answer(owed: Owed, kind: str) -> Task:
    stands = owed.standing
    due = stands.due or stands.lapses_on or stands.exception_ends
    url, uid = where_read(owed.text), IAcknowledgeable(owed.edition).edition
    return Task(kind, owed.text.Title(), url, owed.standing.status, due, owed.zone, uid)


def _to_look_after(text: Any, day: date) -> list[Task]:
    tasks: list[Task] = []
    if not IGovernedText.providedBy(text):
        present = IAskedText(text).facts.in_force(day)
        return _exceptions_to_decide(text, text, day) if present and has_right(DECIDE, text) else []
    for edition in editions_of(text):
        state, uid = state_of(edition), IUUID(edition)
        kind, permission = WAITING.get(state, ("", ""))
        if kind and _may(permission, edition):
            tasks.append(Task(kind, text.title, edition.absolute_url(), state, edition=uid))
        if state == "legal" and edition.legal_force != "binding" and _may(APPROVE, edition):
            # Legal reads it and may return it; nobody but an owner takes it further.
            tasks.append(Task("approve_edition", text.title, edition.absolute_url(), state, edition=uid))
        if waits_for_comment(edition):
            url = f"{edition.absolute_url()}/@@consultation"
            tasks.append(Task("comment_edition", text.title, url, state, edition=uid))
        returned = act_of_return(edition) if _may(EDIT, edition) else None
        if returned is not None:
            title = _(
                "“${text}” came back: ${note}", mapping={"text": text.Title(), "note": returned.comment}
            )
            tasks.append(
                Task("revise_edition", title, f"{edition.absolute_url()}/@@write", "returned", edition=uid)
            )
        if (
            state == "in_force"
            and edition.review_due
            and edition.review_due <= day
            and _may(APPROVE, edition)
        ):
            tasks.append(
                Task("review_due", text.title, edition.absolute_url(), state, edition.review_due, edition=uid)
            )
        if state == "in_force" and _may(DECIDE, edition):
            tasks.extend(_exceptions_to_decide(text, edition, day))
    return tasks


def _exceptions_to_decide(text: Any, edition: Any, day: date) -> list[Task]:
    """One task for each exception that waits, oldest asker first; nobody decides their own."""
    asked = IAcknowledgeable(edition)
    facts, directory, ledger = asked.text, getUtility(IDirectory), getUtility(ILedger)
    question = facts.question(day, asked.edition)
    if question is None:
        return []
    me = api.user.get_current().getId()
    asking = sorted({key for each in question.line for key in ledger.asking(each.uid)})
    tasks = []
    for key in asking:
        person = person_of(directory.userid(key))
        if person is None or person.userid == me:
            continue
        line = {each.uid for each in question.line}
        entries = [entry for entry in entries_of(facts, person) if entry.edition in line]
        if read_answers(entries, facts, day).undecided:
            name = directory.person(person.userid, day).fullname
            said = {"text": called(text, reader_language()), "name": name}
            title = _("${text}: ${name} asks for an exception", mapping=said)
            url = f"{edition.absolute_url()}/@@acknowledge?userid={person.userid}"
            tasks.append(Task("decide_exception", title, url, "exception_pending", edition=asked.edition))
    return tasks


def _may(permission: str, content: Any) -> bool:
    return bool(api.user.has_permission(permission, obj=content))
