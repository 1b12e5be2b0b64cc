"""A person has another userid: everything that registrations keep of them follows."""

from collections.abc import Mapping
from collective.socialgovernance.ambassadors.figures import every_registration
from collective.socialgovernance.ambassadors.index import programmes
from typing import Any


NAMING = ("person", "certified_by")
IN_HOLD = ("proposed_by", "made_by", "ending_by")


def follow_renamed(renamed: Mapping[str, str]) -> None:
    """Write the new userids (by the former ones) wherever a registration names one, ended ones included."""
    for programme in programmes():
        for registration in every_registration(programme):
            rename(registration, renamed)


def rename(registration: Any, renamed: Mapping[str, str]) -> None:
    """The same in one registration; nothing is written where nobody is renamed."""
    for name in NAMING:
        before = getattr(registration, name)
        if before in renamed:
            setattr(registration, name, renamed[before])
    if registration.asked_of and registration.asked_of[0] in renamed:
        registration.asked_of = (renamed[registration.asked_of[0]], registration.asked_of[1])
    answers = tuple(_renamed(answer, ("manager",), renamed) for answer in registration.answers)
    if answers != registration.answers:
        registration.answers = answers
    for name, keys in (("endorsement", ("manager",)), ("hold", IN_HOLD)):
        row = getattr(registration, name)
        if row and _renamed(row, keys, renamed) != row:
            setattr(registration, name, _renamed(row, keys, renamed))


def _renamed(row: Mapping[str, Any], keys: tuple[str, ...], renamed: Mapping[str, str]) -> dict[str, Any]:
    return {key: renamed.get(value, value) if key in keys else value for key, value in row.items()}
