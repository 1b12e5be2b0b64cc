"""The governance programme of one entity or country: settings, contacts, phase."""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterator
from collective.socialgovernance import _
from collective.socialgovernance.fields import Day
from collective.socialgovernance.fields import Prose
from collective.socialgovernance.fields import Rows
from collective.socialgovernance.fields import Userid
from collective.socialgovernance.interfaces import IGovernanceContent
from collective.socialgovernance.ownpage import OwnPage
from collective.z3cform.datagridfield.row import DictRow
from ExtensionClass import Base
from plone.autoform import directives
from plone.supermodel import model
from typing import Any
from z3c.form.browser.select import SelectFieldWidget
from z3c.relationfield.schema import RelationChoice
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant

import re


NAMES = "collective.socialgovernance."


class InvalidHours(schema.ValidationError):
    __doc__ = _("Hours are written like 09:00-17:00, the earlier one first.")


def is_time_span(value: str) -> bool:
    """Whether ``value`` is a span of hours of one day such as ``09:00-17:00``."""
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", value)
    if not found or (found.group(1), found.group(2)) >= (found.group(3), found.group(4)):
        raise InvalidHours(value)
    return True


class IForbiddenTopic(Interface):
    """A topic on which nobody speaks for the company, and why."""

    topic = schema.Choice(title=_("Topic"), vocabulary=NAMES + "topics", required=True)
    reason = schema.Choice(title=_("Reason"), vocabulary=NAMES + "forbidden_reasons", required=True)


class IGovernanceProgramme(model.Schema, IGovernanceContent):
    """Settings, contacts and phase of one governance programme."""

    entity = schema.TextLine(
        title=_("Entity"), description=_("The company or the part of it that this is for."), required=False
    )
    directives.widget(
        "country", SelectFieldWidget, klass="form-select", prompt=True, promptMessage=_("Choose a country")
    )
    country = schema.Choice(
        title=_("Country"),
        description=_("Decides which formalities and which rights apply."),
        vocabulary=NAMES + "countries",
        required=True,
    )
    employment_regime = schema.Choice(
        title=_("Employment"), vocabulary=NAMES + "employment_regimes", default="private", required=True
    )
    consultation_body = schema.TextLine(
        title=_("Staff body"), description=_("The body that is consulted."), default="CSE", required=False
    )
    phase = schema.Choice(title=_("Phase"), vocabulary=NAMES + "phases", default="assess", required=True)
    what_i_gain = Prose(
        title=_("What I gain"),
        description=_("What each employee has from it; shown first. Needed before a text is submitted."),
        required=False,
    )
    means = Prose(
        title=_("What ambassadors are given"),
        description=_("Time, training, a referent with a name, content to make one's own."),
        required=False,
    )
    strategy_page = RelationChoice(
        title=_("Page on the social media strategy"),
        vocabulary="plone.app.vocabularies.Catalog",
        required=False,
    )
    values_page = RelationChoice(
        title=_("Page on the company's values"), vocabulary="plone.app.vocabularies.Catalog", required=False
    )

    model.fieldset(
        "contacts",
        label=_("Contacts"),
        fields=[
            "referent",
            "referent_backup",
            "office_hours",
            "answer_deadline_hours",
            "dpo_contact",
            "privacy_notice",
            "privacy_notice_version",
        ],
    )
    referent = Userid(
        title=_("Referent"), description=_("User id of the person who answers and certifies."), required=False
    )
    referent_backup = Userid(
        title=_("Referent's backup"), description=_("Somebody else than the referent."), required=False
    )
    office_hours = schema.TextLine(title=_("When the referent can be reached"), required=False)
    answer_deadline_hours = schema.Int(
        title=_("A question is answered within (hours)"), default=48, min=1, max=8760, required=True
    )
    dpo_contact = schema.TextLine(title=_("Data protection contact"), required=False)
    privacy_notice = Prose(title=_("Privacy notice"), required=False)
    privacy_notice_version = schema.TextLine(title=_("Version of the privacy notice"), required=False)

    model.fieldset(
        "law",
        label=_("Staff body"),
        fields=["body_informed_on", "body_consulted_on", "names_to_heads"],
    )
    body_informed_on = Day(
        title=_("Staff body informed on"),
        description=_("In France, before any acknowledgment is asked (Code du travail L2312-38)."),
        required=False,
    )
    body_consulted_on = Day(
        title=_("Staff body consulted on"),
        description=_("In France, before names are shown to heads of department."),
        required=False,
    )
    names_to_heads = schema.Bool(
        title=_("Show heads of department the names of people who still owe something"),
        default=False,
        required=False,
    )

    model.fieldset(
        "people",
        label=_("Who it is for"),
        fields=["perimeter", "ambassador_population", "k_threshold", "topics_forbidden"],
    )
    perimeter = schema.List(
        title=_("Departments it covers"),
        description=_("With the departments below them; empty means everybody."),
        value_type=schema.Choice(vocabulary=NAMES + "departments"),
        required=False,
        default=[],
        missing_value=[],
    )
    ambassador_population = schema.List(
        title=_("Who may become an ambassador"),
        value_type=schema.Choice(vocabulary=NAMES + "populations"),
        default=["employee", "officer"],
        required=True,
    )
    k_threshold = schema.Int(
        title=_("Smallest group that is shown as figures"),
        description=_("Figures of fewer people are not shown; 1 switches this off."),
        default=10,
        min=1,
        max=1_000_000,
        required=True,
    )
    topics_forbidden = Rows(
        title=_("Topics nobody speaks about for the company"),
        value_type=DictRow(title=_("Topic"), schema=IForbiddenTopic),
        required=False,
        default=[],
        missing_value=[],
    )

    model.fieldset(
        "time",
        label=_("Time and reminders"),
        fields=[
            "timezone",
            "reack_days",
            "grace_days",
            "endorsement_days",
            "reminder_offsets",
            "reminder_cap",
            "reminder_hours",
            "reminder_days",
            "holidays",
        ],
    )
    timezone = schema.Choice(
        title=_("Time zone"), vocabulary=NAMES + "timezones", default="Europe/Paris", required=True
    )
    reack_days = schema.Int(title=_("Days to acknowledge"), default=30, min=1, max=730, required=True)
    grace_days = schema.Int(
        title=_("Days of grace for ambassadors"), default=15, min=0, max=730, required=True
    )
    endorsement_days = schema.Int(
        title=_("Working days a manager has to answer"), default=10, min=1, max=250, required=True
    )
    reminder_offsets = schema.List(
        title=_("Reminders, in days from the due date"),
        description=_("Negative before it, positive after it."),
        value_type=schema.Int(min=-730, max=730),
        default=[-14, -7, -1, 7],
        required=True,
    )
    reminder_cap = schema.Int(title=_("Reminders at most"), default=4, min=0, max=50, required=True)
    reminder_hours = schema.TextLine(
        title=_("Hours in which mail may leave"),
        default="09:00-17:00",
        constraint=is_time_span,
        required=True,
    )
    reminder_days = schema.List(
        title=_("Working days"),
        value_type=schema.Choice(vocabulary=NAMES + "weekdays"),
        default=["mon", "tue", "wed", "thu", "fri"],
        min_length=1,
        required=True,
    )
    holidays = schema.List(
        title=_("Holidays"), value_type=Day(), required=False, default=[], missing_value=[]
    )

    model.fieldset(
        "retention",
        label=_("How long records are kept"),
        fields=[
            "retention_declined",
            "retention_registrations",
            "retention_acknowledgments",
            "retention_notices",
        ],
    )
    retention_declined = schema.Int(
        title=_("Applications that came to nothing (months)"), default=6, min=1, max=600, required=True
    )
    retention_registrations = schema.Int(
        title=_("Ended registrations (months)"), default=12, min=1, max=600, required=True
    )
    retention_acknowledgments = schema.Int(
        title=_("Acknowledgments after somebody left (months)"), default=24, min=1, max=600, required=True
    )
    retention_notices = schema.Int(
        title=_("Reminders sent (months)"), default=6, min=1, max=600, required=True
    )

    @invariant
    def backup_is_somebody_else(data):
        if data.referent and data.referent == data.referent_backup:
            raise Invalid(_("The referent's backup must be somebody else."))

    @invariant
    def names_only_after_consultation(data):
        if data.names_to_heads and data.country == "FR" and not data.body_consulted_on:
            raise Invalid(
                _("In France names are shown to heads only after the staff body was consulted: give the day.")
            )


class SignedInOnly(Base):
    """Roles of a permission as the place gives them, with signed-in people where it admits anonymous ones.

    A programme is open to whoever its place in the intranet is open to, but never to anonymous visitors.
    Being the roles of the object itself, this holds for pages, services, listings and the catalog alike.
    Outside of any place only managers have the permission.
    """

    def __init__(self, permission: str):
        self._permission = permission

    def __of__(self, programme: Any) -> Any:
        """The roles on a programme that is reached through its place."""
        parent = aq_parent(aq_inner(programme))
        if parent is None:
            return self
        given = list(rolesForPermissionOn(self._permission, parent))
        if "Anonymous" in given:
            given = [role for role in given if role != "Anonymous"] + ["Authenticated"]
        return tuple(dict.fromkeys([*given, "Manager"]))

    def __iter__(self) -> Iterator[str]:
        return iter(("Manager",))


@implementer(IGovernanceProgramme)
class GovernanceProgramme(OwnPage):
    """A folder of texts, scopes and registrations; unordered, so that people adding to it do not conflict."""

    _ordering = "unordered"

    _View_Permission = SignedInOnly("View")
    _Access_contents_information_Permission = SignedInOnly("Access contents information")
