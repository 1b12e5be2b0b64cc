"""The guards of a transition as a list that people work through."""

from collections.abc import Iterable
from collective.socialgovernance.transitions.guards import Guard
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One line of the list: what is asked, whether it is met, what to do when not and where."""

    code: str
    title: str
    passed: bool
    reasons: tuple[tuple[str, str | None], ...] = ()


def checks(guards: Iterable[Guard], answered_here: Iterable[str] = ()) -> list[Check]:
    """One line for each thing asked, what is missing first; its reasons with their links.

    Guards of the same code and title are one line. ``answered_here`` names codes that the form beside the
    list asks for itself, so that they are no line of it.
    """
    left_out = set(answered_here)
    lines: dict[tuple[str, str], list[Guard]] = {}
    for guard in guards:
        if guard.code not in left_out:
            lines.setdefault((guard.code, guard.title), []).append(guard)
    found = [
        Check(
            code,
            title,
            all(guard.passed for guard in same),
            tuple((guard.detail, guard.url) for guard in same if not guard.passed),
        )
        for (code, title), same in lines.items()
    ]
    return sorted(found, key=lambda check: check.passed)
