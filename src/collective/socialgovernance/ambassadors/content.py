"""AmbassadorRegistration: its fields and class."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.directory.interfaces import IPersonal
from collective.socialgovernance.fields import Day
from collective.socialgovernance.fields import MisplacedValue
from collective.socialgovernance.fields import Userid
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.transitions.interfaces import IGoverned
from collective.socialgovernance.unlisted import Unlisted
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import Any
from zExceptions import NotFound
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import IDict
from zope.schema.interfaces import IList


NAMES = "collective.socialgovernance."
VERSION_LENGTH = 40
TITLE = _("Ambassador registration")


class IRecorded(IDict):
    """One object with fixed keys; the system adds when it was recorded."""


class IScopeReferences(IList):
    """Speaking scopes of the same programme, kept by UID."""


@implementer(IRecorded)
class Recorded(schema.Dict):
    """``keys`` are what a person says, ``given`` what only the system writes."""

    def __init__(self, keys: Iterable[str] = (), given: Iterable[str] = (), **options: Any):
        self.keys = tuple(keys)
        self.given = tuple(given)
        super().__init__(**options)

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        if not isinstance(value, Mapping):
            raise MisplacedValue(self.__name__, _("Send an object."))
        for key in value:
            if key not in (*self.keys, *self.given):
                raise MisplacedValue(f"{self.__name__}.{key}", _("This key is not known here."))


@implementer(IScopeReferences)
class ScopeReferences(schema.List):
    """No relation is kept in a catalog: who refers to a scope is nobody's business."""


class IAmbassadorRegistration(model.Schema, IGovernanceContent, IGoverned, IPersonal):
    """One person's voluntary registration in one programme."""

    person = Userid(title=_("Person"), readonly=True, required=False, default="")
    scopes = ScopeReferences(
        title=_("For which scopes"),
        value_type=schema.TextLine(),
        required=False,
        default=[],
        missing_value=[],
    )
    level_requested = schema.Choice(title=_("Level"), vocabulary=NAMES + "levels", required=False)
    level_granted = schema.Choice(title=_("Level granted"), vocabulary=NAMES + "levels", required=False)
    topics = schema.List(
        title=_("About which topics"),
        value_type=schema.Choice(vocabulary=NAMES + "topics"),
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
    motivation = schema.Text(
        title=_("What moves me"),
        description=_("Read by you and the referent only."),
        max_length=4000,
        required=False,
    )
    voluntary_statement = Recorded(
        title=_("It is voluntary"), keys=("version",), given=("at",), required=False
    )
    privacy_notice = Recorded(
        title=_("I have been informed about my data"), keys=("version",), given=("at",), required=False
    )
    security_self_attestation = Recorded(
        title=_("My accounts are protected"), keys=("items",), given=("at",), required=False
    )
    image_consent = Recorded(
        title=_("My picture may be shown"),
        description=_("Separate from everything else, and revoked at any time."),
        keys=("given",),
        given=("at", "withdrawn_at"),
        required=False,
    )
    declared_profiles = schema.List(
        title=_("Profiles that I wish to name"),
        description=_("Not needed for anything; the product never looks at them."),
        value_type=schema.TextLine(max_length=500),
        max_length=20,
        required=False,
        default=[],
        missing_value=[],
    )
    endorsement = Recorded(
        title=_("Answer of the manager"),
        given=("result", "reason", "manager", "at"),
        readonly=True,
        required=False,
    )
    certified_by = Userid(title=_("Certified by"), readonly=True, required=False)
    certified_on = schema.Date(title=_("Certified on"), readonly=True, required=False)
    valid_from = schema.Date(title=_("Valid from"), readonly=True, required=False)
    valid_to = schema.Date(title=_("Last valid day"), readonly=True, required=False)
    paused_until = Day(title=_("Pause until"), description=_("Empty: until I resume."), required=False)
    end_reason = schema.Choice(
        title=_("How it ended"), vocabulary=NAMES + "end_reasons", readonly=True, required=False
    )
    directory_visibility = schema.Choice(
        title=_("Who may see that I am an ambassador"),
        vocabulary=NAMES + "visibilities",
        default="none",
        required=False,
    )


@implementer(IAmbassadorRegistration)
class AmbassadorRegistration(Unlisted, Item):
    """One person's registration.

    Beside the fields: ``answers`` are all answers of managers, oldest first; ``asked_of`` the manager who was
    asked last and the day from which they were known; ``hold`` the proposed or open hold; ``kept_values`` are
    what the guards look at, as it was since some instants; the days are those from which the clock counts.
    """

    # Without types: see the edition of texts.
    title = "Ambassador registration"
    person = ""
    endorsement = None
    certified_by = None
    certified_on = None
    valid_from = None
    valid_to = None
    end_reason = None
    answers = ()
    asked_of = None
    hold = None
    kept_values = ()
    applied_on = None
    changed_on = None
    active_since = None
    grace_since = None
    ended_on = None

    def manage_DAVget(self) -> None:
        """No file is made of it: that would give every field to whoever may see one of them."""
        raise NotFound

    def manage_FTPget(self, REQUEST: Any = None, RESPONSE: Any = None) -> None:
        """As above: Zope knows two names for it."""
        raise NotFound
