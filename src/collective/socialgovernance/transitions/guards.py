"""Acts and guards as plain values."""

from collections.abc import Mapping
from collective.socialgovernance import _
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import Any


CLOCK = "clock"
"""The actor of what no person did."""


@dataclass(frozen=True)
class Act:
    """One attempt at a transition: who, when, with which note and which further inputs."""

    transition: str
    state: str
    actor: str
    at: datetime
    comment: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Guard:
    """One condition of a transition: a stable code, what it asks, whether it holds, and what to do when not.

    ``url`` leads to where it is mended, ``next_step`` says how.
    """

    code: str
    title: str
    passed: bool
    detail: str = ""
    next_step: str = ""
    url: str | None = None


def with_note(comment: str) -> list[Guard]:
    """A transition that must say why."""
    return [
        Guard(
            "note",
            _("Say why"),
            bool(comment),
            detail="" if comment else _("Please write a note: those who worked on it will read it."),
        )
    ]
