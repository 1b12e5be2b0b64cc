"""When somebody is reminded of a review. A pure function."""

from datetime import date


STAGES = (7, 30, 60)
"""Days before a review on which its owner is reminded, the last one first."""

LATE = 31
"""Days after a review until which a reminder that could not leave yet is still sent."""


def stage(due: date, day: date) -> int | None:
    """Of which stage a review is on a day: the nearest of 60, 30 and 7 days before it that has been reached.

    None before the first one, and when the review is long past.
    """
    left = (due - day).days
    if left < -LATE:
        return None
    return next((days for days in STAGES if left <= days), None)
