"""One person's own page: what it takes of the server does not grow with the number of people."""

from benchmarks.companies import userid
from benchmarks.intranet import add_charter
from benchmarks.intranet import add_site
from benchmarks.intranet import add_users
from benchmarks.intranet import zope
from benchmarks.turns import asker
from benchmarks.turns import calls_of
from benchmarks.turns import in_turn
from benchmarks.turns import ratio
from statistics import median

import transaction


NAME = "my-governance"
FEW = 2500
READER = userid(7)


def run(people: int) -> dict[str, object]:
    """Processor time of ``@my-governance`` of somebody who owes a text, in a small and in a large company."""
    sizes = {"few": FEW, "many": max(people, FEW)}
    with zope() as made:
        for name, count in sizes.items():
            site = add_site(made, name, count)
            add_charter(site)
            add_users(site, [READER])
        transaction.abort()
        asked = [
            asker(made, f"/{name}/@my-governance", READER, "application/json", b'"acknowledge"')
            for name in sizes
        ]
        few, many = in_turn(*asked)
        calls = [calls_of(ask) for ask in asked]
    return {
        "people": sizes,
        "CPU ms": {"few": median(few) * 1000, "many": median(many) * 1000},
        "ratio (1 does not grow)": ratio(few, many),
        "function calls": dict(zip(sizes, calls, strict=True)),
    }
