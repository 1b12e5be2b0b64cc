"""The behavior that gives a page of the intranet an owner and a day by which it is looked at again."""

from collective.socialgovernance import _
from collective.socialgovernance.fields import Day
from collective.socialgovernance.fields import Userid
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider


@provider(IFormFieldProvider)
class IRefreshable(model.Schema):
    """Who looks at this page again, and when."""

    model.fieldset(
        "review",
        label=_("Review"),
        fields=["review_owner", "review_deputy", "review_due", "review_months"],
    )
    review_owner = Userid(
        title=_("Who looks after this page"),
        description=_("User id of the person who is reminded to look at it again. Empty: nobody is."),
        required=False,
    )
    review_deputy = Userid(
        title=_("Deputy"),
        description=_(
            "Steps in when that person has left or works elsewhere; then the owners of the programme do."
        ),
        required=False,
    )
    review_due = Day(
        title=_("To be reviewed by"),
        description=_("Empty: a day is chosen, so that nobody has two reviews in one week."),
        required=False,
    )
    review_months = schema.Int(
        title=_("Reviewed again after (months)"), default=12, min=1, max=120, required=True
    )

    @invariant
    def deputy_is_somebody_else(data):
        if data.review_owner and data.review_owner == data.review_deputy:
            raise Invalid(_("The deputy must be somebody else."))
