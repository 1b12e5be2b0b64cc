"""The first draft of a charter or a guide, and the next edition beside the one in force."""

from collective.socialgovernance.editions.addresses import editions_of
from collective.socialgovernance.editions.addresses import in_force
from collective.socialgovernance.editions.interfaces import IEditionMaker
from collective.socialgovernance.editions.preparing import add_edition
from collective.socialgovernance.editions.preparing import copy_fields
from collective.socialgovernance.editions.preparing import refuse_second
from collective.socialgovernance.texts.content import IClause
from collective.socialgovernance.texts.content import IEdition
from collective.socialgovernance.texts.gathering import clauses_of
from collective.socialgovernance.texts.gathering import previous_of
from collective.socialgovernance.texts.gathering import programme_of
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.texts.rights import RIGHTS
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from typing import Any
from zope.component import adapter
from zope.interface import implementer


OWN_TO_AN_EDITION = (
    "change_class",
    "change_summary",
    "effective_from",
    "review_due",
    "formalities",
    "withdrawal_formalities",
)
"""Fields that a new edition does not take over."""


def rich(markup: str) -> RichTextValue:
    """HTML as a value of a rich text field: cleaned when it is shown."""
    return RichTextValue(markup, "text/html", "text/x-html-safe")


def prepare_first(text: Any) -> Any:
    """The first draft of a new text: empty, with the rights block of its country in a charter."""
    edition = add_edition(text, "Edition", title=text.title)
    if text.portal_type == "Charter":
        add_rights_block(edition)
    return edition


def prepare_next(text: Any) -> Any:
    """A new draft from the edition in force (or the last approved one), beside it.

    Raises :class:`~..refusals.Refused` 409 while another one is being prepared.
    """
    refuse_second(text)
    edition = add_edition(text, "Edition", title=text.title)
    source = in_force(text) or previous_of(edition)
    if source is None:
        if text.portal_type == "Charter":
            add_rights_block(edition)
        return edition
    copy_fields(IEdition, source, edition, omit=OWN_TO_AN_EDITION)
    edition.translations = {
        language: {name: value for name, value in texts.items() if name != "change_summary"}
        for language, texts in edition.translations.items()
    }
    for clause in clauses_of(source):
        copied = createContent("Clause", id=clause.getId())
        copy_fields(IClause, clause, copied)
        copied.locked = clause.locked
        addContentToContainer(edition, copied, checkConstraints=False)
    return edition


def add_rights_block(edition: Any) -> Any:
    """Put the locked clause "Your rights" of the programme's country into a draft."""
    clause = createContent(
        "Clause",
        id="your-rights",
        kind="right",
        topic_group="your_rights",
        benefits=["me"],
        rule_source="law",
        clause_id="your-rights",
        **_words_of_rights(edition),
    )
    clause.locked = True
    return addContentToContainer(edition, clause, checkConstraints=False)


def write_rights_block(edition: Any) -> None:
    """Put the block of rights of a draft, if it has one, into the draft's authoritative language."""
    for clause in clauses_of(edition):
        if clause.locked and clause.topic_group == "your_rights":
            for name, value in _words_of_rights(edition).items():
                setattr(clause, name, value)


def _words_of_rights(edition: Any) -> dict[str, Any]:
    """The block of the programme's country: in the draft's language, and translated into the others."""
    country = programme_of(edition).country
    texts = RIGHTS.get(country) or RIGHTS[""]
    language = edition.authoritative_language if edition.authoritative_language in texts else "en"
    own = texts[language]
    return {
        "title": own["title"],
        "text": rich(own["text"]),
        "why": rich(own.get("why", "")),
        "translations": {
            other: {name: part for name, part in text.items() if name in ("title", "text", "why")}
            for other, text in texts.items()
            if other != language
        },
    }


def has_editions(text: Any) -> bool:
    """Whether the address holds any edition."""
    return bool(editions_of(text))


@implementer(IEditionMaker)
@adapter(IGovernedText)
class TextEditions:
    """See :class:`~..editions.interfaces.IEditionMaker`."""

    right = "collective.socialgovernance: Prepare an edition"

    def __init__(self, context: Any):
        self.text = context

    def first(self) -> Any:
        """The first draft of a new charter or guide."""
        return prepare_first(self.text)

    def following(self) -> Any:
        """The next draft."""
        return prepare_next(self.text)
