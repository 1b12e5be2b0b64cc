"""A server process of its own, answering for people over ZEO: ``python -m ... HOST PORT FIRST LAST``.

It answers for everybody from FIRST to LAST in turn, tries again after a conflict as the publisher does, and
prints how many entries it made.
"""

from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Answerable
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import Person
from collective.socialgovernance.acknowledgments.audience import audience_of
from collective.socialgovernance.acknowledgments.ledger import Ledger
from tests.acknowledgments.company import Company
from tests.acknowledgments.company import day
from tests.acknowledgments.company import DIGEST
from tests.acknowledgments.company import instant
from tests.acknowledgments.company import person
from tests.acknowledgments.company import text
from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.POSException import ConflictError

import sys
import ZEO


TRIES = 20


def answerable() -> Answerable:
    """The text that everybody answers to."""
    facts = text()
    return Answerable(
        facts, audience_of(facts, Company(), day(1)), facts.editions[0], True, {"fr": DIGEST}, "fr"
    )


def answer(ledger: Ledger, asked: Answerable, key: int) -> bool:
    """One answer of one person; whether it is new."""
    who = Person(f"person{key}", key, person())
    return acknowledge(asked, who, who.userid, Given("acknowledged", digest=DIGEST), ledger, now=instant(1))[
        1
    ]


def main(host: str, port: str, first: str, last: str) -> None:
    """Answer for everybody, one transaction each."""
    database = DB(ZEO.client((host, int(port))))
    manager = TransactionManager()
    connection = database.open(manager)
    asked, made = answerable(), 0
    for key in range(int(first), int(last) + 1):
        for attempt in range(TRIES):
            manager.begin()
            try:
                new = answer(connection.root()["ledger"], asked, key)
                manager.commit()
            except ConflictError:
                manager.abort()
                if attempt == TRIES - 1:
                    raise
            else:
                made += new
                break
    connection.close()
    database.close()
    print(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
