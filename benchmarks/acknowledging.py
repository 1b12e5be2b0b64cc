"""What the benchmarks of acknowledging share: a text, people, answers and a storage of their own."""

from collections.abc import Iterator
from collective.socialgovernance.acknowledgments.api import acknowledge
from collective.socialgovernance.acknowledgments.api import Answerable
from collective.socialgovernance.acknowledgments.api import Given
from collective.socialgovernance.acknowledgments.api import Person
from collective.socialgovernance.acknowledgments.audience import Audience
from collective.socialgovernance.acknowledgments.audience import AudienceRule
from collective.socialgovernance.acknowledgments.facts import EditionFacts
from collective.socialgovernance.acknowledgments.facts import TextFacts
from collective.socialgovernance.acknowledgments.ledger import Ledger
from collective.socialgovernance.directory.people import Interval
from collective.socialgovernance.directory.people import PersonHistory
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import timezone
from pathlib import Path
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import tempfile


EDITION = "5d0e4a6f2c1b4e0c9a7d3b8f6e1c2a90"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
BEGAN = date(2026, 3, 1)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=timezone.utc)
GIVEN = Given("acknowledged", digest=DIGEST, language="fr")
EMPLOYED = Interval(date(2020, 1, 1))
HISTORY = PersonHistory((EMPLOYED,), (), (("d00", EMPLOYED),), (("employee", EMPLOYED),))
FACTS = TextFacts("text", (EditionFacts(EDITION, "1.0.0", 1, "major", BEGAN),), timezone="Europe/Paris")
ANSWERABLE = Answerable(
    text=FACTS,
    audience=Audience((AudienceRule(date.min, None, frozenset(), None),)),
    edition=FACTS.editions[0],
    in_force=True,
    digests={"fr": DIGEST},
    language="fr",
)


def answer(ledger: Ledger, key: int) -> bool:
    """One acknowledgment through the one way in; whether it is new."""
    userid = f"firstname.lastname{key}"
    return acknowledge(ANSWERABLE, Person(userid, key, HISTORY), userid, GIVEN, ledger, now=NOW)[1]


@contextmanager
def file_storage() -> Iterator[tuple[DB, Path]]:
    """A database in a file of its own, thrown away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Data.fs"
        database = DB(FileStorage(str(path)), cache_size=100_000, pool_size=20)
        yield database, path
        database.close()
