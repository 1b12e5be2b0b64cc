"""What a person says in a registration, with the moment at which they said it. Plain functions."""

from collections.abc import Mapping
from collective.socialgovernance import _
from collective.socialgovernance.ambassadors.content import VERSION_LENGTH
from collective.socialgovernance.ambassadors.lists import security_items
from collective.socialgovernance.days import day_of
from collective.socialgovernance.days import iso_instant
from collective.socialgovernance.days import Zone
from collective.socialgovernance.fields import MisplacedValue
from collective.socialgovernance.refusals import Problem
from collective.socialgovernance.refusals import Refused
from datetime import date
from datetime import datetime
from typing import Any


Row = Mapping[str, Any]
COUNTED = "counted_on"


def recorded(name: str, keys: tuple[str, ...], previous: Row | None, sent: Any, now: datetime) -> Row | None:
    """The row to keep for what was sent: the same one when it is the present row sent back.

    Raises :class:`~..fields.MisplacedValue` for a key or value that means nothing, and
    :class:`~..refusals.Refused` 403 for a moment that the system did not give.
    """
    if not isinstance(sent, Mapping):
        raise MisplacedValue(name, _("Send an object."))
    present = shown(previous) or {}
    said = {key: value for key, value in sent.items() if key in keys}
    given = {key: value for key, value in sent.items() if key in ("at", "withdrawn_at")}
    unknown = sorted(set(sent) - set(said) - set(given))
    if unknown:
        raise MisplacedValue(f"{name}.{unknown[0]}", _("This key is not known here."))
    wrong = [key for key, value in given.items() if value != present.get(key)]
    if wrong:
        raise Refused(403, [Problem(f"{name}.{key}", _("This is given by the system.")) for key in wrong])
    for key in keys:
        _check(f"{name}.{key}", key, said.get(key))
    if given and all(present.get(key) == value for key, value in said.items()):
        return previous
    return _consent(said, previous, now) if keys == ("given",) else {**said, "at": now}


def counting(row: Row, day: date, zone: Zone) -> dict[str, Any]:
    """A row with the day on which it counts, when that is another one than the day of its moment: a day to
    which the clock ran ahead. What people read of it stays the moment.
    """
    said = {key: value for key, value in row.items() if key != COUNTED}
    return said if day_of(said["at"], zone) == day else {**said, COUNTED: day}


def counted_on(row: Row, zone: Zone) -> date:
    """The day on which a row counts."""
    found: date = row.get(COUNTED) or day_of(row["at"], zone)
    return found


def shown(row: Row | None) -> dict[str, Any] | None:
    """A row as JSON has it."""
    if not row:
        return None
    return {
        key: iso_instant(value) if isinstance(value, datetime) else value
        for key, value in row.items()
        if key != COUNTED
    }


def _check(place: str, key: str, value: Any) -> None:
    if key == "version" and not (isinstance(value, str) and 0 < len(value.strip()) <= VERSION_LENGTH):
        raise MisplacedValue(place, _("Name the version that was read."))
    if key == "given" and not isinstance(value, bool):
        raise MisplacedValue(place, _("Say true or false."))
    if key == "items":
        if not isinstance(value, list):
            raise MisplacedValue(place, _("Send a list."))
        for index, item in enumerate(value):
            if item not in security_items.tokens:
                raise MisplacedValue(f"{place}.{index}", _("This is not an item of the checklist."))


def _consent(said: Row, previous: Row | None, now: datetime) -> Row:
    """A consent keeps both moments: when it was given and when it was withdrawn."""
    before = previous or {}
    if said["given"]:
        return dict(before) if before.get("given") else {"given": True, "at": now, "withdrawn_at": None}
    if not before.get("given"):
        return dict(before) or {"given": False, "at": None, "withdrawn_at": None}
    return {"given": False, "at": before["at"], "withdrawn_at": now}
