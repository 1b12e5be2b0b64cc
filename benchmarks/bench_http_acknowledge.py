"""Acknowledging over HTTP, eight clients, against the least that a signed-in write does on that server."""

from benchmarks.clients import measured
from benchmarks.companies import userid
from benchmarks.intranet import add_charter
from benchmarks.intranet import add_site
from benchmarks.intranet import add_users
from benchmarks.intranet import PASSWORD
from benchmarks.intranet import server
from benchmarks.intranet import zope
from benchmarks.minimal import prepare
from collective.socialgovernance.acknowledgments.interfaces import ILedger
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.component.hooks import setSite

import statistics
import transaction


NAME = "http-acknowledge"
CLIENTS = 8
COUNT = 600
PEER = 84
"""Acknowledgments a second of a policy tool on PHP and PostgreSQL, same class of machine, 100,000 people."""


def run(people: int) -> dict[str, object]:
    """Requests per second and milliseconds; every acknowledgment is looked for in the ledger afterwards."""
    count = min(COUNT, people)
    people_asked = [userid(number) for number in range(count)]
    with zope() as made:
        site = add_site(made, "intranet", people)
        edition = add_charter(site)["e1"]
        add_users(site, people_asked)
        prepare(site)
        transaction.commit()
        digest, uid = edition.digest, IUUID(edition)
        body = {"answer": "acknowledged", "digest": digest, "language": "en"}
        with server(made.publish) as url:
            write = "/intranet/gov/charter/e1/@bench-minimal-write"
            _rate(url, write, people_asked[:50], {"value": digest}, 200)
            floor = _rate(url, write, people_asked, {"value": digest}, 200)
            path = "/intranet/gov/charter/e1/@acknowledgment"
            given = _rate(url, path, people_asked, body, 201)
            floor_after = _rate(url, write, people_asked, {"value": digest}, 200)
        transaction.begin()
        setSite(site)
        kept = len(getUtility(ILedger).keys(uid))
    bare = max(floor["per second"], floor_after["per second"])
    return {
        "people": people,
        "minimal write": floor,
        "acknowledgment": given,
        "ratio to minimal": given["per second"] / bare,
        "times the peer's 84 a second": given["per second"] / PEER,
        "lost": count - kept,
    }


def _rate(url: str, path: str, people: list[str], body: dict[str, str], expect: int) -> dict[str, Any]:
    requests = [
        {
            "method": "POST",
            "path": path,
            "userid": each,
            "password": PASSWORD,
            "body": body,
            "expect": expect,
        }
        for each in people
    ]
    found = measured(url, requests, CLIENTS)
    return {
        "per second": len(people) / found["seconds"],
        "median ms": statistics.median(found["ms"]),
        "failed": len(found["failed"]),
    }
