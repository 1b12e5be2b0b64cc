"""Keeping what a manager answered, and what counts as an answer."""

from collective.socialgovernance.ambassadors.recording import counting
from collective.socialgovernance.programme.zones import zone_of
from collective.socialgovernance.texts.gathering import programme_of
from datetime import date
from datetime import datetime
from typing import Any


def keep_answer(
    registration: Any, result: str, manager: str, at: datetime, reason: Any = None, day: date | None = None
) -> None:
    """Keep an answer beside the earlier ones; the last is the one that is shown.

    ``day`` is the one on which it counts, if it is not that of ``at``.
    """
    answer = {"result": result, "reason": reason or None, "manager": manager, "at": at}
    counts = answer if day is None else counting(answer, day, zone_of(programme_of(registration)))
    registration.answers = (*registration.answers, counts)
    registration.endorsement = answer
