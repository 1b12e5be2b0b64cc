"""What levels, states and the checklist mean, in the words of a colleague."""

from collective.socialgovernance import _


LEVELS = {
    "relay": (_("Relay"), _("You pass on what the company publishes, when you like it. Nothing to write.")),
    "storyteller": (
        _("Storyteller"),
        _("You tell about your own work, in your words and with your pictures."),
    ),
    "expert": (_("Expert"), _("You answer questions and explain what you know well.")),
    "official": (
        _("Official voice"),
        _("You speak in the company’s name. The department names you in its scope first: talk to its head."),
    ),
}
"""By level: its name, and what somebody does at it."""

SECURITY = {
    "strong_password": _("Each of my accounts has a strong password of its own."),
    "two_factor": _("I sign in with a second factor: a code, a key or an app."),
    "updates": _("My devices and apps are kept up to date."),
    "locked_screen": _("My devices lock themselves."),
    "recovery": _("The recovery address and number of my accounts are mine and up to date."),
}
"""The checklist about accounts, as its reader says it."""

VISIBILITIES = {
    "none": _("Nobody"),
    "department": _("Colleagues of my department"),
    "company": _("Everybody in the company"),
}
"""Who may see in the list that somebody is an ambassador."""

STEPS_OF_OTHERS = {
    "prepare": _("The person prepares it"),
    "manager": _("The manager says whether there is time"),
    "welcome": _("A referent welcomes the person"),
    "ambassador": _("An ambassador"),
}
"""By step: what it is called for somebody else than the person."""
