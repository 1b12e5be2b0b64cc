"""Charter, Guide, Edition and Clause: their fields and classes."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.asked_fields import departments_asked
from collective.socialgovernance.acknowledgments.asked_fields import departments_excluded
from collective.socialgovernance.acknowledgments.asked_fields import populations_asked
from collective.socialgovernance.acknowledgments.interfaces import IAnswerable
from collective.socialgovernance.editions.freezing import FROZEN
from collective.socialgovernance.editions.interfaces import IFrozenAfterDraft
from collective.socialgovernance.editions.record import IEditionRecord
from collective.socialgovernance.fields import Day
from collective.socialgovernance.fields import Formalities
from collective.socialgovernance.fields import is_short
from collective.socialgovernance.fields import Prose
from collective.socialgovernance.fields import Translations
from collective.socialgovernance.fields import WebLink
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.ownpage import OwnPage
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.texts.interfaces import IGovernedText
from collective.socialgovernance.transitions.firing import state_of
from collective.socialgovernance.transitions.interfaces import IGoverned
from collective.socialgovernance.unlisted import Unlisted
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobImage
from plone.supermodel import model
from typing import Any
from z3c.form.interfaces import IAddForm
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


NAMES = "collective.socialgovernance."
TRANSLATED_EDITION = ("title", "one_minute", "what_i_gain", "change_summary")
TRANSLATED_CLAUSE = ("title", "text", "why", "picture_alt")


class NotALink(schema.ValidationError):
    __doc__ = _("A link begins with https://, http:// or mailto:.")


def is_web_or_mail(value: str) -> bool:
    """Whether a link leads to a page or a mailbox; nothing that a browser would run."""
    if not value.lower().startswith(("https://", "http://", "mailto:")):
        raise NotALink(value)
    return True


class ITextSettings(model.Schema, IGovernanceContent, IGovernedText):
    """What a charter and a guide have in common: who is asked, and how."""

    owner_functions = schema.List(
        title=_("Functions that own it"),
        description=_("A charter needs at least two: it is not the business of one department."),
        value_type=schema.Choice(vocabulary=NAMES + "functions"),
        required=False,
        default=[],
        missing_value=[],
    )
    audience = departments_asked()
    audience_exclude = departments_excluded()
    population = populations_asked()
    ack_mode = schema.Choice(
        title=_("What is asked of readers"), vocabulary=NAMES + "ack_modes", default="read", required=True
    )
    ack_optional = schema.Bool(
        title=_("Optional: it may be declined and is never overdue"), default=False, required=False
    )
    ack_validity_months = schema.Int(
        title=_("Asked again after (months)"),
        description=_("0: not before the next major edition."),
        default=12,
        min=0,
        max=120,
        required=True,
    )
    mandatory_for_ambassadors = schema.Bool(
        title=_("Ambassadors must have acknowledged it"), default=False, required=False
    )

    @invariant
    def mandatory_is_asked(data):
        if data.mandatory_for_ambassadors and data.ack_mode == "none":
            raise Invalid(_("What is mandatory for ambassadors must be acknowledged: choose what is asked."))


class ICharter(ITextSettings):
    """The stable address of a charter."""

    @invariant
    def charter_has_two_owners(data):
        if data.owner_functions is not None and len(set(data.owner_functions)) < 2:
            raise Invalid(_("A charter is owned by at least two functions."))


class IGuide(ITextSettings):
    """The stable address of a guide."""

    ack_optional = schema.Bool(
        title=_("Optional: it may be declined and is never overdue"), default=True, required=False
    )


class IEdition(IEditionRecord, IGovernanceContent, IAnswerable, IGoverned, IFrozenAfterDraft):
    """One version of a charter or a guide."""

    legal_force = schema.Choice(
        title=_("Legal force"), vocabulary=NAMES + "legal_forces", default="pedagogical", required=True
    )
    change_class = schema.Choice(
        title=_("How much changes"), vocabulary=NAMES + "change_classes", required=False
    )
    change_summary = Prose(
        title=_("What changes"),
        description=_("In one or two sentences, for those who know the text already."),
        required=False,
    )
    one_minute = Prose(
        title=_("In one minute"),
        description=_("The whole text for somebody who has one minute."),
        required=False,
    )
    what_i_gain = Prose(
        title=_("What I gain"), description=_("What each reader has from it."), required=False
    )
    authoritative_language = schema.Choice(
        title=_("Authoritative language"), vocabulary=NAMES + "languages", default="fr", required=True
    )
    effective_from = Day(
        title=_("In force from"), description=_("Empty means the day of approval."), required=False
    )
    review_due = Day(title=_("To be reviewed by"), required=False)
    directives.omitted(IAddForm, "translations", "formalities", "withdrawal_formalities")
    directives.omitted(IEditForm, "translations", "formalities", "withdrawal_formalities")
    translations = Translations(
        title=_("Translations"),
        translated=TRANSLATED_EDITION,
        rich=("one_minute", "what_i_gain", "change_summary"),
        required=False,
        default={},
        missing_value={},
    )
    formalities = Formalities(title=_("Formalities"), required=False, default={}, missing_value={})

    withdrawal_formalities = Formalities(
        title=_("Formalities of its withdrawal"), required=False, default={}, missing_value={}
    )


class IClause(model.Schema, IGovernanceContent):
    """The smallest piece of a text that can be understood, compared and translated."""

    title = schema.TextLine(title=_("Title"), constraint=is_short, required=True)
    kind = schema.Choice(title=_("Kind"), vocabulary=NAMES + "clause_kinds", required=False)
    topic_group = schema.Choice(title=_("Topic"), vocabulary=NAMES + "topic_groups", required=False)
    text = Prose(title=_("Text"), required=False)
    why = Prose(title=_("Why"), description=_("The reason, in a sentence."), required=False)
    benefits = schema.List(
        title=_("Who gains"),
        value_type=schema.Choice(vocabulary=NAMES + "beneficiaries"),
        required=False,
        default=[],
        missing_value=[],
    )
    capacity = schema.List(
        title=_("When I speak"),
        value_type=schema.Choice(vocabulary=NAMES + "capacities"),
        required=False,
        default=[],
        missing_value=[],
    )
    platforms = schema.List(
        title=_("Platforms"),
        value_type=schema.Choice(vocabulary=NAMES + "platforms"),
        required=False,
        default=[],
        missing_value=[],
    )
    rule_source = schema.Choice(
        title=_("Where the rule comes from"), vocabulary=NAMES + "rule_sources", required=False
    )
    reference = schema.TextLine(title=_("Reference"), required=False)
    url = WebLink(title=_("Link to it"), constraint=is_web_or_mail, required=False)
    restricts_freedom = schema.Bool(
        title=_("It restricts a freedom"),
        description=_("Then say why it is needed and why it goes no further (Code du travail L1121-1)."),
        default=False,
        required=False,
    )
    justification = schema.Text(title=_("Why it is needed"), required=False)
    proportionality = schema.Text(title=_("Why it goes no further than needed"), required=False)
    picture = NamedBlobImage(title=_("Picture"), required=False)
    picture_alt = schema.TextLine(title=_("What the picture shows"), required=False)
    directives.omitted("translations", "clause_id", "locked")
    translations = Translations(
        title=_("Translations"),
        translated=TRANSLATED_CLAUSE,
        rich=("text", "why"),
        required=False,
        default={},
        missing_value={},
    )
    clause_id = schema.ASCIILine(
        title=_("Clause id"),
        description=_("Stable across editions; given by the system when absent."),
        required=False,
    )
    locked = schema.Bool(title=_("Given by the system"), readonly=True, required=False, default=False)


@implementer(ICharter)
class Charter(OwnPage):
    """The stable address of a charter; holds its editions."""

    edition_counter = 0


@implementer(IGuide)
class Guide(OwnPage):
    """The stable address of a guide; holds its editions."""

    edition_counter = 0


@implementer(IEdition)
class Edition(Unlisted, OwnPage):
    """One version of a text, with its clauses in reading order."""

    # Without types: a class that annotates its attributes has an `__annotations__` of its own, which
    # zope.annotation would take for the storage of every instance.
    number = None
    digests = None
    part_digests = None
    authors = ()
    approved_on = None
    in_force_on = None
    ended_at = None
    own_history = {
        **dict.fromkeys(("number", "digests", "part_digests", "approved_on", "in_force_on", "ended_at")),
        **dict.fromkeys(("effective_from", "review_due")),
        "formalities": {},
        "withdrawal_formalities": {},
    }

    @property
    def digest(self) -> str | None:
        """The digest of the text in its authoritative language; None while it is a draft."""
        return (self.digests or {}).get(self.authoritative_language)

    def _setObject(self, *args: Any, **options: Any) -> str:
        """Nothing is added once it has left draft: no clause, and nothing that Zope can add anywhere."""
        if state_of(self) != "draft":
            raise refuse(403, "review_state", FROZEN)
        return str(super()._setObject(*args, **options))


@implementer(IClause)
class Clause(Unlisted, Item):
    """A clause of one edition."""

    locked = False
