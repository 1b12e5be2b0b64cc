"""People in a form: typed as a name, an e-mail address or a user id, shown by name."""

from collective.socialgovernance import _
from collective.socialgovernance.directory.finding import find_people
from collective.socialgovernance.directory.interfaces import IDirectory
from datetime import date
from plone import api
from zope.component import getUtility

import re


IN_BRACKETS = re.compile(r"\(([A-Za-z0-9._@-]+)\)\s*$")
"""The user id at the end of what the search offers: ``Ada Martin (ada)``."""


def named(typed: str, day: date) -> tuple[str, str]:
    """The userid of whom was meant, and what is wrong when it is nobody or more than one."""
    directory = getUtility(IDirectory)
    bracketed = IN_BRACKETS.search(typed)
    words = bracketed.group(1) if bracketed else typed
    if directory.is_empty():
        if api.user.get(userid=words) is not None:
            return words, ""
        return typed, _("There is no user “${name}”: write a user id.", mapping={"name": words})
    if directory.person(words, day) is not None:
        return words, ""
    (found,) = find_people(directory, [words], day)
    if len(found.userids) == 1:
        return found.userids[0], ""
    if not found.userids:
        return typed, _(
            "The directory knows nobody as “${name}”: write the whole name, the e-mail or the user id.",
            mapping={"name": words},
        )
    return typed, _(
        "Several people are called “${name}”: write the user id of one of them (${userids}).",
        mapping={"name": words, "userids": ", ".join(found.userids)},
    )


def name_to_write(userid: str, day: date) -> str:
    """A person as the search offers them, so that it is read back as the same person."""
    person = getUtility(IDirectory).person(userid, day)
    return f"{person.fullname} ({userid})" if person is not None and person.fullname else userid
