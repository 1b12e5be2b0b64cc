"""Where people reach the site: a run that no request has come to must know it, for the links in its mails."""

from collective.socialgovernance import _
from collective.socialgovernance.refusals import refuse
from typing import Any
from urllib.parse import urlsplit


NOWHERE = ("http://nohost", "http://foo")
"""Where a site stands that no request has come to."""

SCHEMES = {"http": 80, "https": 443}


def address_of(site: Any) -> str:
    """Where the site is reached, as far as this request knows; "" when it does not."""
    found = str(site.absolute_url())
    return "" if found.startswith(NOWHERE) else found


def checked(address: str) -> str:
    """An address without its last slash. Refused with 400 when it is none of a site."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in SCHEMES or not parts.hostname or port == -1 or parts.query or parts.fragment:
        raise refuse(400, "--url", _("This is not the address of a site: write https://intranet.example.com"))
    return address.rstrip("/")


def stand_at(site: Any, address: str) -> None:
    """Let the site stand at an address for the rest of this request, as behind a web server."""
    parts = urlsplit(checked(address))
    request = site.REQUEST
    request.setServerURL(parts.scheme, parts.hostname, parts.port or SCHEMES[parts.scheme])
    request["PARENTS"] = [site]
    request.setVirtualRoot([part for part in parts.path.split("/") if part])
