"""The behavior that asks people to acknowledge a page or a file of the intranet."""

from collective.socialgovernance import _
from collective.socialgovernance.acknowledgments.asked_fields import departments_asked
from collective.socialgovernance.acknowledgments.asked_fields import departments_excluded
from collective.socialgovernance.acknowledgments.asked_fields import populations_asked
from collective.socialgovernance.acknowledgments.interfaces import IAnswerable
from collective.socialgovernance.acknowledgments.interfaces import IAsksReaders
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


NAMES = "collective.socialgovernance."


@provider(IFormFieldProvider)
class IAcknowledgeablePage(model.Schema, IAsksReaders, IAnswerable):
    """Who is asked to acknowledge this page once an edition of it is published."""

    model.fieldset(
        "acknowledgment",
        label=_("Acknowledgment"),
        fields=[
            "ack_programme",
            "ack_audience",
            "ack_audience_exclude",
            "ack_population",
            "ack_optional",
            "ack_days",
            "ack_validity_months",
        ],
    )
    ack_programme = schema.Choice(
        title=_("Governance programme"),
        description=_(
            "Its owners publish editions of this page and see who acknowledged them. "
            "Empty: the one under which it was last published, the one around the page, or the only one."
        ),
        vocabulary=NAMES + "programmes",
        required=False,
    )
    ack_audience = departments_asked()
    ack_audience_exclude = departments_excluded()
    ack_population = populations_asked()
    ack_optional = schema.Bool(
        title=_("Optional: it may be declined and is never overdue"), default=False, required=False
    )
    ack_days = schema.Int(title=_("Days to read it"), default=30, min=1, max=366, required=True)
    ack_validity_months = schema.Int(
        title=_("Asked again after (months)"),
        description=_("0: not before the next edition."),
        default=12,
        min=0,
        max=120,
        required=True,
    )
