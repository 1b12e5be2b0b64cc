"""One person's own page over HTTP: its time does not grow with the number of people."""

from benchmarks.clients import measured
from benchmarks.companies import userid
from benchmarks.intranet import add_charter
from benchmarks.intranet import add_site
from benchmarks.intranet import add_users
from benchmarks.intranet import PASSWORD
from benchmarks.intranet import server
from benchmarks.intranet import zope

import statistics
import transaction


NAME = "my-governance"
FEW = 2500
READERS = 20
REQUESTS = 150
ROUNDS = 3


def run(people: int) -> dict[str, object]:
    """Milliseconds of ``@my-governance`` of people who owe a text, in a small and in a large company."""
    sizes = {"few": FEW, "many": max(people, FEW)}
    with zope() as made:
        for name, count in sizes.items():
            site = add_site(made, name, count)
            add_charter(site)
            add_users(site, [userid(number) for number in range(READERS)])
        transaction.abort()
        with server(made.publish) as url:
            rounds = {name: [] for name in sizes}
            for _round in range(ROUNDS + 1):
                for name in sizes:
                    rounds[name].append(_median(url, name))
    # The first round of each warms the caches.
    best = {name: min(found[1:]) for name, found in rounds.items()}
    return {
        "people": sizes,
        "median ms": best,
        "ratio (1 does not grow)": best["many"] / best["few"],
    }


def _median(url: str, site: str) -> float:
    requests = [
        {
            "method": "GET",
            "path": f"/{site}/@my-governance",
            "userid": userid(number % READERS),
            "password": PASSWORD,
            "expect": 200,
        }
        for number in range(REQUESTS)
    ]
    found = measured(url, requests, 1)
    if found["failed"]:
        raise RuntimeError(f"answered otherwise than expected: {found['failed'][:3]}")
    return statistics.median(found["ms"])
