"""SpeakingScope and ScopeEdition: their fields and classes."""

from collective.socialgovernance import _
from collective.socialgovernance.directory.interfaces import IDepartmental
from collective.socialgovernance.editions.interfaces import IEditionAddress
from collective.socialgovernance.editions.interfaces import IFrozenAfterDraft
from collective.socialgovernance.editions.record import IEditionRecord
from collective.socialgovernance.fields import Day
from collective.socialgovernance.fields import FilesByPerson
from collective.socialgovernance.fields import Prose
from collective.socialgovernance.fields import Rows
from collective.socialgovernance.fields import Userid
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.ownpage import OwnPage
from collective.socialgovernance.programme.content import IForbiddenTopic
from collective.socialgovernance.transitions.interfaces import IGoverned
from collective.socialgovernance.unlisted import Unlisted
from collective.z3cform.datagridfield.row import DictRow
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Interface


NAMES = "collective.socialgovernance."


class ICell(Interface):
    """One thing a department speaks about."""

    topic = schema.Choice(title=_("Topic"), vocabulary=NAMES + "topics", required=True)
    audience = schema.Choice(
        title=_("To whom"), description=_("Empty: everybody."), vocabulary=NAMES + "audiences", required=False
    )
    platform = schema.Choice(
        title=_("Where"), description=_("Empty: everywhere."), vocabulary=NAMES + "platforms", required=False
    )
    territory = schema.Choice(
        title=_("For which territory"),
        description=_("Empty: all."),
        vocabulary=NAMES + "territories",
        required=False,
    )
    legitimacy = schema.Choice(
        title=_("In which part"), vocabulary=NAMES + "legitimacies", required=True, default="lead"
    )


class IReferral(Interface):
    """A topic about which another department answers."""

    topic = schema.Choice(title=_("Topic"), vocabulary=NAMES + "topics", required=True)
    department = schema.Choice(
        title=_("Department that answers"), vocabulary=NAMES + "departments", required=True
    )


class IVoice(Interface):
    """A named person who speaks."""

    user = Userid(title=_("Person"), required=True)
    capacity = schema.Choice(
        title=_("How they speak"), vocabulary=NAMES + "capacities", required=True, default="professional"
    )
    topics = schema.List(
        title=_("About which topics"),
        description=_("Empty: all topics of the scope."),
        value_type=schema.Choice(vocabulary=NAMES + "topics"),
        required=False,
        default=[],
        missing_value=[],
    )
    valid_from = Day(title=_("From"), required=False)
    valid_to = Day(title=_("Until"), required=False)


class IApprovalRule(Interface):
    """Who looks at a kind of content before it is published."""

    content_kind = schema.Choice(
        title=_("Kind of content"), vocabulary=NAMES + "content_kinds", required=True
    )
    rule = schema.Choice(
        title=_("Before it is published"), vocabulary=NAMES + "approval_rules", required=True
    )


class IDisclosure(Interface):
    """How to say for whom one speaks, in one language."""

    language = schema.Choice(title=_("Language"), vocabulary=NAMES + "spoken_languages", required=True)
    wording = schema.TextLine(title=_("Words"), required=True)
    explanation = schema.Text(title=_("When they help"), required=False, default="", missing_value="")


class IContact(Interface):
    """Whom to call when something happens."""

    severity = schema.Choice(title=_("How serious"), vocabulary=NAMES + "severities", required=True)
    user = Userid(title=_("Person"), required=True)
    backup = Userid(title=_("Else"), required=False, default="", missing_value="")
    hours = schema.TextLine(title=_("When"), required=False, default="", missing_value="")


class ISpeakingScope(model.Schema, IGovernanceContent, IEditionAddress, IDepartmental):
    """The stable address of one department's right to speak."""

    department = schema.Choice(
        title=_("Department"),
        description=_("A department has one scope in a programme."),
        vocabulary=NAMES + "departments",
        required=True,
    )


class IScopeEdition(IEditionRecord, IGovernanceContent, IGoverned, IFrozenAfterDraft):
    """One version of what a department speaks about."""

    purpose = schema.List(
        title=_("What for"),
        value_type=schema.Choice(vocabulary=NAMES + "purposes"),
        required=False,
        default=[],
        missing_value=[],
    )
    cells = Rows(
        title=_("What the department speaks about, and to whom"),
        value_type=DictRow(title=_("Cell"), schema=ICell),
        required=False,
        default=[],
        missing_value=[],
    )
    topics_allowed = schema.List(
        title=_("Its topics"),
        value_type=schema.Choice(vocabulary=NAMES + "topics"),
        required=False,
        default=[],
        missing_value=[],
    )
    topics_refer = Rows(
        title=_("Topics that others answer about"),
        description=_("Optional. Who asks about them is sent there."),
        value_type=DictRow(title=_("Topic"), schema=IReferral),
        required=False,
        default=[],
        missing_value=[],
    )
    topics_forbidden = Rows(
        title=_("Topics it does not speak about"),
        description=_("At least those of the programme and of the departments above."),
        value_type=DictRow(title=_("Topic"), schema=IForbiddenTopic),
        required=False,
        default=[],
        missing_value=[],
    )
    languages = schema.List(
        title=_("Languages"),
        value_type=schema.Choice(vocabulary=NAMES + "spoken_languages"),
        required=False,
        default=[],
        missing_value=[],
    )
    territories = schema.List(
        title=_("Territories"),
        value_type=schema.Choice(vocabulary=NAMES + "territories"),
        required=False,
        default=[],
        missing_value=[],
    )
    voices = Rows(
        title=_("Who speaks"),
        description=_("Optional. Who is named here is shown to everybody who asks."),
        value_type=DictRow(title=_("Person"), schema=IVoice),
        required=False,
        default=[],
        missing_value=[],
    )
    mandates = FilesByPerson(
        title=_("Mandates"),
        description=_("One file for each official voice, by user id."),
        required=False,
        default={},
        missing_value={},
    )
    levels_admitted = schema.List(
        title=_("Levels of ambassadors it admits"),
        value_type=schema.Choice(vocabulary=NAMES + "levels"),
        required=False,
        default=[],
        missing_value=[],
    )
    tone = Prose(title=_("Tone"), description=_("How the department likes to sound."), required=False)
    approval_rule = Rows(
        title=_("What is looked at before it is published"),
        description=_("Optional. Leave it empty when nobody has to look first."),
        value_type=DictRow(title=_("Rule"), schema=IApprovalRule),
        required=False,
        default=[],
        missing_value=[],
    )
    disclosure = Rows(
        title=_("How to say for whom one speaks"),
        description=_("Offered, never forced."),
        value_type=DictRow(title=_("Wording"), schema=IDisclosure),
        required=False,
        default=[],
        missing_value=[],
    )
    response_hours = schema.TextLine(title=_("When questions are answered"), required=False)
    escalation = Rows(
        title=_("Whom to call"),
        description=_("At least two different people."),
        value_type=DictRow(title=_("Contact"), schema=IContact),
        required=False,
        default=[],
        missing_value=[],
    )
    regulated = schema.Bool(
        title=_("What is said here is regulated"),
        description=_("Then legal approves it: financial, medical or other supervised speech."),
        default=False,
        required=False,
    )
    valid_from = Day(
        title=_("In force from"), description=_("Empty means the day of approval."), required=False
    )
    valid_to = Day(title=_("Last day"), description=_("Eighteen months later at most."), required=False)
    change_summary = Prose(title=_("What changes"), required=False)
    directives.omitted("mandates")


@implementer(ISpeakingScope)
class SpeakingScope(OwnPage):
    """The stable address of a department's right to speak; holds its editions and its freezes."""

    edition_counter = 0
    freezes = ()


@implementer(IScopeEdition)
class ScopeEdition(Unlisted, Item):
    """One version of what a department speaks about."""

    # Without types: see the edition of texts.
    number = None
    digest = None
    authors = ()
    approved_on = None
    in_force_on = None
    closed_on = None
    ended_at = None
    change_class = "major"
    own_history = dict.fromkeys(
        (
            "number",
            "digest",
            "approved_on",
            "in_force_on",
            "closed_on",
            "ended_at",
            "valid_from",
            "valid_to",
        )
    )
