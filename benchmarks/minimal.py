"""The least that a write over REST can do: sign in, change one value, answer."""

from BTrees.OOBTree import OOBTree
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from typing import Any
from zope.interface import alsoProvides


def prepare(site: Any) -> None:
    """Make room for what is written, in shards as anybody would."""
    site._bench_values = OOBTree({number: OOBTree() for number in range(256)})


class MinimalWrite(Service):
    """Store one value under the name of the caller."""

    def reply(self) -> dict[str, bool]:
        alsoProvides(self.request, IDisableCSRFProtection)
        name = self.request.AUTHENTICATED_USER.getId()
        value = json_body(self.request).get("value")
        api.portal.get()._bench_values[sum(name.encode()) % 256][name] = value
        return {"stored": True}
