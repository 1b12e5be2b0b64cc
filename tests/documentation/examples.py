"""The calls of the documentation, read out of it and compared with what a site answers.

A request is an ``http`` block that begins with a method, the answer to it the ``http`` block after it. What
stands in an answer must be there; more may be. ``...`` stands for anything, ``9f2b...`` (four hexadecimal
digits) for one text that is the same wherever it stands on the page: answers tell it, requests send it.
"""

from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any

import json
import re


SITE = "http://localhost:8080/intranet"
"""The address of the site in the documentation."""

BLOCK = re.compile(r"^```http\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACEHOLDER = re.compile(r"(\b[0-9a-f]{4})?\.\.\.")
REST = "..."
"""The end of a list of which only the first items are shown."""


@dataclass(frozen=True)
class Message:
    """A request or an answer: its first line, its headers, its JSON (None without a body)."""

    first: str
    headers: dict[str, str]
    body: Any
    line: int

    @property
    def is_request(self) -> bool:
        return not self.first.startswith("HTTP/")


@dataclass(frozen=True)
class Example:
    """A call and what it answers."""

    request: Message
    answer: Message

    @property
    def method(self) -> str:
        return self.request.first.split()[0]

    @property
    def path(self) -> str:
        return self.request.first.split()[1]

    @property
    def user(self) -> str | None:
        """Who calls, by user id; None for nobody."""
        said = self.request.headers.get("Authorization", "")
        return said.removeprefix("Basic ").split(":")[0] or None

    @property
    def status(self) -> int:
        return int(self.answer.first.split()[1])

    @property
    def service(self) -> tuple[str, str]:
        """Method and name; the name is empty for content itself."""
        named = re.search(r"/(@[a-z-]+)", self.path)
        return self.method, named.group(1) if named else ""


def messages(page: Path) -> list[Message]:
    """Every ``http`` block of a page; `ValueError` names the line of one that is not well formed."""
    text = page.read_text(encoding="utf-8")
    return [message(match.group(1), text.count("\n", 0, match.start()) + 2) for match in BLOCK.finditer(text)]


def message(written: str, line: int) -> Message:
    """One block."""
    head, _blank, body = written.partition("\n\n")
    first, *headers = head.strip().splitlines()
    try:
        return Message(
            first,
            dict(header.split(": ", 1) for header in headers),
            json.loads(body) if body.strip() else None,
            line,
        )
    except ValueError as error:
        raise ValueError(f"line {line}: {error}") from error


def examples(page: Path) -> list[Example]:
    """Every call of a page with its answer, in order; `ValueError` when a request has none."""
    found, waiting = [], None
    for each in messages(page):
        if each.is_request == (waiting is not None):
            raise ValueError(f"line {each.line}: requests and answers do not alternate")
        if waiting is not None:
            found.append(Example(waiting, each))
        waiting = each if each.is_request else None
    if waiting is not None:
        raise ValueError(f"line {waiting.line}: no answer is shown")
    return found


@dataclass
class Known:
    """What the placeholders of a page stand for, and where the site is."""

    site: str
    values: dict[str, str] = field(default_factory=dict)

    def filled(self, value: Any) -> Any:
        """A request's text or JSON with what was answered before; `KeyError` for what was not."""
        if isinstance(value, dict):
            return {name: self.filled(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.filled(each) for each in value]
        if not isinstance(value, str):
            return value
        put = value.replace(SITE, self.site)
        return PLACEHOLDER.sub(
            lambda match: self.values[match.group()] if match.group(1) else match.group(), put
        )

    def differences(self, shown: Any, answered: Any, place: str = "") -> list[str]:
        """Where an answer is not what is shown, one line each; placeholders seen first are learnt."""
        if isinstance(shown, dict) and isinstance(answered, dict):
            return [
                line
                for name, value in shown.items()
                for line in (
                    self.differences(value, answered[name], f"{place}.{name}")
                    if name in answered
                    else [f"{place}.{name}: not in the answer, which has {sorted(answered)}"]
                )
            ]
        if isinstance(shown, list) and isinstance(answered, list):
            return self._of_lists(shown, answered, place)
        if isinstance(shown, str) and (isinstance(answered, str) or shown == REST):
            same = self._matches(shown, answered)
        else:
            same = type(shown) is type(answered) and shown == answered
        return [] if same else [f"{place}: {shown!r} is shown, {answered!r} answered"]

    def _of_lists(self, shown: list[Any], answered: list[Any], place: str) -> list[str]:
        compared = shown[:-1] if shown and shown[-1] == REST else shown
        if len(compared) > len(answered) or (compared is shown and len(shown) != len(answered)):
            return [f"{place}: {len(compared)} items are shown, {len(answered)} answered: {answered!r}"]
        return [
            line
            for index, (one, other) in enumerate(zip(compared, answered, strict=False))
            for line in self.differences(one, other, f"{place}.{index}")
        ]

    def _matches(self, shown: str, answered: Any) -> bool:
        if shown == REST:
            return True
        wanted, names, after = "", [], 0
        for match in PLACEHOLDER.finditer(shown):
            wanted += re.escape(shown[after : match.start()].replace(SITE, self.site))
            after = match.end()
            if match.group() in self.values:
                wanted += re.escape(self.values[match.group()])
            elif match.group(1) and match.group() not in names:
                wanted += r"([0-9A-Za-z_.:=+/-]+?)"
                names.append(match.group())
            else:
                wanted += ".*?"
        wanted += re.escape(shown[after:].replace(SITE, self.site))
        found = re.fullmatch(wanted, answered, re.DOTALL)
        if found is None:
            return False
        self.values.update(zip(names, found.groups(), strict=True))
        return True
