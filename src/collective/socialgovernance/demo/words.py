"""The written texts of the demo: a charter, a guide, the programme and some pages of the intranet.

French is the authoritative language; everything exists in English too. HTML holds ``p``, ``ul``, ``li`` and
``strong`` only; in the files it is one line per paragraph, and is joined here.
"""

from collective.socialgovernance.demo.company import read_json
from dataclasses import dataclass
from typing import Any


AUTHORITATIVE = "fr"
OTHER = "en"
LANGUAGES = (AUTHORITATIVE, OTHER)

Wording = dict[str, str]
"""Words in one language, by field: HTML, but for titles and descriptions."""


@dataclass(frozen=True)
class WrittenClause:
    """One clause: ``settings`` are the fields that have no language, ``wording`` the others by language."""

    clause_id: str
    settings: dict[str, Any]
    wording: dict[str, Wording]
    after: str = ""


@dataclass(frozen=True)
class WrittenText:
    """A charter or a guide, as first published, and its update where it has one."""

    id: str
    wording: dict[str, Wording]
    clauses: tuple[WrittenClause, ...]
    update: "Update | None" = None


@dataclass(frozen=True)
class Update:
    """What the second edition changes: a new clause names the one that it comes ``after``."""

    change_class: str
    wording: dict[str, Wording]
    clauses: tuple[WrittenClause, ...]


def charter() -> WrittenText:
    """The charter, with its update."""
    return _text(read_json("charter.json"))


def guide() -> WrittenText:
    """The guide."""
    return _text(read_json("guide.json"))


def programme() -> tuple[str, dict[str, Wording]]:
    """The id and the words of the programme."""
    data = read_json("programme.json")
    return data["id"], _wording(data)


def pages() -> list[tuple[str, dict[str, Wording]]]:
    """The pages of the intranet around the programme, the home page first: id and words."""
    return [(page["id"], _wording(page)) for page in read_json("intranet.json")["pages"]]


def news() -> list[dict[str, Any]]:
    """News of the last months, each in one language: id, weeks_ago, language, title, description, text."""
    return [{**item, "text": html(item["text"])} for item in read_json("intranet.json")["news"]]


def html(lines: list[str] | str) -> str:
    """HTML as it is stored; a title or description is left as it is."""
    return lines if isinstance(lines, str) else "\n".join(lines)


def both(wording: dict[str, Wording], field: str) -> str:
    """The words of a field that holds only one text: French, then English, each marked with its language."""
    return "\n".join(
        (
            f'<div lang="{AUTHORITATIVE}">{wording[AUTHORITATIVE][field]}</div>',
            f'<div lang="{OTHER}"><p><strong>English</strong></p>{wording[OTHER][field]}</div>',
        )
    )


def _text(data: dict[str, Any]) -> WrittenText:
    return WrittenText(
        data["id"],
        _wording(data),
        tuple(_clause(clause) for clause in data["clauses"]),
        _update(data["update"]) if "update" in data else None,
    )


def _update(data: dict[str, Any]) -> Update:
    return Update(data["change_class"], _wording(data), tuple(_clause(clause) for clause in data["clauses"]))


def _clause(data: dict[str, Any]) -> WrittenClause:
    settings = {name: value for name, value in data.items() if name not in (*LANGUAGES, "clause_id", "after")}
    for name in ("justification", "proportionality"):
        if name in settings:
            settings[name] = settings[name][AUTHORITATIVE]
    return WrittenClause(data["clause_id"], settings, _wording(data), data.get("after", ""))


def _wording(data: dict[str, Any]) -> dict[str, Wording]:
    return {language: {name: html(words) for name, words in data[language].items()} for language in LANGUAGES}
