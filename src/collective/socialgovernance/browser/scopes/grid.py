"""The cells of a scope as a grid of topics and audiences, and the rows below it for what is finer.

Plain functions. A cell without platform and territory stands in the grid, every other one in a row.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from urllib.parse import unquote


Cell = dict[str, Any]
Key = tuple[str, str]

EVERYBODY = "everybody"
"""What stands in the name of a field for the empty audience."""

PARTS = ("lead", "contributor", "refer")


def apart(cells: Iterable[Mapping[str, Any]]) -> tuple[dict[Key, str], list[Cell]]:
    """The cells of the grid by topic and audience, and those that are finer."""
    grid: dict[Key, str] = {}
    finer: list[Cell] = []
    for cell in cells:
        key = cell["topic"], cell.get("audience") or ""
        if cell.get("platform") or cell.get("territory") or key in grid:
            finer.append(dict(cell))
        else:
            grid[key] = cell.get("legitimacy") or "lead"
    return grid, finer


def field_name(topic: str, audience: str) -> str:
    """The name of the field of a square."""
    return f"grid.{topic}.{audience or EVERYBODY}"


def from_form(
    sent: Mapping[str, Any], topics: Sequence[str], audiences: Sequence[str]
) -> tuple[list[Cell], list[Key]]:
    """The cells of the grid as it was sent, topic by topic, and the squares with something unknown."""
    found: list[Cell] = []
    unknown: list[Key] = []
    for topic in topics:
        for audience in ("", *audiences):
            part = str(sent.get(field_name(topic, audience)) or "")
            if part in PARTS:
                found.append(
                    {
                        "topic": topic,
                        "audience": audience or None,
                        "platform": None,
                        "territory": None,
                        "legitimacy": part,
                    }
                )
            elif part:
                unknown.append((topic, audience))
    return found, unknown


def allowed_topics(
    cells: Iterable[Mapping[str, Any]], extras: Iterable[str], order: Sequence[str]
) -> list[str]:
    """The topics of a scope: those of its cells that it does not refer, and others it names."""
    named = {cell["topic"] for cell in cells if cell.get("legitimacy") != "refer"} | set(extras)
    return sorted(named, key=lambda topic: (order.index(topic) if topic in order else len(order), topic))


def extra_topics(cells: Iterable[Mapping[str, Any]], allowed: Iterable[str]) -> list[str]:
    """The allowed topics that no cell has."""
    own = {cell["topic"] for cell in cells if cell.get("legitimacy") != "refer"}
    return [topic for topic in allowed if topic not in own]


def written(key: Iterable[str]) -> str:
    """The four values of a cell as one value of a button; :func:`read` reads it."""
    return ":".join(quote(part, safe="") for part in key)


def read(key: str) -> tuple[str, ...]:
    """The four values of a cell from what :func:`written` gave."""
    return tuple(unquote(part) for part in key.split(":"))


def offered(cells: Iterable[Mapping[str, Any]], key: Sequence[str]) -> list[Cell]:
    """The cells with one of them, named by its four values, contributing instead of leading."""
    return [
        {**cell, "legitimacy": "contributor"}
        if cell.get("legitimacy") == "lead" and key_of(cell) == tuple(key)
        else dict(cell)
        for cell in cells
    ]


def key_of(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """The four values of a cell."""
    return tuple(cell.get(name) or "" for name in ("topic", "audience", "platform", "territory"))
