"""The fixed lists of registrations: tokens are stable names, titles are translated."""

from collective.socialgovernance import _
from collective.socialgovernance.vocabularies.fixed import FixedList


security_items = FixedList(
    {
        "strong_password": _("A strong password of its own for each account"),
        "two_factor": _("Signing in with a second factor"),
        "updates": _("Devices and apps are kept up to date"),
        "locked_screen": _("Devices lock themselves"),
        "recovery": _("Recovery address and number are mine and up to date"),
    }
)

not_now_reasons = FixedList(
    {
        "workload": _("Too much other work at the moment"),
        "absence": _("A long absence is planned"),
        "change_of_role": _("The role is about to change"),
        "later": _("At a later time, gladly"),
    }
)

end_reasons = FixedList(
    {
        "withdrawn": _("Withdrawn by the person"),
        "expired": _("Not renewed"),
        "left": _("The person left"),
        "hold": _("Ended after a hold"),
        "not_pursued": _("Not pursued"),
    }
)

visibilities = FixedList(
    {
        "none": _("Nobody sees that I am an ambassador"),
        "department": _("Colleagues of my department"),
        "company": _("Everybody in the company"),
    }
)
