"""Acknowledging over HTTP, eight clients, against the least that a signed-in write does on that server.

Both are asked for in turn, round by round, by the same accounts at the same address, and the ratio is that of
each round: what else the machine does meets both alike. Beside the rate stands the processor time that the
server spent on a request, all its threads together, in which waiting for others does not count.
"""

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
import time
import transaction


NAME = "http-acknowledge"
CLIENTS = 8
ROUNDS = 6
COUNT = 150
"""Acknowledgments in a round, and as many minimal writes."""

PEER = 84
"""Acknowledgments a second of a policy tool on PHP and PostgreSQL, same class of machine, 100,000 people."""


def run(people: int) -> dict[str, object]:
    """Requests per second and milliseconds; every acknowledgment is looked for in the ledger afterwards."""
    count = min(COUNT, people // ROUNDS)
    shares = [[userid(n) for n in range(start * count, (start + 1) * count)] for start in range(ROUNDS)]
    with zope() as made:
        site = add_site(made, "intranet", people)
        edition = add_charter(site)["e1"]
        add_users(site, [each for share in shares for each in share])
        prepare(site)
        transaction.commit()
        digest, uid = edition.digest, IUUID(edition)
        write = ("/intranet/gov/charter/e1/@bench-minimal-write", {"value": digest}, 200)
        body = {"answer": "acknowledged", "digest": digest, "language": "en"}
        acknowledge = ("/intranet/gov/charter/e1/@acknowledgment", body, 201)
        floor, given = [], []
        with server(made.publish) as url:
            _round(url, write, shares[0])
            for number, share in enumerate(shares):
                steps = [(floor, write), (given, acknowledge)]
                for found, asked in steps if number % 2 else reversed(steps):
                    found.append(_round(url, asked, share))
        transaction.begin()
        setSite(site)
        kept = len(getUtility(ILedger).keys(uid))
    rates = [mine["per second"] / least["per second"] for least, mine in zip(floor, given, strict=True)]
    spent = [least["CPU ms"] / mine["CPU ms"] for least, mine in zip(floor, given, strict=True)]
    return {
        "people": people,
        "rounds": ROUNDS,
        "minimal write": _together(floor),
        "acknowledgment": _together(given),
        "ratio to minimal": _spread(rates),
        "ratio to minimal by CPU": _spread(spent),
        "times the peer's 84 a second": max(each["per second"] for each in given) / PEER,
        "lost": count * ROUNDS - kept,
    }


def _round(url: str, asked: tuple[str, dict[str, str], int], people: list[str]) -> dict[str, Any]:
    path, body, expect = asked
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
    # The clients are another process: what this one spends is the server's.
    spent = time.process_time()
    found = measured(url, requests, CLIENTS)
    spent = time.process_time() - spent
    return {
        "per second": len(people) / found["seconds"],
        "median ms": statistics.median(found["ms"]),
        "CPU ms": spent * 1000 / len(people),
        "failed": len(found["failed"]),
    }


def _together(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "per second, best round": max(each["per second"] for each in rounds),
        "per second, median": statistics.median(each["per second"] for each in rounds),
        "median ms": statistics.median(each["median ms"] for each in rounds),
        "CPU ms": statistics.median(each["CPU ms"] for each in rounds),
        "failed": sum(each["failed"] for each in rounds),
    }


def _spread(ratios: list[float]) -> dict[str, float]:
    return {"median": statistics.median(ratios), "least": min(ratios), "most": max(ratios)}
