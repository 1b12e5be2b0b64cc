"""Interfaces and events of speaking scopes."""

from zope.interface import Attribute
from zope.interface import Interface


class IScopeIndex(Interface):
    """Which department has which scope, and whether anything changed since it was last looked at."""

    def scope_of(programme: str, department: str):
        """The id of the scope of a department in a programme (a UID), None when there is none."""

    def scopes(programme: str):
        """The ids of the scopes of a programme by department."""

    def stamps(programme: str):
        """By id of a scope the stamp of what is known of it; another stamp means: look again."""


class IScopeEvent(Interface):
    """Something that happened to a scope and changes what the resolver answers."""

    scope = Attribute("The speaking scope.")
    actor = Attribute("The userid of the person who did it, or ``clock``.")
    at = Attribute("The instant, aware.")


class IScopeStarted(IScopeEvent):
    """An edition of the scope came into force."""

    edition = Attribute("The edition.")
    previous = Attribute("The edition that was in force until now, or None.")


class IScopeEnded(IScopeEvent):
    """The edition of the scope is no longer in force: expired or closed, and no other took its place."""

    edition = Attribute("The edition.")


class IScopeFrozen(IScopeEvent):
    """The scope was frozen: nobody speaks for it until it is unfrozen."""


class IScopeUnfrozen(IScopeEvent):
    """The scope is not frozen any more."""


class IMaySpeak(Interface):
    """Subscription adapter of a programme: somebody else who may speak about what a scope leads.

    For rooms above this one, ambassadors say.
    """

    def reasons(userid: str, question, answer):
        """``(may speak, reasons)``: whether this person may, and messages that say why or why not."""
