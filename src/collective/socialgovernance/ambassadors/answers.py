"""Keeping what a manager answered, and what counts as an answer."""

from datetime import datetime
from typing import Any


def keep_answer(registration: Any, result: str, manager: str, at: datetime, reason: Any = None) -> None:
    """Keep an answer beside the earlier ones; the last is the one that is shown."""
    answer = {"result": result, "reason": reason or None, "manager": manager, "at": at}
    registration.answers = (*registration.answers, answer)
    registration.endorsement = answer
