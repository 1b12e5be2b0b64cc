"""The mandates of official voices: who decides about an edition reads what it rests on."""

from collective.socialgovernance.browser.reading.people import name_of
from dataclasses import dataclass
from plone import api
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from Products.Five.browser import BrowserView
from typing import Any
from urllib.parse import urlencode
from zExceptions import NotFound


READERS = (
    "Governance Owner",
    "Governance Legal",
    "Governance Referent",
    "Governance Auditor",
    "Department Head",
    "Scope Deputy",
    "Manager",
    "Site Administrator",
)


@dataclass(frozen=True)
class MandateFile:
    """The mandate of one voice, to be downloaded."""

    name: str
    filename: str
    url: str


def may_read(edition: Any) -> bool:
    """Whether the signed-in user is one of those who define, decide about or audit the scope."""
    return bool(set(READERS) & set(api.user.get_roles(obj=edition)))


def mandates_of(edition: Any) -> list[MandateFile]:
    """The mandates kept with an edition of a scope; none for who may not read them."""
    if edition is None or not may_read(edition):
        return []
    return [
        MandateFile(
            name_of(userid),
            file.filename or userid,
            f"{edition.absolute_url()}/@@mandate?{urlencode({'voice': userid})}",
        )
        for userid, file in sorted((edition.mandates or {}).items())
    ]


class Mandate(BrowserView):
    """One file, always as a download: nothing that was uploaded runs in the site."""

    def __call__(self) -> Any:
        file = (self.context.mandates or {}).get(str(self.request.form.get("voice", "")))
        if file is None or not may_read(self.context):
            raise NotFound(self.context, "mandate", self.request)
        response = self.request.response
        set_headers(file, response, filename=file.filename or "mandate")
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return stream_data(file)
