"""Writing prepared clauses into a draft, after those that it has."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import raw
from collective.socialgovernance.texts.pieces import Arranged
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.prompts import words_without_prompts
from collective.socialgovernance.texts.writing import in_draft
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.i18n.normalizer import idnormalizer
from typing import Any
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


def one_minute_is_free(edition: Any) -> bool:
    """Whether nobody wrote the text in one minute yet; questions to the writer are no text."""
    return not words_without_prompts(raw(edition.one_minute))


def bring_in(edition: Any, text: Arranged) -> list[Any]:
    """Add clauses at the end of a draft, and its text in one minute when there is one; give the clauses.

    Nothing that the draft has is changed. Refused with 403 once it has left draft, with 409 when it has a
    text in one minute by now.
    """
    in_draft(edition)
    if text.one_minute:
        if not one_minute_is_free(edition):
            raise refuse(409, "one_minute", _("The text in one minute was written in the meantime."))
        edition.one_minute = rich(text.one_minute)
        notify(ObjectModifiedEvent(edition, Attributes(IEdition, "one_minute")))
    return [
        add_clause(
            edition, title=clause.title, text=clause.text, kind=clause.kind, topic_group=clause.topic_group
        )
        for clause in text.clauses
    ]


def add_clause(edition: Any, title: str, text: str, **values: Any) -> Any:
    """A clause at the end of a draft, with an address that says what it is about."""
    clause = createContent(
        "Clause",
        id=idnormalizer.normalize(title, max_length=60),
        title=title,
        text=rich(text),
        **{name: value for name, value in values.items() if value},
    )
    return addContentToContainer(edition, clause, checkConstraints=False)
