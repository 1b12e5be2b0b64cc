"""Beginning a first charter or guide from a few answers."""

from collective.socialgovernance.editions.addresses import in_preparation
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.texts.bringing_in import add_clause
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.preparing import rich
from collective.socialgovernance.texts.skeleton import Answers
from collective.socialgovernance.texts.skeleton import problems_of
from collective.socialgovernance.texts.skeleton import skeleton
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.i18n.normalizer import idnormalizer
from typing import Any
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


def start_text(programme: Any, answers: Answers) -> Any:
    """A new charter or guide with a first draft of questions to write from; gives the draft.

    Refused with 400, every unanswered question named, before anything is made.
    """
    problems = problems_of(answers, programme.country)
    if problems:
        raise Refused(400, problems)
    text = addContentToContainer(
        programme,
        createContent(
            answers.text_type,
            id=idnormalizer.normalize(answers.title, max_length=60),
            title=answers.title,
            owner_functions=list(answers.owner_functions),
            audience=list(answers.audience),
            population=list(answers.population),
        ),
    )
    edition = in_preparation(text)
    begun = skeleton(answers)
    edition.legal_force = answers.legal_force
    edition.authoritative_language = answers.language
    edition.one_minute = rich(begun.one_minute)
    edition.what_i_gain = rich(begun.what_i_gain)
    notify(
        ObjectModifiedEvent(
            edition,
            Attributes(IEdition, "legal_force", "authoritative_language", "one_minute", "what_i_gain"),
        )
    )
    for clause in begun.clauses:
        add_clause(
            edition,
            title=clause.title,
            text=clause.text,
            why=rich(clause.why),
            kind=clause.kind,
            topic_group=clause.topic_group,
            benefits=list(clause.benefits),
            platforms=list(clause.platforms),
        )
    return edition
