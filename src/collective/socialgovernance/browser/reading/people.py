"""The people whom readers may turn to, by name."""

from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from dataclasses import dataclass
from plone import api
from zope.component import queryUtility


@dataclass(frozen=True)
class Contact:
    """Somebody who can be reached."""

    userid: str
    name: str
    email: str


def contact(userid: str | None) -> Contact | None:
    """A person as the directory knows them, else as the site does; None for nobody."""
    if not userid:
        return None
    directory = queryUtility(IDirectory)
    person = None if directory is None else directory.person(userid, site.today())
    if person is not None:
        return Contact(userid, person.fullname or userid, person.email)
    user = api.user.get(userid=userid)
    if user is None:
        return Contact(userid, userid, "")
    return Contact(userid, user.getProperty("fullname") or userid, user.getProperty("email") or "")


def name_of(userid: str) -> str:
    """The name of a person; the userid where nobody knows it."""
    found = contact(userid)
    return found.name if found else ""
