"""The one place that reads the machine's clock.

Rules take an ``as_of`` day or an instant; only what happens because a person acts now asks here. Tests
replace ``now`` to act at another moment.
"""

from datetime import datetime
from datetime import timezone


def now() -> datetime:
    """The present instant, in UTC, whole seconds."""
    return datetime.now(tz=timezone.utc).replace(microsecond=0)
