"""Interfaces and events of ambassador registrations."""

from zope.interface import Attribute
from zope.interface import Interface


class IRegistrationIndex(Interface):
    """Who has a registration that has not ended, in which programme (a UID)."""

    def registration_of(programme: str, person: str):
        """The id of the registration of a person that has not ended, None when there is none."""

    def registrations(programme: str):
        """The ids of the registrations that have not ended, by person."""

    def knows(person: str):
        """Whether a person has a registration that has not ended, in whatever programme."""

    def put(programme: str, person: str, registration: str):
        """Keep a registration as the one of a person."""

    def take(programme: str, person: str, registration: str):
        """A registration has ended or is gone."""

    def ask(programme: str, person: str, asked: bool):
        """Keep whether the manager of a person is asked now."""

    def asking(programme: str):
        """The people whose manager is asked now."""

    def rename(before: str, after: str):
        """A person has another userid."""

    def forget(programme: str):
        """There is no such programme any more."""


class ITopicsRemoved(Interface):
    """Topics that a new edition of a scope does not allow any more were taken off a registration."""

    registration = Attribute("The registration.")
    topics = Attribute("The topics, a tuple of tokens.")
    scope = Attribute("The scope whose new edition drops them.")
    at = Attribute("The instant, aware.")


class IEndorsementAsked(Interface):
    """The line manager is asked whether there is time for it."""

    registration = Attribute("The registration.")
    manager = Attribute("The userid of the manager.")
    at = Attribute("The instant, aware.")
